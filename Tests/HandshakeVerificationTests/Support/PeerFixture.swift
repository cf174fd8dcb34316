import CertificateCryptography
import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport

@testable import HandshakeVerification

/// A peer whose key tests sign with, and a verifier that trusts its authority.
struct PeerFixture {
  static let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
  static let name = PeerName.dns("www.example.com")
  static let rootKey = TestKey(2)
  static let key = TestKey(1)
  static let scheme = SignatureScheme(rawValue: 0x0403)
  static let clientPurpose = DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2")))

  let root: Certificate
  let leaf: Certificate

  init(_ role: PeerRole = .server, _ change: (inout CertificateFields) -> Void = { _ in }) throws {
    root = try Certificate(
      der: CertificateFields.authority("Root", by: "Root", key: Self.rootKey).signed(by: Self.rootKey))
    var fields = CertificateFields.leaf(by: "Root")
    if role == .client { fields.extensions?[2] = Self.clientPurpose }
    change(&fields)
    leaf = try Certificate(der: fields.signed(by: Self.rootKey))
  }

  var verifier: HandshakeVerifier { verifier { _ in } }

  func verifier(_ change: (inout CertificateVerifier) -> Void) -> HandshakeVerifier {
    var trust = TrustStore()
    trust.insert(root)
    var verifier = CertificateVerifier(trust: trust)
    change(&verifier)
    return HandshakeVerifier(verifier)
  }

  var chain: PresentedChain { PresentedChain([leaf]) }

  /// A digest of a transcript that nobody else has.
  static let transcript: Digest = {
    var transcript = Transcript(.sha256)
    let message: [UInt8] = [1, 0, 0, 0]
    transcript.append(message.span)
    return transcript.digest()
  }()

  /// What RFC 8446 §4.4.3 has signed, written out anew.
  static func content(_ role: String, _ transcript: Digest = PeerFixture.transcript) -> [UInt8] {
    Array((String(repeating: " ", count: 64) + "TLS 1.3, \(role) CertificateVerify\0").utf8) + transcript.bytes
  }

  /// A server's proof in TLS 1.3.
  static var server13: PeerProof {
    .server13(
      scheme: scheme, signature: key.signature(of: content("server")), transcript: transcript, cipherSuite: 0x1301)
  }

  /// A client's proof in TLS 1.3.
  static var client13: PeerProof {
    .client13(
      scheme: scheme, signature: key.signature(of: content("client")), transcript: transcript, cipherSuite: 0x1301)
  }

  static let clientRandom = [UInt8](repeating: 0xC1, count: 32)
  static let serverRandom = [UInt8](repeating: 0x5E, count: 32)
  static let parameters: [UInt8] = [3, 0, 0x1D, 32] + [UInt8](repeating: 9, count: 32)
  static let finiteFieldParameters: [UInt8] = [0, 1, 0x17, 0, 1, 2, 0, 1, 9]

  /// A server's proof in TLS 1.2.
  static func server12(
    _ suite: UInt16 = 0xC02B, signature: [UInt8]? = nil, parameters: [UInt8] = parameters,
    clientRandom: [UInt8] = clientRandom, serverRandom: [UInt8] = serverRandom
  ) -> PeerProof {
    .server12(
      scheme: scheme, signature: signature ?? key.signature(of: clientRandom + serverRandom + parameters),
      clientRandom: clientRandom, serverRandom: serverRandom, parameters: parameters, cipherSuite: suite)
  }
}

extension HandshakeVerifier {
  /// What speaks against a peer: a code, and the alert; `nil` if it was verified.
  func refusal(
    _ chain: PresentedChain, _ proof: PeerProof, offered: [SignatureScheme]? = [PeerFixture.scheme],
    request: CertificateRequest? = nil, name: PeerName? = PeerFixture.name, at moment: Timestamp = PeerFixture.moment
  ) -> (code: String, alert: AlertDescription)? {
    let offered = offered ?? [proof.scheme]
    do {
      let peer =
        proof.role == .server
        ? try verifyServer(chain, proof: proof, offered: offered, name: name, at: moment)
        : try verifyClient(
          chain, proof: proof, request: request ?? CertificateRequest(version: proof.version, schemes: offered),
          at: moment)
      return peer.certificate == chain.certificates.first ? nil : ("other", .internalError)
    } catch {
      return (error.reason.code, error.alert)
    }
  }
}

extension HandshakeError.Reason {
  /// The name of the case.
  var code: String {
    switch self {
    case .message: "message"
    case .noCertificate: "noCertificate"
    case .chain(let error): "chain: \(error.reason.rule.rawValue)"
    case .stapledResponse: "stapledResponse"
    case .noProof: "noProof"
    case .stapledResponseMissing: "stapledResponseMissing"
    case .cipherSuiteUnknown: "cipherSuiteUnknown"
    case .cipherSuiteUnsuitable: "cipherSuiteUnsuitable"
    case .transcriptHash: "transcriptHash"
    case .schemeUnsupported: "schemeUnsupported"
    case .keyUnsupported: "keyUnsupported"
    case .certificateType: "certificateType"
    case .filter: "filter"
    case .requestOfOtherVersion: "requestOfOtherVersion"
    case .schemeNotOffered: "schemeNotOffered"
    case .schemeNotAllowed(_, let objection): "schemeNotAllowed: \(objection)"
    case .schemeWeak: "schemeWeak"
    case .keyNotOfCipherSuite: "keyNotOfCipherSuite"
    case .keyUsage: "keyUsage"
    case .signatureInvalid(nil): "signatureInvalid"
    case .signatureInvalid: "signatureMalformed"
    }
  }
}
