import Foundation

/// A chart of the ratios to BoringSSL: a bar for each form of Rootward in each row, and a mark for each goal.
struct Chart {
  private let report: Report
  private let series = [
    (Row.accelerated, "#0b6e4f"), (Row.avx2, "#5aa9a3"), (Row.plain, "#b7c9c4"), (Row.openSSL, "#c98b3a"),
    ("Go", "#7a8fb8"),
  ]

  init(_ report: Report) {
    self.report = report
  }

  /// Bars end here: what is slower is told by its number.
  private let limit = 2.0
  private let left = 250.0
  private let width = 640.0
  private let barHeight = 9.0

  var svg: String {
    let results = report.results.filter { $0.ratio(Row.accelerated) != nil }
    var body = ""
    var y = 84.0
    for result in results {
      let bars = series.filter { result.ratio($0.0) != nil }
      body += text(result.row, x: left - 10, y: y + Double(bars.count) * barHeight / 2 + 4, anchor: "end", size: 13)
      for (name, color) in bars {
        let ratio = result.ratio(name) ?? 0
        let length = min(ratio, limit) / limit * width
        body += rectangle(x: left, y: y, width: length, height: barHeight - 1.5, fill: color)
        body += text(report.number(ratio), x: left + length + 4, y: y + barHeight - 1.5, size: 9)
        if let goal = result.goals[name] {
          let x = left + min(goal, limit) / limit * width
          body +=
            "<line x1=\"\(x)\" y1=\"\(y - 1)\" x2=\"\(x)\" y2=\"\(y + barHeight)\" stroke=\"#c0392b\" stroke-width=\"2\"/>\n"
        }
        y += barHeight
      }
      y += 12
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(left + width) + 70) \(Int(y) + 50)" \
      font-family="system-ui, sans-serif" role="img" aria-label="Time as a multiple of BoringSSL's">
      <rect width="100%" height="100%" fill="#fbfbf9"/>
      \(text("Time as a multiple of BoringSSL's, shorter is faster", x: 20, y: 28, size: 18, weight: "600"))\
      \(text("\(report.machine)", x: 20, y: 46, size: 11))\
      \(text(report.versions, x: 20, y: y + 36, size: 11))\(legend)\(axis(to: y))\(body)</svg>

      """
  }

  private var legend: String {
    var x = 20.0
    var legend = ""
    for (name, color) in series where report.results.contains(where: { $0.ratio(name) != nil }) {
      legend += rectangle(x: x, y: 56, width: 10, height: 10, fill: color)
      legend += text(name, x: x + 14, y: 65, size: 11)
      x += 34 + Double(name.count) * 6.5
    }
    legend += "<line x1=\"\(x)\" y1=\"55\" x2=\"\(x)\" y2=\"67\" stroke=\"#c0392b\" stroke-width=\"2\"/>\n"
    return legend + text("goal", x: x + 6, y: 65, size: 11)
  }

  private func axis(to bottom: Double) -> String {
    stride(from: 0.0, through: limit, by: 0.5).map { value in
      let x = left + value / limit * width
      let isOne = value == 1
      return "<line x1=\"\(x)\" y1=\"76\" x2=\"\(x)\" y2=\"\(bottom)\" stroke=\"\(isOne ? "#555" : "#ddd")\"/>\n"
        + text(
          isOne ? "1 (BoringSSL)" : String(format: "%.1f", value), x: x, y: bottom + 16, anchor: "middle", size: 11)
    }.joined()
  }

  private func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(String(format: "%.1f", width))\" height=\"\(height)\" fill=\"\(fill)\" rx=\"1\"/>\n"
  }

  private func text(
    _ text: String, x: Double, y: Double, anchor: String = "start", size: Int, weight: String = "400"
  ) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" font-size=\"\(size)\" font-weight=\"\(weight)\" "
      + "fill=\"#222\">\(escaped)</text>\n"
  }
}
