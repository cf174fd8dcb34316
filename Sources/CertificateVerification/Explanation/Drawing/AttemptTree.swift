import Certificates

/// All paths of an evaluation as a tree that grows from the leaf: what paths have in common from the leaf on stands once.
///
/// The path that was accepted comes first, then the others, the nearest first. A finding is told at the certificate that
/// it is about if every path through there has it; otherwise further up, where the paths that have it part from those
/// that don't: an authority's name constraints are nothing that speaks against the leaf below another one.
struct AttemptTree {
  /// A certificate in its place.
  struct Node {
    let certificate: Certificate
    let role: Role
    /// Whether it came from the caller, and neither from the peer nor from the trust store.
    let isAtHand: Bool
    /// The one that it is an issuer of; `nil` for the leaf.
    let below: Int?
    /// Its issuers, in the order of their paths.
    var issuers: [Int] = []
    /// The paths that go through it, by their numbers.
    var paths: [Int] = []
    /// Whether the path that was accepted goes through it.
    var isAccepted = false
    /// The codes of what speaks against the certificate itself.
    var codes: [String] = []
    /// Whether its key made the signature of the certificate below.
    var signature = SignatureMark.made
    /// The codes of what speaks against paths from here on, and the places of the certificates that they are about.
    var notes: [Note] = []
    /// The issuer that there is none of, if a path ends here for the want of it.
    var missing: MissingIssuer?

    /// The part that it plays in words, the same as in the text of an explanation.
    var part: String { role.words + (isAtHand ? ", at hand" : "") }
  }

  /// The part that a certificate plays.
  enum Role {
    case leaf
    case trustedLeaf
    case intermediate
    case anchor

    /// The part in words.
    var words: String {
      switch self {
      case .leaf: "leaf"
      case .trustedLeaf: "leaf, itself trusted"
      case .intermediate: "intermediate"
      case .anchor: "trusted root"
      }
    }
  }

  /// An issuer with which a path can't go on.
  struct MissingIssuer {
    let name: DistinguishedName
    /// Whether a certificate of that name is on the path already, so that it would go in a circle.
    let isOnPath: Bool

    /// What there is to say of the name.
    var words: String { isOnPath ? "is on this path already" : "is not at hand" }
  }

  /// What is known of the signature that leads from a certificate to its issuer.
  enum SignatureMark: Hashable {
    case made
    /// The issuer's key did not make it.
    case notMade(code: String)
    /// It could not be checked.
    case notChecked(code: String)
  }

  /// What speaks against a path and not against a single certificate of it.
  struct Note: Hashable {
    let code: String
    /// The place of the certificate that it is about.
    let position: Int

    var text: String { "\(code) (certificate \(position))" }
  }

  /// The certificates; the first one is the leaf.
  private(set) var nodes: [Node] = []
  /// For each path the numbers of its certificates, from the leaf on.
  private(set) var paths: [[Int]] = []

  /// Makes the tree of an evaluation.
  init(_ evaluation: Evaluation) {
    var findings: [[Finding]] = []
    let atHand = evaluation.atHand
    if let chain = evaluation.verifiedChain {
      insert(chain.certificates, reachesAnchor: true, atHand)
      for index in paths[0] { nodes[index].isAccepted = true }
      findings.append([])
    }
    for attempt in evaluation.attempts {
      insert(attempt.certificates, reachesAnchor: attempt.reachesAnchor, atHand)
      findings.append(attempt.findings)
    }
    let marks = findings.map { Set($0.map(Mark.init)) }
    for (number, found) in findings.enumerated() {
      for finding in found { settle(finding, of: number, marks) }
    }
  }

  private mutating func insert(_ certificates: [Certificate], reachesAnchor: Bool, _ atHand: Set<Certificate>) {
    var path: [Int] = []
    for (position, certificate) in certificates.enumerated() {
      let isAnchor = reachesAnchor && position == certificates.count - 1
      let role: Role =
        switch (position, isAnchor) {
        case (0, true): .trustedLeaf
        case (0, false): .leaf
        case (_, true): .anchor
        case (_, false): .intermediate
        }
      let siblings = path.last.map { nodes[$0].issuers } ?? (nodes.isEmpty ? [] : [0])
      // Every path starts at the leaf, whatever came of it.
      let known = siblings.first { nodes[$0].certificate == certificate && (nodes[$0].role == role || position == 0) }
      let index = known ?? nodes.count
      if known == nil {
        if let below = path.last { nodes[below].issuers.append(index) }
        let isAtHand = role == .intermediate && atHand.contains(certificate)
        nodes.append(Node(certificate: certificate, role: role, isAtHand: isAtHand, below: path.last))
      }
      nodes[index].paths.append(paths.count)
      path.append(index)
    }
    paths.append(path)
  }
}

extension AttemptTree {
  /// What findings of several paths have in common if they are the same.
  private struct Mark: Hashable {
    let code: String
    let position: Int

    init(_ finding: Finding) {
      code = finding.problem.code
      position = finding.certificate
    }
  }

  /// Writes a finding down where the paths that have it part from the others.
  private mutating func settle(_ finding: Finding, of number: Int, _ marks: [Set<Mark>]) {
    let (path, mark) = (paths[number], Mark(finding))
    guard path.indices.contains(mark.position) else { return }
    let isAboutSignature = finding.problem.isAboutSignature
    let start = min(mark.position + (isAboutSignature ? 1 : 0), path.count - 1)
    let depth = (start..<path.count).first { depth in
      nodes[path[depth]].paths.allSatisfy { marks[$0].contains(mark) }
    }
    let place = depth ?? path.count - 1
    let index = path[place]
    if isAboutSignature, place == mark.position + 1 {
      nodes[index].signature =
        finding.problem.rule == .signature ? .notMade(code: mark.code) : .notChecked(code: mark.code)
    } else if place == mark.position {
      if !nodes[index].codes.contains(mark.code) { nodes[index].codes.append(mark.code) }
      switch finding.problem {
      // Nothing can be checked with a key that breaks the rules of its own algorithm.
      case .keyMalformed: nodes[index].signature = .notChecked(code: mark.code)
      case .issuerMissing(let missing) where !missing.isSelfIssued:
        let isOnPath = path.contains { nodes[$0].certificate.subject == missing.name }
        nodes[index].missing = MissingIssuer(name: missing.name, isOnPath: isOnPath)
      default: break
      }
    } else {
      let note = Note(code: mark.code, position: mark.position)
      if !nodes[index].notes.contains(note) { nodes[index].notes.append(note) }
    }
  }
}

extension Problem {
  /// Whether it is about a certificate and its issuer together.
  fileprivate var isAboutSignature: Bool {
    switch self {
    case .signatureInvalid, .signatureMalformed, .signatureAlgorithmUnsupported, .signatureAlgorithmMalformed,
      .issuerKeyUnsupported, .keyDoesNotFitSignature:
      true
    default: false
    }
  }
}
