import Certificates

extension Sentences {
  func budget(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .tooManyIntermediates(let limit):
      return Words(
        "the chain has more than \(limit) intermediate certificates.",
        "A search follows no path with more than \(limit) authorities between the leaf and a trusted root.",
        remedy: "Ask the server's operator why the chain is so long; if it is meant to be, raise the limit "
          + "`intermediates` of the search budget.")
    case .budgetExhausted(let name, let limit):
      let words = words(name, limit, place)
      // Names are counted by the rules that compare them. Else a search that was not given up has found the chain
      // refused, and the walk that looks for all reasons was.
      guard evaluation.effort.exhausted != nil || name == .names else {
        return Words(
          "the search for what is wrong with the chain was given up: it reached its limit of \(limit) for \(words.what).",
          "The chain is refused, and no path of it was followed to its end. \(words.facts)",
          remedy: "\(words.remedy).")
      }
      return Words(
        "the search for a path was given up: it reached its limit of \(limit) for \(words.what).", words.facts,
        remedy:
          "\(words.remedy), or raise the limit `\(name.rawValue)` of the search budget if the chain needs that much.")
    default: return Words("", "", remedy: "")
    }
  }

  /// The words for one limit.
  struct LimitWords {
    /// What is counted, as a noun.
    let what: String
    /// How it is counted, and what it means that there is so much of it.
    let facts: String
    /// What would make it less, as a sentence without its full stop.
    let remedy: String
  }

  private func words(_ name: SearchEffort.Limit, _ limit: Int, _ place: Place) -> LimitWords {
    let effort = evaluation.effort
    switch name {
    case .candidates:
      return LimitWords(
        what: "issuers to try",
        facts: "Every certificate of an issuer's name is tried, on each path anew. An honest chain needs a handful of "
          + "tries; so many mean that certificates with the same names were piled up.",
        remedy: Self.leaveOut)
    case .namesakes:
      return LimitWords(
        what: "certificates of an issuer's name to look at",
        facts:
          "All certificates of an issuer's name are put in order before one is tried, on each path anew. An honest "
          + "chain has a handful of them; so many mean that certificates with the same names were piled up.",
        remedy: Self.leaveOut)
    case .certificateBytes: return Self.certificateBytes
    case .signatures:
      return LimitWords(
        what: "signatures to check",
        facts: "Issuers tried: \(effort.candidates); signatures checked: \(effort.signatures). An honest chain has one "
          + "signature a certificate, and one each for what is said of its revocation and its publication; so many mean "
          + "that certificates or revocation lists with the same names were piled up.",
        remedy: "Remove certificates and revocation lists that do not belong to the chain")
    case .signatureWork:
      return LimitWords(
        what: "units of signature work",
        facts:
          "Signatures checked: \(effort.signatures), which cost as much as \(effort.signatureWork) of RSA with 2048 bits. "
          + "The next one needs more than is left: keys are far larger than usual, or certificates with the same names "
          + "were piled up.",
        remedy: "Use keys of a common size, remove certificates that do not belong to the chain")
    case .names:
      return LimitWords(
        what: "names to compare",
        facts: "The certificate has more alternative names than that. The largest ones in use have some 2,000.",
        remedy: "Ask \(place.keeper) for a certificate with fewer names")
    case .policyNodes:
      return LimitWords(
        what: "certificate policies to follow",
        facts:
          "Each policy that a certificate lists is followed along the path, and so is each mapping to another. The "
          + "longest lists in use have some dozen policies.",
        remedy: "Ask the authority for a chain whose certificates list fewer policies, remove certificates that do not "
          + "belong to the chain")
    case .constrainedNames:
      return LimitWords(
        what: "names to hold against name constraints",
        facts:
          "Every name of a certificate counts once for each authority above it that constrains names, and every name "
          + "that such an authority allows or excludes counts as well.",
        remedy: "Ask the authority for a chain with fewer names in its certificates and their constraints, remove "
          + "certificates that do not belong to the chain")
    case .nameComparisons:
      return LimitWords(
        what: "directory names to compare",
        facts: "Names that are not the same byte for byte are compared letter by letter. Those of nearly every honest "
          + "chain are the same; so many mean that names beyond ASCII were piled up.",
        remedy: "Ask the authority for certificates that spell their issuer as its own certificate does, remove "
          + "certificates that do not belong to the chain")
    case .revocationSteps:
      return LimitWords(
        what: "steps of asking whether certificates are revoked",
        facts:
          "Distribution points, revocation lists and responses, their names, and entries that are looked at count. "
          + "An authority with one list takes some ten steps, one that splits its lists a few hundred.",
        remedy: Self.leaveOutEvidence)
    case .revocationBytes:
      return LimitWords(
        what: "bytes of revocation lists and responses to check",
        facts:
          "The signature of a list or a response is over all of its bytes. The largest lists in public use have some "
          + "40 million.",
        remedy: Self.leaveOutEvidence)
    case .presented:
      return LimitWords(
        what: "certificates to look at",
        facts: "There are more certificates beside the leaf, those after the first \(limit) were left out, and no path "
          + "through the others is good. An honest chain has a handful of them.",
        remedy: "\(Self.leaveOut), or put those that belong to it first")
    }
  }

  /// The words for bytes of certificates, which count each time that a certificate is tried.
  static let certificateBytes = LimitWords(
    what: "bytes of certificates to look at",
    facts:
      "The bytes of a certificate count when it is looked at, and again each time that it is tried as an issuer. A "
      + "common one has one or two thousand; so many mean that certificates are far larger than usual, or that some with "
      + "the same names were piled up.",
    remedy: "Remove certificates that do not belong to the chain or are needlessly large")

  private static let leaveOut = "Remove certificates that do not belong to the chain"
  private static let leaveOutEvidence = "Give only the revocation lists and OCSP responses of authorities on the path"
}
