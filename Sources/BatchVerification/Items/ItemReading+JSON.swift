import Certificates
// Its reader of JSON, which says what is wrong and where.
import RegistryTrust

extension ItemReading {
  /// Reads a line as an object of JSON (RFC 8259).
  ///
  /// Nearly all lines are plain, and read at once; for every other one the reader of JSON decides, and says what is wrong.
  package init(json line: Span<UInt8>) {
    var scanner = PlainItemScanner(line)
    if let fields = scanner.fields(line) {
      self.init(fields)
    } else {
      self.init(strictJSON: line)
    }
  }

  /// The most values of a line that the reader of JSON gets: twice as many as an item with the longest array has.
  ///
  /// A value may have two bytes and takes a hundred once it is read, so that lines of nothing else would take much memory.
  package static let maximumValueCount = 2 * ItemFields.maximumElementCount

  /// Reads a line by the reader of JSON alone.
  package init(strictJSON line: Span<UInt8>) {
    guard line.mayHaveFewValues(Self.maximumValueCount) else {
      self.init(
        ItemProblem(.syntax, "the line has more than \(Self.maximumValueCount) commas and brackets, which no item has"),
        Self.identifier(ofLong: line))
      return
    }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(line.array(0..<line.count))
    } catch {
      self.init(ItemProblem(.syntax, "the line is not JSON: column \(error.position.column): \(error.reason)"))
      return
    }
    guard let members = document.root.members else {
      self.init(ItemProblem(.syntax, "the line is JSON, but no object"))
      return
    }
    do throws(ItemProblem) {
      self.init(try Self.fields(document, members))
    } catch {
      self.init(error, Self.identifier(of: document))
    }
  }

  /// The identifier of a line that has too many values to be read whole; `nil` if even without what is in its arrays and
  /// objects it has, or is no JSON.
  private static func identifier(ofLong line: Span<UInt8>) -> ItemIdentifier? {
    let members = line.withoutInnerValues()
    guard members.span.mayHaveFewValues(maximumValueCount), let document = try? JSONDocument(members) else {
      return nil
    }
    return identifier(of: document)
  }

  /// The identifier of an item of which nothing else need be right.
  private static func identifier(of document: JSONDocument) -> ItemIdentifier? {
    if document.duplicates.contains(where: { $0.name == "id" }) { return nil }
    return document.root["id"].flatMap { identifier($0.value) }
  }

  private static func identifier(_ value: JSONNode) -> ItemIdentifier? {
    let identifier: ItemIdentifier
    switch value.content {
    case .string(let text): identifier = .string(text)
    case .number(let text): identifier = .number(text)
    default: return nil
    }
    return identifier.byteCount <= ItemIdentifier.maximumByteCount ? identifier : nil
  }

  private static func fields(
    _ document: JSONDocument, _ members: [JSONNode.Member]
  ) throws(ItemProblem) -> ItemFields {
    // Of what stands twice nobody knows which counts, and of what is no text nobody knows what it was.
    if let duplicate = document.duplicates.first {
      throw ItemProblem(.member, "the member \(quoted(duplicate.name)) stands twice")
    }
    if let repair = document.repairs.first {
      throw ItemProblem(.syntax, "the line is no text in UTF-8 at column \(repair.column)")
    }
    var fields = ItemFields()
    for member in members {
      guard let name = ItemFields.Member(rawValue: member.name) else {
        let known = ItemFields.Member.allCases.map { $0.rawValue }.joined(separator: ", ")
        throw ItemProblem(.member, "the member \(quoted(member.name)) is unknown; there are \(known)")
      }
      // What a data set has no value for it has as null.
      if case .null = member.value.content { continue }
      try set(name, member.value, in: &fields)
    }
    return fields
  }

  private static func set(
    _ member: ItemFields.Member, _ value: JSONNode, in fields: inout ItemFields
  ) throws(ItemProblem) {
    switch member {
    case .identifier:
      guard let identifier = identifier(value) else {
        throw ItemProblem(
          .member, "the member “id” is no string or number of at most \(ItemIdentifier.maximumByteCount) bytes")
      }
      fields.identifier = identifier
    case .chain:
      fields.chain = try chain(value)
    default:
      guard let text = value.string, fields.set(member, text) else {
        throw ItemProblem(.member, "the member “\(member.rawValue)” is no string")
      }
    }
  }

  private static func chain(_ value: JSONNode) throws(ItemProblem) -> ItemFields.Chain {
    if let text = value.string { return .text(Array(text.utf8)) }
    guard let elements = value.elements else {
      throw ItemProblem(.member, "the member “chain” is neither a text of PEM nor an array of Base64")
    }
    guard elements.count <= ItemFields.maximumElementCount else { throw .tooManyCertificates }
    var texts: [[UInt8]] = []
    for (index, element) in elements.enumerated() {
      guard let text = element.string else {
        throw ItemProblem(.member, "element \(index + 1) of the member “chain” is no string")
      }
      texts.append(Array(text.utf8))
    }
    return .elements(texts)
  }

  /// A word of a stranger, fit to be shown, and cut if it is very long.
  static func quoted(_ word: String) -> String {
    let text = DisplayText.escaped(String(word.prefix(64)))
    return word.count > 64 ? "“\(text)…”" : "“\(text)”"
  }
}

extension ItemProblem {
  /// More elements of an array than a verification looks at.
  static let tooManyCertificates = ItemProblem(
    .certificate, "the chain has more than \(ItemFields.maximumElementCount) certificates")
}

extension Span<UInt8> {
  /// Calls `body` with each byte of JSON, an escaped one together with its backslash, and whether it is within a string; the
  /// quotes around one are not.
  @inline(__always)
  private func forEachByte(_ body: (_ range: Range<Int>, _ byte: UInt8, _ isString: Bool) -> Void) {
    var isString = false
    var offset = 0
    while offset < count {
      let byte = self[offset]
      let end = isString && byte == UInt8(ascii: "\\") ? Swift.min(offset + 2, count) : offset + 1
      if byte == UInt8(ascii: "\"") {
        isString.toggle()
        body(offset..<end, byte, false)
      } else {
        body(offset..<end, byte, isString)
      }
      offset = end
    }
  }

  /// Whether no more than so many commas and opening brackets are outside of strings; every value of JSON but the first
  /// stands behind one (RFC 8259 §2).
  fileprivate func mayHaveFewValues(_ maximum: Int) -> Bool {
    var count = 0
    forEachByte { _, byte, isString in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): count += isString ? 0 : 1
      default: break
      }
    }
    return count <= maximum
  }

  /// The text with `null` for each array and object that is in another one.
  fileprivate func withoutInnerValues() -> [UInt8] {
    var text: [UInt8] = []
    var depth = 0
    forEachByte { range, byte, isString in
      let isInner = depth > 1
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += isString ? 0 : 1
        if !isString, depth == 2 { text += "null".utf8 }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isString || depth == 0 ? 0 : 1
      default: break
      }
      if !isInner, depth <= 1 { for index in range { text.append(self[index]) } }
    }
    return text
  }
}
