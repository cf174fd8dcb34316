import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

@Suite("The index of a revocation list")
struct RevocationIndexTests {
  typealias Fields = RevocationListFields

  private func list(_ serialNumbers: [Int]) throws -> CertificateRevocationList {
    try CertificateRevocationList(der: Fields.with { $0.entries = serialNumbers.map { Fields.entry($0) } })
  }

  /// What a search calls its body with: the serial numbers of what it finds, and how many others it meets.
  private func search(
    _ list: CertificateRevocationList, _ index: RevocationIndex, _ serialNumber: [UInt8]
  ) -> (found: [[UInt8]], others: Int) {
    var found: [[UInt8]] = []
    var others = 0
    index.forEachEntry(of: list, serialNumber.span, 0..<serialNumber.count) { bytes, match, _ in
      if let match, let entry = match.entry(bytes), entry.serialNumber == match.serialNumber {
        found.append(Array(match.serialNumber.map { bytes[$0] }))
      } else {
        others += 1
      }
      return true
    }
    return (found, others)
  }

  @Test("Lists of every small size, and what is not in them")
  func sizes() throws {
    for count in 0...40 {
      let numbers = (0..<count).map { 1_000 + 7 * $0 }
      let list = try list(numbers)
      let index = RevocationIndex(list)
      #expect(index.count == count)
      for number in numbers {
        let contents = DER.contents(of: number)
        #expect(search(list, index, contents).found == [contents])
        #expect(search(list, index, DER.contents(of: number + 1)).found == [])
      }
    }
  }

  @Test("Serial numbers of every length, which differ in any of their bytes")
  func lengths() throws {
    var numbers: [[UInt8]] = []
    for count in 1...24 {
      let base = (0..<count).map { UInt8(truncatingIfNeeded: 0x11 + 3 * $0) }
      numbers.append(base)
      for place in 0..<count {
        var other = base
        other[place] ^= 0x40
        numbers.append(other)
      }
    }
    let entries = numbers.map { DER.sequence(DER.raw(tag: 2, contents: $0), DER.utcTime("251115000000Z")) }
    let list = try CertificateRevocationList(der: Fields.with { $0.entries = entries })
    let index = RevocationIndex(list)
    #expect(Set(numbers.map { RevocationIndex.hash($0.span, 0..<$0.count) }).count >= numbers.count - 1)
    for number in numbers {
      #expect(search(list, index, number).found == [number])
      #expect(search(list, index, number + [2]).found == [])
      // A part of a longer buffer is the same number.
      let padded = [9] + number + [9]
      #expect(
        RevocationIndex.hash(padded.span, 1..<number.count + 1) == RevocationIndex.hash(number.span, 0..<number.count))
    }
  }

  @Test("A list whose hashes all start with the same bits is searched as any other")
  func crowded() throws {
    var (inside, outside): ([Int], [Int]) = ([], [])
    var number = 1
    while inside.count + outside.count < 128 {
      number += 1
      let contents = DER.contents(of: number)
      guard RevocationIndex.hash(contents.span, 0..<contents.count) >> 25 == 0 else { continue }
      if number.isMultiple(of: 2), inside.count < 64 { inside.append(number) } else { outside.append(number) }
    }
    let list = try list(inside)
    let index = RevocationIndex(list)
    for number in inside {
      let contents = DER.contents(of: number)
      #expect(search(list, index, contents).found == [contents])
    }
    for number in outside {
      let (found, others) = search(list, index, DER.contents(of: number))
      #expect(found == [] && others == 0)
    }
  }

  @Test("Of several entries with one serial number, each is found, in the order of the list")
  func repeated() throws {
    let list = try CertificateRevocationList(
      der: Fields.with {
        $0.entries = [
          Fields.entry(5, [Fields.reason(1)]), Fields.entry(6), Fields.entry(5, [Fields.reason(4)]), Fields.entry(5),
        ]
      })
    let index = RevocationIndex(list)
    var reasons: [RevocationReason?] = []
    let number: [UInt8] = [5]
    index.forEachEntry(of: list, number.span, 0..<1) { bytes, match, _ in
      reasons.append(match?.entry(bytes)?.reason)
      return reasons.count < 2
    }
    #expect(reasons == [.keyCompromise, .superseded])
    #expect(search(list, index, number).found.count == 3)
  }
}
