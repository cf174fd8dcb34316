package import CertificateEncoding
public import Certificates

/// A refusal to read bytes as a handshake message: why, in which message, at which byte, and the alert that it calls for.
public struct HandshakeMessageError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// A number or a vector ends before its length says.
    case truncated
    /// Bytes after the end of the message or of one of its structures.
    case trailingData
    /// A vector is shorter or longer than its bounds, or no whole number of elements.
    case length
    /// More elements than the limit of the reader.
    case tooManyElements
    /// A message of another kind stands where this one is looked for.
    case unexpectedMessage(HandshakeType)
    /// The version that was agreed on is not one whose messages are read.
    case unsupportedVersion(ProtocolVersion)
    /// The same extension twice.
    case duplicateExtension(ExtensionType)
    /// An extension in a message that it is not for (RFC 8446 §4.2).
    case misplacedExtension(ExtensionType)
    /// An extension that must be there is missing.
    case missingExtension(ExtensionType)
    /// A field has a value that its standard forbids.
    case illegalValue(Field)
    /// The certificate of this index can't be read.
    case certificate(CertificateError, index: Int)
    /// A compressed certificate can't be expanded (RFC 8879 §4).
    case compression(CompressionFlaw)
  }

  /// A field whose value is wrong.
  public enum Field: Sendable, Hashable {
    /// The version at the start of a hello, or the one in supported_versions.
    case version
    /// The compression methods, of which null must be one, and in TLS 1.3 the only one.
    case compressionMethods
    /// The name of a server: of a kind twice, or with bytes that no host's name has.
    case serverName
    /// A key share: of a group twice, of one that is not among the groups, or of another length than the group's.
    case keyShare
    /// pre_shared_key, which must stand last, with as many binders as identities.
    case preSharedKey
    /// The type of a certificate's status, of which OCSP is the only one.
    case statusType
    /// The elliptic curve is spelled out, and not named, or not one of TLS 1.2 (RFC 8422 §5.4).
    case curveType
    /// The forms of points, of which uncompressed must be one (RFC 8422 §5.1.2).
    case pointFormats
    /// The length of fragments, of which there are four (RFC 6066 §4).
    case maxFragmentLength
    /// The key of a key exchange: of another length than the group's, or a number without use.
    case publicKey
    /// The name of an authority is no DER SEQUENCE.
    case authority
    /// An identifier of a filter is no DER OBJECT IDENTIFIER.
    case objectIdentifier
    /// Two filters are of the same extension (RFC 8446 §4.2.5).
    case filter
    /// The context of a certificate: a server's is empty, and a client's that of the request (RFC 8446 §4.4.2).
    case context
  }

  /// Why a compressed certificate can't be expanded.
  public enum CompressionFlaw: Sendable, Hashable {
    /// The algorithm is one that Rootward does not expand: brotli, zstd, or one that is not known.
    case algorithm(UInt16)
    /// The expanded message would have more bytes than the limit of the reader.
    case tooLarge(byteCount: Int)
    /// The stream has more blocks than so many bytes are worth.
    case tooManyBlocks
    /// The bytes are not a zlib stream (RFC 1950, RFC 1951).
    case malformed
    /// The stream has another length than the message tells.
    case wrongLength
  }

  /// What is wrong.
  public let reason: Reason
  /// The offset of the byte that is refused, from the start of the buffer.
  public let offset: Int
  /// The message in which it is wrong; `nil` if that is not known.
  public private(set) var message: HandshakeType?
  /// The extension in which it is wrong; `nil` if it is not in one.
  public private(set) var extensionType: ExtensionType?

  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// The same error, told of a message.
  package func within(_ message: HandshakeType) -> HandshakeMessageError {
    var error = self
    error.message = error.message ?? message
    return error
  }

  /// The same error, told of an extension.
  func within(_ extensionType: ExtensionType) -> HandshakeMessageError {
    var error = self
    error.extensionType = error.extensionType ?? extensionType
    return error
  }

  /// The alert that a TLS stack sends for it (RFC 8446 §6.2).
  public var alert: AlertDescription {
    switch reason {
    case .truncated, .trailingData, .length, .tooManyElements: .decodeError
    case .unexpectedMessage: .unexpectedMessage
    case .unsupportedVersion: .protocolVersion
    case .duplicateExtension, .misplacedExtension: .illegalParameter
    case .missingExtension: .missingExtension
    // RFC 8446 §6.2: what can't be parsed is a decode_error, and what parses and is not allowed an illegal_parameter.
    case .illegalValue(.authority), .illegalValue(.objectIdentifier): .decodeError
    case .illegalValue: .illegalParameter
    case .certificate: .badCertificate
    // RFC 8879 §4: what can't be expanded, although it was offered; what was not offered is an illegal_parameter.
    case .compression: .badCertificate
    }
  }

  /// Whether it says no more than that the reader stops here, where another one might go on.
  package var isLimit: Bool {
    switch reason {
    case .tooManyElements, .unsupportedVersion: true
    case .compression(let flaw):
      switch flaw {
      case .algorithm, .tooLarge, .tooManyBlocks: true
      case .malformed, .wrongLength: false
      }
    default: false
    }
  }
}

