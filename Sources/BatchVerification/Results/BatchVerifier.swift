package import CertificateVerification

/// Verifies the items of a stream, each for itself, and writes what came of it as a line of JSON.
///
/// The line follows from the item, its number and what stands here alone, whichever thread makes it and whatever was
/// verified before.
///
/// | member | what |
/// |---|---|
/// | `item` | the number of the item in the stream |
/// | `id` | what the item says; left out if it says nothing, or can't be read |
/// | `verdict` | `verified`, `refused` or `malformed` |
/// | `rule`, `code`, `certificate` | only if refused: as in ``Explanation/json``, of the finding that decided it |
/// | `problem` | only if malformed: `too-long`, `syntax`, `member` or `certificate` |
/// | `statement` | only if refused or malformed: what is wrong, in one sentence |
/// | `leftOut` | only if some certificates but the first can't be read: which, and why |
/// | `report` | only if reports are asked for, and never if malformed: ``Explanation/json`` |
package struct BatchVerifier: Sendable {
  private let verifier: CertificateVerifier
  private let defaults: ItemDefaults
  private let addsReports: Bool

  /// Creates a verifier of items.
  ///
  /// - Parameters:
  ///   - verifier: what verifies; it is shared by all threads.
  ///   - defaults: what holds for items that say nothing else.
  ///   - addsReports: whether each line has all that was found out.
  package init(_ verifier: CertificateVerifier, defaults: ItemDefaults, addsReports: Bool = false) {
    self.verifier = verifier
    self.defaults = defaults
    self.addsReports = addsReports
  }

  /// Verifies an item and appends its line.
  ///
  /// - Parameters:
  ///   - reading: the item.
  ///   - number: its number in the stream.
  ///   - line: where the line goes.
  /// - Returns: the verdict.
  package func verify(_ reading: ItemReading, number: Int, to line: inout [UInt8]) -> BatchVerdict {
    do throws(ItemProblem) {
      let fields = try reading.result.get()
      let question = try ItemQuestion(fields, defaults)
      return verify(try ItemChain(fields.chain), question, reading.identifier, number, to: &line)
    } catch {
      ResultLine.begin(number, reading.identifier, .malformed, to: &line)
      ResultLine.add("problem", .string(error.kind.rawValue), to: &line)
      ResultLine.add("statement", sentence: error.statement, to: &line)
      ResultLine.end(&line)
      return .malformed
    }
  }

  private func verify(
    _ chain: ItemChain, _ question: ItemQuestion, _ identifier: ItemIdentifier?, _ number: Int, to line: inout [UInt8]
  ) -> BatchVerdict {
    var explanation: Explanation?
    if addsReports {
      explanation =
        verifier.evaluate(
          chain.leaf, intermediates: chain.others, for: question.name, purpose: question.purpose, at: question.moment
        ).explanation
    } else {
      do throws(VerificationError) {
        _ = try verifier.verify(
          chain.leaf, intermediates: chain.others, for: question.name, purpose: question.purpose, at: question.moment)
      } catch {
        explanation = error.evaluation.explanation
      }
    }
    let isVerified = explanation?.evaluation.isVerified ?? true
    ResultLine.begin(number, identifier, isVerified ? .verified : .refused, to: &line)
    if !isVerified, let item = explanation?.paths.first?.items.first {
      ResultLine.add("rule", .string(item.finding.rule.rawValue), to: &line)
      ResultLine.add("code", .string(item.code), to: &line)
      ResultLine.add("certificate", .number(item.finding.certificate), to: &line)
      ResultLine.add("statement", sentence: item.statement, to: &line)
    }
    if !chain.remarks.isEmpty {
      ResultLine.add("leftOut", .array(chain.remarks.map(JSONValue.string)), to: &line)
    }
    if addsReports, let explanation {
      ResultLine.add("report", explanation.jsonValue, to: &line)
    }
    ResultLine.end(&line)
    return isVerified ? .verified : .refused
  }
}
