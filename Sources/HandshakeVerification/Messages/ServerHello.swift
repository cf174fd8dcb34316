import CertificateEncoding
import Certificates

/// What a server chose, or its request to try again (RFC 8446 §4.1.3, §4.1.4, RFC 5246 §7.4.1.3).
///
///     struct {
///       ProtocolVersion legacy_version; Random random; opaque legacy_session_id_echo<0..32>;
///       CipherSuite cipher_suite; uint8 legacy_compression_method; Extension extensions<6..2^16-1>;
///     } ServerHello;
///
/// The ranges are those of the buffer that it was read from.
package struct ServerHello: Sendable, Hashable {
  /// The version: that of supported_versions, or else the one at the start.
  package let version: ProtocolVersion
  /// The server's 32 random bytes.
  package let random: Range<Int>
  /// The identifier of the session.
  package let sessionID: Range<Int>
  /// The suite.
  package let cipherSuite: CipherSuite
  /// All extensions.
  package let extensions: HandshakeExtensions
  /// Whether it is a HelloRetryRequest.
  package let isRetryRequest: Bool
  /// What the random bytes say of versions that were passed over; `nil` if they say nothing.
  package let downgrade: Downgrade?
  /// The group of key_share, of the server's own share or of the one that it asks for; `nil` if it isn't there.
  package let keyShareGroup: NamedGroup?
  /// Which of the client's pre-shared keys was chosen; `nil` if none was.
  package let preSharedKeyIndex: Int?
  /// The protocol of application_layer_protocol_negotiation in TLS 1.2; `nil` if it isn't there.
  package let applicationProtocol: Range<Int>?
  /// The timestamps of logs, as TLS 1.2 has them (RFC 6962 §3.3.1); `nil` if they aren't there.
  package let timestamps: Range<Int>?
  /// The forms of certificates that TLS 1.2 agreed on, by their numbers; `nil` if they are X.509 (RFC 7250 §4.2).
  package let serverCertificateType: UInt8?
  package let clientCertificateType: UInt8?

  /// What renegotiation_info of TLS 1.2 holds: nothing in a first handshake, and the verify_data of both sides in a later one
  /// (RFC 5746 §3.4, §3.5); `nil` if it isn't there.
  package let renegotiatedConnection: Range<Int>?

  /// What the last bytes of a server's random bytes say (RFC 8446 §4.1.3).
  package enum Downgrade: Sendable, Hashable {
    /// `DOWNGRD` and 01: the server would speak TLS 1.3, and speaks 1.2.
    case from13To12
    /// `DOWNGRD` and 00: the server would speak TLS 1.2 or 1.3, and speaks 1.1 or less.
    case to11OrLess
  }

  /// The random bytes that make a ServerHello a HelloRetryRequest: SHA-256 of "HelloRetryRequest" (RFC 8446 §4.1.3).
  package static let retryRequestRandom: [UInt8] = [
    0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
    0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
  ]

  /// Reads the body of a ServerHello, which must take the whole of `range`.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      try self.init(parsing: bytes, range)
    } catch {
      throw error.within(.serverHello)
    }
  }

  private init(parsing bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    var reader = MessageReader(range)
    let legacyVersion = ProtocolVersion(rawValue: try reader.uint16(bytes))
    random = try reader.bytes(bytes, count: 32)
    sessionID = try reader.vector(bytes, lengthByteCount: 1, within: 0...32)
    cipherSuite = CipherSuite(rawValue: try reader.uint16(bytes))
    let compressionStart = reader.offset
    // RFC 8446 §4.1.3 has 0; RFC 5246 §7.4.1.3 lets the server choose, and nothing but null is safe (RFC 9325 §3.3).
    guard try reader.uint8(bytes) == 0 else {
      throw HandshakeMessageError(.illegalValue(.compressionMethods), at: compressionStart)
    }
    let list = reader.isAtEnd ? reader.rest : try reader.vector(bytes, lengthByteCount: 2)
    try reader.finish()
    let retryRandom = Self.retryRequestRandom
    let isRetry = bytes.equals(random, retryRandom.span, 0..<32)
    let selected = try Self.selectedVersion(bytes, list)
    if let selected {
      // RFC 8446 §4.2.1: nothing before 1.3 is chosen like this. §4.1.3: the version at the start is then 1.2.
      guard selected >= .tls13, legacyVersion == .tls12 else {
        throw HandshakeMessageError(.illegalValue(.version), at: range.lowerBound)
      }
      guard selected == .tls13 else {
        throw HandshakeMessageError(.unsupportedVersion(selected), at: range.lowerBound)
      }
    } else {
      // RFC 8446 §4.1.4: a HelloRetryRequest has supported_versions. §4.2.1: without it, the version is 1.2 or less.
      guard !isRetry else { throw HandshakeMessageError(.missingExtension(.supportedVersions), at: list.lowerBound) }
      guard legacyVersion <= .tls12 else {
        throw HandshakeMessageError(.illegalValue(.version), at: range.lowerBound)
      }
    }
    version = selected ?? legacyVersion
    isRetryRequest = isRetry
    let is13 = selected != nil
    extensions = try HandshakeExtensions(
      bytes, list, in: isRetry ? .helloRetryRequest : is13 ? .serverHello13 : .serverHello12)
    downgrade = Self.downgrade(bytes, random)
    keyShareGroup = try extensions.readKeyShare(bytes, isRetryRequest: isRetry)
    preSharedKeyIndex = try extensions.read(.preSharedKey) { reader throws(HandshakeMessageError) in
      Int(try reader.uint16(bytes))
    }
    applicationProtocol = try extensions.readApplicationProtocol(bytes)
    timestamps = is13 ? nil : extensions[.signedCertificateTimestamps]
    serverCertificateType = try extensions.readCertificateType(bytes, .serverCertificateType)
    clientCertificateType = try extensions.readCertificateType(bytes, .clientCertificateType)
    renegotiatedConnection = try extensions.readRenegotiation(bytes)
    if !is13 {
      try extensions.checkPointFormats(bytes)
      try extensions.checkMaxFragmentLength(bytes)
      // RFC 6066 §3, §8, RFC 7366 §2, RFC 7627 §5.1, RFC 5077 §3.2: an echo has no data.
      for type in [ExtensionType.serverName, .statusRequest, .encryptThenMAC, .extendedMasterSecret, .sessionTicket] {
        _ = try extensions.readFlag(type)
      }
    } else if isRetry {
      _ = try extensions.read(.cookie) { reader throws(HandshakeMessageError) in
        try reader.nonEmptyVector(bytes, lengthByteCount: 2)
      }
    } else if keyShareGroup == nil, preSharedKeyIndex == nil {
      // RFC 8446 §4.1.1, §9.2: one of the two is where the secret comes from.
      throw HandshakeMessageError(.missingExtension(.keyShare), at: list.lowerBound)
    }
  }

  /// The version of supported_versions, which decides where the other extensions may stand; `nil` if it isn't there.
  private static func selectedVersion(
    _ bytes: Span<UInt8>, _ list: Range<Int>
  ) throws(HandshakeMessageError) -> ProtocolVersion? {
    var reader = MessageReader(list)
    while !reader.isAtEnd {
      let type = ExtensionType(rawValue: try reader.uint16(bytes))
      let data = try reader.vector(bytes, lengthByteCount: 2)
      guard type == .supportedVersions else { continue }
      guard data.count == 2 else {
        throw HandshakeMessageError(.length, at: data.lowerBound).within(.supportedVersions)
      }
      return ProtocolVersion(rawValue: UInt16(bytes[data.lowerBound]) << 8 | UInt16(bytes[data.lowerBound + 1]))
    }
    return nil
  }

  private static func downgrade(_ bytes: Span<UInt8>, _ random: Range<Int>) -> Downgrade? {
    let sentinel: [UInt8] = [0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44]
    let end = random.upperBound
    guard bytes.equals(end - 8..<end - 1, sentinel.span, 0..<7) else { return nil }
    switch bytes[end - 1] {
    case 1: return .from13To12
    case 0: return .to11OrLess
    default: return nil
    }
  }

  /// Whether the master secret is bound to the transcript (RFC 7627 §5.1).
  package var hasExtendedMasterSecret: Bool { extensions.contains(.extendedMasterSecret) }

  /// Whether CBC records are encrypted before they are authenticated (RFC 7366).
  package var encryptsThenAuthenticates: Bool { extensions.contains(.encryptThenMAC) }

  /// Whether a client that offered `hello` must end the handshake, as somebody has kept it from a later version
  /// (RFC 8446 §4.1.3).
  package func isDowngraded(from hello: ClientHello) -> Bool {
    switch downgrade {
    case nil: false
    case .from13To12?: version <= .tls12 && hello.offers(.tls13)
    case .to11OrLess?: version <= .tls11 && hello.offers(.tls12) || version <= .tls12 && hello.offers(.tls13)
    }
  }
}