extension HandshakeMessageError: VectorFailure {
  /// Creates the error for a fault of the vectors themselves.
  package init(fault: VectorFault, at offset: Int) {
    switch fault {
    case .truncated: self.init(.truncated, at: offset)
    case .trailingData: self.init(.trailingData, at: offset)
    }
  }
}

extension HandshakeMessageError: CustomStringConvertible {
  /// What is wrong and where, in one sentence.
  public var description: String {
    var place = message.map { $0.description } ?? "a handshake message"
    if let extensionType { place += ", extension \(extensionType)" }
    return "\(place): \(reason) (byte \(offset); alert \(alert))"
  }
}

extension HandshakeMessageError.Reason: CustomStringConvertible {
  /// What is wrong, as a clause without an end.
  public var description: String {
    switch self {
    case .truncated: "it ends before its lengths say"
    case .trailingData: "there are bytes after its end"
    case .length: "a length is outside its bounds, or no whole number of elements"
    case .tooManyElements: "it has more elements than are read"
    case .unexpectedMessage(let type): "\(type) stands in its place"
    case .unsupportedVersion(let version): "messages of \(version) are not read"
    case .duplicateExtension(let type): "the extension \(type) is there twice"
    case .misplacedExtension(let type): "the extension \(type) does not belong there"
    case .missingExtension(let type): "the extension \(type) is missing"
    case .illegalValue(let field): "\(field) is not allowed"
    case .certificate(_, let index): "certificate \(index + 1) can't be read"
    case .compression(let flaw): "the compressed certificate can't be expanded: \(flaw)"
    }
  }
}

extension HandshakeMessageError.Field: CustomStringConvertible {
  /// What the field is called in a sentence.
  public var description: String {
    switch self {
    case .version: "the version"
    case .compressionMethods: "the list of compression methods"
    case .serverName: "the server's name"
    case .keyShare: "a key share"
    case .preSharedKey: "the list of pre-shared keys"
    case .statusType: "the type of a certificate's status"
    case .curveType: "the curve, which is not a named one of TLS 1.2,"
    case .pointFormats: "the list of forms of points"
    case .maxFragmentLength: "the length of fragments"
    case .publicKey: "the public key of the exchange"
    case .authority: "the name of an authority"
    case .objectIdentifier: "an object identifier"
    case .filter: "a second filter of the same extension"
    case .context: "the context of a certificate"
    }
  }
}

extension HandshakeMessageError.CompressionFlaw: CustomStringConvertible {
  /// What is wrong, as a clause without an end.
  public var description: String {
    switch self {
    case .algorithm(2): "its algorithm, brotli, is not one that is expanded here"
    case .algorithm(3): "its algorithm, zstd, is not one that is expanded here"
    case .algorithm(let number): "its algorithm, \(number), is not known"
    case .tooLarge(let byteCount): "it would have \(byteCount) bytes, more than are expanded"
    case .tooManyBlocks: "it is cut into more blocks than are expanded"
    case .malformed: "it is no zlib stream"
    case .wrongLength: "it has another length than it tells"
    }
  }
}
