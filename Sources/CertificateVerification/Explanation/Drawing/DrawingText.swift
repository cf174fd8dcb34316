import Certificates

/// Text in pictures: how wide it may be, what is left of it if there is no room, and how formats want it escaped.
enum DrawingText {
  /// The width of text in hundredths of the size of its font, or somewhat more.
  ///
  /// Nobody knows which font will show a picture. The numbers are rounded up from DejaVu Sans, the widest one in common
  /// use, by kinds of letters.
  static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ": 34
    case "f", "r", "t", "(", ")", "[", "]", "/", "\\", "-", "\"": 43
    case "m", "w", "M", "W", "@", "%", "\u{2026}": 101
    case "A"..."Z", "&", "+", "=", "<", ">", "#", "~", "^": 84
    case "\u{20}"..."\u{7E}": 66
    case ..."\u{10FF}": 80
    default: 112
    }
  }

  /// The text, or as much of its start as is not wider than `limit`, with an ellipsis.
  static func fitting(_ text: String, _ limit: Int) -> String {
    guard width(text) > limit else { return text }
    var (result, used) = ("", width("\u{2026}"))
    for scalar in text.unicodeScalars {
      used += width(scalar)
      guard used <= limit else { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "\u{2026}"
  }

  /// A place in a file without as many of the directories as there is no room for, or even shorter.
  static func fittingPlace(_ text: String, _ limit: Int) -> String {
    guard width(text) > limit else { return text }
    let parts = text.split(separator: "/")
    for count in (1..<max(parts.count, 2)).reversed() {
      let end = "\u{2026}/" + parts.suffix(count).joined(separator: "/")
      if width(end) <= limit { return end }
    }
    return fitting(parts.last.map { String($0) } ?? text, limit)
  }

  /// The text in lines that are not wider than `limit`, broken at spaces or, where there are none, anywhere.
  static func lines(_ text: String, _ limit: Int) -> [String] {
    var (lines, line, used) = ([String](), "", 0)
    for word in text.split(separator: " ") {
      let needed = width(word) + (line.isEmpty ? 0 : width(" "))
      if used + needed <= limit {
        line += line.isEmpty ? String(word) : " " + word
        used += needed
        continue
      }
      if !line.isEmpty { lines.append(line) }
      (line, used) = ("", 0)
      for scalar in word.unicodeScalars {
        if used + width(scalar) > limit, !line.isEmpty {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.unicodeScalars.append(scalar)
        used += width(scalar)
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// Text as the content or an attribute's value of XML 1.0 (§2.2, §2.4).
  ///
  /// Characters that are not visible are escaped before by all who hand text over; those that XML can't carry are
  /// replaced here all the same.
  static func xml(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(DisplayText.isVisible(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return result
  }

  /// Text within the quotes of the DOT language, where a backslash begins an escape and an ampersand an entity.
  static func dot(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(DisplayText.isVisible(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return result
  }
}
