import CertificateCryptography
import CertificateEncoding
import Certificates

/// A private key as Go's packages tls and x509 read it, or what they say if they don't.
///
/// Go 1.27: `parsePrivateKey` of tls.go, and pkcs8.go, pkcs1.go and sec1.go of x509. Go takes the secret, and of all else no
/// notice: not of the public keys beside it, of attributes, or of what follows. What a strict reader says of that is kept.
struct GoPrivateKey {
  /// What there is of a key.
  enum Content {
    /// A key to sign with.
    case key(PrivateKey)
    /// A key that Go reads, and that nobody signs with.
    case unusable(UnusablePublicKey, PrivateKeyError)
  }

  /// What there is of it.
  let content: Content
  /// What a reader that is as strict as the standards says of it, although Go takes it; `nil` if nothing.
  let strictFault: PrivateKeyError?

  /// Reads the key of a block, which is the one at `index` of its file.
  ///
  /// Headers don't count: a key that RFC 1423 encrypts is read as if it were none, and told to be of a wrong structure.
  init(_ text: [UInt8], _ block: GoPEM.Block, index: Int) throws(KeyPairFault) {
    guard let der = GoBase64.decodeSecret(text.span, block.contents) else { throw .noBlockInKeyFile }
    let position = Certificate.Position(block: index + 1, line: block.line)
    switch try GoKeyReader(der: der).read() {
    case .secret(let secret, let form):
      let key = PrivateKey(secret, form: form, position: position)
      content = .key(key)
      strictFault = key.structureFault(der)
    case .unusable(let publicKey, let reason):
      let error = PrivateKeyError(reason, at: position)
      content = .unusable(publicKey, error)
      strictFault = error
    }
  }
}

/// The public key of a private key that is not computed with.
enum UnusablePublicKey: Sendable, Hashable {
  /// The modulus, without leading zeros, and the exponent.
  case rsa(modulus: [UInt8], exponent: Int64)
  /// P-224, and the point that is written beside the scalar: Go would compute it.
  case p224(point: [UInt8]?)

  /// Why this key and the one of a certificate make no pair; `nil` if they do, as far as that can be told.
  func fault(with leaf: Certificate) -> KeyPairFault? {
    guard hasAlgorithm(of: leaf.publicKey) else { return .otherAlgorithm }
    let info = leaf.publicKeyInfo
    guard let bits = Self.bits(info.span, 0..<info.count) else { return .otherKey }
    switch self {
    case .rsa(let modulus, let exponent):
      var reader = GoASN1Reader(bits)
      guard var fields = try? reader.enter(info.span, type: ""), let number = try? fields.number(info.span) else {
        return .otherKey
      }
      return info[number.magnitude].elementsEqual(modulus) && (try? fields.integer(info.span, type: "int")) == exponent
        ? nil : .otherKey
    case .p224(let point):
      guard leaf.publicKey == .ellipticCurve(.p224) else { return .otherKey }
      // Without the point, or with it in another form, nothing speaks against it.
      guard let point, point.count == bits.count else { return nil }
      return info[bits].elementsEqual(point) ? nil : .otherKey
    }
  }

  private func hasAlgorithm(of key: PublicKey) -> Bool {
    switch (self, key) {
    case (.rsa, .rsa), (.rsa, .malformed(.rsaEncryption, _)), (.p224, .ellipticCurve): true
    default: false
    }
  }

  /// Where the bytes of the BIT STRING of a SubjectPublicKeyInfo lie.
  private static func bits(_ info: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var outer = GoASN1Reader(range)
    guard var fields = try? outer.enter(info, type: ""), (try? fields.enter(info, type: "")) != nil else { return nil }
    return (try? fields.element(3, false, info, type: ""))?.dropFirst()
  }
}
