import Certificates

/// The certificate of an issuer that a client misses, in a file that doesn't count for that client.
struct FoundIssuer: Sendable, Hashable {
  /// Why the file doesn't count.
  enum Place: Sendable, Hashable {
    /// It lies in the client's directory, and its name doesn't have the ending of a root.
    case beside(Form)
    /// It lies in the client's directory, and another diagnosis tells what is wrong with it.
    case toldOf
    /// It lies in the client's directory, and this `hosts.toml` doesn't name it.
    case shadowed(hostsFile: String)
    /// It lies in a directory that another diagnosis is about.
    case elsewhere
    /// It lies in a directory that other clients read, or would if they came to it.
    case otherDirectory([RegistryClient])
  }

  /// What takes the certificate out of the file.
  enum Form: Sendable, Hashable {
    /// The file as it is.
    case plain
    /// The file holds a private key too.
    case withKey
    /// The file is in DER.
    case der
    /// The file is in a form that OpenSSL reads, and Go doesn't.
    case lenient
  }

  /// The file.
  let path: FilePath
  /// The certificate.
  let certificate: Certificate
  /// Why it doesn't count.
  let place: Place
}
