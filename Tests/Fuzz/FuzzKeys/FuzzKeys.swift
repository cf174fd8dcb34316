import CertificateCryptography
import CertificateEncoding
import Certificates
import FuzzSupport

/// Reads any input as a key of each kind and as an algorithm, and asks some of what came of it to verify.
///
/// The first byte chooses the kind. A verification takes a hundred times as long as reading a key, and is what
/// FuzzSignatures is for: one key in sixteen gets one.
@main
enum FuzzKeys {
  static func main() {
    fuzz { input in
      guard let kind = input.first else { return }
      let bytes = Array(input.dropFirst())
      let span = bytes.span
      let digest = HashAlgorithm.sha256.digest(of: span)
      let verifies = digest[0] < 16
      switch kind % 10 {
      case 0: curve(.p256, span, verifies ? digest : nil)
      case 1: curve(.p384, span, verifies ? digest : nil)
      case 2: curve(.p521, span, verifies ? digest : nil)
      case 3:
        guard let key = try? Ed25519PublicKey(span), verifies else { return }
        precondition(!key.isValidSignature(bytes.repeated(to: 64).span, of: span))
      case 4:
        guard let key = try? Ed448PublicKey(span), verifies else { return }
        precondition(!key.isValidSignature(bytes.repeated(to: 114).span, of: span))
      case 5: rsa(bytes, verifies)
      case 6:
        _ = SignatureAlgorithm(span, identifier: 0..<bytes.count).description
      default: info(bytes)
      }
    }
  }

  private static func curve(_ curve: ECDSAPublicKey.Curve, _ point: Span<UInt8>, _ digest: Digest?) {
    guard let key = try? ECDSAPublicKey(curve: curve, point: point), point.count > 1, let digest else { return }
    let x = point.extracting(1..<point.count)
    _ = key.isValidSignature(r: x, s: x, of: digest)
  }

  /// The exponent is the first eight bytes at most, the modulus the rest.
  private static func rsa(_ bytes: [UInt8], _ verifies: Bool) {
    let (exponent, modulus) = (Array(bytes.prefix(8)), Array(bytes.dropFirst(8)))
    // Numbers of more than 4,096 bits have the same code as those below, and cost the fuzzer a hundred times as much.
    guard modulus.count <= 520, let key = try? RSAPublicKey(modulus: modulus.span, exponent: exponent.span), verifies
    else { return }
    let signature = [UInt8](repeating: 0, count: 1) + bytes.repeated(to: key.modulusByteCount - 1)
    let digest = HashAlgorithm.sha1.digest(of: bytes.span)
    precondition(!key.isValidPKCS1Signature(signature.span, of: digest))
    precondition(!key.isValidPSSSignature(signature.span, of: digest, maskHash: .sha1, saltByteCount: bytes.count))
  }

  private static func info(_ bytes: [UInt8]) {
    let key = PublicKey(bytes.span, publicKeyInfo: 0..<bytes.count)
    _ = key.description
    for scheme in SignatureScheme.known { _ = scheme.objection(to: key, in: .handshake13) }
    guard let parts = try? PublicKeyParts(bytes.span, 0..<bytes.count) else { return }
    let verifies = (try? parts.verificationKey(bytes.span)) ?? nil
    if case .malformed = key { precondition(verifies == nil) }
  }
}

extension [UInt8] {
  /// The bytes over and over again, up to a length.
  fileprivate func repeated(to length: Int) -> [UInt8] {
    isEmpty ? [UInt8](repeating: 0, count: length) : (0..<length).map { self[$0 % count] }
  }
}
