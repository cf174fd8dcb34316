/// Commands for the shell of the client's machine: a POSIX one, or PowerShell on Windows.
struct ShellCommands {
  let platform: RegistryEnvironment.Platform

  /// A path as one word of a command, whatever bytes it has.
  func quoted(_ path: FilePath) -> String {
    let bytes = path.bytes
    let isPlain = bytes.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "_@%+=:,./-".utf8.contains(byte) || platform == .windows && byte == UInt8(ascii: "\\")
    }
    if isPlain, !bytes.isEmpty { return path.text }
    let quote = UInt8(ascii: "'")
    // Two quotes are one in PowerShell.
    if platform == .windows {
      return "'"
        + DoctorWords.shown(path).split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    let isVisible = String(validating: bytes, as: UTF8.self)?.unicodeScalars.allSatisfy(DoctorWords.isVisible) == true
    guard isVisible else { return ansiQuoted(bytes) }
    return bytes.reduce(into: [quote]) { text, byte in
      text += byte == quote ? Array("'\\''".utf8) : [byte]
    }.text + "'"
  }

  /// Bytes in the quotes `$'…'` of POSIX.1-2024 §2.2.4, so that none of them reaches the terminal.
  private func ansiQuoted(_ bytes: [UInt8]) -> String {
    var text = "$'"
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): text += "\\" + String(UnicodeScalar(byte))
      case 0x20...0x7E: text += String(UnicodeScalar(byte))
      // Always three digits: what follows could be one, and hexadecimal escapes have no end.
      default: text += "\\" + String(repeating: "0", count: byte < 8 ? 2 : byte < 64 ? 1 : 0) + String(byte, radix: 8)
      }
    }
    return text + "'"
  }

  /// Gives a file or directory another name; never one that something has.
  func move(_ source: FilePath, _ target: FilePath) -> String {
    platform == .windows
      ? "Move-Item -LiteralPath \(quoted(source)) -Destination \(quoted(target))"
      : "mv -n \(quoted(source)) \(quoted(target))"
  }

  /// Lets a link that is there lead to another file.
  func link(_ path: FilePath, to target: FilePath) -> String {
    platform == .windows
      ? "New-Item -ItemType SymbolicLink -Force -Path \(quoted(path)) -Target \(quoted(target))"
      : "ln -sfn \(quoted(target)) \(quoted(path))"
  }

  /// Copies a file or directory.
  func copy(_ source: FilePath, _ target: FilePath) -> String {
    platform == .windows
      ? "Copy-Item -Recurse -LiteralPath \(quoted(source)) -Destination \(quoted(target))"
      : "cp -R \(quoted(source)) \(quoted(target))"
  }

  /// Commands of which each is run only if those before it succeeded.
  func chained(_ commands: [String]) -> [String] {
    // PowerShell has no && before its version 7.
    platform == .windows ? commands : [commands.joined(separator: " && ")]
  }

  /// Removes a file.
  func remove(_ path: FilePath) -> String {
    platform == .windows ? "Remove-Item -LiteralPath \(quoted(path))" : "rm \(quoted(path))"
  }

  /// Makes a directory, and those around it.
  func makeDirectory(_ path: FilePath) -> String {
    platform == .windows ? "New-Item -ItemType Directory -Force \(quoted(path))" : "mkdir -p \(quoted(path))"
  }

  /// Makes a file readable for its owner alone.
  func protect(_ path: FilePath) -> String {
    platform == .windows
      ? "icacls \(quoted(path)) /inheritance:r /grant:r SYSTEM:F Administrators:F" : "chmod 600 \(quoted(path))"
  }

  /// Lists who may do what.
  func list(_ path: FilePath) -> String {
    platform == .windows ? "icacls \(quoted(path))" : "ls -ld \(quoted(path))"
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
