/// Why a command ends before it has a result.
enum Failure: Error, Equatable {
  /// The arguments are not ones that the command understands.
  case usage(String, help: Topic)
  /// An input can't be read or holds nothing that can be used; each line says which, where and why.
  case input([String])

  /// Creates the failure of one input.
  static func input(_ line: String) -> Failure { .input([line]) }

  /// What there is to say about it, a line each.
  var lines: [String] {
    switch self {
    case .usage(let message, _): [message]
    case .input(let lines): lines
    }
  }
}
