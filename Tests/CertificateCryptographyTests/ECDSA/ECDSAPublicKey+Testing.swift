import CertificateCryptography

extension ECDSAPublicKey {
  init(_ curve: Curve, _ point: [UInt8]) throws(ECDSAKeyError) {
    try self.init(curve: curve, point: point.span)
  }

  /// Why the bytes are refused; `nil` if they are taken.
  static func refusal(_ curve: Curve, _ point: [UInt8]) -> ECDSAKeyError.Reason? {
    do throws(ECDSAKeyError) {
      _ = try ECDSAPublicKey(curve, point)
      return nil
    } catch {
      return error.reason
    }
  }

  /// Whether the plain numbers are a signature of `message`.
  func accepts(r: [UInt8], s: [UInt8], of message: [UInt8], _ algorithm: HashAlgorithm) -> Bool {
    isValidSignature(r: r.span, s: s.span, of: algorithm.digest(of: message.span))
  }
}

extension ECDSAPublicKey.Curve {
  /// The name of the curve in SEC 2.
  var name: String {
    switch self {
    case .p256: "secp256r1"
    case .p384: "secp384r1"
    case .p521: "secp521r1"
    }
  }

  var coordinateByteCount: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }
}
