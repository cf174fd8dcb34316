/// What the command says to the program that started it.
enum ExitCode: Int32, Sendable {
  /// The chain is verified, or nothing is wrong.
  case success = 0
  /// The chain is refused, or something is wrong with what was looked at.
  case refused = 1
  /// The command was called in a way that it does not understand.
  case usage = 2
  /// An input could not be read or parsed, or the output could not be written.
  case input = 3
}
