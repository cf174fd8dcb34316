import Platform

/// The entries of a host's directory, and what has been made of each.
struct DirectoryReading {
  /// The directory.
  let path: FilePath
  /// The entries, in the order of their names' bytes.
  let entries: [FileSystem.ByteEntry]
  private let platform: RegistryEnvironment.Platform
  private var roles: [DirectoryEntryReport.Role]

  init(_ path: FilePath, _ entries: [FileSystem.ByteEntry], _ platform: RegistryEnvironment.Platform) {
    self.path = path
    self.entries = entries
    self.platform = platform
    roles = Array(repeating: .ignored(.notReached), count: entries.count)
  }

  /// The path of an entry.
  func path(of name: [UInt8]) -> FilePath { path.appending(name, platform) }

  /// Whether there is an entry of that name.
  func contains(_ name: [UInt8]) -> Bool {
    // They are in the order of their names' bytes.
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle].name.lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].name == name
  }

  /// Says what the client takes an entry for.
  mutating func note(_ index: Int, _ role: DirectoryEntryReport.Role) { roles[index] = role }

  /// The entries with what the client makes of each.
  var report: [DirectoryEntryReport] {
    zip(entries, roles).map { DirectoryEntryReport(name: String(decoding: $0.name, as: UTF8.self), role: $1) }
  }
}

extension FileSystem.ByteEntry {
  /// The endings that count in a host's directory, in exactly these letters.
  enum Ending: String {
    case roots = ".crt"
    case certificate = ".cert"
    case key = ".key"
  }

  /// The ending of the name, from its last dot on; `nil` if it is none that counts.
  var ending: Ending? {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return Ending(rawValue: String(decoding: name[dot...], as: UTF8.self))
  }

  /// The name with another ending.
  func name(ending: Ending) -> [UInt8] {
    let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.count
    return Array(name[..<dot]) + Array(ending.rawValue.utf8)
  }

  /// The name as text.
  var text: String { String(decoding: name, as: UTF8.self) }
}
