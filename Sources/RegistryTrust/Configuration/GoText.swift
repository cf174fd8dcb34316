/// Values in the form that Go's `fmt` prints them in, for the messages of programs that are written in it.
enum GoText {
  /// `%v` of what go-toml makes of a value: `[a b]` for an array, `map[k:v]` for a table.
  static func value(_ value: TOMLValue) -> String {
    switch value.content {
    case .string(let text): text
    case .integer(let number): String(number)
    case .float(let number): float(number)
    case .boolean(let isTrue): String(isTrue)
    case .dateTime(let dateTime): self.dateTime(dateTime)
    case .array(let elements): "[" + elements.map { self.value($0) }.joined(separator: " ") + "]"
    case .table(let table):
      "map["
        + table.entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { $0.key + ":" + self.value($0.value) }.joined(separator: " ") + "]"
    }
  }

  /// `%T` of what go-toml makes of a value.
  static func type(_ value: TOMLValue) -> String {
    switch value.content {
    case .string: "string"
    case .integer: "int64"
    case .float: "float64"
    case .boolean: "bool"
    case .dateTime(let dateTime):
      dateTime.offset != nil
        ? "time.Time"
        : dateTime.date == nil
          ? "toml.LocalTime" : dateTime.time == nil ? "toml.LocalDate" : "toml.LocalDateTime"
    case .array: "[]interface {}"
    case .table: "map[string]interface {}"
    }
  }

  /// `%v` of a float: the fewest digits that tell it apart, in powers of ten below 10^-4 and from 10^6 on.
  private static func float(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
    // Swift gives the same digits; only where the point stands differs.
    let parts = number.magnitude.description.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1)
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    let whole = mantissa[0] == "0" ? "" : String(mantissa[0])
    var point = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    var digits = (whole + fraction)[...]
    while digits.first == "0" {
      digits.removeFirst()
      point -= 1
    }
    while digits.last == "0" { digits.removeLast() }
    let sign = number.sign == .minus ? "-" : ""
    guard !digits.isEmpty else { return sign + "0" }
    let exponent = point - 1
    if exponent < -4 || exponent >= 6 {
      let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      let tail = digits.utf8.count > 1 ? "." + digits.dropFirst() : ""
      return sign + digits.prefix(1) + tail + (exponent < 0 ? "e-" : "e+") + size
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if digits.utf8.count <= point { return sign + digits + String(repeating: "0", count: point - digits.utf8.count) }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// A date and time as `time.Time` or go-toml's local types print it.
  private static func dateTime(_ value: TOMLDateTime) -> String {
    var parts: [String] = []
    if let date = value.date { parts.append("\(four(date.year))-\(two(date.month))-\(two(date.day))") }
    if let time = value.time {
      var text = "\(two(time.hour)):\(two(time.minute)):\(two(time.second))"
      if time.nanosecond > 0 {
        let digits = String(time.nanosecond)
        var fraction = String(repeating: "0", count: 9 - digits.utf8.count) + digits
        while fraction.last == "0" { fraction.removeLast() }
        text += "." + fraction
      }
      parts.append(text)
    }
    guard let offset = value.offset else { return parts.joined(separator: " ") }
    let zone = (offset < 0 ? "-" : "+") + two(abs(offset) / 60) + two(abs(offset) % 60)
    return parts.joined(separator: " ") + " " + zone + " " + (offset == 0 ? "UTC" : zone)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func four(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
