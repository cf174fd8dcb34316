import CertificateEncoding
import Certificates

// What stands in the extensions of a ClientHello, and of messages that share their forms.
extension HandshakeExtensions {
  /// RFC 6066 §3: struct { NameType name_type; HostName<1..2^16-1> } in ServerNameList<1..2^16-1>.
  ///
  /// A name of a kind that isn't known would have any form; nobody has defined one, and none may be there twice.
  func readServerName(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> Range<Int>? {
    try read(.serverName) { reader throws(HandshakeMessageError) -> Range<Int> in
      let start = reader.offset
      var list = MessageReader(try reader.nonEmptyVector(bytes, lengthByteCount: 2))
      // RFC 6066 §3: host_name (0).
      guard try list.uint8(bytes) == 0 else { throw HandshakeMessageError(.illegalValue(.serverName), at: start) }
      let name = try list.nonEmptyVector(bytes, lengthByteCount: 2)
      guard list.isAtEnd else { throw HandshakeMessageError(.illegalValue(.serverName), at: list.offset) }
      // ASCII, and no byte that ends a string for others.
      for offset in name where !(0x21...0x7E).contains(bytes[offset]) {
        throw HandshakeMessageError(.illegalValue(.serverName), at: offset)
      }
      return name
    }
  }

  /// RFC 8446 §4.2.7: NamedGroup named_group_list<2..2^16-1>.
  func readGroups(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [NamedGroup]? {
    try read(.supportedGroups) { reader throws(HandshakeMessageError) in
      try reader.numbers(bytes, lengthByteCount: 2).map { NamedGroup(rawValue: $0) }
    }
  }

  /// RFC 8446 §4.2.3: SignatureScheme supported_signature_algorithms<2..2^16-2>.
  func readSchemes(_ bytes: Span<UInt8>, _ type: ExtensionType) throws(HandshakeMessageError) -> [SignatureScheme]? {
    try read(type) { reader throws(HandshakeMessageError) in try reader.schemes(bytes) }
  }

  /// RFC 8446 §4.2.8: KeyShareEntry client_shares<0..2^16-1>, each of a group of its own that supported_groups has too.
  ///
  ///     struct { NamedGroup group; opaque key_exchange<1..2^16-1>; } KeyShareEntry;
  func readKeyShares(
    _ bytes: Span<UInt8>, among groups: [NamedGroup]?
  ) throws(HandshakeMessageError) -> [NamedGroup]? {
    let offered = groups.map { Set($0) }
    return try read(.keyShare) { reader throws(HandshakeMessageError) -> [NamedGroup] in
      var list = MessageReader(try reader.vector(bytes, lengthByteCount: 2))
      var (found, known) = ([NamedGroup](), Set<NamedGroup>())
      while !list.isAtEnd {
        let start = list.offset
        let group = NamedGroup(rawValue: try list.uint16(bytes))
        let share = try list.nonEmptyVector(bytes, lengthByteCount: 2)
        guard known.insert(group).inserted, offered?.contains(group) ?? true,
          share.count == group.clientShareByteCount ?? share.count
        else { throw HandshakeMessageError(.illegalValue(.keyShare), at: start) }
        found.append(group)
      }
      return found
    }
  }

  /// RFC 7301 §3.1: ProtocolName protocol_name_list<2..2^16-1>, each of which is opaque<1..2^8-1>.
  func readApplicationProtocols(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [Range<Int>]? {
    try read(.applicationProtocols) { reader throws(HandshakeMessageError) -> [Range<Int>] in
      var list = MessageReader(try reader.nonEmptyVector(bytes, lengthByteCount: 2))
      var names: [Range<Int>] = []
      while !list.isAtEnd { names.append(try list.nonEmptyVector(bytes, lengthByteCount: 1)) }
      return names
    }
  }

  /// RFC 8446 §4.2.11: the last extension of all, with as many binders as identities.
  ///
  ///     struct { opaque identity<1..2^16-1>; uint32 obfuscated_ticket_age; } PskIdentity;
  ///     struct { PskIdentity identities<7..2^16-1>; PskBinderEntry binders<33..2^16-1>; } OfferedPsks;
  func readPreSharedKeys(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> ClientHello.PreSharedKeys? {
    let keys = try read(.preSharedKey) { reader throws(HandshakeMessageError) -> ClientHello.PreSharedKeys in
      var list = MessageReader(try reader.nonEmptyVector(bytes, lengthByteCount: 2))
      var identities: [Range<Int>] = []
      while !list.isAtEnd {
        identities.append(try list.nonEmptyVector(bytes, lengthByteCount: 2))
        _ = try list.bytes(bytes, count: 4)
      }
      let start = reader.offset
      list = MessageReader(try reader.nonEmptyVector(bytes, lengthByteCount: 2))
      var binders: [Range<Int>] = []
      while !list.isAtEnd { binders.append(try list.vector(bytes, lengthByteCount: 1, within: 32...255)) }
      guard binders.count == identities.count else {
        throw HandshakeMessageError(.illegalValue(.preSharedKey), at: start)
      }
      return ClientHello.PreSharedKeys(identities: identities, binders: binders, bindersOffset: start)
    }
    if let keys, list.last?.type != .preSharedKey {
      throw HandshakeMessageError(.illegalValue(.preSharedKey), at: keys.bindersOffset).within(.preSharedKey)
    }
    return keys
  }

  /// RFC 8879 §3: CertificateCompressionAlgorithm algorithms<2..2^8-2>.
  func readCertificateCompression(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [UInt16]? {
    try read(.compressCertificate) { reader throws(HandshakeMessageError) in
      try reader.numbers(bytes, lengthByteCount: 1, atMost: 254)
    }
  }

  /// RFC 7250 §3: CertificateType certificate_types<1..2^8-1>.
  func readCertificateTypes(
    _ bytes: Span<UInt8>, _ type: ExtensionType
  ) throws(HandshakeMessageError) -> [UInt8]? {
    try read(type) { reader throws(HandshakeMessageError) in
      try reader.nonEmptyVector(bytes, lengthByteCount: 1).map { bytes[$0] }
    }
  }

  /// RFC 8446 §4.2.9: `PskKeyExchangeMode ke_modes<1..255>`.
  func readPreSharedKeyModes(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [UInt8]? {
    try read(.pskKeyExchangeModes) { reader throws(HandshakeMessageError) in
      try reader.nonEmptyVector(bytes, lengthByteCount: 1).map { bytes[$0] }
    }
  }

  /// Checks the form of those extensions whose contents no verdict needs.
  func checkFormsOfClientHello(_ bytes: Span<UInt8>) throws(HandshakeMessageError) {
    for type in [ExtensionType.encryptThenMAC, .extendedMasterSecret, .earlyData, .postHandshakeAuth] {
      _ = try readFlag(type)
    }
    // RFC 6962 §3.3.1: empty.
    _ = try readFlag(.signedCertificateTimestamps)
    // RFC 8446 §4.2.2: opaque cookie<1..2^16-1>.
    _ = try read(.cookie) { reader throws(HandshakeMessageError) in
      try reader.nonEmptyVector(bytes, lengthByteCount: 2)
    }
    try checkPointFormats(bytes)
    try checkMaxFragmentLength(bytes)
    // RFC 6066 §8: a status of a type that isn't known has any form.
    _ = try read(.statusRequest) { reader throws(HandshakeMessageError) in
      guard try reader.uint8(bytes) == 1 else {
        _ = try reader.bytes(bytes, count: reader.rest.count)
        return
      }
      _ = try reader.vector(bytes, lengthByteCount: 2)
      _ = try reader.vector(bytes, lengthByteCount: 2)
    }
    _ = try readAuthorities(bytes)
  }

  /// RFC 8422 §5.1.2: ECPointFormat ec_point_format_list<1..2^8-1>, of which uncompressed (0) must be one.
  func checkPointFormats(_ bytes: Span<UInt8>) throws(HandshakeMessageError) {
    _ = try read(.pointFormats) { reader throws(HandshakeMessageError) in
      let start = reader.offset
      let formats = try reader.nonEmptyVector(bytes, lengthByteCount: 1)
      guard formats.contains(where: { bytes[$0] == 0 }) else {
        throw HandshakeMessageError(.illegalValue(.pointFormats), at: start)
      }
    }
  }

  /// RFC 6066 §4: 2^9 (1), 2^10 (2), 2^11 (3) or 2^12 (4).
  func checkMaxFragmentLength(_ bytes: Span<UInt8>) throws(HandshakeMessageError) {
    _ = try read(.maxFragmentLength) { reader throws(HandshakeMessageError) in
      let start = reader.offset
      guard (1...4).contains(try reader.uint8(bytes)) else {
        throw HandshakeMessageError(.illegalValue(.maxFragmentLength), at: start)
      }
    }
  }

  /// RFC 5746 §3.2: opaque renegotiated_connection<0..255>.
  func readRenegotiation(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> Range<Int>? {
    try read(.renegotiationInfo) { reader throws(HandshakeMessageError) in
      try reader.vector(bytes, lengthByteCount: 1)
    }
  }

  /// RFC 8446 §4.2.4: DistinguishedName authorities<3..2^16-1>.
  func readAuthorities(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [Range<Int>]? {
    try read(.certificateAuthorities) { reader throws(HandshakeMessageError) in
      try Self.authorities(bytes, try reader.vector(bytes, lengthByteCount: 2, within: 3...0xFFFF))
    }
  }

  /// Names of authorities, each behind its length, which take the whole of `range` (RFC 5246 §7.4.4).
  ///
  /// What is in a name is not looked at: those that don't keep to X.520 are in use, and are compared by their bytes.
  static func authorities(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) -> [Range<Int>] {
    var list = MessageReader(range)
    var names: [Range<Int>] = []
    while !list.isAtEnd {
      let name = try list.nonEmptyVector(bytes, lengthByteCount: 2)
      var reader = DERReader(name)
      guard let element = try? reader.read(.sequence, bytes), element.encoded == name else {
        throw HandshakeMessageError(.illegalValue(.authority), at: name.lowerBound)
      }
      names.append(name)
    }
    return names
  }
}
