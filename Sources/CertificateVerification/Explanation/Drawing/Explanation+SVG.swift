extension Explanation {
  /// The paths that were tried as a picture in SVG 1.1, for browsers and documents.
  ///
  /// The leaf stands on the left and the anchors on the right, each certificate once, with its name, its validity, where
  /// it came from and what speaks against it; lines lead to issuers and say what became of the signature. The path that
  /// was accepted is drawn bold. At most about 40 certificates are shown, those of the nearest paths; how many paths are
  /// left out is said. Names are escaped, the same evaluation gives the same bytes, and the colors follow the reader's
  /// choice of a light or a dark page.
  public var svg: String {
    SVGPicture(PathGraph(evaluation), headline: headline).text
  }
}

/// A picture of a graph, and its text.
private struct SVGPicture {
  private let graph: PathGraph
  private let headline: String
  private let layout: GraphLayout
  private let captions: [Caption]
  private let labels: [String]

  /// The lines of a node.
  private struct Caption {
    let role: String
    let name: String
    let details: [String]
    let codes: [String]

    static let maximumWidth = 300
    private static let maximumCodeCount = 6

    init(_ node: PathGraph.Node) {
      let room = Self.maximumWidth - 2 * SVGPicture.padding
      role = node.role
      name = DrawingText.fitting(node.name, room * 100 / SVGPicture.nameSize)
      let limit = room * 100 / SVGPicture.textSize
      var details: [String] = []
      if !node.validity.isEmpty { details.append(DrawingText.fitting("valid \(node.validity)", limit)) }
      if !node.source.isEmpty { details.append(DrawingText.fittingPlace(node.source, limit)) }
      self.details = details
      let shown = node.codes.prefix(Self.maximumCodeCount).map {
        DrawingText.fitting($0, limit - 18 * 100 / SVGPicture.textSize)
      }
      let left = node.codes.count - shown.count
      codes = shown + (left > 0 ? ["\(left) more"] : [])
    }

    var size: (width: Int, height: Int) {
      let texts =
        details.map { DrawingText.width($0) * SVGPicture.textSize } + [
          // Bold letters are wider.
          DrawingText.width(name) * SVGPicture.nameSize * 11 / 10,
          // A sign may stand to the right of it.
          DrawingText.width(role) * SVGPicture.labelSize + 2400,
        ]
      let codes = codes.map { DrawingText.width($0) * SVGPicture.textSize * 11 / 10 + 1800 }
      let width = ((texts + codes).max() ?? 0) / 100 + 2 * SVGPicture.padding
      let lineCount = details.count + codes.count
      return (max(180, min(width, Self.maximumWidth + 20)), 50 + lineCount * SVGPicture.lineHeight)
    }
  }

  static let padding = 14
  static let nameSize = 14
  static let textSize = 12
  static let lineHeight = 17
  static let labelSize = 11
  private static let maximumLabelWidth = 240

  init(_ graph: PathGraph, headline: String) {
    self.graph = graph
    self.headline = headline
    captions = graph.nodes.map(Caption.init)
    labels = graph.edges.map { DrawingText.fitting($0.label, Self.maximumLabelWidth * 100 / Self.labelSize) }
    layout = GraphLayout(
      graph, sizes: captions.map { $0.size },
      labelWidths: labels.map { $0.isEmpty ? 0 : DrawingText.width($0) * Self.labelSize / 100 + 18 })
  }

