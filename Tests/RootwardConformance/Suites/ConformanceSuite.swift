import Foundation

/// A collection of cases with a file format of its own.
enum ConformanceSuite: String, Sendable {
  case limbo, pkits, wycheproof, chains
  case certsD = "certs.d"

  /// The cases of one file, or of one folder for the suite that is one.
  func cases(in file: URL) throws -> [ConformanceCase] {
    let file = self == .certsD ? file.appendingPathComponent("expected.json") : file
    guard let data = try? Data(contentsOf: file) else {
      throw Unreadable(file: file.path, reason: "cannot be read")
    }
    let decoder = JSONDecoder()
    do {
      return switch self {
      case .limbo: try decoder.decode(LimboFile.self, from: data).cases
      case .pkits: try decoder.decode(PKITSFile.self, from: data).cases(beside: file)
      case .wycheproof: try decoder.decode(WycheproofFile.self, from: data).cases(named: file)
      case .chains: try decoder.decode(ChainsFile.self, from: data).cases
      case .certsD: try decoder.decode(CertsDFile.self, from: data).cases(in: file.deletingLastPathComponent())
      }
    } catch let error as DecodingError {
      throw Unreadable(file: file.lastPathComponent, reason: "\(error)")
    }
  }

  /// A file that is not there, or not of the suite's format.
  struct Unreadable: Error, CustomStringConvertible {
    let file: String
    let reason: String
    var description: String { "\(file): \(reason)" }
  }
}
