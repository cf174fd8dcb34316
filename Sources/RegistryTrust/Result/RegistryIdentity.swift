public import Certificates

/// A client identity and the files that it is from.
public struct RegistryIdentity: Sendable {
  /// The path of the certificate's file, as the client has it.
  public let certificateFile: String
  /// The path of the key's file, which may be the same.
  public let keyFile: String
  /// The leaf, and behind it the rest of the file in its order.
  public let certificates: [Certificate]
}
