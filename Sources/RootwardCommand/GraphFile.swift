import CertificateVerification
import Certificates
import Platform

/// The file of `--graph`, whose name says in which form a picture is to be written.
struct GraphFile {
  /// The forms of pictures, by the ends of their files' names.
  private enum Form: String, CaseIterable {
    case svg
    case dot
  }

  private let path: String
  private let form: Form

  /// Reads the option; `nil` if it was not given.
  init?(_ arguments: Arguments) throws(Failure) {
    guard let path = arguments.value(.graph) else { return nil }
    let end = path.lowercased()
    guard let form = Form.allCases.first(where: { end.hasSuffix(".\($0.rawValue)") }) else {
      throw arguments.misuse(
        "--graph: the name \(Spelling.quoted(path)) does not say what to write; let it end in .svg or .dot")
    }
    self.path = path
    self.form = form
  }

  /// Writes the picture.
  func write(_ explanation: Explanation) throws(Failure) {
    let text =
      switch form {
      case .svg: explanation.svg
      case .dot: explanation.dot
      }
    do {
      try FileSystem.write(Array("\(text)\n".utf8), to: path)
    } catch {
      throw .input("\(DisplayText.escaped(path)): the picture could not be written: \(error.reason)")
    }
  }
}
