import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation

/// Says what the engine objects to in chains that were generated; Scripts/differential.sh compares it with what others say.
///
/// A line of the file has nine fields with tabs between them: an id, what was done to the chain, the moment in seconds
/// since 1970, `dns` or `ip`, the peer's name, the leaf, the other certificates, the roots, and what is not ours. The
/// certificates are DER in hexadecimal, with commas between them.
enum Differential {
  /// Prints a line for each chain: the id, a tab, and what is objected to; nothing if the chain is accepted.
  ///
  /// That is what is wrong with the certificates that can't be read, and then, each behind a bar, what is wrong with the
  /// paths that were tried, the nearest first. The codes of one path have commas between them.
  ///
  /// With an id only that chain is judged, and its explanation printed.
  static func run(_ file: URL, explaining id: String?) throws {
    guard let data = try? Data(contentsOf: file) else {
      throw ConformanceSuite.Unreadable(file: file.path, reason: "cannot be read")
    }
    var output = ""
    for (number, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let chain = Chain(String(decoding: line, as: UTF8.self)) else {
        throw ConformanceSuite.Unreadable(file: file.path, reason: "line \(number + 1) is no chain")
      }
      if let id {
        if chain.id == id { output = "\(chain.mutations)\n\(chain.explanation)\n" }
      } else {
        output += "\(chain.id)\t\(chain.objections)\n"
      }
    }
    FileHandle.standardOutput.write(Data(output.utf8))
  }
}

extension Differential {
  /// One chain, as far as it can be read.
  struct Chain {
    let id: String
    let mutations: String
    private let moment: Timestamp
    private let name: PeerName
    private let leaf: Certificate?
    private let others: [Certificate]
    private let roots: [Certificate]
    /// What is wrong with the certificates that can't be read.
    private let unreadable: [String]

    init?(_ line: String) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 9, let seconds = Int64(fields[2]), ["dns", "ip"].contains(fields[3]) else { return nil }
      (id, mutations) = (String(fields[0]), String(fields[1]))
      moment = Timestamp(secondsSince1970: seconds)
      name = fields[3] == "ip" ? .ip(String(fields[4])) : .dns(String(fields[4]))
      var unreadable: [String] = []
      func certificates(_ list: Substring, _ part: String, keepingEmpty: Bool = false) -> [Certificate]? {
        var certificates: [Certificate] = []
        for text in list.split(separator: ",", omittingEmptySubsequences: !keepingEmpty) {
          guard let bytes = [UInt8](hexadecimal: String(text)) else { return nil }
          do throws(CertificateError) {
            certificates.append(try Certificate(der: bytes, source: part))
          } catch {
            unreadable.append("unreadable-\(part):\(error.field.rawValue):\(Self.word(error.reason))")
          }
        }
        return certificates
      }
      guard let leaves = certificates(fields[5], "leaf", keepingEmpty: true),
        let others = certificates(fields[6], "intermediate"), let roots = certificates(fields[7], "root")
      else { return nil }
      (leaf, self.others, self.roots, self.unreadable) = (leaves.first, others, roots, unreadable)
    }

    /// What is objected to, as ``Differential/run(_:explaining:)`` has it.
    var objections: String {
      let attempts: [[String]]
      if let evaluation {
        if evaluation.isVerified { return "" }
        attempts = evaluation.attempts.map { $0.findings.map { Self.word($0.problem) } }
      } else {
        attempts = []
      }
      return ([unreadable] + attempts).map { $0.joined(separator: ",") }.joined(separator: "|")
    }

    var explanation: String {
      let explanation = evaluation.map { "\($0.explanation)" } ?? ""
      return (unreadable + [explanation]).joined(separator: "\n")
    }

    private var evaluation: Evaluation? {
      guard let leaf else { return nil }
      var trust = TrustStore()
      for root in roots { trust.insert(root) }
      return CertificateVerifier(trust: trust).evaluate(leaf, intermediates: others, for: name, at: moment)
    }

    /// The code of a problem, with the extension that it is about.
    private static func word(_ problem: Problem) -> String {
      switch problem {
      case .extensionMalformed(let identifier, let reason): "\(problem.code):\(identifier):\(word(reason))"
      case .extensionCriticality(let identifier, _), .criticalExtensionUnknown(let identifier),
        .criticalExtensionUnsupported(let identifier):
        "\(problem.code):\(identifier)"
      case .nameNotAllowed(let violation): "\(problem.code):\(word(violation.kind))"
      default: problem.code
      }
    }

    private static func word(_ reason: CertificateError.Reason) -> String {
      if case .encoding(let reason) = reason { return word(reason) }
      return word(reason as Any)
    }

    /// The name of a case, without what it holds.
    private static func word(_ value: Any) -> String { String("\(value)".prefix { $0.isLetter || $0.isNumber }) }
  }
}
