import CertificateVerification

/// What a command found out, in a form that becomes text for people and JSON for programs alike.
///
/// Everything in it that comes from strangers has been escaped.
struct Report: Sendable {
  /// The line above the fields in text.
  let title: String
  private(set) var fields: [Field] = []

  /// Creates a report without fields.
  init(_ title: String = "") { self.title = title }

  /// One thing that was found.
  struct Field: Sendable {
    /// The member of the JSON object; `nil` for what only people are told.
    let name: String?
    /// What stands before the value in text; `nil` for what only programs are told.
    let label: String?
    let value: Value
  }

  /// A value of a field.
  enum Value: Sendable {
    /// Nothing: null for programs, and left out for people.
    case none
    case text(String)
    case number(Int)
    case flag(Bool)
    /// Bytes: all of them for programs, and the first ones for people.
    case bytes([UInt8])
    /// Lines of their own.
    case lines([String])
    /// Reports within the report.
    case reports([Report])

    /// A text, or nothing.
    static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .none }
  }

  /// Adds a field.
  mutating func add(_ name: String?, _ label: String?, _ value: Value) {
    fields.append(Field(name: name, label: label, value: value))
  }

  /// Adds a text.
  mutating func add(_ name: String?, _ label: String?, _ text: String) { add(name, label, .text(text)) }
}

// MARK: JSON

extension Report {
  /// The report as a JSON object.
  var json: JSONValue {
    .object(fields.compactMap { field in field.name.map { ($0, field.value.json) } })
  }
}

extension Report.Value {
  fileprivate var json: JSONValue {
    switch self {
    case .none: .null
    case .text(let text): .string(text)
    case .number(let number): .number(number)
    case .flag(let flag): .bool(flag)
    case .bytes(let bytes): .string(Hexadecimal.text(bytes))
    case .lines(let lines): .array(lines.map(JSONValue.string))
    case .reports(let reports): .array(reports.map { $0.json })
    }
  }
}

// MARK: Text

extension Report {
  /// The report as lines: the title, and the fields below it with their values in one column.
  func lines(indentation: String = "") -> [String] {
    let inner = indentation + "  "
    let width = fields.compactMap { $0.value.isInline ? $0.label?.count : nil }.max() ?? 0
    var lines = title.isEmpty ? [] : [indentation + title]
    for field in fields {
      guard let label = field.label else { continue }
      switch field.value {
      case .lines(let values):
        if !label.isEmpty, !values.isEmpty { lines.append(inner + label) }
        lines += values.map { inner + (label.isEmpty ? "" : "  ") + $0 }
      case .reports(let reports):
        if !label.isEmpty, !reports.isEmpty { lines.append(inner + label) }
        for report in reports { lines += report.lines(indentation: inner + (label.isEmpty ? "" : "  ")) }
      default:
        guard let text = field.value.text else { continue }
        lines.append(inner + label + String(repeating: " ", count: max(0, width - label.count) + 2) + text)
      }
    }
    return lines
  }
}

extension Report.Value {
  /// Whether the value stands beside its label, and not below it.
  fileprivate var isInline: Bool {
    switch self {
    case .none, .lines, .reports: false
    default: true
    }
  }

  /// The value on one line; `nil` if there is none, or if it takes several.
  fileprivate var text: String? {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let flag): flag ? "yes" : "no"
    case .bytes(let bytes): Hexadecimal.summary(bytes)
    case .none, .lines, .reports: nil
    }
  }
}
