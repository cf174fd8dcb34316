/// The tables of a document while it is read, and the rules on which of them may be added to.
///
/// Tables that headers make grow over the whole file, so they lie beside each other here and are named by number;
/// ``table(_:)`` makes a value of one at the end.
struct TOMLBuilder {
  /// What a key leads to.
  private enum Target {
    /// A value that is complete: of a basic type, an array in brackets, or an inline table.
    case value(TOMLValue)
    /// A table, by number.
    case table(Int)
    /// An array of tables, by number.
    case arrayOfTables(Int)
  }

  private struct Slot {
    let key: String
    let position: TextPosition
    var target: Target
  }

  private struct Table {
    var origin: TOMLTable.Origin
    /// Where it is defined; changes when a header defines what another header had implied.
    var position: TextPosition
    var slots: [Slot] = []
    var places: [ExactText: Int] = [:]
  }

  private var tables: [Table]
  /// The elements of each array of tables.
  private var arrays: [[Int]] = []

  /// The number of the root table.
  static var root: Int { 0 }

  init() {
    tables = [Table(origin: .header, position: TextPosition(line: 1, column: 1))]
  }

  /// Adds a table that no key leads to yet: what an inline table is read into.
  mutating func addInlineTable(_ position: TextPosition) -> Int {
    tables.append(Table(origin: .inline, position: position))
    return tables.count - 1
  }

  /// Takes the table with a number, and those that were added after it, out of the builder.
  mutating func removeTable(_ number: Int) -> TOMLTable {
    let table = table(number)
    tables.removeSubrange(number...)
    return table
  }

  /// The table with a number, with all below it.
  func table(_ number: Int) -> TOMLTable {
    let table = tables[number]
    let entries = table.slots.map { slot in
      let value =
        switch slot.target {
        case .value(let value): value
        case .table(let number): tableValue(number)
        case .arrayOfTables(let array):
          TOMLValue(content: .array(arrays[array].map { tableValue($0) }), position: slot.position)
        }
      return TOMLTable.Entry(key: slot.key, position: slot.position, value: value)
    }
    return TOMLTable(entries: entries, origin: table.origin, places: table.places)
  }

  private func tableValue(_ number: Int) -> TOMLValue {
    TOMLValue(content: .table(table(number)), position: tables[number].position)
  }

  private mutating func add(_ part: TOMLKeyPart, to table: Int, _ target: Target) {
    tables[table].places[ExactText(part.text)] = tables[table].slots.count
    tables[table].slots.append(Slot(key: part.text, position: part.position, target: target))
  }

  private mutating func addTable(_ part: TOMLKeyPart, to table: Int, _ origin: TOMLTable.Origin) -> Int {
    tables.append(Table(origin: origin, position: part.position))
    add(part, to: table, .table(tables.count - 1))
    return tables.count - 1
  }

  private func slot(_ part: TOMLKeyPart, in table: Int) -> Slot? {
    tables[table].places[ExactText(part.text)].map { tables[table].slots[$0] }
  }
}

extension TOMLBuilder {
  /// Sets a key, with its dots resolved from a table on.
  ///
  /// "Keys": a dot makes the table before it, if there is none. A table that a header or braces define takes no keys
  /// this way ("Table", "Inline Table"); one that is only implied by a header does.
  mutating func set(_ key: [TOMLKeyPart], to value: TOMLValue, in table: Int) throws(TOMLError) {
    guard let last = key.last else { return }
    var table = table
    for part in key.dropLast() {
      guard let slot = slot(part, in: table) else {
        table = addTable(part, to: table, .dottedKey)
        continue
      }
      guard case .table(let number) = slot.target else {
        if case .value(let value) = slot.target, value.table != nil {
          throw TOMLError(reason: .tableDefinedTwice(part.text, first: slot.position), position: part.position)
        }
        throw TOMLError(reason: .notATable(part.text, first: slot.position), position: part.position)
      }
      switch tables[number].origin {
      case .dottedKey: break
      case .implicit: tables[number].origin = .dottedKey
      case .header, .inline:
        throw TOMLError(
          reason: .tableDefinedTwice(part.text, first: tables[number].position), position: part.position)
      }
      table = number
    }
    if let slot = slot(last, in: table) {
      throw TOMLError(reason: .duplicateKey(last.text, first: slot.position), position: last.position)
    }
    add(last, to: table, .value(value))
  }

  /// Defines a table by its header, and returns its number.
  ///
  /// "Table": a header defines a table once, which may have been implied before; not one that dotted keys define.
  mutating func define(_ header: [TOMLKeyPart]) throws(TOMLError) -> Int {
    let parent = try open(header.dropLast())
    guard let last = header.last else { return parent }
    guard let slot = slot(last, in: parent) else { return addTable(last, to: parent, .header) }
    guard case .table(let number) = slot.target, tables[number].origin == .implicit else {
      let reason: TOMLError.Reason =
        if case .value(let value) = slot.target, value.table == nil {
          .duplicateKey(last.text, first: slot.position)
        } else {
          .tableDefinedTwice(last.text, first: definition(slot))
        }
      throw TOMLError(reason: reason, position: last.position)
    }
    tables[number].origin = .header
    tables[number].position = last.position
    return number
  }

  /// Appends a table to an array of tables by its header, and returns its number.
  ///
  /// "Array of Tables": the first header makes the array; nothing else may have the name.
  mutating func append(_ header: [TOMLKeyPart]) throws(TOMLError) -> Int {
    let parent = try open(header.dropLast())
    guard let last = header.last else { return parent }
    let number = tables.count
    if let slot = slot(last, in: parent) {
      guard case .arrayOfTables(let array) = slot.target else {
        throw TOMLError(
          reason: .notAnArrayOfTables(last.text, first: definition(slot)), position: last.position)
      }
      arrays[array].append(number)
    } else {
      arrays.append([number])
      add(last, to: parent, .arrayOfTables(arrays.count - 1))
    }
    tables.append(Table(origin: .header, position: last.position))
    return number
  }

  /// Goes from the root down the first parts of a header, and implies the tables that are missing.
  ///
  /// "Array of Tables": the name of an array stands for its last table.
  private mutating func open(_ path: ArraySlice<TOMLKeyPart>) throws(TOMLError) -> Int {
    var table = Self.root
    for part in path {
      guard let slot = slot(part, in: table) else {
        table = addTable(part, to: table, .implicit)
        continue
      }
      switch slot.target {
      case .table(let number): table = number
      case .arrayOfTables(let array): table = arrays[array][arrays[array].count - 1]
      case .value:
        throw TOMLError(reason: .notATable(part.text, first: slot.position), position: part.position)
      }
    }
    return table
  }

  /// Where what a key leads to is defined, which for a table may be later than where it is implied.
  private func definition(_ slot: Slot) -> TextPosition {
    if case .table(let number) = slot.target { tables[number].position } else { slot.position }
  }
}
