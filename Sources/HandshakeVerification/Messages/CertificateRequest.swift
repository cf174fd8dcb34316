public import CertificateEncoding
public import Certificates

/// What a server wants of a client's certificate (RFC 8446 §4.3.2, RFC 5246 §7.4.4).
///
///     TLS 1.2: struct {
///       ClientCertificateType certificate_types<1..2^8-1>;
///       SignatureAndHashAlgorithm supported_signature_algorithms<2..2^16-2>;
///       DistinguishedName certificate_authorities<0..2^16-1>; } CertificateRequest;
///     TLS 1.3: struct {
///       opaque certificate_request_context<0..2^8-1>; Extension extensions<2..2^16-1>; } CertificateRequest;
///
/// Unlike other messages it is a value of its own, as it is kept until somebody chooses.
public struct CertificateRequest: Sendable {
  /// The name of an authority whose certificates the server takes.
  public struct Authority: Sendable, Hashable {
    /// The name's encoding, as the server sent it.
    let encoding: [UInt8]
    /// The name; `nil` if it is not one that X.520 and RFC 5280 allow, so that only its bytes can be compared.
    public let name: DistinguishedName?

    /// How many bytes the name's encoding has.
    package var byteCount: Int { encoding.count }

    /// Takes the DER encoding of a name.
    init(_ encoding: [UInt8]) {
      self.encoding = encoding
      var reader = DERReader(0..<encoding.count)
      let range = try? DistinguishedName.validate(&reader, encoding.span)
      name =
        range == 0..<encoding.count ? DistinguishedName(arena: ByteArena(encoding), range: 0..<encoding.count) : nil
    }

