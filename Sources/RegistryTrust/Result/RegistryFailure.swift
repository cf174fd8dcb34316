/// The error with which a client stops before it has asked the registry anything.
public struct RegistryFailure: Error, Sendable, Hashable {
  /// What happened.
  public enum Reason: Sendable, Hashable {
    /// The host's directory can't be looked at or listed.
    case directory(RegistryFileError)
    /// A file of roots can't be read.
    case rootFile(RegistryFileError)
    /// A file of roots holds no certificate that this client can use.
    case rootFileWithoutCertificate(path: String)
    /// The system's roots can't be read.
    case systemRoots(RegistryFileError)
    /// A client certificate whose key is not beside it, by their names.
    case missingKey(certificate: String, key: String)
    /// A key whose certificate is not beside it, by their names.
    case missingCertificate(certificate: String, key: String)
    /// A file of a client certificate or its key can't be read.
    case identityFile(RegistryFileError, certificate: String)
    /// A client certificate and its key that make no pair.
    case identity(KeyPairFault, certificate: String, key: String)
    /// A configuration file of the client that can't be read.
    case configurationFile(RegistryFileError)
    /// A configuration file of the client that says what it refuses, in its own words.
    case configuration(path: String, String)
  }

  /// What happened.
  public let reason: Reason
  /// The client's own words, to the byte; where it would wait for ever or run out of memory, ours.
  public let clientWording: String
}

extension RegistryFailure.Reason {
  /// What the file system said; `nil` if it is about the contents of files.
  package var fileError: RegistryFileError? {
    switch self {
    case .directory(let error), .rootFile(let error), .systemRoots(let error), .identityFile(let error, _),
      .configurationFile(let error):
      error
    case .rootFileWithoutCertificate, .missingKey, .missingCertificate, .identity, .configuration: nil
    }
  }
}

extension RegistryFailure: CustomStringConvertible {
  /// The client's own words.
  public var description: String { clientWording }
}
