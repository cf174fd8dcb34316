extension ShellCommands {
  /// A path as an operand: never an option, whatever it starts with.
  func operand(_ path: FilePath) -> String {
    quoted(path.bytes.first == UInt8(ascii: "-") ? FilePath(bytes: Array("./".utf8) + path.bytes) : path)
  }

  /// Copies one file to a path that nothing has.
  func copyFile(_ source: FilePath, _ target: FilePath) -> String {
    platform == .windows
      ? "Copy-Item -LiteralPath \(quoted(source)) -Destination \(quoted(target))"
      : "cp \(operand(source)) \(quoted(target))"
  }

  /// Copies files into a directory, which is made.
  func gather(_ sources: [FilePath], _ directory: FilePath) -> [String] {
    let copies =
      platform == .windows
      ? sources.map { copyFile($0, directory) }
      : ["cp " + (sources.map(operand) + [quoted(directory)]).joined(separator: " ")]
    return [makeDirectory(directory)] + copies
  }

  /// Makes a directory of all that is in another one, which stays.
  func fill(_ directory: FilePath, from source: FilePath) -> String {
    platform == .windows
      ? "\(makeDirectory(directory)); Get-ChildItem -Force -LiteralPath \(quoted(source)) "
        + "| Copy-Item -Recurse -Destination \(quoted(directory))"
      : "\(makeDirectory(directory)) && cp -R \(quoted(source.appending("."))) \(quoted(directory))"
  }

  /// Removes a directory, and only if nothing is in it.
  func removeEmpty(_ directory: FilePath) -> String {
    platform == .windows
      ? "[System.IO.Directory]::Delete(\(quoted(directory)))" : "rmdir \(quoted(directory))"
  }

  /// Writes lines to a file, which must not be there.
  func write(_ lines: [String], to file: FilePath) -> String {
    let words = lines.map { quoted(FilePath($0)) }
    return platform == .windows
      ? "New-Item -ItemType File -Path \(quoted(file)) -Value (\(words.joined(separator: ", ")) -join \"`n\")"
      : "(set -C && printf '%s\\n' \(words.joined(separator: " ")) >\(quoted(file)))"
  }

  /// Opens a file in an editor, at a line.
  func edit(_ file: FilePath, line: Int? = nil) -> String {
    platform == .windows
      ? "notepad \(quoted(file))" : "${EDITOR:-vi} \(line.map { "+\($0) " } ?? "")\(operand(file))"
  }

  /// The file in which this machine looks names up first.
  var hostsFile: FilePath {
    FilePath(platform == .windows ? "C:\\Windows\\System32\\drivers\\etc\\hosts" : "/etc/hosts")
  }
}
