import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

@Suite struct HashIndexTests {
  @Test func findsEveryEntryWithFewComparisons() {
    var random = RepeatableGenerator(seed: 1)
    let hashes = (0..<50_000).map { _ in UInt32(truncatingIfNeeded: random.next()) }
    var index = HashIndex()
    for (entry, hash) in hashes.enumerated() { index.insert(entry, hash) }
    var comparisons = 0
    for (entry, hash) in hashes.enumerated() {
      let found = index.first(hash) {
        comparisons += 1
        return $0 == entry
      }
      #expect(found == entry)
    }
    // As good as no two of the hashes are the same.
    #expect(comparisons < hashes.count + 100)
    #expect(index.first(hashes[0]) { _ in false } == nil)
    #expect(HashIndex().first(0) { _ in true } == nil)
  }

  @Test func holdsEntriesAtBothEndsOfTheTable() {
    var index = HashIndex(capacity: 10)
    for entry in 0..<10 { index.insert(entry, entry < 5 ? .max : 0) }
    for entry in 0..<10 {
      var met: [Int] = []
      _ = index.first(entry < 5 ? .max : 0) {
        met.append($0)
        return $0 == entry
      }
      #expect(met == Array((entry < 5 ? 0 : 5)...entry))
    }
  }

  @Test func chainsEntriesInTheirOrder() {
    var index = ChainedIndex()
    for entry in 0..<3_000 { index.append(UInt32(entry % 7)) }
    for hash in 0..<7 {
      var met: [Int] = []
      index.forEach(UInt32(hash)) {
        met.append($0)
        return true
      }
      #expect(met == Array(stride(from: hash, to: 3_000, by: 7)))
    }
    var count = 0
    let goesOn = index.forEach(3) { _ in
      count += 1
      return count < 5
    }
    #expect(count == 5 && !goesOn)
    #expect(index.forEach(7) { _ in false })
  }

  // A table in which equal hashes are probed for takes twice the steps for each entry more: these would take minutes.
  @Test func entriesOfOneHashTakeNoLongerThanOthers() {
    var index = ChainedIndex(capacity: 1_000_000)
    for _ in 0..<1_000_000 { index.append(42) }
    var count = 0
    index.forEach(42) {
      count += $0 == count ? 1 : 0
      return true
    }
    #expect(count == 1_000_000)
  }

  @Test func rootsOfOneNameAreAllFound() throws {
    let pool = try RootPool(2_000, names: 1)
    var trust = TrustStore()
    let summary = trust.insert(contentsOf: pool.roots.flatMap(\.derEncoding))
    #expect(summary.added == 2_000 && summary.ignored.isEmpty)
    let array = pool.roots[0].arena.bytes
    var found: [Certificate] = []
    trust.forEach(named: array.span, pool.roots[0].layout.subject.range) {
      found.append($0)
      return true
    }
    #expect(found == pool.roots)
  }

  // Certificates that are alike but for one byte somewhere, and were made to meet where only parts are hashed.
  @Test func everyByteOfACertificateCounts() {
    let bytes = CertificateFields().encoded
    var hashes: Set<UInt64> = []
    for place in bytes.indices {
      var other = bytes
      other[place] ^= 1
      hashes.insert(ContentHash.hash(other.span, 0..<other.count))
    }
    #expect(hashes.count == bytes.count)
    for count in 0..<80 {
      #expect(ContentHash.hash(bytes.span, 3..<3 + count) == ContentHash.hash(Array(bytes[3...]).span, 0..<count))
      hashes.insert(ContentHash.hash([UInt8](repeating: 0, count: count).span, 0..<count))
    }
    #expect(hashes.count == bytes.count + 80)
  }
}
