import CertificateCryptography

extension HashAlgorithm {
  /// The name by which the openssl command knows the digest, such as `sha256`, `sha512-256` or `sha3-256`.
  var openSSLName: String {
    let name = name.lowercased().replacing("/", with: "-")
    return name.hasPrefix("sha-") ? "sha" + name.dropFirst(4) : name
  }
}
