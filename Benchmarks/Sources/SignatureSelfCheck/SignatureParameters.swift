import CertificateCryptography
import Certificates
import LibCrypto

/// How a signature is made, in Rootward's words and in OpenSSL's.
struct SignatureParameters {
  /// What Rootward calls it.
  let algorithm: SignatureAlgorithm

  /// The digest that OpenSSL makes of the message; `nil` where the algorithm does without.
  private var hash: HashAlgorithm? {
    switch algorithm {
    case .rsaPKCS1(let hash), .ecdsa(let hash): hash
    case .rsaPSS(let parameters): parameters.hash
    default: nil
    }
  }

  /// OpenSSL's digest; libcrypto keeps it for as long as the program runs.
  func openSSLDigest() throws(OpenSSLFailure) -> OpaquePointer? {
    guard let hash else { return nil }
    return try unsafe digest(hash)
  }

  /// Tells OpenSSL what the digest alone does not.
  func apply(to options: OpaquePointer?) throws(OpenSSLFailure) {
    switch algorithm {
    case .rsaPKCS1:
      try unsafe require(
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PADDING), "EVP_PKEY_CTX_set_rsa_padding")
    case .rsaPSS(let parameters):
      try unsafe require(
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING), "EVP_PKEY_CTX_set_rsa_padding")
      try unsafe require(
        EVP_PKEY_CTX_set_rsa_mgf1_md(options, digest(parameters.maskHash)), "EVP_PKEY_CTX_set_rsa_mgf1_md")
      try unsafe require(
        EVP_PKEY_CTX_set_rsa_pss_saltlen(options, Int32(parameters.saltByteCount)),
        "EVP_PKEY_CTX_set_rsa_pss_saltlen")
    default:
      break
    }
  }

  private func digest(_ hash: HashAlgorithm) throws(OpenSSLFailure) -> OpaquePointer {
    // OpenSSL writes SHA-256 as SHA256, SHA-512/256 as SHA512-256, and SHA3-256 as the standard does.
    let name =
      hash.name.hasPrefix("SHA-")
      ? "SHA" + String(hash.name.dropFirst(4).map { $0 == "/" ? "-" : $0 }) : hash.name
    guard let digest = unsafe EVP_get_digestbyname(name) else { throw OpenSSLFailure("EVP_get_digestbyname(\(name))") }
    return unsafe digest
  }
}
