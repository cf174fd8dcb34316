/// A path by its bytes, which need not be UTF-8, with the separator of its platform.
package struct FilePath: Sendable, Hashable {
  /// The bytes.
  package let bytes: [UInt8]

  /// A path of these bytes.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// A path of a text.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// Hashes eight bytes at a time: a path has dozens, and is looked up often.
  package func hash(into hasher: inout Hasher) {
    var word: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      word = word << 8 | UInt64(byte)
      if index % 8 == 7 { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(bytes.count)
  }

  /// The path as text: bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The path of an entry of this directory.
  package func appending(_ name: [UInt8], _ platform: RegistryEnvironment.Platform = .linux) -> FilePath {
    var path: [UInt8] = []
    path.reserveCapacity(bytes.count + 1 + name.count)
    path += bytes
    if let last = bytes.last, last != platform.separator { path.append(platform.separator) }
    path += name
    return FilePath(bytes: path)
  }

  /// The path of an entry of this directory.
  package func appending(_ name: String, _ platform: RegistryEnvironment.Platform = .linux) -> FilePath {
    appending(Array(name.utf8), platform)
  }

  /// The path without empty parts, `.` and, as far as there is something before them, `..` (Go's `filepath.Clean`).
  package func cleaned(_ platform: RegistryEnvironment.Platform = .linux) -> FilePath {
    if platform != .windows, isPlain { return self }
    let volume = platform.volumeCount(bytes)
    let isRooted = bytes.count > volume && platform.isSeparator(bytes[volume])
    var parts: [ArraySlice<UInt8>] = []
    for part in bytes[volume...].split(whereSeparator: platform.isSeparator) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        if let last = parts.last, !last.elementsEqual("..".utf8) {
          parts.removeLast()
          continue
        }
        if isRooted { continue }
      }
      parts.append(part)
    }
    var result = Array(bytes[..<volume]) + (isRooted ? [platform.separator] : [])
    result += parts.joined(separator: [platform.separator])
    return FilePath(bytes: result.isEmpty ? Array(".".utf8) : result)
  }

  /// Whether the path is one from the root in which no name starts with a dot or is empty, so that it is clean.
  private var isPlain: Bool {
    guard bytes.first == UInt8(ascii: "/") else { return false }
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
      guard index + 1 < bytes.count, bytes[index + 1] != byte, bytes[index + 1] != UInt8(ascii: ".") else {
        return false
      }
    }
    return true
  }

  /// Whether the path starts at a root.
  package func isAbsolute(_ platform: RegistryEnvironment.Platform = .linux) -> Bool {
    let volume = platform.volumeCount(bytes)
    guard bytes.count > volume, platform.isSeparator(bytes[volume]) else { return false }
    return platform != .windows || volume > 0
  }
}

extension FilePath: CustomStringConvertible {
  /// The path as text.
  package var description: String { text }
}

extension RegistryEnvironment.Platform {
  /// What parts the names in a path that a client makes.
  var separator: UInt8 { self == .windows ? UInt8(ascii: "\\") : UInt8(ascii: "/") }

  /// Whether a byte parts names in a path.
  func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || self == .windows && byte == UInt8(ascii: "\\")
  }

  /// How many bytes the drive takes, such as `C:`; no share of a network is looked for.
  func volumeCount(_ bytes: [UInt8]) -> Int {
    guard self == .windows, bytes.count >= 2, bytes[1] == UInt8(ascii: ":") else { return 0 }
    return 2
  }

  /// What parts the paths of a list (Go's `filepath.ListSeparator`).
  var listSeparator: Character { self == .windows ? ";" : ":" }
}
