import CertificateCryptography
import CertificateEncoding
import Certificates
import TestSupport

@testable import HandshakeVerification

/// Identities by the authorities A and B, as certs.d's measurements have them.
enum IdentityFixture {
  static let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
  static let (keyA, keyB) = (TestKey(2), TestKey(3))
  static let nameA = DER.name(("O", "Example"), ("CN", "CA A"))
  static let nameB = DER.name(("O", "Example"), ("CN", "CA B"))

  /// A client's certificate of an authority; one of its own name is self-signed.
  static func certificate(
    _ name: String, by issuer: [UInt8], _ key: TestKey, _ change: (inout CertificateFields) -> Void = { _ in }
  ) throws -> Certificate {
    var fields = CertificateFields.leaf(by: "", names: [])
    fields.subject = DER.name(("CN", name))
    fields.issuer = issuer
    fields.extensions?[2] = PeerFixture.clientPurpose
    change(&fields)
    return try Certificate(der: fields.signed(by: key), source: "\(name).cert")
  }

  static func a(_ change: (inout CertificateFields) -> Void = { _ in }) throws -> [Certificate] {
    [try certificate("a", by: nameA, keyA, change)]
  }

  static func b(_ change: (inout CertificateFields) -> Void = { _ in }) throws -> [Certificate] {
    [try certificate("b", by: nameB, keyB, change)]
  }

  static func selfSigned() throws -> [Certificate] {
    [try certificate("self", by: DER.name(("CN", "self")), TestKey(1))]
  }

  static func expired(_ fields: inout CertificateFields) {
    fields.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("210101000000Z"))
  }

  /// A key of another kind.
  static let rsa: @Sendable (inout CertificateFields) -> Void = {
    $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048)
  }
  static let ed25519: @Sendable (inout CertificateFields) -> Void = {
    // The base point (RFC 8032 §5.1).
    $0.publicKeyInfo = CertificateFields.key("1.3.101.112", nil, [0x58] + [UInt8](repeating: 0x66, count: 31))
  }

  static let schemes: [UInt16] = [0x0403, 0x0503, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601]

  /// A request as a server sends it.
  static func request(
    _ version: ProtocolVersion = .tls13, authorities: [[UInt8]] = [], schemes: [UInt16] = schemes,
    types: [UInt8] = [1, 64], more: [[UInt8]] = []
  ) throws -> CertificateRequest {
    let numbers = schemes.flatMap { MessageFields.numbers($0) }
    let body =
      version == .tls12
      ? MessageFields.request12(types: types, schemes: numbers, authorities: authorities)
      : MessageFields.request13(schemes: numbers, authorities: authorities.isEmpty ? nil : authorities, more)
    return try CertificateRequest(body, version: version)
  }

  static func select(
    _ chains: [[Certificate]], _ request: CertificateRequest, _ rules: IdentitySelector.Rules
  ) -> IdentitySelection {
    IdentitySelector(chains: chains, rules: rules).select(for: request, at: moment)
  }
}

extension IdentitySelection {
  /// A word for each identity: `chosen`, `passed over`, or the codes of what speaks against it.
  var words: [String] {
    candidates.map {
      $0.isChosen ? "chosen" : $0.isPassedOver ? "passed over" : $0.objections.map { $0.code }.joined(separator: ", ")
    }
  }
}
