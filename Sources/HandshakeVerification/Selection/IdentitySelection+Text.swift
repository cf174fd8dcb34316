import CertificateEncoding
import CertificateVerification
import Certificates

extension IdentitySelection {
  /// The choice in words: what goes out, what the server asked for, each identity with what speaks against it, and what
  /// happens next.
  public var explanation: String {
    var lines = [headline, ""]
    lines += ["The server asks (\(request.version)):"] + requestLines
    lines += ["", "Identities, in the order in which they are tried:"]
    if candidates.isEmpty { lines.append("  none") }
    for (index, candidate) in candidates.enumerated() { lines += self.lines(candidate, number: index + 1) }
    lines += [""] + Explanation.wrapped(outlook, indentation: 0)
    return lines.joined(separator: "\n")
  }

  /// What goes out, in a sentence.
  package var headline: String {
    let whose = rules == .go ? "by the rules of Go " : ""
    guard let chosenIndex, let scheme = candidates[chosenIndex].scheme else {
      return "NONE: \(whose)the client sends no certificate."
    }
    let name = Sentences.plainName(candidates[chosenIndex].leaf)
    return "CHOSEN: \(whose)identity \(chosenIndex + 1), “\(name)”, goes out with \(scheme)."
  }

  private var requestLines: [String] {
    var lines: [String] = []
    func add(_ label: String, _ values: [String]) {
      let rest = values.count - Self.maximumValueCount
      let text =
        values.isEmpty
        ? "any" : values.prefix(Self.maximumValueCount).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
      lines += Explanation.wrapped("  \(label)  \(text)", indentation: 17)
    }
    add("signatures   ", request.schemes.map { $0.description })
    if let schemes = request.certificateSchemes { add("in the chain ", schemes.map { $0.description }) }
    if request.version < .tls13 { add("kinds        ", request.certificateTypes.map { $0.description }) }
    if request.authorities.isEmpty {
      add("authorities  ", [])
    } else {
      for (index, authority) in request.authorities.prefix(Self.maximumAuthorityCount).enumerated() {
        lines.append("  \(index == 0 ? "authorities  " : "             ")  \(authority.text)")
      }
      let rest = request.authorities.count - Self.maximumAuthorityCount
      if rest > 0 { lines.append("                 and \(rest) more") }
    }
    if !request.filters.isEmpty {
      add("extensions   ", request.filters.map { $0.identifier.name ?? $0.identifier.description })
    }
    return lines
  }

  /// How many schemes, kinds or filters of the server are told.
  private static let maximumValueCount = 64
  /// How many of the server's authorities are told.
  private static let maximumAuthorityCount = 100

  private func lines(_ candidate: Candidate, number: Int) -> [String] {
    let leaf = candidate.leaf
    let subject = leaf.subject.description
    var lines = ["  \(number)  \(subject.isEmpty ? "(no subject)" : subject)"]
    lines.append("     issued by \(leaf.issuer.description); \(leaf.publicKey)")
    if let origin = Origin.text(leaf) { lines.append("     from \(origin)") }
    if candidate.isChosen, let scheme = candidate.scheme { lines.append("     it goes out, with \(scheme)") }
    if candidate.isPassedOver, let chosenIndex {
      lines.append("     it would do; identity \(chosenIndex + 1) comes first")
    }
    for objection in candidate.objections { lines += self.lines(objection, candidate, "not sent") }
    if candidate.isChosen {
      for remark in candidate.remarks { lines += self.lines(remark, candidate, "but") }
    }
    return lines
  }

  private func lines(_ objection: IdentityObjection, _ candidate: Candidate, _ label: String) -> [String] {
    let words = objection.words(candidate.certificates, self)
    return Explanation.wrapped("     \(label): \(words.statement)", indentation: 7)
      + Explanation.wrapped("       why     \(words.facts)", indentation: 15)
      + Explanation.wrapped("       rule    \(words.reference)", indentation: 15)
      + Explanation.wrapped("       remedy  \(words.remedy)", indentation: 15)
  }

  /// What happens next.
  package var outlook: String {
    let is13 = request.version >= .tls13
    let when = is13 ? ", which the client meets at its first read, after a handshake that succeeded for it" : ""
    guard let chosen else {
      let alert: AlertDescription = is13 ? .certificateRequired : .handshakeFailure
      let words = rules == .go ? " (“remote error: tls: \(is13 ? "certificate required" : "handshake failure")”)" : ""
      return
        "An empty list goes out. A server that must have a certificate answers with the alert \(alert)\(words)\(when). "
        + "One that would merely like to goes on without it."
    }
    guard !chosen.remarks.isEmpty else {
      return "One identity goes out in a handshake; if the server refuses it, no other is tried."
    }
    let isExpired = chosen.remarks.contains { if case .expired = $0 { true } else { false } }
    let words = isExpired ? " (“remote error: tls: expired certificate”)" : ""
    return
      "The server looks at what Go did not, and \(isExpired ? "refuses" : "may refuse") the certificate\(words)\(when). "
      + "No other identity is tried."
  }
}
