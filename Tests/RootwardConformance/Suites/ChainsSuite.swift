import Foundation

/// The files of `chains/`, all in one: which kind a test is shows in its fields.
struct ChainsFile: Decodable {
  let tests: [ChainsTest]

  var cases: [ConformanceCase] { tests.map(\.conformanceCase) }
}

/// A test of one of the four kinds.
enum ChainsTest: Decodable {
  case chain(ChainCase)
  case signedData(SignedDataCase)
  case parse(ParseCase)
  case dnsName(DNSNameCase)

  init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: AnyKey.self)
    if keys.contains("chain_leaf_first_der_b64") {
      self = .chain(try ChainCase(from: decoder))
    } else if keys.contains("spki_der_b64") {
      self = .signedData(try SignedDataCase(from: decoder))
    } else if keys.contains("presented") {
      self = .dnsName(try DNSNameCase(from: decoder))
    } else {
      self = .parse(try ParseCase(from: decoder))
    }
  }

  var conformanceCase: ConformanceCase {
    switch self {
    case .chain(let one):
      ConformanceCase(id: one.id, expected: one.expected == "VALID" ? .accepted : .refused) { Judges.chain(one) }
    case .signedData(let one):
      ConformanceCase(id: one.id, expected: one.expected == "VALID" ? .accepted : .refused) { Judges.signedData(one) }
    case .parse(let one):
      ConformanceCase(id: one.id, expected: one.expected == "VALID" ? .accepted : .refused) { Judges.parse(one) }
    case .dnsName(let one):
      ConformanceCase(id: one.id, expected: .answer(one.expected)) { Judges.dnsName(one) }
    }
  }
}

/// A chain whose last certificate is trusted as the case says, with BoringSSL's own semantics.
struct ChainCase: Decodable, Sendable {
  let id: String
  let chain: [Data]
  let validationTime: String
  /// Such as `SERVER_AUTH`.
  let keyPurpose: String
  /// Such as `TRUSTED_ANCHOR`.
  let lastCertificateTrust: String
  let digestPolicy: String
  let expected: String
  /// The errors that BoringSSL reports, a line for each, headed by the certificate.
  let expectedErrors: String

  private enum CodingKeys: String, CodingKey {
    case id, expected
    case chain = "chain_leaf_first_der_b64"
    case validationTime = "validation_time"
    case keyPurpose = "key_purpose"
    case lastCertificateTrust = "last_cert_trust"
    case digestPolicy = "digest_policy"
    case expectedErrors = "expected_errors"
  }
}

/// A key, an algorithm, data and a signature over it, each as DER but the data.
struct SignedDataCase: Decodable, Sendable {
  let id: String
  let publicKey: Data
  let algorithm: Data
  let data: Data
  let signature: Data
  let expected: String

  private enum CodingKeys: String, CodingKey {
    case id, expected
    case publicKey = "spki_der_b64"
    case algorithm = "algorithm_der_b64"
    case data = "data_b64"
    case signature = "signature_bitstring_der_b64"
  }
}

/// The DER of a certificate or of its TBSCertificate, which is well-formed or not.
struct ParseCase: Decodable, Sendable {
  let id: String
  /// `TBSCertificate` or `Certificate (outer SEQUENCE only)`.
  let kind: String
  let encoding: Data
  let expected: String

  private enum CodingKeys: String, CodingKey {
    case id, kind, expected
    case encoding = "der_b64"
  }
}

/// A dNSName of a certificate against a reference name or a constraint: `match`, `no-match` or `error`.
struct DNSNameCase: Decodable, Sendable {
  let id: String
  /// `reference`, `constraint`, `constraint-permitted` or `constraint-excluded`.
  let kind: String
  let presented: String
  let against: String
  let expected: String
}

/// A key of whatever name.
private struct AnyKey: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init(stringLiteral text: String) { stringValue = text }
  init?(intValue: Int) { nil }
}
