import Certificates

extension Explanation {
  /// The paths that were tried as a tree of text, over several lines and without a newline at its end.
  ///
  /// It grows from the leaf; what several paths have in common from there on stands once. Each certificate is told with
  /// its part, its name, where it came from, and the codes of what speaks against it. `✓` marks the path that was
  /// accepted, `✗` what something speaks against, and `?` an issuer that is not at hand. Of more than 60 certificates
  /// the rest is left out, and counted. Names and sources are escaped, so that the text is fit for a terminal.
  public var tree: String {
    let tree = AttemptTree(evaluation)
    guard !tree.nodes.isEmpty else { return "No path was tried." }
    var drawing = TextTree(tree)
    drawing.draw(0, first: "", rest: "")
    var lines = drawing.lines
    let left = tree.nodes.count - drawing.drawnCount
    if left > 0 { lines.append("… \(left) more certificate\(left == 1 ? " is" : "s are") left out.") }
    let omitted = evaluation.omittedAttempts
    if omitted > 0 { lines.append("… \(omitted) more path\(omitted == 1 ? " was" : "s were") tried.") }
    return lines.joined(separator: "\n")
  }
}

/// The lines of a tree, as they are drawn.
private struct TextTree {
  private static let maximumCount = 60

  private let tree: AttemptTree
  private(set) var lines: [String] = []
  private(set) var drawnCount = 0

  init(_ tree: AttemptTree) { self.tree = tree }

  /// Draws a certificate and its issuers: `first` goes before its own line, `rest` before the lines that follow.
  mutating func draw(_ index: Int, first: String, rest: String) {
    guard drawnCount < Self.maximumCount else { return }
    let node = tree.nodes[index]
    drawnCount += 1
    lines.append("\(first)\(Self.mark(node)) \(Self.line(node))")
    let missing = node.missing
    for (number, issuer) in node.issuers.enumerated() {
      let isLast = number == node.issuers.count - 1 && missing == nil
      draw(issuer, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
    }
    if let missing { lines.append("\(rest)└─ ? \(Sentences.quoted(missing.name.description)) \(missing.words)") }
  }

  private static func mark(_ node: AttemptTree.Node) -> String {
    if node.isAccepted { return "✓" }
    return node.codes.isEmpty && node.notes.isEmpty && node.signature == .made ? "·" : "✗"
  }

  private static func line(_ node: AttemptTree.Node) -> String {
    var remarks: [String] = []
    switch node.signature {
    case .made: break
    case .notMade(let code): remarks.append("its key did not make the signature [\(code)]")
    // A key that can't be used has a code of its own.
    case .notChecked(let code) where node.codes.contains(code): break
    case .notChecked(let code): remarks.append("the signature can't be checked with its key [\(code)]")
    }
    if !node.codes.isEmpty { remarks.append("[\(node.codes.joined(separator: ", "))]") }
    remarks += node.notes.map { "[\($0.text)]" }
    if node.isAccepted, node.issuers.isEmpty || node.role == .anchor || node.role == .trustedLeaf {
      remarks.append("accepted")
    }
    let name = Sentences.name(node.certificate)
    return "\(node.part) \(name)\(Origin.clause(node.certificate))"
      + (remarks.isEmpty ? "" : ": " + remarks.joined(separator: "; "))
  }
}
