@testable import CertificateCryptography
import TestSupport
import Foundation

/// Either signature scheme, for tests that hold for both.
enum EdwardsScheme: String, Sendable, CaseIterable {
  case ed25519
  case ed448

  var keyByteCount: Int { self == .ed25519 ? 32 : 57 }
  var signatureByteCount: Int { 2 * keyByteCount }
  var order: Natural { self == .ed25519 ? ScalarTests.order25519 : ScalarTests.order448 }

  /// The key of `bytes`.
  func key(_ bytes: [UInt8]) throws(EdwardsKeyError) -> any EdwardsKey {
    switch self {
    case .ed25519: try Ed25519PublicKey(bytes.span)
    case .ed448: try Ed448PublicKey(bytes.span)
    }
  }

  /// k of RFC 8032 §5.1.7 and §5.2.7, step 2, as a number that is not reduced.
  func challenge(commitment: [UInt8], key: [UInt8], message: [UInt8]) -> Natural {
    switch self {
    case .ed25519:
      return Natural(bigEndian: HashAlgorithm.sha512.digest(of: (commitment + key + message).span).bytes.reversed())
    case .ed448:
      var function = SHAKE.shake256
      let input = Array("SigEd448".utf8) + [0, 0] + commitment + key + message
      function.update(input.span)
      var output = [UInt8](repeating: 0, count: 114)
      var span = output.mutableSpan
      function.read(into: &span)
      return Natural(bigEndian: output.reversed())
    }
  }
}

/// What both keys can do.
protocol EdwardsKey: Sendable {
  func isValidSignature(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool
  func prepared() -> Self
  var preparedByteCount: Int { get }
  var verificationCost: Int { get }
}

extension Ed25519PublicKey: EdwardsKey {}
extension Ed448PublicKey: EdwardsKey {}

extension EdwardsKey {
  /// The verdict on a signature.
  func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    isValidSignature(signature.span, of: message.span)
  }
}