  var text: String {
    let width = max(layout.width, 620)
    let titleLines = DrawingText.lines(headline, (width - 48) * 100 / 16)
    let top = 24 + titleLines.count * 22 + 18
    let height = top + layout.height + 44
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" role=\"img\">",
      "<title>\(DrawingText.xml(headline))</title>",
      Self.style,
      "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>",
    ]
    for (number, line) in titleLines.enumerated() {
      lines.append("<text class=\"title\" x=\"24\" y=\"\(38 + number * 22)\">\(DrawingText.xml(line))</text>")
    }
    for (number, remark) in PictureText.remarks(graph).enumerated() {
      lines.append("<text class=\"muted\" x=\"24\" y=\"\(top + number * 16)\">\(DrawingText.xml(remark))</text>")
    }
    lines.append("<g transform=\"translate(0 \(top))\">")
    // The accepted path lies above the others.
    for isAccepted in [false, true] {
      for curve in layout.curves where graph.edges[curve.edge].isAccepted == isAccepted { lines += draw(curve) }
    }
    for number in graph.nodes.indices { lines += draw(number) }
    lines.append("</g>")
    lines += legend(y: height - 22)
    lines.append("</svg>")
    return lines.joined(separator: "\n")
  }

  private func draw(_ curve: GraphLayout.Curve) -> [String] {
    let edge = graph.edges[curve.edge]
    let kind = Self.kind(edge)
    let isReversed = layout.isReversed[curve.edge]
    let (start, end) = (curve.startX, curve.endX)
    let headEnd = curve.endsAtNode && !isReversed ? end - 8 : end
    let headStart = curve.startsAtNode && isReversed ? start + 8 : start
    let middle = (headStart + curve.bendX) / 2
    let bend =
      curve.bendX > headStart
      ? " C\(middle) \(curve.startY) \(middle) \(curve.endY) \(curve.bendX) \(curve.endY)" : ""
    var lines = ["<path class=\"edge \(kind)\" d=\"M\(headStart) \(curve.startY)\(bend) H\(headEnd)\"/>"]
    if curve.endsAtNode, !isReversed {
      lines.append("<path class=\"head \(kind)\" d=\"M\(end) \(curve.endY) l-10 -5 v10 z\"/>")
    }
    if curve.startsAtNode, isReversed {
      lines.append("<path class=\"head \(kind)\" d=\"M\(start) \(curve.startY) l10 -5 v10 z\"/>")
    }
    if curve.endsAtNode, !labels[curve.edge].isEmpty {
      lines.append(
        "<text class=\"label \(kind)\" x=\"\(curve.bendX + 2)\" y=\"\(curve.endY - 5)\">"
          + "\(DrawingText.xml(labels[curve.edge]))</text>")
    }
    return lines
  }

  private static func kind(_ edge: PathGraph.Edge) -> String {
    if edge.isAccepted { return "good" }
    if edge.isRefused { return "bad" }
    return edge.signature == .made ? "plain" : "open"
  }

  private func draw(_ number: Int) -> [String] {
    let (node, caption, box) = (graph.nodes[number], captions[number], layout.nodes[number])
    let kind = node.isMissing ? "open" : node.isAccepted ? "good" : node.codes.isEmpty ? "plain" : "bad"
    let x = box.left + Self.padding
    var y = box.top + (box.height - caption.size.height) / 2 + 19
    var lines = [
      "<g>",
      "<title>\(DrawingText.xml(node.name))\(node.source.isEmpty ? "" : " \u{2014} " + DrawingText.xml(node.source))</title>",
      "<rect class=\"node \(kind)\" x=\"\(box.left)\" y=\"\(box.top)\" width=\"\(box.width)\" "
        + "height=\"\(box.height)\" rx=\"8\"/>",
      "<text class=\"role\" x=\"\(x)\" y=\"\(y)\">\(DrawingText.xml(caption.role))</text>",
    ]
    if node.isAccepted {
      lines.append("<path class=\"sign good\" d=\"M\(box.right - 26) \(y - 4) l4 5 l8 -10\"/>")
    }
    y += 19
    lines.append("<text class=\"name\" x=\"\(x)\" y=\"\(y)\">\(DrawingText.xml(caption.name))</text>")
    for line in caption.details {
      y += Self.lineHeight
      lines.append("<text class=\"muted\" x=\"\(x)\" y=\"\(y)\">\(DrawingText.xml(line))</text>")
    }
    for code in caption.codes {
      y += Self.lineHeight
      lines.append("<path class=\"sign bad\" d=\"M\(x + 1) \(y - 8) l8 8 m0 -8 l-8 8\"/>")
      lines.append("<text class=\"code\" x=\"\(x + 16)\" y=\"\(y)\">\(DrawingText.xml(code))</text>")
    }
    return lines + ["</g>"]
  }

  private func legend(y: Int) -> [String] {
    var (lines, x) = ([String](), 24)
    for (kind, words) in [
      ("good", "issued by, on the accepted path"), ("plain", "issued by"), ("bad", "refused"), ("open", "not known"),
    ] where graph.edges.contains(where: { Self.kind($0) == kind }) {
      lines.append("<path class=\"edge \(kind)\" d=\"M\(x) \(y - 4) H\(x + 26)\"/>")
      lines.append("<path class=\"head \(kind)\" d=\"M\(x + 34) \(y - 4) l-10 -5 v10 z\"/>")
      lines.append("<text class=\"muted\" x=\"\(x + 42)\" y=\"\(y)\">\(words)</text>")
      x += 42 + DrawingText.width(words) * Self.textSize / 100 + 24
    }
    return lines
  }

  /// What is blue or vermillion on a light page is sky blue or orange on a dark one, of the same palette.
  private static let style = """
    <style>
    text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;fill:#1F2328}
    .page{fill:#FFFFFF}
    .title{font-size:16px;font-weight:600}
    .name{font-size:14px;font-weight:600}
    .muted,.role{font-size:12px;fill:#59636E}
    .role{font-size:11px}
    .code{font-size:12px;font-weight:600;fill:#C04A00}
    .label{font-size:11px;fill:#59636E}
    .label.good{fill:#0072B2}
    .label.bad{fill:#C04A00}
    .node{fill:#F6F8FA;stroke:#8C959F;stroke-width:1.5}
    .node.good{stroke:#0072B2;stroke-width:3}
    .node.bad{stroke:#C04A00}
    .node.open{fill:none;stroke-dasharray:5 4}
    .edge{fill:none;stroke:#8C959F;stroke-width:1.5}
    .edge.good{stroke:#0072B2;stroke-width:3.5}
    .edge.bad{stroke:#C04A00;stroke-dasharray:7 4}
    .edge.open{stroke-dasharray:2 4}
    .head{fill:#8C959F}
    .head.good{fill:#0072B2}
    .head.bad{fill:#C04A00}
    .sign{fill:none;stroke-width:2.5}
    .sign.good{stroke:#0072B2}
    .sign.bad{stroke:#C04A00}
    @media (prefers-color-scheme:dark){
    text{fill:#E6EDF3}
    .page{fill:#0D1117}
    .muted,.role,.label{fill:#9DA7B3}
    .code,.label.bad{fill:#E69F00}
    .label.good{fill:#56B4E9}
    .node{fill:#161B22;stroke:#6E7681}
    .edge{stroke:#6E7681}
    .head{fill:#6E7681}
    .node.open{fill:none}
    .node.good,.edge.good,.sign.good{stroke:#56B4E9}
    .node.bad,.edge.bad,.sign.bad{stroke:#E69F00}
    .head.good{fill:#56B4E9}
    .head.bad{fill:#E69F00}
    }
    </style>
    """
}
