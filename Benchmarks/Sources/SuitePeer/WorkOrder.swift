import Foundation

/// What is to be done, as the driver says it: the name of a order, and `key=value` fields.
struct WorkOrder {
  let name: String
  private let values: [String: String]

  /// Reads the fields of a question from the task's name on.
  init(_ fields: ArraySlice<String>) throws {
    guard let name = fields.first, !name.isEmpty else { throw Refusal.wrong("which task?") }
    self.name = name
    var values: [String: String] = [:]
    for field in fields.dropFirst() where !field.isEmpty {
      guard let equals = field.firstIndex(of: "="), equals > field.startIndex else {
        throw Refusal.wrong("a field is key=value, not \(field)")
      }
      values[String(field[..<equals])] = String(field[field.index(after: equals)...])
    }
    self.values = values
  }

  /// The value of a field; `nil` if it is not there or empty.
  subscript(_ key: String) -> String? { values[key].flatMap { $0.isEmpty ? nil : $0 } }

  /// The value of a field that has to be there.
  func demand(_ key: String) throws -> String {
    guard let value = self[key] else { throw Refusal.wrong("\(name) needs \(key)=") }
    return value
  }

  /// A field of 0 or 1.
  func flag(_ key: String, otherwise: Bool) throws -> Bool {
    switch self[key] {
    case nil: otherwise
    case "0"?: false
    case "1"?: true
    case let value?: throw Refusal.wrong("\(key) is 0 or 1, not \(value)")
    }
  }

  /// The moment of `time=`, in seconds since 1970.
  var moment: Int {
    get throws {
      let text = try demand("time")
      // What OpenSSL and calendars can hold, so that nobody has to check it again: up to the year 9999.
      guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
        throw Refusal.wrong("time is in seconds since 1970, not \(text)")
      }
      return seconds
    }
  }

  /// The bytes of the file that a field names.
  func bytes(_ key: String) throws -> [UInt8] { try Self.bytes(at: demand(key)) }

  /// The bytes of a file.
  static func bytes(at path: String) throws -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe))
    } catch {
      throw Refusal.wrong("\(path) can't be read")
    }
  }

  /// The paths of a directory's files, in the order of their names.
  static func files(of directory: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory).sorted().map { "\(directory)/\($0)" }
    } catch {
      throw Refusal.wrong("\(directory) is no directory that can be read")
    }
  }

  /// The serial numbers of `serials=`, a line of hexadecimal digits each, as the contents of a DER INTEGER.
  var serialNumbers: [[UInt8]] {
    get throws {
      let lines = String(decoding: try bytes("serials"), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      return try lines.map { line in
        var digits = line.drop { $0 == "0" }
        if digits.count % 2 == 1 { digits = "0" + digits }
        var number: [UInt8] = []
        while !digits.isEmpty {
          guard let byte = UInt8(digits.prefix(2), radix: 16) else {
            throw Refusal.wrong("a serial number is in hexadecimal digits, not \(line)")
          }
          number.append(byte)
          digits = digits.dropFirst(2)
        }
        return number.first.map { $0 < 0x80 } == true ? number : [0] + number
      }
    }
  }
}
