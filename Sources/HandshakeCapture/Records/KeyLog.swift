import CertificateCryptography

/// Secrets of connections, as TLS programs write them for `SSLKEYLOGFILE` (RFC 9850; before, NSS's key log format).
///
/// What is in it stays in it: neither descriptions nor errors ever say anything of a secret.
package struct KeyLog: Sendable {
  /// The largest key log that is read; a connection takes some 800 bytes of it.
  package static let maximumByteCount = 64 << 20
  /// How many secrets are kept.
  static let maximumSecretCount = 1 << 20
  /// How many bad lines are told apart.
  static let maximumProblemCount = 100

  /// A line that gave no secret, though it should.
  package struct Problem: Sendable, Hashable {
    /// Why.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
      case fields = "it should have a label and two hexadecimal numbers"
      case random = "the number of the connection should have 64 hexadecimal digits"
      case secret = "the secret should have as many hexadecimal digits as its label demands"
      case conflict = "an earlier line gives another secret for the same connection and label; that one counts"
      case tooMany = "there are too many secrets; this and all later ones are left out"
    }

    /// The line, counted from 1.
    package let line: Int
    /// Why.
    package let reason: Reason
  }

  private var secrets: [RandomKey: [(label: SecretLabel, secret: SecretBytes)]] = [:]
  /// How many secrets there are.
  package private(set) var count = 0
  /// How many lines have labels that mean nothing here.
  package private(set) var unknownCount = 0
  /// What was left out and why; the first ones.
  package private(set) var problems: [Problem] = []
  /// How many problems of each kind there are.
  package private(set) var problemCounts: [Problem.Reason: Int] = [:]
  /// How many problems there are in all.
  package var problemCount: Int { problemCounts.values.reduce(0, +) }
  private var lineCount = 0

  /// Creates an empty one.
  package init() {}

  /// How many connections have secrets.
  package var connectionCount: Int { secrets.count }

  /// Takes the lines of a key log.
  package mutating func insert(_ bytes: Span<UInt8>) {
    var none: Set<RandomKey>?
    insert(bytes, news: &none)
  }

  /// Takes the lines of a key log, and tells of which connections it has secrets that were not known.
  mutating func insert(_ bytes: Span<UInt8>, news: inout Set<RandomKey>?) {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      lineCount += 1
      if let random = insert(bytes, line: start..<end) { news?.insert(random) }
      start = end + 1
    }
  }

  /// A secret of the connection with that random number of its client; `nil` if it isn't here.
  func secret(_ label: SecretLabel, of client: RandomKey) -> SecretBytes? {
    secrets[client]?.first { $0.label == label }?.secret
  }

  /// Whether anything is known of that connection.
  func knows(_ client: RandomKey) -> Bool { secrets[client] != nil }

  /// Takes a line; gives the number of the connection if it brings a secret.
  private mutating func insert(_ bytes: Span<UInt8>, line: Range<Int>) -> RandomKey? {
    var fields: [Range<Int>] = []
    var position = line.lowerBound
    while position < line.upperBound, fields.count < 5 {
      while position < line.upperBound, Self.isSpace(bytes[position]) { position += 1 }
      let start = position
      while position < line.upperBound, !Self.isSpace(bytes[position]) { position += 1 }
      if start < position { fields.append(start..<position) }
    }
    // RFC 9850 §2: empty lines and comments are passed over, and so are labels that aren't known.
    guard let name = fields.first, bytes[name.lowerBound] != UInt8(ascii: "#") else { return nil }
    guard let label = SecretLabel.named(bytes.extracting(name)) else {
      unknownCount += 1
      return nil
    }
    guard fields.count == 3 else { return object(.fields) }
    guard let random = Self.binary(bytes.extracting(fields[1]), byteCounts: [32]),
      let key = random.withBytes({ RandomKey($0) })
    else { return object(.random) }
    guard let secret = Self.binary(bytes.extracting(fields[2]), byteCounts: label.byteCounts) else {
      return object(.secret)
    }
    if let known = secrets[key]?.first(where: { $0.label == label })?.secret {
      // A line that is there twice says nothing new.
      return known.isEqual(to: secret) ? nil : object(.conflict)
    }
    guard count < Self.maximumSecretCount else { return object(.tooMany) }
    secrets[key, default: []].append((label, secret))
    count += 1
    return key
  }

  private mutating func object(_ reason: Problem.Reason) -> RandomKey? {
    problemCounts[reason, default: 0] += 1
    if problems.count < Self.maximumProblemCount { problems.append(Problem(line: lineCount, reason: reason)) }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// The bytes of a hexadecimal number; `nil` if it isn't one, or not of one of these lengths.
  private static func binary(_ digits: Span<UInt8>, byteCounts: [Int]) -> SecretBytes? {
    guard byteCounts.contains(digits.count / 2), digits.count.isMultiple(of: 2) else { return nil }
    for index in digits.indices where value(digits[index]) == nil { return nil }
    return SecretBytes(count: digits.count / 2) { bytes in
      for index in bytes.indices {
        bytes[index] = (value(digits[2 * index]) ?? 0) << 4 | (value(digits[2 * index + 1]) ?? 0)
      }
    }
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension KeyLog: CustomStringConvertible, CustomReflectable {
  /// How much there is, and nothing of what it is.
  package var description: String { "\(count) secrets of \(connectionCount) connections" }

  /// A mirror that shows the counts only.
  package var customMirror: Mirror { Mirror(self, children: ["count": count]) }
}

extension SecretLabel {
  /// The label of that name.
  fileprivate static func named(_ text: Span<UInt8>) -> SecretLabel? {
    // No label is longer, and the name of one that isn't known may be of any length.
    guard text.count <= 64 else { return nil }
    return SecretLabel(rawValue: String(decoding: [UInt8](copying: text), as: UTF8.self))
  }
}
