import CertificateEncoding
import Certificates
import TestSupport

@testable import CertificateVerification

/// A leaf with promises of logs in it, and its issuer: made as authorities do, who have the logs sign the leaf without
/// the promises first.
struct PromiseFixture {
  static let issuerKey = TestKey(1)
  static let firstKey = TestKey(2)
  static let secondKey = TestKey(3)
  /// When the promises are made.
  static let promised = Timestamp(secondsSince1970: 1_748_736_000)  // 2025-06-01T00:00:00Z

  let leaf: Certificate
  let issuer: Certificate

  /// A promise that a test asks for: whose, and what is changed before and after it is signed.
  struct Promise {
    var key: TestKey
    var before: (inout PromiseFields) -> Void = { _ in }
    var after: (inout PromiseFields) -> Void = { _ in }

    init(
      _ key: TestKey = firstKey, before: @escaping (inout PromiseFields) -> Void = { _ in },
      after: @escaping (inout PromiseFields) -> Void = { _ in }
    ) {
      self.key = key
      self.before = before
      self.after = after
    }
  }

  init(_ promises: [Promise], change: (inout CertificateFields) -> Void = { _ in }) throws {
    let name = DER.name(("CN", "Issuer"))
    issuer = try Certificate(
      der: Self.issuerKey.certificate {
        $0.issuer = name
        $0.subject = name
        $0.publicKeyInfo = Self.issuerKey.publicKeyInfo
        $0.extensions = [DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true)))]
      }, source: "issuer.der")
    var fields = CertificateFields()
    fields.signature = TestKey.algorithm
    fields.extensions = [DER.extension("2.5.29.17", DER.sequence(DER.dnsName("www.example.com")))]
    let tbs = fields.signedPart
    let list = promises.map { promise in
      var made = PromiseFields(promise.key)
      promise.before(&made)
      made.sign(promise.key, precertificate: tbs, issuer: Self.issuerKey)
      promise.after(&made)
      return made.encoded
    }
    if !list.isEmpty {
      let value = DER.octetString(PromiseFields.list(list))
      fields.extensions?.append(DER.extension("1.3.6.1.4.1.11129.2.4.2", value))
    }
    change(&fields)
    let final = fields
    leaf = try Certificate(der: Self.issuerKey.certificate { $0 = final.signedOutside }, source: "leaf.der")
  }

  static func log(
    _ key: TestKey, operator name: String = "Operator", from: Timestamp? = nil, until: Timestamp? = nil
  ) throws -> CertificateLog {
    try CertificateLog(
      name: "Log \(key.number)", operatorName: name, publicKeyInfo: key.publicKeyInfo, usableFrom: from,
      usableUntil: until)
  }

  /// What a check finds, a word for each promise.
  func words(_ logs: [CertificateLog], at moment: Timestamp = ChainFixture.moment) -> [String] {
    CertificateLogList(logs).results(for: leaf, issuedBy: issuer, at: moment).map(\.word)
  }

  /// What comes of verifying the leaf under its issuer.
  func evaluate(_ logs: [CertificateLog], required: Int, _ change: (inout VerificationPolicy) -> Void = { _ in })
    -> Evaluation
  {
    var policy = VerificationPolicy.rfc5280
    policy.certificateLogs = CertificateLogList(logs)
    policy.requiredTimestampCount = required
    change(&policy)
    var trust = TrustStore()
    trust.insert(issuer)
    return CertificateVerifier(trust: trust, policy: policy).evaluate(
      leaf, for: ChainFixture.name, at: ChainFixture.moment)
  }
}

extension CertificateFields {
  /// The fields with the algorithm that the test signers use outside of the signed part as well.
  fileprivate var signedOutside: CertificateFields {
    var fields = self
    fields.signatureAlgorithm = fields.signature
    return fields
  }
}

extension TimestampResult {
  /// The outcome in a word or a few.
  var word: String {
    switch outcome {
    case .valid(let log): "valid: \(log.name)"
    case .unknownLog: "unknown log"
    case .signatureInvalid(let log): "signature invalid: \(log.name)"
    case .inTheFuture(let log): "future: \(log.name)"
    case .logNotUsable(let log): "not usable: \(log.name)"
    case .notChecked: "not checked"
    }
  }
}
