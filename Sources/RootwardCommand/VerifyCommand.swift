import BatchVerification
import CertificateVerification
import Certificates

/// The command `rootward verify`, which says whether a chain may be trusted, and if not, why not.
struct VerifyCommand {
  private let arguments: Arguments
  private let chain: String
  private let options: VerificationOptions
  private let graph: GraphFile?

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    self.arguments = arguments
    guard let chain = arguments.operands.first else {
      throw arguments.misuse("which chain? Name a file, or - for standard input")
    }
    guard arguments.operands.count == 1 else {
      throw arguments.misuse(
        "one chain at a time: \(Spelling.quoted(arguments.operands[1])) is one too many; --intermediates adds a file")
    }
    self.chain = chain
    for option in BatchCommand.options where arguments.contains(option) {
      throw arguments.misuse("\(option.spelling) is for many chains, which --batch FILE names")
    }
    options = try VerificationOptions(arguments, console)
    graph = try GraphFile(arguments)
  }

  /// Verifies the chain and prints the verdict.
  func run(_ console: Console) throws(Failure) -> ExitCode {
    let presented = try Inputs.certificates(chain, console)
    guard let leaf = presented.certificates.first else { return .input }
    try checkBeginning(presented, leaf)
    let verifier = try options.verifier(console)
    let evaluation = verifier.evaluate(
      leaf, intermediates: Array(presented.certificates.dropFirst()), for: options.name,
      purpose: options.purpose ?? PurposeName.purpose(for: options.name), at: options.moment)
    let explanation = evaluation.explanation
    if arguments.contains(.json) {
      console.print(explanation.json)
    } else {
      let isLong = arguments.contains(.explain)
      let text = explanation.text(allPaths: isLong)
      console.print(console.usesColors ? Style.explanation(text) : text)
      if isLong { console.print("\nAll paths, from the leaf on:\n" + explanation.tree) }
    }
    // The verdict is told first: it holds whether there is a picture of it or not.
    try graph?.write(explanation)
    return evaluation.isVerified ? .success : .refused
  }

  /// Refuses a chain whose first certificate is a block that can't be read: the next one is another's, and a verdict
  /// about it would be taken for one about the peer.
  private func checkBeginning(_ bundle: CertificateBundle, _ leaf: Certificate) throws(Failure) {
    let first = leaf.position?.block ?? 0
    guard bundle.skipped.contains(where: { !$0.isOtherContent && $0.position.block < first }) else { return }
    throw .input(
      "\(DisplayText.escaped(Inputs.source(chain))): the peer's own certificate comes first, and it can't be read")
  }
}
