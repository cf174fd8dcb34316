import CertificateCryptography
import CertificateEncoding

extension PrivateKeyEncryption {
  /// An EncryptedPrivateKeyInfo taken apart (RFC 5958 §3).
  ///
  ///     EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
  struct Envelope {
    let encryption: PrivateKeyEncryption
    /// Where the encrypted bytes lie.
    let text: Range<Int>

    init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(DERError) {
      var outer = DERReader(range)
      var fields = try outer.enter(.sequence, bytes)
      try outer.finish()
      var algorithm = try fields.enter(.sequence, bytes)
      text = try fields.read(.octetString, bytes).contents
      try fields.finish()
      encryption = try PrivateKeyEncryption(bytes, &algorithm)
    }
  }

  /// Reads the fields of an AlgorithmIdentifier: PBES2 (RFC 8018 §A.4), or any other, of which only the name is kept.
  ///
  ///     PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
  private init(_ bytes: Span<UInt8>, _ algorithm: inout DERReader) throws(DERError) {
    let scheme = try algorithm.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    guard scheme == .pbes2 else {
      self.init(nil, isLegacyPEM: false, description: scheme.name ?? "algorithm \(scheme)")
      return
    }
    var parameters = try algorithm.enter(.sequence, bytes)
    try algorithm.finish()
    var function = try parameters.enter(.sequence, bytes)
    var cipher = try parameters.enter(.sequence, bytes)
    try parameters.finish()
    let (derivation, keyByteCount, derivationName) = try Self.derivation(bytes, &function)
    let (kind, vector, cipherName) = try Self.cipher(bytes, &cipher)
    let description = "PBES2, \(derivationName), \(cipherName)"
    guard let derivation, let kind, keyByteCount == nil || keyByteCount == kind.keyByteCount else {
      self.init(nil, isLegacyPEM: false, description: description)
      return
    }
    self.init(
      Recipe(derivation: derivation, cipher: kind, initializationVector: vector), isLegacyPEM: false,
      description: description)
  }

  private static func derivation(
    _ bytes: Span<UInt8>, _ function: inout DERReader
  ) throws(DERError) -> (Derivation?, keyByteCount: Int?, name: String) {
    let identifier = try function.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    switch identifier {
    case .pbkdf2:
      var parameters = try function.enter(.sequence, bytes)
      try function.finish()
      return try pbkdf2(bytes, &parameters)
    case .scrypt:
      var parameters = try function.enter(.sequence, bytes)
      try function.finish()
      return try scrypt(bytes, &parameters)
    default:
      return (nil, nil, identifier.name ?? "algorithm \(identifier)")
    }
  }

  /// Reads the parameters of PBKDF2 (RFC 8018 §A.2).
  ///
  ///     PBKDF2-params ::= SEQUENCE {
  ///       salt CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
  ///       iterationCount INTEGER (1..MAX), keyLength INTEGER (1..MAX) OPTIONAL,
  ///       prf AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
  private static func pbkdf2(
    _ bytes: Span<UInt8>, _ parameters: inout DERReader
  ) throws(DERError) -> (Derivation?, keyByteCount: Int?, name: String) {
    let salt = try salt(bytes, &parameters)
    let iterations = try parameters.read(.integer, bytes)
    let iterationCount = try iterations.smallInteger(bytes)
    guard iterationCount > 0 else { throw DERError(.integerOutOfRange, at: iterations.start) }
    let keyByteCount = try parameters.readOptional(.integer, bytes)?.smallInteger(bytes)
    var function = OID.hmacWithSHA1
    if !parameters.isAtEnd {
      var identifier = try parameters.enter(.sequence, bytes)
      function = try identifier.read(.objectIdentifier, bytes).objectIdentifier(bytes)
      // RFC 8018 §B.1: NULL. Some programs leave it out.
      if !identifier.isAtEnd { try identifier.read(.null, bytes).null() }
      try identifier.finish()
    }
    try parameters.finish()
    let name = "PBKDF2 with \(function.name ?? "algorithm \(function)"), \(iterationCount) iterations"
    let algorithm: HashAlgorithm? =
      switch function {
      case .hmacWithSHA1: .sha1
      case .hmacWithSHA224: .sha224
      case .hmacWithSHA256: .sha256
      case .hmacWithSHA384: .sha384
      case .hmacWithSHA512: .sha512
      case .hmacWithSHA512_224: .sha512_224
      case .hmacWithSHA512_256: .sha512_256
      default: nil
      }
    guard let algorithm else { return (nil, keyByteCount, name) }
    return (.pbkdf2(algorithm, salt: salt, iterationCount: iterationCount), keyByteCount, name)
  }

  /// Reads the parameters of scrypt (RFC 7914 §7.1).
  ///
  ///     scrypt-params ::= SEQUENCE {
  ///       salt OCTET STRING, costParameter INTEGER (1..MAX), blockSize INTEGER (1..MAX),
  ///       parallelizationParameter INTEGER (1..MAX), keyLength INTEGER (1..MAX) OPTIONAL }
  private static func scrypt(
    _ bytes: Span<UInt8>, _ parameters: inout DERReader
  ) throws(DERError) -> (Derivation?, keyByteCount: Int?, name: String) {
    let salt = try salt(bytes, &parameters)
    let first = try parameters.read(.integer, bytes)
    let blockCount = try first.smallInteger(bytes)
    let blockSize = try parameters.read(.integer, bytes).smallInteger(bytes)
    let parallelization = try parameters.read(.integer, bytes).smallInteger(bytes)
    let keyByteCount = try parameters.readOptional(.integer, bytes)?.smallInteger(bytes)
    try parameters.finish()
    guard
      let cost = Scrypt.Cost(blockCount: blockCount, blockSize: blockSize, parallelization: parallelization)
    else { throw DERError(.integerOutOfRange, at: first.start) }
    let name = "scrypt with N = \(blockCount), r = \(blockSize), p = \(parallelization)"
    return (.scrypt(cost, salt: salt), keyByteCount, name)
  }

  private static func salt(_ bytes: Span<UInt8>, _ parameters: inout DERReader) throws(DERError) -> [UInt8] {
    let element = try parameters.read(.octetString, bytes)
    guard element.contents.count <= maximumSaltByteCount else {
      throw DERError(.tooManyElements, at: element.start)
    }
    return copy(bytes, element.contents)
  }

  /// Reads a cipher, whose parameters are the initialization vector (RFC 8018 §B.2).
  private static func cipher(
    _ bytes: Span<UInt8>, _ cipher: inout DERReader
  ) throws(DERError) -> (BlockCipher?, initializationVector: [UInt8], name: String) {
    let identifier = try cipher.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    let name = identifier.name ?? "algorithm \(identifier)"
    let kind: BlockCipher
    switch identifier {
    case .aes128CBC: kind = .aes128
    case .aes192CBC: kind = .aes192
    case .aes256CBC: kind = .aes256
    case .tripleDESCBC: kind = .tripleDES
    default: return (nil, [], name)
    }
    let vector = try cipher.read(.octetString, bytes)
    try cipher.finish()
    guard vector.contents.count == kind.blockByteCount else { throw DERError(.integerOutOfRange, at: vector.start) }
    return (kind, copy(bytes, vector.contents), name)
  }

  private static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] { range.map { bytes[$0] } }
}
