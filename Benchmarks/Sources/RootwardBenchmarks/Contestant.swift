import Foundation

/// Somebody who can do the work of rows, here or in another process.
protocol Contestant: AnyObject {
  var name: String { get }

  /// Which release it is of; `nil` for Rootward, which is what is measured.
  var version: String? { get }

  /// The seconds that `count` runs of a row's work take; `nil` if it can't do that work.
  ///
  /// - Throws: ``ContestantError`` if a valid signature was refused.
  func seconds(_ row: Row, count: Int) throws -> Double?

  /// Whether the altered signature of a row is accepted; `nil` where there is none.
  func acceptsAltered(_ row: Row) throws -> Bool?

  /// The bytes that a row's work gives, a digest or what Base64 stood for; `nil` where there are none.
  func output(_ row: Row) throws -> [UInt8]?
}

/// What went wrong with a contestant.
struct ContestantError: Error, CustomStringConvertible {
  let description: String
}

/// What a library does for a row.
struct Operation {
  /// Runs the work so many times, and says whether every signature was valid.
  private let run: (Int) -> Bool
  /// The bytes that one run gives, in rows of bytes.
  let output: (() -> [UInt8])?

  init(output: (() -> [UInt8])? = nil, run: @escaping (Int) -> Bool) {
    self.run = run
    self.output = output
  }

  func callAsFunction(_ count: Int) -> Bool { run(count) }
}

/// A library in this process.
final class LocalContestant: Contestant {
  let name: String
  let version: String?
  private let fixtures: Fixtures
  private let make: (Row.Work, [Fixtures.Signature]) throws -> Operation?
  private var operations: [Row: Operation?] = [:]

  init(
    _ name: String, version: String? = nil, _ fixtures: Fixtures,
    make: @escaping (Row.Work, [Fixtures.Signature]) throws -> Operation?
  ) {
    self.name = name
    self.version = version
    self.fixtures = fixtures
    self.make = make
  }

  func seconds(_ row: Row, count: Int) throws -> Double? {
    guard let operation = try operation(row) else { return nil }
    var isValid = true
    let time = ContinuousClock().measure { isValid = operation(count) }
    guard isValid else { throw ContestantError(description: "\(name) refuses a valid signature: \(row.title)") }
    return time / .seconds(1)
  }

  func acceptsAltered(_ row: Row) throws -> Bool? {
    let signatures = signatures(of: row)
    guard !signatures.isEmpty else { return nil }
    return try make(row.work, signatures.map(\.altered))?(1)
  }

  func output(_ row: Row) throws -> [UInt8]? { try operation(row)?.output?() }

  private func operation(_ row: Row) throws -> Operation? {
    if let known = operations[row] { return known }
    let made = try make(row.work, signatures(of: row))
    operations[row] = .some(made)
    return made
  }

  private func signatures(of row: Row) -> [Fixtures.Signature] {
    switch row.work {
    case .verify(let algorithm), .verifyPrepared(let algorithm), .verifyCold(let algorithm):
      Array((fixtures.signatures[algorithm.rawValue] ?? []).prefix(1))
    case .verifyEight(let algorithm): fixtures.signatures[algorithm.rawValue] ?? []
    case .digest, .base64: []
    }
  }
}

/// Bytes to digest and to decode.
enum Material {
  static let bytes: [UInt8] = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }

  /// 64 KB of Base64 with its line ends.
  static let base64: [UInt8] = {
    let options: Data.Base64EncodingOptions = [.lineLength64Characters, .endLineWithLineFeed]
    return Array(Data(bytes.prefix(48_384)).base64EncodedString(options: options).utf8)
  }()
}

/// Keeps a result that nobody looks at from being computed away.
@inline(never)
func use<Value>(_ value: Value) {}
