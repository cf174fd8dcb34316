import CertificateEncoding
import Certificates

extension Sentences {
  func transparency(_ problem: Problem, _ place: Place) -> Words {
    guard case .tooFewTimestamps(let shortage) = problem else { return Words("", "", remedy: "") }
    let wanted = shortage.required == 1 ? "a log" : "logs of \(shortage.required) operators"
    var facts =
      shortage.found == 0
      ? "No promise of a log in it counts." : "Promises of logs of \(Self.operators(shortage.found)) in it count."
    for result in shortage.results { facts += " " + Self.sentence(Self.text(result)) }
    return Words(
      "\(place.subject) lacks the promises of \(wanted) to publish it.", facts,
      remedy: "Ask the authority for a certificate that was submitted to logs that are believed, or supply a list that "
        + "has the logs it was submitted to.")
  }

  private static func operators(_ count: Int) -> String { count == 1 ? "one operator" : "\(count) operators" }

  /// What a promise is worth, as a clause.
  private static func text(_ result: TimestampResult) -> String {
    let moment = result.moment.description
    return switch result.outcome {
    case .valid(let log): "that of \(name(log)), made at \(moment), counts"
    case .unknownLog:
      "that of the log \(hexadecimal(result.logID.prefix(8)))…, made at \(moment), is of a log that is not listed"
    case .signatureInvalid(let log): "that of \(name(log)), made at \(moment), was not signed by it"
    case .inTheFuture(let log): "that of \(name(log)) was made at \(moment), which is still to come"
    case .logNotUsable(let log): "that of \(name(log)), made at \(moment), is of a time in which the log does not count"
    case .notChecked: "that of the log \(hexadecimal(result.logID.prefix(8)))…, made at \(moment), was not checked"
    }
  }

  private static func name(_ log: CertificateLog) -> String { quoted(printable(log.name)) }
}
