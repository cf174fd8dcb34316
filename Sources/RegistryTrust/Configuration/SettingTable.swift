/// A table of settings as go-toml gives it to a program: keys match in any case, and what no one asks for is ignored.
struct SettingTable {
  /// The table.
  let table: TOMLTable

  init(_ table: TOMLTable) { self.table = table }

  /// Whether `key` is the name of a setting: go-toml compares the two as they are, and then in small letters.
  static func matches(_ key: String, _ name: String) -> Bool {
    key.lowercased().utf8.elementsEqual(name.utf8)
  }

  /// The entry of a setting; the last one if the file writes it in several ways.
  func entry(_ name: String) -> TOMLTable.Entry? {
    table.entries.last { Self.matches($0.key, name) }
  }

  func string(_ name: String) throws(SettingError) -> String? {
    guard let entry = entry(name) else { return nil }
    guard let text = entry.value.string else { throw Self.mismatch(entry, "a string") }
    return text
  }

  func boolean(_ name: String) throws(SettingError) -> Bool? {
    guard let entry = entry(name) else { return nil }
    guard case .boolean(let value) = entry.value.content else { throw Self.mismatch(entry, "a Boolean") }
    return value
  }

  /// The strings of an array, each with its place.
  func strings(_ name: String) throws(SettingError) -> [(text: String, position: TextPosition)]? {
    guard let entry = entry(name) else { return nil }
    guard let elements = entry.value.elements else { throw Self.mismatch(entry, "an array of strings") }
    var strings: [(text: String, position: TextPosition)] = []
    for element in elements {
      guard let text = element.string else { throw Self.mismatch(entry, "an array of strings", element) }
      strings.append((text, element.position))
    }
    return strings
  }

  func table(_ name: String) throws(SettingError) -> TOMLTable? {
    guard let entry = entry(name) else { return nil }
    guard let table = entry.value.table else { throw Self.mismatch(entry, "a table") }
    return table
  }

  /// The tables of an array, each with its place.
  func tables(_ name: String) throws(SettingError) -> [(table: TOMLTable, position: TextPosition)]? {
    guard let entry = entry(name) else { return nil }
    guard let elements = entry.value.elements else { throw Self.mismatch(entry, "an array of tables") }
    var tables: [(table: TOMLTable, position: TextPosition)] = []
    for element in elements {
      guard let table = element.table else { throw Self.mismatch(entry, "an array of tables", element) }
      tables.append((table, element.position))
    }
    return tables
  }

  /// The error that an entry's value, or an element of it, is of the wrong type.
  static func mismatch(_ entry: TOMLTable.Entry, _ expected: String, _ element: TOMLValue? = nil) -> SettingError {
    let value = element ?? entry.value
    let found =
      switch value.content {
      case .string: "a string"
      case .integer: "an integer"
      case .float: "a float"
      case .boolean: "a Boolean"
      case .dateTime: "a date or a time"
      case .array: "an array"
      case .table: "a table"
      }
    return SettingError(
      key: entry.key, expected: expected, found: element == nil ? found : "one with \(found) in it",
      position: value.position)
  }
}
