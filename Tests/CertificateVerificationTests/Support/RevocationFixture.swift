import CertificateEncoding
import Certificates
import TestSupport

@testable import CertificateVerification

/// A root, an authority and a leaf, made and signed here, with lists of what they revoked.
struct RevocationFixture {
  typealias Fields = RevocationListFields

  static let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
  static let authorityName = DER.name(("CN", "Authority"))
  static let rootName = DER.name(("CN", "Root"))

  var trust = TrustStore()
  var revocation = RevocationStore()
  var others: [Certificate] = []
  var intermediates = IntermediateStore()
  var leaf: Certificate
  var moment = RevocationFixture.moment
  var budget = SearchBudget()
  var policy = VerificationPolicy.rfc5280

  /// Makes the certificates: serial numbers 1, 2 and 7, the keys one after the other.
  ///
  /// - Parameters:
  ///   - leafExtensions: the leaf's extensions.
  ///   - usage: the bits of the authority's key usage.
  init(leafExtensions: [[UInt8]] = [], usage: [UInt8] = DER.namedBits(5, 6)) throws {
    let root = try Self.certificate(1, "Root", .first, by: ("Root", .first), Self.authority())
    trust.insert(root)
    others = [try Self.certificate(2, "Authority", .second, by: ("Root", .first), Self.authority(usage))]
    leaf = try Self.certificate(7, "Leaf", .third, by: ("Authority", .second), leafExtensions)
  }

  /// The extensions of an authority.
  static func authority(_ usage: [UInt8] = DER.namedBits(5, 6)) -> [[UInt8]] {
    [
      DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true))),
      DER.extension("2.5.29.15", critical: true, usage),
    ]
  }

  /// A certificate.
  static func certificate(
    _ serialNumber: Int, _ subject: String, _ key: TestKey, by issuer: (name: String, key: TestKey),
    _ extensions: [[UInt8]], from notBefore: String = "200101000000Z"
  ) throws -> Certificate {
    var fields = CertificateFields()
    fields.serialNumber = DER.integer(serialNumber)
    fields.subject = DER.name(("CN", subject))
    fields.issuer = DER.name(("CN", issuer.name))
    fields.publicKeyInfo = key.publicKeyInfo
    fields.validity = DER.sequence(DER.utcTime(notBefore), DER.utcTime("300101000000Z"))
    fields.extensions = extensions.isEmpty ? nil : extensions
    return try Certificate(der: fields.signed(by: issuer.key), source: "\(subject).der")
  }

  /// An extension of a leaf with distribution points.
  static func points(_ points: [UInt8]...) -> [UInt8] { DER.extension("2.5.29.31", DER.sequence(points)) }

  /// A distribution point: a URI, reasons, and who signs.
  static func point(_ uri: String? = nil, reasons: [UInt8]? = nil, signer: [UInt8]? = nil) -> [UInt8] {
    var fields: [[UInt8]] = []
    if let uri { fields.append(Self.place(uri)) }
    if let reasons { fields.append(DER.implicit(1, reasons)) }
    if let signer { fields.append(DER.context(2, DER.directoryName(signer))) }
    return DER.sequence(fields)
  }

  /// A distribution point's full name, under the tag that it has in certificates and in lists.
  static func place(_ uri: String) -> [UInt8] { DER.context(0, DER.context(0, DER.uri(uri))) }

  /// Adds a list, of the authority unless said otherwise.
  mutating func add(
    _ source: String = "list.crl", by issuer: [UInt8] = RevocationFixture.authorityName, _ key: TestKey = .second,
    _ change: (inout Fields) -> Void = { _ in }
  ) {
    var fields = Fields()
    fields.issuer = issuer
    change(&fields)
    revocation.insert(contentsOf: fields.signed(by: key), source: source)
  }

  /// Adds a list of the root, which revokes nothing unless said otherwise.
  mutating func addRootList(_ change: (inout Fields) -> Void = { _ in }) {
    add("root.crl", by: Self.rootName, .first, change)
  }

  /// What comes of verifying the leaf.
  func evaluate(_ mode: RevocationMode = .hardFail) -> Evaluation {
    var policy = policy
    policy.revocation = mode
    policy.budget = budget
    var verifier = CertificateVerifier(trust: trust, policy: policy)
    verifier.revocation = revocation
    verifier.intermediates = intermediates
    return verifier.evaluate(leaf, intermediates: others, for: nil, purpose: .any, at: moment)
  }

  /// The status of the leaf, whatever is demanded.
  var status: RevocationStatus? {
    let evaluation = evaluate(.softFail)
    return evaluation.verifiedChain?.revocation.first ?? evaluation.attempts.first?.revocation.first
  }
}

extension RevocationFixture {
  /// Adds a response of the authority about the leaf, with what a test changes.
  mutating func addResponse(
    _ source: String = "response.der", _ change: (inout OCSPFields) -> Void = { _ in }
  ) {
    revocation.insert(contentsOf: Self.response(change), source: source)
  }

  /// A response of the authority about the leaf, with what a test changes.
  static func response(_ change: (inout OCSPFields) -> Void = { _ in }) -> [UInt8] {
    var fields = OCSPFields(.second, [OCSPAnswerFields(issuer: authorityName, key: .second)])
    change(&fields)
    return fields.encoded
  }

  /// The certificate of somebody who may answer for the authority, with the serial number 9.
  static func delegate(_ extensions: [[UInt8]] = []) -> [UInt8] {
    TestKey.second.certificate {
      $0.serialNumber = DER.integer(9)
      $0.issuer = authorityName
      $0.subject = DER.name(("CN", "Delegate"))
      $0.publicKeyInfo = TestKey(4).publicKeyInfo
      $0.extensions = [OCSPFixture.ocspSigning] + extensions
    }
  }
}

extension TestKey {
  /// The root's key, the authority's and the leaf's.
  static var first: TestKey { TestKey(1) }
  static var second: TestKey { TestKey(2) }
  static var third: TestKey { TestKey(3) }
}

extension RevocationStatus {
  /// The status in a word.
  var word: String {
    switch self {
    case .good: "good"
    case .revoked: "revoked"
    case .unknown(.noAnswer(let outcome), _): "no answer: \(outcome.word)"
    case .unknown(let uncertainty, _): "\(uncertainty)"
    case .stale: "stale"
    }
  }
}
