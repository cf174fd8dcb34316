import CertificateEncoding
import Certificates
import Foundation
import TestSupport
import Testing

@testable import CertificateVerification

@Suite struct TrustStoreLayerTests {
  /// What a store is to hold, in the plainest way: encodings in their order.
  private struct Model {
    var roots: [[UInt8]] = []
    var distrusted: Set<[UInt8]> = []

    var anchors: [[UInt8]] { roots.filter { !distrusted.contains($0) } }

    mutating func insert(_ root: [UInt8]) -> Bool {
      guard !roots.contains(root) else { return false }
      roots.append(root)
      return true
    }

    mutating func remove(_ root: [UInt8]) -> Bool {
      guard let index = roots.firstIndex(of: root) else { return false }
      roots.remove(at: index)
      return true
    }

    mutating func formUnion(_ other: Model) {
      for root in other.roots { _ = insert(root) }
      distrusted.formUnion(other.distrusted)
    }
  }

  private static func encodings(_ trust: TrustStore) -> [[UInt8]] { trust.anchors.map { $0.certificate.derEncoding } }

  private func check(_ trust: TrustStore, _ model: Model, _ pool: RootPool, _ sample: Certificate) {
    #expect(trust.count == model.anchors.count)
    #expect(trust.isEmpty == model.anchors.isEmpty)
    let bytes = sample.derEncoding
    #expect(trust.contains(sample) == model.anchors.contains(bytes))
    if let index = trust.index(of: sample) { #expect(trust.anchor(index).certificate == sample) }
    #expect(trust.isDistrusted(sample) == model.distrusted.contains(bytes))
    let array = sample.arena.bytes
    var named: [[UInt8]] = []
    trust.forEach(named: array.span, sample.layout.subject.range) {
      named.append($0.derEncoding)
      return true
    }
    let namesakes = Set(pool.roots.filter { $0.subject == sample.subject }.map(\.derEncoding))
    #expect(named == model.roots.filter(namesakes.contains))
    let identified = trust.anchors(withKeyIdentifier: sample.subjectKeyIdentifier ?? [])
    #expect(identified.map { $0.certificate.derEncoding } == model.anchors.filter(namesakes.contains))
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func doesWhatAPlainListDoes(_ seed: UInt64) throws {
    var random = RepeatableGenerator(seed: seed)
    let pool = try RootPool(400, names: 37)
    var stores = [(trust: TrustStore(), model: Model()), (trust: TrustStore(), model: Model())]
    for _ in 0..<300 {
      let side = Int.random(in: 0...1, using: &random)
      let root = try #require(pool.roots.randomElement(using: &random))
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<6:
        let isNew = (stores[side].trust.insert(root), stores[side].model.insert(root.derEncoding))
        #expect(isNew.0 == isNew.1)
      case 6..<12:
        let wasThere = (stores[side].trust.remove(root), stores[side].model.remove(root.derEncoding))
        #expect(wasThere.0 == wasThere.1)
      case 12..<16:
        let count = Int.random(in: 1...120, using: &random)
        let some = (0..<count).compactMap { _ in pool.roots.randomElement(using: &random) }
        let summary = stores[side].trust.insert(contentsOf: some.flatMap(\.derEncoding))
        let added = some.count { stores[side].model.insert($0.derEncoding) }
        #expect(summary.added == added && summary.duplicates == count - added && summary.ignored.isEmpty)
      case 16:
        let block = RootPool.block(root.derEncoding + DER.sequence(DER.sequence()), label: "TRUSTED CERTIFICATE")
        let summary = stores[side].trust.insert(contentsOf: Array(block.utf8))
        #expect(summary.distrusted == [root])
        stores[side].model.distrusted.insert(root.derEncoding)
      case 17:
        // Several that follow each other, so that layers lose more than half.
        for one in pool.roots.shuffled(using: &random).prefix(150) {
          let wasThere = (stores[side].trust.remove(one), stores[side].model.remove(one.derEncoding))
          #expect(wasThere.0 == wasThere.1)
        }
      default:
        let other = stores[1 - side]
        stores[side].trust.formUnion(other.trust)
        stores[side].model.formUnion(other.model)
      }
      for store in stores { check(store.trust, store.model, pool, root) }
    }
    for store in stores { #expect(Self.encodings(store.trust) == store.model.anchors) }
  }

  @Test func copiesAreIndependent() throws {
    let pool = try RootPool(300, names: 300)
    var trust = TrustStore()
    trust.insert(contentsOf: pool.roots.prefix(200).flatMap(\.derEncoding))
    for root in pool.roots[200..<210] { trust.insert(root) }
    let before = trust
    for root in pool.roots.prefix(150) { trust.remove(root) }
    for root in pool.roots[210...] { trust.insert(root) }
    #expect(before.count == 210 && trust.count == 150)
    #expect(Self.encodings(before) == pool.roots.prefix(210).map(\.derEncoding))
    #expect(Self.encodings(trust) == pool.roots.dropFirst(150).map(\.derEncoding))
  }

  @Test func unionWithItselfChangesNothing() throws {
    let pool = try RootPool(120, names: 120)
    var trust = TrustStore()
    trust.insert(contentsOf: pool.roots.prefix(100).flatMap(\.derEncoding))
    for root in pool.roots[100...] { trust.insert(root) }
    for root in pool.roots[10..<20] { trust.remove(root) }
    trust.remove(pool.roots[110])
    trust.insert(pool.roots[0], constraints: try AnchorConstraints(purposes: [.server]))
    let copy = trust
    trust.formUnion(trust)
    #expect(trust.count == 109)
    #expect(Self.encodings(trust) == Self.encodings(copy))
    #expect(trust.isLimited(pool.roots[0]))
    trust.remove(pool.roots[0])
    #expect(trust.count == 108 && copy.count == 109 && copy.contains(pool.roots[0]))
  }

  @Test func removalForgetsConstraintsAndLeavesDistrust() throws {
    let root = try RootPool(1, names: 1).roots[0]
    var trust = TrustStore()
    trust.insert(root, constraints: try AnchorConstraints(purposes: [.server]))
    #expect(trust.isLimited(root))
    let wasThere = [trust.remove(root), trust.remove(root)]
    #expect(wasThere == [true, false])
    #expect(trust.isEmpty && !trust.contains(root))
    trust.insert(root)
    #expect(!trust.isLimited(root))
    let block = RootPool.block(root.derEncoding + DER.sequence(DER.sequence()), label: "TRUSTED CERTIFICATE")
    trust.insert(contentsOf: Array(block.utf8))
    #expect(trust.isEmpty)
    let changes = [trust.remove(root), trust.insert(root)]
    #expect(changes == [true, true])
    #expect(trust.isEmpty && trust.isDistrusted(root))
  }

  @Test func constraintsBindInWhicheverStoreACertificateStandsFirst() throws {
    let root = try RootPool(1, names: 1).roots[0]
    var (plain, limited) = (TrustStore(), TrustStore())
    plain.insert(root)
    limited.insert(root, constraints: try AnchorConstraints(purposes: [.client]))
    for (first, second) in [(plain, limited), (limited, plain)] {
      var trust = first
      trust.formUnion(second)
      #expect(trust.count == 1)
      #expect(trust.anchors[0].constraints?.purposes == [.client])
    }
  }

  @Test func unionSharesLayersAndTheirNumberStaysSmall() throws {
    var layered = LayeredCertificates()
    var list = CertificateList()
    for root in try RootPool(100, names: 100).roots { list.append(root) }
    let added = [layered.insert(list) { _ in true }, layered.insert(list) { _ in true }]
    #expect(added == [100, 0])
    var other = LayeredCertificates()
    other.formUnion(layered)
    other.formUnion(layered)
    #expect(other.count == 100 && other.layerCount == 1)
    for number in 0..<60 {
      var more = CertificateList()
      for root in try RootPool(33 + number % 7, names: 40, first: 1_000 * (number + 1)).roots { more.append(root) }
      var single = LayeredCertificates()
      let added = single.insert(more) { _ in true }
      #expect(added == more.count)
      other.formUnion(single)
      #expect(other.layerCount <= LayeredCertificates.freeLayerCount + Int.bitWidth - other.count.leadingZeroBitCount)
    }
    #expect(layered.count == 100 && layered.layerCount == 1)
    for number in 0..<1_000 { _ = other.insert(try RootPool(1, names: 1, first: 100_000 + number).roots[0]) }
    #expect(other.layerCount <= LayeredCertificates.freeLayerCount + Int.bitWidth - other.count.leadingZeroBitCount)
  }

  // A thousand roots that are spelled another way than the certificate that is looked for spells its issuer.
  @Test func rootsOfOtherSpellingsAreComparedOncePerSpelling() throws {
    let child = try Certificate(
      der: CertificateFields.with { $0.issuer = DER.name(("O", "POOL"), ("CN", "root 0")) })
    for hasLetterBeyondASCII in [false, true] {
      let organization = hasLetterBeyondASCII ? "Pööl" : "Pool"
      let child =
        hasLetterBeyondASCII
        ? try Certificate(der: CertificateFields.with { $0.issuer = DER.name(("O", "PÖÖL"), ("CN", "root 0")) }) : child
      var trust = TrustStore()
      var intermediates = IntermediateStore()
      for number in 0..<1_000 {
        let root = try Certificate(
          der: CertificateFields.with {
            $0.serialNumber = DER.integer(number + 1)
            $0.subject = DER.name(("O", organization), ("CN", number % 2 == 0 ? "Root 0" : "rOOT 0"))
          })
        trust.insert(root)
        intermediates.insert(root)
      }
      var (effort, count) = (SearchEffort(), 0)
      trust.forEachIssuerByName(of: child, &effort, SearchBudget()) { _, _, _ in
        count += 1
        return true
      }
      intermediates.forEachIssuerByName(of: child, &effort, SearchBudget()) { _, _, _ in
        count += 1
        return true
      }
      #expect(count == 2_000 && effort.exhausted == nil)
      // Two spellings in each store; a name beyond ASCII counts for each lookup as well.
      #expect(effort.nameComparisons == (hasLetterBeyondASCII ? 6 : 4))

      var budget = SearchBudget()
      budget.nameComparisons = hasLetterBeyondASCII ? 2 : 1
      (effort, count) = (SearchEffort(), 0)
      trust.forEachIssuerByName(of: child, &effort, budget) { _, _, _ in
        count += 1
        return true
      }
      // The first is of the one spelling that could be compared, and the second of the other.
      #expect(count == 1 && effort.exhausted == .nameComparisons)
    }
  }

  @Test func whatIsTakenOutIsNotHeld() throws {
    var list = CertificateList()
    for root in try RootPool(10, names: 10).roots { list.append(root) }
    var rest = CertificateList()
    rest.append(contentsOf: list) { $0 % 5 == 0 }
    #expect(list.arenaCount == 10 && rest.arenaCount == 2 && rest.count == 2)
    #expect(rest[0] == list[0] && rest[1] == list[5])
  }

  @Test func manyThatAreDistrustedAreCounted() throws {
    let pool = try RootPool(300, names: 20)
    var trust = TrustStore()
    for (number, root) in pool.roots.enumerated() {
      let block = RootPool.block(root.derEncoding + DER.sequence(DER.sequence()), label: "TRUSTED CERTIFICATE")
      trust.insert(contentsOf: number % 3 == 0 ? Array(block.utf8) : root.derEncoding)
      if number % 2 == 0 { trust.insert(root) }
    }
    #expect(trust.count == 200 && trust.anchors.count == 200 && !trust.isEmpty)
  }
}
