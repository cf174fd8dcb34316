import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport

/// A chain that a test makes while it runs, every signature in it good unless the test spoils it.
struct MadeChain {
  /// The peer's certificate first.
  var certificates: [Certificate] = []
  var anchors: [Certificate] = []

  static let moment = ChainFixture.moment
  /// The key of roots.
  static let rootKey = TestKey(2)
  /// The key of intermediates.
  static let issuerKey = TestKey(3)

  /// A leaf, an intermediate and a root, each of which a test may change before it is signed.
  init(
    names: [[UInt8]] = [DER.dnsName("www.example.com")],
    leaf changeLeaf: (inout CertificateFields) -> Void = { _ in },
    intermediate changeIntermediate: (inout CertificateFields) -> Void = { _ in },
    root changeRoot: (inout CertificateFields) -> Void = { _ in }
  ) throws {
    var leaf = CertificateFields.leaf(by: "Issuer", names: names)
    changeLeaf(&leaf)
    var intermediate = CertificateFields.authority("Issuer", by: "Root", key: Self.issuerKey)
    changeIntermediate(&intermediate)
    var root = CertificateFields.authority("Root", by: "Root", key: Self.rootKey)
    changeRoot(&root)
    certificates = [
      try Certificate(der: leaf.signed(by: Self.issuerKey), source: "leaf.pem"),
      try Certificate(der: intermediate.signed(by: Self.rootKey), source: "intermediate.pem"),
    ]
    anchors = [try Certificate(der: root.signed(by: Self.rootKey), source: "root.pem")]
  }

  /// A chain of certificates that were signed elsewhere, the peer's first.
  init(_ certificates: [[UInt8]], anchors: [[UInt8]]) throws {
    self.certificates = try certificates.enumerated().map { index, bytes in
      try Certificate(der: bytes, source: index == 0 ? "leaf.pem" : "intermediate-\(index).pem")
    }
    self.anchors = try anchors.enumerated().map { index, bytes in
      try Certificate(der: bytes, source: "root-\(index + 1).pem")
    }
  }

  /// What comes of verifying it.
  func evaluate(
    name: PeerName? = ChainFixture.name, purpose: Purpose = .server, policy: VerificationPolicy = .rfc5280
  ) -> Evaluation {
    var trust = TrustStore()
    for anchor in anchors { trust.insert(anchor) }
    return CertificateVerifier(trust: trust, policy: policy).evaluate(
      certificates[0], intermediates: Array(certificates.dropFirst()), for: name, purpose: purpose, at: Self.moment)
  }
}
