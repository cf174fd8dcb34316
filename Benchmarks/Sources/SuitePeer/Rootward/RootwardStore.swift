import CertificateVerification
import Certificates

/// Rootward's way to change a store and to ask it for what has a key's identifier.
enum RootwardStore {
  /// The most roots that one run asks for.
  private static let maximumAskedCount = 10_000

  /// The union of two stores: one is copied and takes the other one in.
  static func union(_ order: WorkOrder) throws -> Work {
    let (own, other) = try (RootwardPeer.store(order.demand("roots")), RootwardPeer.store(order.demand("other")))
    return Work {
      var union = own
      union.formUnion(other)
      return .roots(union.count)
    }
  }

  /// One certificate goes into a store and out of it again, so that each run finds the store as the first one did.
  static func change(_ order: WorkOrder) throws -> Work {
    var store = try RootwardPeer.store(order.demand("roots"))
    let path = try order.demand("certificate")
    guard let first = try ChainOrder.certificates(at: path).first else {
      throw Refusal.wrong("there is no certificate in \(path)")
    }
    let certificate = try Certificate(der: first)
    return Work {
      guard store.insert(certificate) else { throw Refusal.wrong("the certificate is there already") }
      let count = store.count
      guard store.remove(certificate) else { throw Refusal.wrong("the certificate is not there") }
      return .roots(count)
    }
  }

  /// The anchors with each of some identifiers of keys, spread over the store.
  static func identify(_ order: WorkOrder) throws -> Work {
    let store = try RootwardPeer.store(order.demand("roots"))
    let anchors = store.anchors
    let identifiers = askedPlaces(of: anchors.count).compactMap { anchors[$0].certificate.subjectKeyIdentifier }
    return Work {
      var count = 0
      for identifier in identifiers { count += store.anchors(withKeyIdentifier: identifier).count }
      return .found(count)
    }
  }

  /// Places all over a store, each once and no two neighbors, the same in each run: multiples of a prime.
  private static func askedPlaces(of count: Int) -> [Int] {
    let prime = 7_919
    guard count % prime != 0 else { return Array(0..<min(count, maximumAskedCount)) }
    return (0..<min(count, maximumAskedCount)).map { $0 * prime % count }
  }
}
