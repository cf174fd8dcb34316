import CertificateVerification
import Certificates

/// The command `rootward inspect`, which says what is in files of certificates, requests and keys.
struct InspectCommand {
  private let arguments: Arguments

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments) throws(Failure) {
    self.arguments = arguments
    guard !arguments.operands.isEmpty else {
      throw arguments.misuse("which file? Name one or more, or - for standard input")
    }
    guard arguments.operands.filter({ $0 == Inputs.standardInput }).count <= 1 else {
      throw arguments.misuse("standard input can be read only once")
    }
  }

  /// Looks into every file; one that can't be read does not keep the others from being told.
  func run(_ console: Console) -> ExitCode {
    var code = ExitCode.success
    var files: [JSONValue] = []
    var isFirst = true
    for path in arguments.operands {
      var file: [(String, JSONValue)] = [("source", .string(Inputs.source(path)))]
      var problems: [String]
      do {
        let inspection = FileInspection(try Inputs.read(path, console), source: Inputs.source(path))
        problems = inspection.problems
        if arguments.contains(.json) {
          file.append(("format", .string(inspection.isDER ? "der" : "pem")))
          file.append(("blocks", .array(inspection.reports.map { $0.json })))
        } else {
          for report in inspection.reports {
            if !isFirst { console.print("") }
            isFirst = false
            for line in report.lines() { console.print(line) }
          }
        }
      } catch {
        problems = error.lines
        file.append(("format", .null))
        file.append(("blocks", .array([])))
      }
      file.append(("problems", .array(problems.map(JSONValue.string))))
      files.append(.object(file))
      for line in problems.prefix(Inputs.maximumComplaintCount) { console.complain(line) }
      if problems.count > Inputs.maximumComplaintCount {
        console.complain("\(problems.count - Inputs.maximumComplaintCount) more blocks can't be read")
      }
      if !problems.isEmpty { code = .input }
    }
    if arguments.contains(.json) { console.print(JSONValue.object([("files", .array(files))]).text) }
    return code
  }
}
