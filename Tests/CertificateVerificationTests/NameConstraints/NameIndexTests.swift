import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// The indexes of name constraints against what they stand for: one subtree after the other, held against each name.
@Suite struct NameIndexTests {
  @Test func prefixesAreThoseOfAPlainLoop() {
    var generator = RepeatableGenerator(seed: 1)
    var found = 0
    for _ in 0..<400 {
      let keys = (0..<Int.random(in: 0...12, using: &generator)).map { _ in key(&generator) }
      var index = PrefixIndex()
      for (number, key) in keys.enumerated() { index.append(key, source: number..<number + 1) }
      index.finish()
      for _ in 0..<20 {
        let name = key(&generator)
        // Of several the shortest, which holds the most names.
        let expected = keys.filter { name.starts(with: $0) }.min { $0.count < $1.count }
        let source = index.prefix(of: name)
        #expect(source.map { keys[$0.lowerBound] } == expected, "\(keys) \(name)")
        found += expected == nil ? 0 : 1
      }
    }
    #expect((2000...6000).contains(found))
  }

  /// A short key of few bytes, so that many start with others.
  private func key(_ generator: inout RepeatableGenerator) -> [UInt8] {
    (0..<Int.random(in: 0...6, using: &generator)).map { _ in [0, 1, 0xFF].randomElement(using: &generator) ?? 0 }
  }

  @Test(arguments: [4, 16])
  func addressesAreThoseOfAPlainLoop(_ width: Int) {
    var generator = RepeatableGenerator(seed: UInt64(width))
    var found = 0
    for _ in 0..<300 {
      let networks = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        let length = Int.random(in: 0...8 * width, using: &generator)
        let mask = (0..<width).map { UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, length - 8 * $0))) }
        return (address: address(width, &generator), mask: mask, length: length)
      }
      var ranges = AddressRanges()
      let bytes = networks.flatMap { $0.address + $0.mask }
      for number in networks.indices {
        let isRead = ranges.append(bytes.span, number * 2 * width..<(number + 1) * 2 * width)
        #expect(isRead)
      }
      ranges.finish()
      for _ in 0..<20 {
        let name = address(width, &generator)
        let holding = networks.filter { network in
          (0..<width).allSatisfy { (network.address[$0] ^ name[$0]) & network.mask[$0] == 0 }
        }
        // Of several the widest. Two of one length that hold the same address are one network.
        let expected = holding.map(\.length).min()
        let source = ranges.range(holding: name.span, 0..<width)
        let number = source.map { $0.lowerBound / (2 * width) }
        #expect(number.map { networks[$0].length } == expected)
        if let number { #expect(holding.contains { $0 == networks[number] }) }
        found += expected == nil ? 0 : 1
      }
    }
    #expect((600...5400).contains(found))
  }

  /// An address of which few bits are set, so that many networks hold it.
  private func address(_ width: Int, _ generator: inout RepeatableGenerator) -> [UInt8] {
    (0..<width).map { _ in
      let number = generator.next()
      return UInt8(truncatingIfNeeded: number & number >> 8 & number >> 16 & 0x49)
    }
  }

  @Test func masksAreOnesAndThenZeros() {
    var generator = RepeatableGenerator(seed: 3)
    for round in 0..<4000 {
      // Half of them are masks but for a bit or none.
      var mask = UInt32(truncatingIfNeeded: generator.next())
      if round.isMultiple(of: 2) {
        mask = UInt32(truncatingIfNeeded: UInt64(0xFFFF_FFFF) << UInt64.random(in: 0...32, using: &generator))
        if Bool.random(using: &generator) { mask ^= 1 << UInt32.random(in: 0...31, using: &generator) }
      }
      let bits = String(mask, radix: 2)
      let text = String(repeating: "0", count: 32 - bits.count) + bits
      let bytes: [UInt8] = [10, 0, 0, 1] + (0..<4).map { UInt8(truncatingIfNeeded: mask >> (24 - 8 * UInt32($0))) }
      var ranges = AddressRanges()
      let isRead = ranges.append(bytes.span, 0..<8)
      #expect(isRead == !text.contains("01"), "\(text)")
    }
  }

  @Test func directoryNamesAreThoseOfAPlainLoop() throws {
    var generator = RepeatableGenerator(seed: 4)
    var found = 0
    for _ in 0..<150 {
      let subtrees = (0..<Int.random(in: 0...5, using: &generator)).map { _ in name(0...3, &generator) }
      let bytes = Array(subtrees.joined())
      var (index, ranges) = (DirectoryIndex(), [Range<Int>]())
      for subtree in subtrees {
        let start = ranges.last?.upperBound ?? 0
        ranges.append(start..<start + subtree.count)
        let isRead = index.append(bytes.span, start..<start + subtree.count)
        #expect(isRead)
      }
      for _ in 0..<20 {
        let name = name(0...4, &generator)
        let holding = ranges.filter { DistinguishedName.isWithin(name.span, 0..<name.count, bytes.span, $0) }
        var effort = SearchEffort()
        switch index.beginning(of: name.span, 0..<name.count, in: bytes.span, &effort, SearchBudget()) {
        case .within(let source):
          #expect(holding.contains(source))
          found += 1
        case .outside: #expect(holding.isEmpty)
        case .incomparable, .notCompared: Issue.record("not compared")
        }
      }
    }
    #expect((300...2700).contains(found))
  }

  /// A name of few attributes in many spellings.
  private func name(_ counts: ClosedRange<Int>, _ generator: inout RepeatableGenerator) -> [UInt8] {
    let spellings = [
      DER.printable("a"), DER.utf8("A"), DER.bmp(" a "), DER.utf8("b"), DER.utf8("\u{E9}"), DER.utf8("E\u{301}"),
      DER.octetString([1]),
    ]
    return DER.name(
      relativeNames: (0..<Int.random(in: counts, using: &generator)).map { _ in
        let types = Bool.random(using: &generator) ? ["1.2.3"] : ["1.2.3", "1.2.4"]
        return types.map { DER.attribute($0, spellings.randomElement(using: &generator) ?? []) }
      })
  }
}
