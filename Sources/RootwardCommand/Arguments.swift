/// The arguments of one command, taken apart: options with their values, and what is left.
///
/// `--name value` and `--name=value` mean the same, options may stand before, between and after the operands, `--`
/// ends them, and `-` alone is an operand.
struct Arguments: Sendable {
  /// The command.
  let topic: Topic
  /// What is no option, in order.
  private(set) var operands: [String] = []
  private var values: [Option: [String]] = [:]

  /// Takes apart what stands after the command's name.
  init(_ arguments: some Sequence<String>, for topic: Topic) throws(Failure) {
    self.topic = topic
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        return
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        operands.append(argument)
        continue
      }
      try take(argument, &rest)
    }
  }

  /// Whether an option was given.
  func contains(_ option: Option) -> Bool { values[option] != nil }

  /// The value of an option that may stand once; `nil` if it was not given.
  func value(_ option: Option) -> String? { values[option]?.first }

  /// The values of an option that may stand several times, in order.
  func all(_ option: Option) -> [String] { values[option] ?? [] }

  /// A failure that points to the command's help.
  func misuse(_ message: String) -> Failure { .usage(message, help: topic) }

  private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) throws(Failure) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count > 1 ? String(parts[1]) : nil
    let option = try option(name)
    guard option.isRepeatable || values[option] == nil else {
      throw misuse("\(name) is given twice, and only one can count")
    }
    guard let placeholder = option.placeholder(topic) else {
      guard attached == nil else { throw misuse("\(name) takes no value") }
      values[option, default: []].append("")
      return
    }
    // A name of an option after an option that wants a value is a value forgotten, far more often than a file so named.
    let value = attached ?? (rest.first?.hasPrefix("--") == true ? nil : rest.popFirst())
    guard let value else { throw misuse("\(name) needs a value: \(name) \(placeholder)") }
    // An empty value comes from an empty variable of a script, which must not turn a question off.
    guard !value.isEmpty else { throw misuse("the value of \(name) is empty: \(name) \(placeholder)") }
    values[option, default: []].append(value)
  }

  private func option(_ name: String) throws(Failure) -> Option {
    if name == "-h" { return .help }
    let known = name.hasPrefix("--") ? Option(rawValue: String(name.dropFirst(2))) : nil
    if let known, topic.options.contains(known) { return known }
    let nearest = Spelling.nearest(to: name, in: topic.options.map { $0.spelling })
    let hint = nearest.map { "; did you mean \($0)?" } ?? ""
    if let known, let owner = Topic.commands.first(where: { $0.options.contains(known) }) {
      throw misuse("\(name) is an option of “\(owner.invocation)”, not of “\(topic.invocation)”\(hint)")
    }
    throw misuse("unknown option \(Spelling.quoted(name))\(hint)")
  }
}
