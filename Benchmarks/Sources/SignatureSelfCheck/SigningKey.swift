import LibCrypto

/// A key pair of OpenSSL's, which signs and says what OpenSSL thinks of a signature.
///
/// The private half never leaves libcrypto.
@safe
final class SigningKey {
  /// What to generate.
  enum Kind {
    case rsa(bitCount: Int, exponent: UInt64)
    /// A curve, by OpenSSL's name for it.
    case ellipticCurve(String)
    /// An algorithm whose name says it all.
    case named(String)
  }

  private let key: OpaquePointer

  /// Generates a key pair.
  init(_ kind: Kind) throws(OpenSSLFailure) {
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, kind.name, nil) else {
      throw OpenSSLFailure("EVP_PKEY_CTX_new_from_name(\(kind.name))")
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    try unsafe require(EVP_PKEY_keygen_init(context), "EVP_PKEY_keygen_init")
    switch kind {
    case .rsa(let bitCount, let exponent):
      try unsafe require(EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bitCount)), "EVP_PKEY_CTX_set_rsa_keygen_bits")
      guard let number = unsafe BN_new() else { throw OpenSSLFailure("BN_new") }
      defer { unsafe BN_free(number) }
      // BN_ULONG is unsigned long, and has 64 bits wherever this package's platforms are.
      try unsafe require(BN_set_word(number, UInt(exponent)), "BN_set_word")
      try unsafe require(
        EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, number), "EVP_PKEY_CTX_set1_rsa_keygen_pubexp")
    case .ellipticCurve(let name):
      try unsafe require(EVP_PKEY_CTX_set_group_name(context, name), "EVP_PKEY_CTX_set_group_name")
    case .named:
      break
    }
    var made: OpaquePointer?
    try unsafe require(EVP_PKEY_generate(context, &made), "EVP_PKEY_generate")
    guard let made = unsafe made else { throw OpenSSLFailure("EVP_PKEY_generate") }
    unsafe key = unsafe made
  }

  deinit {
    unsafe EVP_PKEY_free(key)
  }

  /// Whether this libcrypto has the algorithm at all.
  static func has(_ kind: Kind) -> Bool {
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, kind.name, nil) else { return false }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    return unsafe EVP_PKEY_keygen_init(context) == 1
  }

  /// The DER of the public half's SubjectPublicKeyInfo with the point of the curve compressed (SEC 1 §2.3.3), of which
  /// only x is written and one bit of y.
  func publicKeyInfoWithCompressedPoint() throws(OpenSSLFailure) -> [UInt8] {
    let usual = try publicKeyInfo()
    try setPointForm("compressed")
    let compressed = try publicKeyInfo()
    try setPointForm("uncompressed")
    guard compressed.count < usual.count else { throw OpenSSLFailure("compressing of a point") }
    return compressed
  }

  private func setPointForm(_ form: String) throws(OpenSSLFailure) {
    try unsafe require(
      EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, form),
      "EVP_PKEY_set_utf8_string_param")
  }

  /// The DER of the public half's SubjectPublicKeyInfo.
  func publicKeyInfo() throws(OpenSSLFailure) -> [UInt8] {
    var encoded: UnsafeMutablePointer<UInt8>?
    // Given a null pointer to write to, i2d_PUBKEY allocates what it needs and returns how many bytes that is.
    let count = unsafe i2d_PUBKEY(key, &encoded)
    guard count > 0, let start = unsafe encoded else { throw OpenSSLFailure("i2d_PUBKEY") }
    defer { unsafe CRYPTO_free(start, #file, #line) }
    return unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  /// Signs `message`.
  func signature(of message: [UInt8], _ parameters: SignatureParameters) throws(OpenSSLFailure) -> [UInt8] {
    guard let context = unsafe EVP_MD_CTX_new() else { throw OpenSSLFailure("EVP_MD_CTX_new") }
    defer { unsafe EVP_MD_CTX_free(context) }
    var options: OpaquePointer?
    try unsafe require(
      EVP_DigestSignInit(context, &options, parameters.openSSLDigest(), nil, key), "EVP_DigestSignInit")
    try unsafe parameters.apply(to: options)
    var count = 0
    try unsafe require(EVP_DigestSign(context, nil, &count, message, message.count), "EVP_DigestSign")
    // The first call says how many bytes there are at most, the second one writes no more.
    var signature = [UInt8](repeating: 0, count: count)
    try unsafe require(EVP_DigestSign(context, &signature, &count, message, message.count), "EVP_DigestSign")
    signature.removeLast(signature.count - count)
    return signature
  }

  /// Whether OpenSSL takes `signature` for one of `message`.
  func accepts(
    _ signature: [UInt8], of message: [UInt8], _ parameters: SignatureParameters
  ) throws(OpenSSLFailure) -> Bool {
    guard let context = unsafe EVP_MD_CTX_new() else { throw OpenSSLFailure("EVP_MD_CTX_new") }
    defer { unsafe EVP_MD_CTX_free(context) }
    var options: OpaquePointer?
    try unsafe require(
      EVP_DigestVerifyInit(context, &options, parameters.openSSLDigest(), nil, key), "EVP_DigestVerifyInit")
    try unsafe parameters.apply(to: options)
    // Anything but 1 is a refusal: 0 for a wrong signature, less for one that is none.
    return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}

extension SigningKey.Kind {
  fileprivate var name: String {
    switch self {
    case .rsa: "RSA"
    case .ellipticCurve: "EC"
    case .named(let name): name
    }
  }
}
