import CertificateEncoding
import Certificates

extension Sentences {
  func policies(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .policyNotValid(let inputs):
      let accepts =
        inputs.acceptablePolicies.contains(.anyPolicy)
        ? "any policy would do"
        : "only these would do: "
          + Self.sorted(inputs.acceptablePolicies).map { $0.description }.joined(separator: ", ")
      return Words(
        "the path to \(place.subject) is valid for no certificate policy.",
        inputs.requiresExplicitPolicy
          ? "The verification demands a policy (\(accepts)), and no policy goes through all certificates of the path."
          : "An authority on the path demands a policy (\(accepts)), and no policy goes through all certificates below it.",
        remedy: "Ask the authority for a chain whose certificates all list a policy that is acceptable.")
    case .policyMalformed(let flaw):
      let fact =
        switch flaw {
        case .repeatedPolicy(let policy): "The policy \(Self.policyName(policy)) is listed twice."
        case .mapsAnyPolicy: "It maps anyPolicy, which is no policy of its own."
        }
      return Words(
        "the policies of \(place.subject) are malformed.", fact,
        remedy: "Ask \(place.keeper) for a certificate whose policies follow RFC 5280.")
    default: return Words("", "", remedy: "")
    }
  }

  /// Policies in the order of their text, so that the same set is always told alike.
  static func sorted(_ policies: Set<OID>) -> [OID] { policies.sorted { $0.description < $1.description } }

  /// A policy by its name, if it has one, and its identifier.
  static func policyName(_ policy: OID) -> String {
    policy.name.map { "\($0) (\(policy))" } ?? policy.description
  }
}
