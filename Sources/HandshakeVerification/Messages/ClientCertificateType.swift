/// A kind of certificate that a server of TLS 1.2 takes (RFC 5246 §7.4.4, RFC 8422 §5.5).
public struct ClientCertificateType: RawRepresentable, Sendable, Hashable {
  /// The code point.
  public let rawValue: UInt8

  /// Creates a kind from its code point, whether or not it is known.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A certificate with an RSA key.
  public static let rsaSign = ClientCertificateType(rawValue: 1)
  /// A certificate with a DSA key.
  public static let dssSign = ClientCertificateType(rawValue: 2)
  /// A certificate with an ECDSA or an EdDSA key (RFC 8422 §5.5).
  public static let ecdsaSign = ClientCertificateType(rawValue: 64)
}

extension ClientCertificateType: CustomStringConvertible {
  /// The registry's name, such as `rsa_sign`, or the number if the kind isn't known.
  public var description: String {
    switch rawValue {
    case 1: "rsa_sign"
    case 2: "dss_sign"
    case 3: "rsa_fixed_dh"
    case 4: "dss_fixed_dh"
    case 64: "ecdsa_sign"
    case 65: "rsa_fixed_ecdh"
    case 66: "ecdsa_fixed_ecdh"
    default: "\(rawValue)"
    }
  }
}
