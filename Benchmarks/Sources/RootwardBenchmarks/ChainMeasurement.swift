/// How long one piece of work takes, over many runs.
struct ChainMeasurement {
  let name: String
  /// Seconds, ascending.
  let times: [Double]

  /// Runs `body` for about a second, after a tenth of it to warm up.
  init(_ name: String, _ body: () -> Void) {
    let clock = ContinuousClock()
    let start = clock.now
    while start.duration(to: clock.now) < .milliseconds(100) { body() }
    var times: [Double] = []
    let end = clock.now.advanced(by: .seconds(1))
    while clock.now < end || times.count < 5 {
      times.append(clock.measure(body) / .seconds(1))
    }
    self.name = name
    self.times = times.sorted()
  }

  /// The name, the median and the minimum in microseconds, and the number of runs.
  var line: String {
    "\(Self.padded(name, to: 44))\(column(times[times.count / 2]))\(column(times[0]))\(Self.padded("\(times.count)", to: 10, left: true))"
  }

  /// The heads of the columns.
  static let head =
    padded("", to: 44) + padded("median µs", to: 12, left: true) + padded("minimum µs", to: 12, left: true)
    + padded("runs", to: 10, left: true)

  private func column(_ seconds: Double) -> String {
    let tenths = Int((seconds * 1e7).rounded())
    return Self.padded("\(tenths / 10).\(tenths % 10)", to: 12, left: true)
  }

  private static func padded(_ text: String, to width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? space + text : text + space
  }
}
