public import Certificates

/// A client identity and the files that it is from.
public struct RegistryIdentity: Sendable {
  /// The path of the certificate's file, as the client has it.
  public let certificateFile: String
  /// The path of the key's file, which may be the same.
  public let keyFile: String
  /// The certificates, the leaf first and the rest in the order of the file, and the key.
  public let identity: Identity
  /// What a reader that is as strict as the standards says of the key; `nil` if nothing.
  ///
  /// The client takes the key all the same; other programs may refuse it.
  public let keyFault: PrivateKeyError?

  /// The certificate that the key belongs to.
  public var leaf: Certificate { identity.leaf }
  /// The leaf, and behind it the rest of the file in its order.
  public var certificates: [Certificate] { identity.certificates }
}

/// A pair that a client in Go loads, and whose key it can't sign with: too small a modulus, or P-224.
public struct UnusableIdentity: Sendable {
  /// The path of the certificate's file, as the client has it.
  public let certificateFile: String
  /// The path of the key's file, which may be the same.
  public let keyFile: String
  /// The leaf, and behind it the rest of the file in its order.
  public let certificates: [Certificate]
  /// Why the key is of no use.
  public let error: PrivateKeyError
}
