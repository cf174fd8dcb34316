import CertificateEncoding

extension ItemReading {
  /// Reads an item of a stream in PEM: the separator that it may begin with, and the blocks behind it.
  package init(pem item: Span<UInt8>) {
    var fields = ItemFields()
    var body = 0
    let end = item.lineEnd
    if PEMSeparator.isSeparator(item.extracting(0..<end)) {
      body = min(end + 1, item.count)
      do throws(ItemProblem) {
        try Self.read(item.array(5..<end), into: &fields)
      } catch {
        self.init(error, fields.identifier)
        return
      }
    }
    fields.chain = .text(item.array(body..<item.count))
    self.init(fields)
  }

  /// Reads the members behind the equals signs.
  private static func read(_ bytes: [UInt8], into fields: inout ItemFields) throws(ItemProblem) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ItemProblem(.syntax, "the separator is no text in UTF-8")
    }
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }) {
      guard let sign = word.firstIndex(of: "=") else {
        throw ItemProblem(.syntax, "the separator has \(quoted(String(word))) where a member such as id=17 is expected")
      }
      let (name, value) = (String(word[..<sign]), String(word[word.index(after: sign)...]))
      guard let member = ItemFields.Member(rawValue: name), member != .chain else {
        let known = ItemFields.Member.allCases.filter { $0 != .chain }.map { $0.rawValue }.joined(separator: ", ")
        throw ItemProblem(.member, "the member \(quoted(name)) is unknown; there are \(known)")
      }
      guard !fields.has(member) else { throw ItemProblem(.member, "the member \(quoted(name)) stands twice") }
      if member == .identifier {
        let identifier = ItemIdentifier.string(value)
        guard identifier.byteCount <= ItemIdentifier.maximumByteCount else {
          throw ItemProblem(
            .member, "the member “id” has more than \(ItemIdentifier.maximumByteCount) bytes")
        }
        fields.identifier = identifier
      } else {
        _ = fields.set(member, value)
      }
    }
  }
}