extension HandshakeExtensions {
  /// RFC 8446 §4.2.8: the group of the server's share, or the one that it asks for.
  fileprivate func readKeyShare(
    _ bytes: Span<UInt8>, isRetryRequest: Bool
  ) throws(HandshakeMessageError) -> NamedGroup? {
    try read(.keyShare) { reader throws(HandshakeMessageError) -> NamedGroup in
      let start = reader.offset
      let group = NamedGroup(rawValue: try reader.uint16(bytes))
      guard !isRetryRequest else { return group }
      let share = try reader.nonEmptyVector(bytes, lengthByteCount: 2)
      guard share.count == group.serverShareByteCount ?? share.count else {
        throw HandshakeMessageError(.illegalValue(.keyShare), at: start)
      }
      return group
    }
  }

  /// RFC 7301 §3.1: exactly one.
  func readApplicationProtocol(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> Range<Int>? {
    guard let names = try readApplicationProtocols(bytes) else { return nil }
    guard names.count == 1 else {
      throw HandshakeMessageError(.length, at: names.first?.lowerBound ?? 0).within(.applicationProtocols)
    }
    return names[0]
  }

  /// RFC 7250 §3: CertificateType certificate_type.
  func readCertificateType(_ bytes: Span<UInt8>, _ type: ExtensionType) throws(HandshakeMessageError) -> UInt8? {
    try read(type) { reader throws(HandshakeMessageError) in try reader.uint8(bytes) }
  }
}
