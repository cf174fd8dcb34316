import CertificateEncoding
import Certificates

/// The certificates of the paths that were tried, each once, and who is to have issued whom.
struct PathGraph {
  /// A certificate, or the name of an issuer that is not at hand.
  struct Node {
    /// The part that it plays.
    let role: String
    /// Its subject's common name, or what else it is known by; fit to be shown.
    let name: String
    /// The days on which it is valid, or nothing.
    let validity: String
    /// Where it came from, or nothing; fit to be shown.
    let source: String
    /// Whether it is an anchor, and whether it stands for an issuer that is not at hand.
    let isAnchor: Bool
    let isMissing: Bool
    /// The codes of what speaks against it.
    var codes: [String] = []
    /// Whether the path that was accepted goes through it.
    var isAccepted = false
  }

  /// A certificate and its issuer, by their numbers.
  struct Edge {
    let child: Int
    let issuer: Int
    /// `nil` if there is no issuer to check a signature with.
    var signature: AttemptTree.SignatureMark?
    /// What speaks against paths that go on from the issuer.
    var notes: [String] = []
    /// Whether the path that was accepted goes along it.
    var isAccepted = false

    /// What is written beside it.
    var label: String {
      switch signature {
      case nil: ""
      case .made where notes.isEmpty: "signature valid"
      // What speaks against a path says more than what does not.
      case .made: notes.joined(separator: ", ")
      case .notMade(let code): ([code] + notes).joined(separator: ", ")
      case .notChecked: (["signature not checked"] + notes).joined(separator: ", ")
      }
    }

    /// Whether something speaks against it.
    var isRefused: Bool {
      if case .notMade = signature { return true }
      return !notes.isEmpty
    }
  }

  /// The most certificates that a picture has.
  private static let maximumCount = 40

  /// The nodes; the first one is the leaf.
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  /// How many paths there are, and how many of them are left out for the sake of the picture's size.
  let pathCount: Int
  private(set) var omittedCount = 0

  private var numbers: [Certificate: Int] = [:]
  private var missing: [DistinguishedName: Int] = [:]

  /// Makes the graph of an evaluation.
  init(_ evaluation: Evaluation) {
    let tree = AttemptTree(evaluation)
    pathCount = tree.paths.count + evaluation.omittedAttempts
    omittedCount = evaluation.omittedAttempts
    for path in tree.paths {
      let newCount = path.count { numbers[tree.nodes[$0].certificate] == nil }
      // One more for an issuer that is missing.
      guard nodes.isEmpty || nodes.count + newCount + 1 <= Self.maximumCount else {
        omittedCount += 1
        continue
      }
      insert(path, tree)
    }
  }

  private mutating func insert(_ path: [Int], _ tree: AttemptTree) {
    var previous: Int?
    for index in path {
      let node = tree.nodes[index]
      let number = number(of: node)
      for code in node.codes where !nodes[number].codes.contains(code) && !isToldBelow(code) {
        nodes[number].codes.append(code)
      }
      if node.isAccepted { nodes[number].isAccepted = true }
      if let previous {
        connect(previous, number, node.signature, node.notes.map { $0.text }, isAccepted: node.isAccepted)
      } else {
        for note in node.notes where !nodes[number].codes.contains(note.text) { nodes[number].codes.append(note.text) }
      }
      if let missing = node.missing { connect(number, self.number(of: missing), nil, [], isAccepted: false) }
      previous = number
    }
  }

  /// Whether a node of its own tells a code.
  private func isToldBelow(_ code: String) -> Bool { code == "issuer-missing" }

  private mutating func number(of node: AttemptTree.Node) -> Int {
    if let number = numbers[node.certificate] { return number }
    let certificate = node.certificate
    let (from, to) = (certificate.notBefore.description.prefix(10), certificate.notAfter.description.prefix(10))
    nodes.append(
      Node(
        role: node.part, name: Sentences.plainName(certificate), validity: "\(from) to \(to)",
        source: Origin.text(certificate) ?? "", isAnchor: node.role == .anchor, isMissing: false))
    numbers[certificate] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func number(of issuer: AttemptTree.MissingIssuer) -> Int {
    let name = issuer.name
    if let number = missing[name] { return number }
    let text = name.commonName ?? name.description
    nodes.append(
      Node(
        role: "issuer that \(issuer.words)", name: text, validity: "", source: "", isAnchor: false, isMissing: true))
    missing[name] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func connect(
    _ child: Int, _ issuer: Int, _ signature: AttemptTree.SignatureMark?, _ notes: [String], isAccepted: Bool
  ) {
    var index = edges.firstIndex { $0.child == child && $0.issuer == issuer }
    if index == nil {
      edges.append(Edge(child: child, issuer: issuer, signature: signature))
      index = edges.count - 1
    }
    guard let index else { return }
    for note in notes where !edges[index].notes.contains(note) { edges[index].notes.append(note) }
    if isAccepted { edges[index].isAccepted = true }
  }
}
