import CertificateEncoding
package import Certificates

/// What a client offers (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2).
///
///     struct {
///       ProtocolVersion legacy_version; Random random; opaque legacy_session_id<0..32>;
///       CipherSuite cipher_suites<2..2^16-2>; opaque legacy_compression_methods<1..2^8-1>;
///       Extension extensions<8..2^16-1>;
///     } ClientHello;
///
/// The ranges are those of the buffer that it was read from.
package struct ClientHello: Sendable, Hashable {
  /// The version at its start, which TLS 1.3 froze at 1.2.
  package let legacyVersion: ProtocolVersion
  /// The client's 32 random bytes.
  package let random: Range<Int>
  /// The identifier of a session that it wants to take up again, or any bytes.
  package let sessionID: Range<Int>
  /// The suites, the one that it likes best first.
  package let cipherSuites: [CipherSuite]
  /// All extensions.
  package let extensions: HandshakeExtensions

  /// The versions of supported_versions; `nil` if it isn't there (RFC 8446 §4.2.1).
  package let supportedVersions: [ProtocolVersion]?
  /// The host's name of server_name, as bytes of ASCII; `nil` if it isn't there (RFC 6066 §3).
  package let serverName: Range<Int>?
  /// The groups of supported_groups; `nil` if it isn't there (RFC 8446 §4.2.7).
  package let groups: [NamedGroup]?
  /// The schemes of signature_algorithms; `nil` if it isn't there (RFC 8446 §4.2.3).
  package let schemes: [SignatureScheme]?
  /// The schemes of signature_algorithms_cert; `nil` if it isn't there.
  package let certificateSchemes: [SignatureScheme]?
  /// The groups of the shares in key_share; `nil` if it isn't there (RFC 8446 §4.2.8).
  package let keyShareGroups: [NamedGroup]?
  /// The protocols of application_layer_protocol_negotiation, in order (RFC 7301 §3.1).
  package let applicationProtocols: [Range<Int>]
  /// The identities of pre_shared_key and where its binders start, their length included (RFC 8446 §4.2.11).
  package let preSharedKeys: PreSharedKeys?
  /// How a key from before may be used, by psk_key_exchange_modes: 0 alone, 1 with key shares; `nil` if it isn't there (RFC
  /// 8446 §4.2.9).
  package let preSharedKeyModes: [UInt8]?
  /// The algorithms of compress_certificate (RFC 8879 §3).
  package let certificateCompression: [UInt16]
  /// The forms that server_certificate_type and client_certificate_type offer (RFC 7250 §4.1).
  package let serverCertificateTypes: [UInt8]?
  package let clientCertificateTypes: [UInt8]?

  /// What renegotiation_info holds: nothing in a first handshake, and the client's verify_data in a later one (RFC 5746
  /// §3.4, §3.5); `nil` if it isn't there.
  package let renegotiatedConnection: Range<Int>?

  /// What pre_shared_key holds.
  package struct PreSharedKeys: Sendable, Hashable {
    /// The identities, in order.
    package let identities: [Range<Int>]
    /// The binders, in order.
    package let binders: [Range<Int>]
    /// Where the vector of binders starts: a binder is over the message up to here (RFC 8446 §4.2.11.2).
    package let bindersOffset: Int
  }

  /// Reads the body of a ClientHello, which must take the whole of `range`.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      try self.init(parsing: bytes, range)
    } catch {
      throw error.within(.clientHello)
    }
  }

  private init(parsing bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    var reader = MessageReader(range)
    legacyVersion = ProtocolVersion(rawValue: try reader.uint16(bytes))
    random = try reader.bytes(bytes, count: 32)
    sessionID = try reader.vector(bytes, lengthByteCount: 1, within: 0...32)
    cipherSuites = try reader.numbers(bytes, lengthByteCount: 2).map { CipherSuite(rawValue: $0) }
    let compressionStart = reader.offset
    let compressionMethods = try reader.nonEmptyVector(bytes, lengthByteCount: 1)
    // RFC 5246 §7.4.1.2: the extensions may be left out altogether.
    if reader.isAtEnd {
      extensions = HandshakeExtensions()
    } else {
      let list = try reader.vector(bytes, lengthByteCount: 2)
      try reader.finish()
      extensions = try HandshakeExtensions(bytes, list, in: .clientHello)
    }
    supportedVersions = try extensions.read(.supportedVersions) { reader throws(HandshakeMessageError) in
      try reader.numbers(bytes, lengthByteCount: 1, atMost: 254).map { ProtocolVersion(rawValue: $0) }
    }
    // RFC 5246 §7.4.1.2: null must be among them. RFC 8446 §4.1.2: and nothing else, where 1.3 is offered.
    let isFor13 = supportedVersions?.contains(.tls13) ?? false
    var hasNull = false
    for offset in compressionMethods where bytes[offset] == 0 { hasNull = true }
    guard hasNull, !isFor13 || compressionMethods.count == 1 else {
      throw HandshakeMessageError(.illegalValue(.compressionMethods), at: compressionStart)
    }
    serverName = try extensions.readServerName(bytes)
    groups = try extensions.readGroups(bytes)
    schemes = try extensions.readSchemes(bytes, .signatureAlgorithms)
    certificateSchemes = try extensions.readSchemes(bytes, .signatureAlgorithmsCert)
    keyShareGroups = try extensions.readKeyShares(bytes, among: groups)
    applicationProtocols = try extensions.readApplicationProtocols(bytes) ?? []
    preSharedKeys = try extensions.readPreSharedKeys(bytes)
    preSharedKeyModes = try extensions.readPreSharedKeyModes(bytes)
    certificateCompression = try extensions.readCertificateCompression(bytes) ?? []
    serverCertificateTypes = try extensions.readCertificateTypes(bytes, .serverCertificateType)
    clientCertificateTypes = try extensions.readCertificateTypes(bytes, .clientCertificateType)
    renegotiatedConnection = try extensions.readRenegotiation(bytes)
    try extensions.checkFormsOfClientHello(bytes)
  }

  /// The versions that the client offers, the one that it likes best first where it says so.
  ///
  /// Without supported_versions they are all up to the one at the start (RFC 8446 §4.2.1), 1.2 at most.
  package func offers(_ version: ProtocolVersion) -> Bool {
    if let supportedVersions { return supportedVersions.contains(version) }
    return version >= .ssl30 && version <= min(legacyVersion, .tls12)
  }

  /// The schemes that a server may sign with.
  ///
  /// In TLS 1.3 none without signature_algorithms (RFC 8446 §4.2.3), and in TLS 1.2 those of SHA-1: as if each key exchange
  /// had its own (RFC 5246 §7.4.1.4.1).
  package func offeredSchemes(_ version: ProtocolVersion) -> [SignatureScheme] {
    if let schemes { return schemes }
    return version >= .tls13 ? [] : [0x0201, 0x0202, 0x0203].map { SignatureScheme(rawValue: $0) }
  }

  /// The extension for want of which a server of TLS 1.3 must end the handshake; `nil` if none is missing.
  package var missingExtension: ExtensionType? {
    // RFC 8446 §9.2.
    if preSharedKeys == nil, schemes == nil { return .signatureAlgorithms }
    if groups == nil, preSharedKeys == nil || keyShareGroups != nil { return .supportedGroups }
    if groups != nil, keyShareGroups == nil { return .keyShare }
    // RFC 8446 §4.2.9.
    if preSharedKeys != nil, !extensions.contains(.pskKeyExchangeModes) { return .pskKeyExchangeModes }
    return nil
  }

  /// Whether the client hides another hello in this one, or lets it look so (RFC 9849 §5, §6.2).
  package var mayHideAnother: Bool { extensions.contains(.encryptedClientHello) }

  /// Whether the client takes a stapled answer about the server's certificate (RFC 6066 §8).
  package var asksForStatus: Bool { extensions.contains(.statusRequest) }

  /// Whether the client has sent data before the handshake's end (RFC 8446 §4.2.10).
  package var hasEarlyData: Bool { extensions.contains(.earlyData) }

  /// Whether the client lets itself be asked for a certificate later (RFC 8446 §4.2.6).
  package var allowsPostHandshakeAuth: Bool { extensions.contains(.postHandshakeAuth) }
}
