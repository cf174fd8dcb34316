/// The file of x509-limbo, bettertls included.
struct LimboFile: Decodable {
  let testcases: [LimboCase]

  var cases: [ConformanceCase] {
    testcases.map { one in
      ConformanceCase(id: one.id, expected: one.expectedResult == .success ? .accepted : .refused) {
        Judges.limbo(one)
      }
    }
  }
}

/// One chain with what should come of it.
struct LimboCase: Decodable, Sendable {
  enum Kind: String, Decodable, Sendable {
    case server = "SERVER"
    case client = "CLIENT"
  }

  enum ExpectedResult: String, Decodable, Sendable {
    case success = "SUCCESS"
    case failure = "FAILURE"
  }

  struct PeerName: Decodable, Sendable {
    enum Kind: String, Decodable, Sendable {
      case dns = "DNS"
      case ip = "IP"
      case rfc822 = "RFC822"
    }

    let kind: Kind
    let value: String
  }

  let id: String
  let features: [String]?
  let description: String?
  let conflictsWith: [String]?
  let validationKind: Kind
  /// PEM, as are all certificates and lists here.
  let trustedCertificates: [String]
  let untrustedIntermediates: [String]
  let peerCertificate: String
  /// RFC 3339, perhaps with milliseconds; `nil` means now.
  let validationTime: String?
  let keyUsage: [String]?
  /// Empty means serverAuth for servers and clientAuth for clients.
  let extendedKeyUsage: [String]?
  let expectedResult: ExpectedResult
  let expectedPeerName: PeerName?
  let expectedPeerNames: [PeerName]?
  /// How many intermediates there may be.
  let maximumChainDepth: Int?
  let revocationLists: [String]?

  private enum CodingKeys: String, CodingKey {
    case id, features, description
    case conflictsWith = "conflicts_with"
    case validationKind = "validation_kind"
    case trustedCertificates = "trusted_certs"
    case untrustedIntermediates = "untrusted_intermediates"
    case peerCertificate = "peer_certificate"
    case validationTime = "validation_time"
    case keyUsage = "key_usage"
    case extendedKeyUsage = "extended_key_usage"
    case expectedResult = "expected_result"
    case expectedPeerName = "expected_peer_name"
    case expectedPeerNames = "expected_peer_names"
    case maximumChainDepth = "max_chain_depth"
    case revocationLists = "crls"
  }

  /// Whether the case holds under the strict profile of the CA/Browser Forum only.
  var needsStrictProfile: Bool {
    id.hasPrefix("webpki::")
      || (features ?? []).contains { $0.hasPrefix("pedantic-") }
  }
}
