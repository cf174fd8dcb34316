/// An object of JSON whose fields are not known beforehand.
struct JSONObject: Decodable, Sendable {
  private var fields: [String: JSONValue]

  init(from decoder: any Decoder) throws {
    fields = try decoder.singleValueContainer().decode([String: JSONValue].self)
  }

  func string(_ name: String) -> String? {
    if case .string(let text)? = fields[name] { text } else { nil }
  }

  func integer(_ name: String) -> Int? {
    if case .integer(let number)? = fields[name] { number } else { nil }
  }

  func object(_ name: String) -> JSONObject? { fields[name]?.object }

  /// The texts of a list, empty if there is no such list.
  func strings(_ name: String) -> [String] {
    guard case .list(let values)? = fields[name] else { return [] }
    return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  /// Takes a list out of the object, empty if there is no such list.
  mutating func remove(_ name: String) -> [JSONValue] {
    if case .list(let values)? = fields.removeValue(forKey: name) { values } else { [] }
  }
}

/// A value of JSON.
enum JSONValue: Decodable, Sendable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case object(JSONObject)
  case list([JSONValue])
  /// A null, or a number that is no integer.
  case other

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let number = try? value.decode(Int.self) {
      self = .integer(number)
    } else if let list = try? value.decode([JSONValue].self) {
      self = .list(list)
    } else if let object = try? value.decode(JSONObject.self) {
      self = .object(object)
    } else if let truth = try? value.decode(Bool.self) {
      self = .boolean(truth)
    } else {
      self = .other
    }
  }

  var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

extension [UInt8] {
  /// The bytes that hexadecimal digits stand for; `nil` if there is another character or half a byte.
  init?(hexadecimal text: String) {
    let digits = Array<UInt8>(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    self = []
    reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(ofDigit: digits[index]), let low = Self.value(ofDigit: digits[index + 1]) else {
        return nil
      }
      append(high << 4 | low)
    }
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
