/// The kind of an extension of a handshake message, by its number (RFC 8446 §4.2, and the TLS ExtensionType registry).
public struct ExtensionType: RawRepresentable, Sendable, Hashable {
  /// The code point.
  public let rawValue: UInt16

  /// Creates a kind from its code point, whether or not it is known.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let serverName = ExtensionType(rawValue: 0)
  package static let maxFragmentLength = ExtensionType(rawValue: 1)
  package static let statusRequest = ExtensionType(rawValue: 5)
  package static let supportedGroups = ExtensionType(rawValue: 10)
  package static let pointFormats = ExtensionType(rawValue: 11)
  package static let signatureAlgorithms = ExtensionType(rawValue: 13)
  package static let useSRTP = ExtensionType(rawValue: 14)
  package static let heartbeat = ExtensionType(rawValue: 15)
  package static let applicationProtocols = ExtensionType(rawValue: 16)
  package static let signedCertificateTimestamps = ExtensionType(rawValue: 18)
  package static let clientCertificateType = ExtensionType(rawValue: 19)
  package static let serverCertificateType = ExtensionType(rawValue: 20)
  package static let padding = ExtensionType(rawValue: 21)
  package static let encryptThenMAC = ExtensionType(rawValue: 22)
  package static let extendedMasterSecret = ExtensionType(rawValue: 23)
  package static let compressCertificate = ExtensionType(rawValue: 27)
  package static let recordSizeLimit = ExtensionType(rawValue: 28)
  package static let delegatedCredential = ExtensionType(rawValue: 34)
  package static let sessionTicket = ExtensionType(rawValue: 35)
  package static let preSharedKey = ExtensionType(rawValue: 41)
  package static let earlyData = ExtensionType(rawValue: 42)
  package static let supportedVersions = ExtensionType(rawValue: 43)
  package static let cookie = ExtensionType(rawValue: 44)
  package static let pskKeyExchangeModes = ExtensionType(rawValue: 45)
  package static let certificateAuthorities = ExtensionType(rawValue: 47)
  package static let oidFilters = ExtensionType(rawValue: 48)
  package static let postHandshakeAuth = ExtensionType(rawValue: 49)
  package static let signatureAlgorithmsCert = ExtensionType(rawValue: 50)
  package static let keyShare = ExtensionType(rawValue: 51)
  package static let nextProtocol = ExtensionType(rawValue: 13172)
  package static let encryptedClientHello = ExtensionType(rawValue: 0xFE0D)
  package static let renegotiationInfo = ExtensionType(rawValue: 0xFF01)
}

extension ExtensionType {
  /// A message that may have extensions.
  package struct Places: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let clientHello = Places(rawValue: 1)
    package static let serverHello12 = Places(rawValue: 2)
    package static let serverHello13 = Places(rawValue: 4)
    package static let helloRetryRequest = Places(rawValue: 8)
    package static let encryptedExtensions = Places(rawValue: 16)
    package static let certificateRequest = Places(rawValue: 32)
    package static let certificate = Places(rawValue: 64)
  }

  /// What is known of a kind: its name in the registry, and where it may stand; `nil` for one that is not known.
  ///
  /// RFC 8446 §4.2 has the table for TLS 1.3, and the standards of the extensions what TLS 1.2 does. Of the groups in a
  /// ServerHello of TLS 1.2, where no standard has them, other stacks know that some servers send them.
  private var row: (name: String, places: Places)? {
    let negotiated: Places = [.clientHello, .serverHello12, .encryptedExtensions]
    let perCertificate: Places = [.clientHello, .serverHello12, .certificateRequest, .certificate]
    return switch self {
    case .serverName: ("server_name", negotiated)
    case .maxFragmentLength: ("max_fragment_length", negotiated)
    case .statusRequest: ("status_request", perCertificate)
    case .supportedGroups: ("supported_groups", negotiated)
    case .pointFormats: ("ec_point_formats", [.clientHello, .serverHello12])
    case .signatureAlgorithms: ("signature_algorithms", [.clientHello, .certificateRequest])
    case .useSRTP: ("use_srtp", negotiated)
    case .heartbeat: ("heartbeat", negotiated)
    case .applicationProtocols: ("application_layer_protocol_negotiation", negotiated)
    case .signedCertificateTimestamps: ("signed_certificate_timestamp", perCertificate)
    case .clientCertificateType: ("client_certificate_type", negotiated)
    case .serverCertificateType: ("server_certificate_type", negotiated)
    case .padding: ("padding", .clientHello)
    case .encryptThenMAC: ("encrypt_then_mac", [.clientHello, .serverHello12])
    case .extendedMasterSecret: ("extended_master_secret", [.clientHello, .serverHello12])
    case .compressCertificate: ("compress_certificate", [.clientHello, .certificateRequest])
    case .recordSizeLimit: ("record_size_limit", negotiated)
    case .delegatedCredential: ("delegated_credential", [.clientHello, .certificateRequest, .certificate])
    case .sessionTicket: ("session_ticket", [.clientHello, .serverHello12])
    case .preSharedKey: ("pre_shared_key", [.clientHello, .serverHello13])
    case .earlyData: ("early_data", [.clientHello, .encryptedExtensions])
    case .supportedVersions: ("supported_versions", [.clientHello, .serverHello13, .helloRetryRequest])
    case .cookie: ("cookie", [.clientHello, .helloRetryRequest])
    case .pskKeyExchangeModes: ("psk_key_exchange_modes", .clientHello)
    case .certificateAuthorities: ("certificate_authorities", [.clientHello, .certificateRequest])
    case .oidFilters: ("oid_filters", .certificateRequest)
    case .postHandshakeAuth: ("post_handshake_auth", .clientHello)
    case .signatureAlgorithmsCert: ("signature_algorithms_cert", [.clientHello, .certificateRequest])
    case .keyShare: ("key_share", [.clientHello, .serverHello13, .helloRetryRequest])
    case .nextProtocol: ("next_protocol_negotiation", [.clientHello, .serverHello12])
    case .encryptedClientHello: ("encrypted_client_hello", [.clientHello, .helloRetryRequest, .encryptedExtensions])
    case .renegotiationInfo: ("renegotiation_info", [.clientHello, .serverHello12])
    default: nil
    }
  }

  /// Whether the kind may stand in a message; one that is not known may stand anywhere.
  func isAllowed(in place: Places) -> Bool { row?.places.contains(place) ?? true }
}

extension ExtensionType: CustomStringConvertible {
  /// The registry's name, such as `server_name`, or the number if the kind isn't known.
  public var description: String { row?.name ?? "\(rawValue)" }
}
