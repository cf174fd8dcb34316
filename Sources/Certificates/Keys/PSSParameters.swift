public import CertificateCryptography
import CertificateEncoding

/// How an RSASSA-PSS signature is made: the parameters of RFC 4055 §3.1, with defaults filled in.
public struct PSSParameters: Sendable, Hashable {
  /// The digest of the message.
  public let hash: HashAlgorithm
  /// The digest that MGF1 makes the mask with; one of the SHAKEs stands for itself (RFC 8692 §3).
  public let maskHash: HashAlgorithm
  /// How many bytes of salt there are.
  public let saltByteCount: Int

  /// Creates parameters.
  public init(hash: HashAlgorithm, maskHash: HashAlgorithm, saltByteCount: Int) {
    self.hash = hash
    self.maskHash = maskHash
    self.saltByteCount = saltByteCount
  }

  /// Creates the parameters that TLS and most certificates use: one digest throughout, and a salt of its length.
  public init(_ hash: HashAlgorithm) {
    self.init(hash: hash, maskHash: hash, saltByteCount: hash.digestByteCount)
  }

  /// Whether TLS 1.3 has a signature scheme for these parameters (RFC 8446 §4.2.3).
  ///
  /// The digest is SHA-256, SHA-384 or SHA-512, the mask is made with the same one, and the salt is as long as it.
  public var fitsTLS13: Bool {
    switch hash {
    case .sha256, .sha384, .sha512: self == PSSParameters(hash)
    default: false
    }
  }

  /// Whether a key that is restricted to these parameters may make signatures with `others`.
  ///
  /// RFC 4055 §3.3: the digests are the same, and the salt is no shorter than the key's.
  public func permits(_ others: PSSParameters) -> Bool {
    others.hash == hash && others.maskHash == maskHash && others.saltByteCount >= saltByteCount
  }
}

extension PSSParameters {
  /// Reads the parameters at `element`, or says what is wrong with them.
  ///
  ///     RSASSA-PSS-params ::= SEQUENCE {
  ///       hashAlgorithm [0] HashAlgorithm DEFAULT sha1Identifier,
  ///       maskGenAlgorithm [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
  ///       saltLength [2] INTEGER DEFAULT 20, trailerField [3] INTEGER DEFAULT 1 }
  ///
  /// RFC 4055 §3.1 demands of those who verify that they take a default that is written out for what it is, although
  /// DER forbids to write it.
  init(_ bytes: Span<UInt8>, _ element: DERElement) throws(SignatureAlgorithmError) {
    let fields: Fields
    do {
      fields = try Fields(bytes, element)
    } catch {
      throw SignatureAlgorithmError(.encoding(error.reason))
    }
    guard fields.maskFunction == .maskGenerationFunction1 else {
      throw SignatureAlgorithmError(.maskFunctionUnknown(fields.maskFunction))
    }
    guard let hash = HashAlgorithm(fields.hash) else { throw SignatureAlgorithmError(.digestUnknown(fields.hash)) }
    guard let maskHash = HashAlgorithm(fields.maskHash) else {
      throw SignatureAlgorithmError(.digestUnknown(fields.maskHash))
    }
    // RFC 8017 §9.1.1 step 3: no modulus that is computed with has room for more.
    guard fields.saltByteCount <= RSAPublicKey.maximumModulusBitCount / 8 else {
      throw SignatureAlgorithmError(.saltTooLong)
    }
    guard fields.trailerField == 1 else { throw SignatureAlgorithmError(.trailerField) }
    self.init(hash: hash, maskHash: maskHash, saltByteCount: fields.saltByteCount)
  }

  /// The fields as they are encoded.
  private struct Fields {
    var hash = OID.sha1
    var maskFunction = OID.maskGenerationFunction1
    var maskHash = OID.sha1
    var saltByteCount = 20
    var trailerField = 1

    init(_ bytes: Span<UInt8>, _ element: DERElement) throws(DERError) {
      guard element.tag == .sequence else {
        throw DERError(.unexpectedTag(expected: .sequence, found: element.tag), at: element.start)
      }
      var fields = DERReader(element.contents)
      if let wrapper = try fields.readOptional(.contextConstructed(0), bytes) {
        var reader = DERReader(wrapper.contents)
        hash = try Self.digest(&reader, bytes)
        try reader.finish()
      }
      if let wrapper = try fields.readOptional(.contextConstructed(1), bytes) {
        var reader = DERReader(wrapper.contents)
        var identifier = try reader.enter(.sequence, bytes)
        try reader.finish()
        maskFunction = try identifier.read(.objectIdentifier, bytes).objectIdentifier(bytes)
        // Only of this function it is known what its parameters are.
        if maskFunction == .maskGenerationFunction1 {
          maskHash = try Self.digest(&identifier, bytes)
          try identifier.finish()
        }
      }
      if let wrapper = try fields.readOptional(.contextConstructed(2), bytes) {
        saltByteCount = try Self.number(wrapper, bytes)
      }
      if let wrapper = try fields.readOptional(.contextConstructed(3), bytes) {
        trailerField = try Self.number(wrapper, bytes)
      }
      try fields.finish()
    }

    /// The digest of an AlgorithmIdentifier whose parameters are NULL or absent: both MUST be taken (RFC 4055 §2.1).
    private static func digest(_ reader: inout DERReader, _ bytes: Span<UInt8>) throws(DERError) -> OID {
      var identifier = try reader.enter(.sequence, bytes)
      let digest = try identifier.read(.objectIdentifier, bytes).objectIdentifier(bytes)
      if !identifier.isAtEnd { try identifier.read(.null, bytes).null() }
      try identifier.finish()
      return digest
    }

    private static func number(_ wrapper: DERElement, _ bytes: Span<UInt8>) throws(DERError) -> Int {
      var reader = DERReader(wrapper.contents)
      let number = try reader.read(.integer, bytes).smallInteger(bytes)
      try reader.finish()
      return number
    }
  }
}

extension PSSParameters: CustomStringConvertible {
  /// The parameters in a few words, such as `SHA-256`, or `SHA-256, mask SHA-1, salt 20` where they are unusual.
  public var description: String {
    var words = hash.name
    if maskHash != hash { words += ", mask \(maskHash.name)" }
    if saltByteCount != hash.digestByteCount { words += ", salt \(saltByteCount)" }
    return words
  }
}
