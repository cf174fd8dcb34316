extension Explanation {
  /// The paths that were tried as a graph in the DOT language, for Graphviz and whatever else reads it.
  ///
  /// It shows the same as ``svg``, and leaves the layout to the reader. Names are escaped.
  public var dot: String {
    let graph = PathGraph(evaluation)
    var lines = [
      "digraph paths {",
      "  graph [rankdir=LR, bgcolor=\"#FFFFFF\", fontname=\"sans-serif\", labelloc=t, label=\"\(title(graph))\"];",
      "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#FFFFFF\", color=\"#6B7280\", fontname=\"sans-serif\"];",
      "  edge [color=\"#6B7280\", fontname=\"sans-serif\", fontsize=10];",
    ]
    for (number, node) in graph.nodes.enumerated() { lines.append("  n\(number) [\(Self.attributes(node))];") }
    for edge in graph.edges { lines.append("  n\(edge.child) -> n\(edge.issuer) [\(Self.attributes(edge))];") }
    let anchors = graph.nodes.indices.filter { graph.nodes[$0].isAnchor }
    if anchors.count > 1 { lines.append("  { rank=max; \(anchors.map { "n\($0);" }.joined(separator: " ")) }") }
    lines.append("}")
    return lines.joined(separator: "\n")
  }

  private func title(_ graph: PathGraph) -> String {
    ([headline] + PictureText.remarks(graph)).map { DrawingText.dot($0) }.joined(separator: "\\n")
  }

  /// The width of a node's text, in hundredths of the size of its font.
  private static let maximumWidth = 3000

  private static func attributes(_ node: PathGraph.Node) -> String {
    let lines = [
      node.role, DrawingText.fitting(node.name, maximumWidth), node.validity.isEmpty ? "" : "valid \(node.validity)",
      DrawingText.fittingPlace(node.source, maximumWidth),
    ]
    let text = (lines + node.codes.map { "\u{2717} \($0)" }).filter { !$0.isEmpty }.map { DrawingText.dot($0) }
    var attributes = "label=\"\(text.joined(separator: "\\n"))\""
    if node.isAccepted {
      attributes += ", color=\"\(PictureText.accepted)\", penwidth=3"
    } else if !node.codes.isEmpty {
      attributes += ", color=\"\(PictureText.refused)\""
    }
    if node.isMissing { attributes += ", style=\"rounded,dashed\"" }
    return attributes
  }

  private static func attributes(_ edge: PathGraph.Edge) -> String {
    var attributes = "label=\"\(DrawingText.dot(edge.label))\""
    if edge.isAccepted {
      attributes += ", color=\"\(PictureText.accepted)\", fontcolor=\"\(PictureText.accepted)\", penwidth=3"
    } else if edge.isRefused {
      attributes += ", color=\"\(PictureText.refused)\", fontcolor=\"\(PictureText.refused)\", style=dashed"
    } else if edge.signature != .made {
      attributes += ", style=dotted"
    }
    return attributes
  }
}

/// What both kinds of pictures say and show alike.
enum PictureText {
  /// Blue and vermillion of Okabe and Ito's palette ("Color Universal Design", 2008), which people of every kind of
  /// color vision tell apart; lines differ in width and dashes as well.
  static let accepted = "#0072B2"
  static let refused = "#C04A00"

  /// What is said beside the verdict.
  static func remarks(_ graph: PathGraph) -> [String] {
    let count = graph.pathCount
    let paths = "\(count) path\(count == 1 ? " was" : "s were") tried"
    guard graph.omittedCount > 0 else { return [paths] }
    return ["\(paths), of which \(graph.omittedCount) \(graph.omittedCount == 1 ? "is" : "are") not shown"]
  }
}
