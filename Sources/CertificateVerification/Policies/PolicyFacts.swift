public import CertificateEncoding
import Certificates

/// What a certificate says of policies (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11, §4.2.1.14).
struct PolicyFacts: Sendable {
  /// The policies of its extension, each of them once; `nil` without it.
  private(set) var policies: [OID]?
  /// The pairs of the issuer's and the subject's policies that are the same.
  private(set) var mappings: [(issuer: OID, subject: OID)] = []
  private(set) var constraints: PolicyConstraints?
  /// After how many certificates anyPolicy stands for nothing; `nil` without the extension.
  private(set) var inhibitAnyPolicy: Int?
  /// What is wrong with the lists; the first that was found.
  private(set) var flaw: PolicyFlaw?

  /// Up to this many policies each pair is compared.
  static let shortCount = 8

  init() {}

  mutating func add(_ bytes: Span<UInt8>, _ extension: CertificatePolicies) {
    // Most lists are short, of which each pair is compared; those that are not have a set.
    var (found, seen) = ([OID](), Set<OID>())
    `extension`.policies.forEach(bytes) { policy in
      // RFC 5280 §4.2.1.4: no policy more than once. It is held against the list whether a policy is asked or not, as Go and
      // BoringSSL do: what is malformed must not depend on what a caller happens to ask (CVE-2023-0465).
      let isNew: Bool
      if found.count < Self.shortCount {
        isNew = !found.contains(policy.identifier)
      } else {
        if seen.isEmpty { seen = Set(found) }
        isNew = seen.insert(policy.identifier).inserted
      }
      if isNew {
        found.append(policy.identifier)
      } else if flaw == nil {
        flaw = .repeatedPolicy(policy.identifier)
      }
    }
    policies = found
  }

  mutating func add(_ bytes: Span<UInt8>, _ extension: PolicyMappings) {
    `extension`.mappings.forEach(bytes) { mapping in
      // RFC 5280 §6.1.4 (a).
      if mapping.issuerPolicy == .anyPolicy || mapping.subjectPolicy == .anyPolicy, flaw == nil {
        flaw = .mapsAnyPolicy
      }
      mappings.append((mapping.issuerPolicy, mapping.subjectPolicy))
    }
  }

  mutating func add(_ extension: PolicyConstraints) { constraints = `extension` }

  mutating func add(_ extension: InhibitAnyPolicy) { inhibitAnyPolicy = `extension`.skipCertificates }

  /// How many policies and mappings there are.
  var count: Int { (policies?.count ?? 0) + mappings.count }
}

/// What is wrong with the policies that a certificate lists.
public enum PolicyFlaw: Sendable, Hashable {
  /// A policy is listed twice.
  case repeatedPolicy(OID)
  /// anyPolicy is mapped, which stands for no policy of its own.
  case mapsAnyPolicy
}
