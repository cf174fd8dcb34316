import CertificateCryptography
import CertificateEncoding
import CertificateVerification
import Certificates
import HandshakeCapture
import Platform

/// The command `rootward handshake`, which verifies recorded TLS handshakes.
struct HandshakeCommand {
  private let arguments: Arguments
  private let capture: String
  private let name: PeerName?
  private let moment: Examiner.Moment

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    self.arguments = arguments
    guard let capture = arguments.operands.first else {
      throw arguments.misuse("which recording? Name a file, or - for standard input")
    }
    guard arguments.operands.count == 1 else {
      throw arguments.misuse("one recording at a time: \(Spelling.quoted(arguments.operands[1])) is one too many")
    }
    guard arguments.value(.keylog) != Inputs.standardInput else {
      throw arguments.misuse("--keylog reads no standard input; a file of that name is ./-")
    }
    self.capture = capture
    let names = [arguments.value(.hostname).map(PeerName.dns), arguments.value(.ip).map(PeerName.ip)].compactMap { $0 }
    guard names.count < 2 else {
      throw arguments.misuse("--hostname and --ip exclude each other: a server is asked for by one name")
    }
    name = names.first
    if let name { try Self.demandName(name, arguments) }
    moment =
      switch arguments.value(.at) {
      case nil, "capture": .capture(otherwise: console.now)
      case "now": .at(console.now)
      default: .at(try arguments.moment(console, others: "capture, now, "))
      }
  }

  /// Refuses what no server can be called: whoever asks is wrong then, and not the server.
  private static func demandName(_ name: PeerName, _ arguments: Arguments) throws(Failure) {
    if case .dns(let host) = name, IPAddress(host) != nil {
      throw arguments.misuse("--hostname: \(Spelling.quoted(host)) is an IP address; use --ip")
    }
    do throws(PeerNameError) {
      _ = try name.referenceIdentity()
    } catch {
      guard case .dns(let host) = name else {
        throw arguments.misuse("--ip: \(Spelling.quoted(name.description)) is no address: \(Sentences.text(error))")
      }
      throw arguments.misuse(
        "--hostname: \(Spelling.quoted(host)) is no host name, without scheme, port and path: \(Sentences.text(error))")
    }
  }

  /// Reads the recording and prints the verdicts.
  func run(_ console: Console) throws(Failure) -> ExitCode {
    let sources = try TrustSources(arguments)
    try sources.demand(console)
    let keyLog = try keyLog(console)
    let examiner = Examiner(verifier: CertificateVerifier(trust: sources.store), name: name, moment: moment)
    let report = try report(keyLog, examiner, console)
    if arguments.contains(.json) {
      report.forEachPartOfJSON { console.print($0) }
    } else {
      report.forEachLine { console.print(console.usesColors ? Style.handshake($0) : $0) }
    }
    let source = DisplayText.escaped(Inputs.source(capture))
    if let problem = report.problem { console.complain("\(source): \(problem)") }
    guard report.hasTLS else {
      console.complain("\(source): there is no TLS handshake in it")
      return .input
    }
    // The verdict says it all, also of a recording with a malformed part, which may be what matters.
    return report.verdict == .pass ? .success : .refused
  }

  private func report(_ keyLog: KeyLog, _ examiner: Examiner, _ console: Console) throws(Failure) -> CaptureReport {
    do throws(CaptureError) {
      return try CaptureAnalysis.run(try source(console), keyLog: keyLog, examiner: examiner)
    } catch {
      throw .input("\(DisplayText.escaped(Inputs.source(capture))): \(error)")
    }
  }

  /// The bytes of the recording, piece by piece.
  private func source(_ console: Console) throws(CaptureError) -> (_ count: Int) throws(FileError) -> [UInt8] {
    if capture == Inputs.standardInput { return { count throws(FileError) in try console.nextOfStandardInput(count) } }
    do throws(FileError) {
      let stream = try FileStream(reading: capture)
      return { count throws(FileError) in try stream.next(count) }
    } catch {
      throw CaptureError(error)
    }
  }

  /// The secrets of `--keylog`.
  private func keyLog(_ console: Console) throws(Failure) -> KeyLog {
    var log = KeyLog()
    guard let path = arguments.value(.keylog) else { return log }
    let name = DisplayText.escaped(path)
    var bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileSystem.read(path, limit: KeyLog.maximumByteCount)
    } catch {
      throw .input("\(name): \(error.reason)")
    }
    log.insert(bytes.span)
    bytes.wipe()
    for problem in log.problems.prefix(Inputs.maximumComplaintCount) {
      console.complain("\(name), line \(problem.line): left out: \(problem.reason.rawValue)")
    }
    if log.problemCount > Inputs.maximumComplaintCount {
      console.complain("\(name): \(log.problemCount - Inputs.maximumComplaintCount) more lines are left out")
    }
    if log.count == 0 { console.complain("\(name): there is no secret in it") }
    return log
  }
}

extension Style {
  /// A line of a report on handshakes, its verdict marked.
  static func handshake(_ line: String) -> String {
    for (word, style) in [("PASS", Style.good), ("FAIL", .bad), ("NOT CHECKABLE", .heading)] {
      if line.hasPrefix(word + ":") { return style.applied(to: word) + line.dropFirst(word.count) }
      if line.hasPrefix("  " + word + " ") { return "  " + style.applied(to: word) + line.dropFirst(word.count + 2) }
    }
    return line.hasSuffix(":") && !line.hasPrefix(" ") ? heading.applied(to: line) : line
  }
}
