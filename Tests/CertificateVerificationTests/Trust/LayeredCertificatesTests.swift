import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// How many certificates are kept apart from the layers, and that nobody can tell.
@Suite struct LayeredCertificatesTests {
  /// Checks that a store has just these certificates, in their order, and finds each.
  private func check(_ store: LayeredCertificates, _ expected: [Certificate]) {
    var found: [Certificate] = []
    store.forEach { index, certificate in
      found.append(certificate)
      return store[index] == certificate
    }
    #expect(found == expected && store.count == expected.count)
    for certificate in expected {
      #expect(store.index(of: certificate).map { store[$0] } == certificate)
      let bytes = certificate.arena.bytes
      let name = certificate.layout.subject.range
      let hash = CertificateRecord.folded(DistinguishedName.indexHash(bytes.span, name))
      var named: [Certificate] = []
      store.forEach(named: bytes.span, name, hash) { _ in
        false
      } _: { index, namesake in
        named.append(namesake)
        return store[index] == namesake
      }
      #expect(named == expected.filter { $0.subject == certificate.subject })
    }
  }

  @Test func whatIsAddedOneByOneBecomesALayerBeyondTheLimit() throws {
    let limit = LayeredCertificates.maximumRecentCount
    let roots = try RootPool(2 * limit + 2, names: limit / 2).roots
    var store = LayeredCertificates()
    for (place, root) in roots.enumerated() {
      let isNew = (store.insert(root), store.insert(root))
      #expect(isNew == (true, false))
      // The first one beyond the limit makes a layer of those before it.
      #expect(store.layerCount == place / limit)
      if place % limit >= limit - 2 || place % limit <= 1 { check(store, Array(roots[...place])) }
    }
  }

  @Test func whatIsTakenOutIsGoneOnBothSidesOfTheLimit() throws {
    let limit = LayeredCertificates.maximumRecentCount
    for count in [limit - 1, limit, limit + 1] {
      let roots = try RootPool(count, names: 3).roots
      var store = LayeredCertificates()
      for root in roots { _ = store.insert(root) }
      var left = roots
      for place in [count - 1, count / 2, 0] {
        let removed = left.remove(at: place)
        let wasThere = (store.remove(removed), store.remove(removed))
        #expect(wasThere == (true, false))
        #expect(store.index(of: removed) == nil)
        check(store, left)
      }
      // What comes again comes last.
      _ = store.insert(roots[0])
      check(store, left + [roots[0]])
    }
  }

  @Test func aListBecomesALayerIfItIsLongerThanHalfTheLimit() throws {
    let half = LayeredCertificates.maximumRecentCount / 2
    for count in [half - 1, half, half + 1] {
      let roots = try RootPool(count, names: 5).roots
      var store = LayeredCertificates()
      let bundle = CertificateBundle(roots.flatMap(\.derEncoding))
      #expect(store.insert(bundle.list) { _ in true } == count)
      #expect(store.layerCount == (count > half ? 1 : 0))
      check(store, roots)
    }
  }
}
