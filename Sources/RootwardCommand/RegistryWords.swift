import CertificateVerification
import Certificates
import RegistryTrust

/// The words for what a client makes of files and directories.
enum RegistryWords {
  /// A path or a client's words, fit to be shown; a backslash stays one.
  static func shown(_ text: String) -> String {
    text.split(separator: "\\", omittingEmptySubsequences: false).map { DisplayText.escaped(String($0)) }
      .joined(separator: "\\")
  }

  /// What became of a directory.
  static func text(_ outcome: DirectoryCandidate.Outcome) -> String {
    switch outcome {
    case .taken: "read"
    case .missing: "not there"
    case .notReached: "not looked at, since one before it is there"
    case .skipped(let error): "passed over: \(error.reason)"
    case .failed(let error): "the client stops: \(error.reason)"
    case .closed: "undecided: it is closed to this user, and not to root"
    case .notConsulted(.dockerHub): "never read, since the host is Docker Hub"
    case .notConsulted(.insecure(let reason)): "never read, since the host is insecure: \(text(reason))"
    }
  }

  /// A stable name of an outcome.
  static func name(_ outcome: DirectoryCandidate.Outcome) -> String {
    switch outcome {
    case .taken: "taken"
    case .missing: "missing"
    case .notReached: "notReached"
    case .skipped: "skipped"
    case .failed: "failed"
    case .closed: "closed"
    case .notConsulted: "notConsulted"
    }
  }

  /// Why a client takes any certificate.
  static func text(_ reason: InsecureReason) -> String {
    switch reason {
    case .listed(let entry, let line): "insecure-registries has “\(shown(entry))” (line \(line) of daemon.json)"
    case .loopbackAddress(let address): "\(address) is an address of this machine"
    case .localhost, .loopback: "it is this machine"
    case .configured(let file, let line): "\(shown(file)) says so (line \(line))"
    }
  }

  /// Why a client reads no directory, in a few words.
  static func exemption(_ result: RegistryTrust) -> String? {
    for candidate in result.candidates {
      switch candidate.outcome {
      case .notConsulted(.dockerHub): return "Docker Hub"
      case .notConsulted(.insecure): return "insecure"
      default: continue
      }
    }
    return nil
  }

  /// What an entry is taken for.
  static func text(_ role: DirectoryEntryReport.Role) -> String {
    switch role {
    case .roots: "roots"
    case .certificate(let key): "client certificate, its key is \(shown(key))"
    case .key(let certificate): "key of \(shown(certificate))"
    case .named: "named in hosts.toml"
    case .hostsFile: "configuration of the host"
    case .closed: "undecided: it is closed to this user, and not to root"
    case .ignored(let reason): "ignored: \(text(reason))"
    }
  }

  /// A stable name of a role.
  static func name(_ role: DirectoryEntryReport.Role) -> String {
    switch role {
    case .roots: "roots"
    case .certificate: "certificate"
    case .key: "key"
    case .named: "named"
    case .hostsFile: "hostsFile"
    case .closed: "closed"
    case .ignored: "ignored"
    }
  }

  /// What a client that runs as root may read, and this user may not.
  static func closed(_ errors: [RegistryFileError]) -> String {
    let more = errors.count > 1 ? " and \(errors.count - 1) more" : ""
    return
      "\(shown(errors.first?.path ?? ""))\(more) \(errors.count > 1 ? "are" : "is") closed to this user, and not to "
      + "root, as whom the client may run"
  }

  /// Why an entry is passed over.
  static func text(_ reason: DirectoryEntryReport.IgnoredReason) -> String {
    switch reason {
    case .ending: "its name ends neither in .crt nor in .cert nor in .key"
    case .directory: "it is a directory"
    case .loneKey: "it is a key without a certificate"
    case .shadowed: "hosts.toml doesn't name it"
    case .dangling: "it leads nowhere"
    case .notReached: "the client stopped before it"
    }
  }

  /// Why a block is passed over.
  static func text(_ reason: RegistryRoots.IgnoredBlock.Reason) -> String {
    switch reason {
    case .label(let label): "its label is \(shown(label))"
    case .headers: "it has headers"
    case .certificate(let error): Sentences.text(error)
    case .certificateKey(let key): "it is for a key that the client doesn't have: \(key)"
    case .malformed: "it is damaged"
    }
  }

  /// Whether the server's certificate is verified.
  static func text(_ check: ServerCheck) -> String {
    switch check {
    case .verified: "its certificate is verified"
    case .notVerified(let reason): "any certificate will do: \(text(reason))"
    case .plainHTTP: "asked without TLS"
    }
  }

  /// The same in a word.
  static func word(_ check: ServerCheck) -> String {
    switch check {
    case .verified: "verified"
    case .notVerified: "not verified"
    case .plainHTTP: "no TLS"
    }
  }
}