    /// Whether both have the same encoding.
    public static func == (left: Authority, right: Authority) -> Bool { left.encoding == right.encoding }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(encoding) }
  }

  /// A demand on an extension of the client's certificate (RFC 8446 §4.2.5).
  public struct Filter: Sendable, Hashable {
    /// The extension.
    public let identifier: OID
    /// The DER encoding that its value has to match as the standard of the extension says; empty if any will do.
    public let values: [UInt8]

    /// Creates a demand.
    public init(identifier: OID, values: [UInt8]) {
      self.identifier = identifier
      self.values = values
    }
  }

  /// The version of TLS that it is of.
  public let version: ProtocolVersion
  /// The context of TLS 1.3, which the client repeats; empty during a handshake.
  public let context: [UInt8]
  /// The kinds of certificates of TLS 1.2; empty in TLS 1.3.
  public let certificateTypes: [ClientCertificateType]
  /// The signature schemes, the one that the server likes best first.
  public let schemes: [SignatureScheme]
  /// The signature schemes of the certificates, if they are others than ``schemes``; `nil` if not.
  public let certificateSchemes: [SignatureScheme]?
  /// The authorities, one of which the chain is to lead to; empty if any will do.
  public let authorities: [Authority]
  /// What is demanded of the certificate's extensions; empty in TLS 1.2.
  public let filters: [Filter]
  /// The algorithms in which the client may compress its certificates (RFC 8879 §3).
  package let certificateCompression: [UInt16]
  /// The kinds of the extensions of TLS 1.3, in their order.
  package let extensionTypes: [ExtensionType]

  /// Creates a request of parts, as whoever asks on another's behalf has them.
  ///
  /// - Parameters:
  ///   - version: the version of TLS; the kinds of certificates count in TLS 1.2 only, the others in TLS 1.3 only.
  ///   - schemes: the signature schemes, the one that the server likes best first.
  ///   - certificateSchemes: those of certificates, if they are others.
  ///   - authorities: the authorities; empty if any will do.
  ///   - certificateTypes: the kinds of certificates of TLS 1.2.
  ///   - filters: what is demanded of the certificate's extensions.
  ///   - context: what the answer repeats in TLS 1.3; empty in a handshake, and another for each request after it.
  public init(
    version: ProtocolVersion, schemes: [SignatureScheme], certificateSchemes: [SignatureScheme]? = nil,
    authorities: [DistinguishedName] = [],
    certificateTypes: [ClientCertificateType] = [.rsaSign, .ecdsaSign], filters: [Filter] = [],
    context: [UInt8] = []
  ) {
    self.version = version
    self.context = version >= .tls13 ? context : []
    self.certificateTypes = version >= .tls13 ? [] : certificateTypes
    self.schemes = schemes
    self.certificateSchemes = certificateSchemes
    self.authorities = authorities.map { name in
      Authority(name.withBytes { bytes in bytes.indices.map { bytes[$0] } })
    }
    self.filters = version >= .tls13 ? filters : []
    certificateCompression = []
    extensionTypes = []
  }

  /// Reads the body of a CertificateRequest, which must be the whole of `body`.
  ///
  /// - Parameters:
  ///   - body: the message without the four bytes before its body.
  ///   - version: the version that was agreed on: TLS 1.2 or 1.3.
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  public init(_ body: [UInt8], version: ProtocolVersion) throws(HandshakeMessageError) {
    try self.init(body.span, 0..<body.count, version: version)
  }

  /// Reads the body of a CertificateRequest, which must take the whole of `range`.
  package init(
    _ bytes: Span<UInt8>, _ range: Range<Int>, version: ProtocolVersion
  ) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      switch version {
      case .tls13: try self.init(parsing13: bytes, range)
      case .tls12: try self.init(parsing12: bytes, range)
      // RFC 4346 §7.4.4 has no schemes.
      default: throw HandshakeMessageError(.unsupportedVersion(version), at: range.lowerBound)
      }
    } catch {
      throw error.within(.certificateRequest)
    }
  }

  private init(parsing12 bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    var reader = MessageReader(range)
    version = .tls12
    context = []
    certificateTypes = try reader.nonEmptyVector(bytes, lengthByteCount: 1).map {
      ClientCertificateType(rawValue: bytes[$0])
    }
    schemes = try reader.schemes(bytes)
    certificateSchemes = nil
    authorities = Self.authorities(
      bytes, try HandshakeExtensions.authorities(bytes, try reader.vector(bytes, lengthByteCount: 2)))
    filters = []
    certificateCompression = []
    extensionTypes = []
    try reader.finish()
  }

  private init(parsing13 bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    var reader = MessageReader(range)
    version = .tls13
    context = try reader.vector(bytes, lengthByteCount: 1).map { bytes[$0] }
    certificateTypes = []
    let start = reader.offset
    let list = try reader.vector(bytes, lengthByteCount: 2)
    try reader.finish()
    let extensions = try HandshakeExtensions(bytes, list, in: .certificateRequest)
    // RFC 8446 §4.3.2: signature_algorithms MUST be specified.
    guard let schemes = try extensions.readSchemes(bytes, .signatureAlgorithms) else {
      throw HandshakeMessageError(.missingExtension(.signatureAlgorithms), at: start)
    }
    self.schemes = schemes
    certificateSchemes = try extensions.readSchemes(bytes, .signatureAlgorithmsCert)
    authorities = Self.authorities(bytes, try extensions.readAuthorities(bytes) ?? [])
    filters = try extensions.readFilters(bytes) ?? []
    certificateCompression = try extensions.readCertificateCompression(bytes) ?? []
    extensionTypes = extensions.list.map { $0.type }
  }

  private static func authorities(_ bytes: Span<UInt8>, _ ranges: [Range<Int>]) -> [Authority] {
    ranges.map { range in Authority(range.map { bytes[$0] }) }
  }
}

extension HandshakeExtensions {
  /// RFC 8446 §4.2.5: each identifier once.
  ///
  ///     struct { opaque certificate_extension_oid<1..2^8-1>; opaque certificate_extension_values<0..2^16-1>; } OIDFilter;
  ///     struct { OIDFilter filters<0..2^16-1>; } OIDFilterExtension;
  fileprivate func readFilters(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [CertificateRequest.Filter]? {
    try read(.oidFilters) { reader throws(HandshakeMessageError) -> [CertificateRequest.Filter] in
      var list = MessageReader(try reader.vector(bytes, lengthByteCount: 2))
      var (filters, known) = ([CertificateRequest.Filter](), Set<OID>())
      while !list.isAtEnd {
        let start = list.offset
        let encoded = try list.nonEmptyVector(bytes, lengthByteCount: 1)
        var der = DERReader(encoded)
        guard let element = try? der.read(.objectIdentifier, bytes), element.encoded == encoded,
          let identifier = try? element.objectIdentifier(bytes)
        else { throw HandshakeMessageError(.illegalValue(.objectIdentifier), at: start) }
        guard known.insert(identifier).inserted else { throw HandshakeMessageError(.illegalValue(.filter), at: start) }
        let values = try list.vector(bytes, lengthByteCount: 2).map { bytes[$0] }
        filters.append(CertificateRequest.Filter(identifier: identifier, values: values))
      }
      return filters
    }
  }
}
