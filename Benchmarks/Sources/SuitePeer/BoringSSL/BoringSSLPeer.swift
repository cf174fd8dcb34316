import Measuring

/// What one can reach of BoringSSL through swift-crypto: keys and signatures, and no certificates.
struct BoringSSLPeer: Peer {
  var version: String { Versions.package("swift-crypto") }

  func work(_ order: WorkOrder) throws -> Work {
    switch order.name {
    case "verify": return try BoringSSLChain(ChainOrder(order)).work
    case "load", "lookup", "identify", "union", "change", "parse", "crl", "certsd", "handshake":
      throw Refusal.none("swift-crypto gives no access to BoringSSL's certificates")
    default: throw Refusal.wrong("there is no task \(order.name)")
    }
  }
}
