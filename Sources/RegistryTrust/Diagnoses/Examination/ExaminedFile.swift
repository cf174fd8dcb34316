import CertificateCryptography
import Certificates
import Platform

/// A file of a directory that some client reads, and what is in it; nothing of a private key but the key itself.
struct ExaminedFile: Sendable {
  /// How much of a file is looked at whose name no client knows.
  static let otherByteCount = 1 << 20

  /// The name.
  let name: [UInt8]
  /// The path, as the clients have it.
  let path: FilePath
  /// What the entry is, links not followed; `nil` if it was gone.
  let node: FileNode?
  /// The ending, if it is one that counts.
  let ending: FileSystem.ByteEntry.Ending?
  /// Why it could not be read.
  let error: RegistryFileError?
  /// What it is; `nil` if it was not read.
  let shape: FileShape?
  /// The certificates that clients in Go find in it where they look for roots.
  let certificates: [Certificate]
  /// What they pass over.
  let ignored: [RegistryRoots.IgnoredBlock]
  /// The certificates that a lenient reader finds.
  let found: [Certificate]
  /// The first private key, if clients in Go or a stricter reader can read it without a passphrase.
  let key: PrivateKey?
  /// Why the private key can't be read, or what the stricter reader says of it; `nil` if nothing, or if there is no trace
  /// of any.
  let keyError: PrivateKeyError?
  /// Who may read the file, as the nine bits of a mode.
  let permissions: UInt16?

  /// Looks at an entry.
  init(
    _ entry: FileSystem.ByteEntry, in directory: FilePath, _ environment: RegistryEnvironment,
    _ bounded: inout BoundedFiles
  ) {
    name = entry.name
    let path = directory.appending(entry.name, environment.platform)
    self.path = path
    node = entry.node
    ending = entry.ending
    permissions = environment.files.permissions(of: path)
    guard entry.node != .directory else {
      (error, shape, certificates, ignored, found) = (nil, nil, [], [], [])
      (key, keyError) = (nil, nil)
      return
    }
    do throws(RegistryFileError) {
      var bytes = try bounded.read(path)
      // It may be a key, whatever its name is.
      defer { bytes.wipe() }
      error = nil
      shape = FileShape(bytes)
      let file = bounded.parse(bytes, path)
      certificates = file.certificates
      ignored = file.ignored
      found = CertificateBundle(bytes, source: path.text).certificates
      (key, keyError) = Self.key(path, bytes, bounded)
    } catch {
      self.error = error
      (shape, certificates, ignored, found) = (nil, [], [], [])
      (key, keyError) = (nil, nil)
    }
  }

  private static func key(
    _ path: FilePath, _ bytes: [UInt8], _ bounded: BoundedFiles
  ) -> (PrivateKey?, PrivateKeyError?) {
    if let reading = try? bounded.key(path, bytes), case .key(let key) = reading.content {
      return (key, reading.strictFault)
    }
    do throws(PrivateKeyError) {
      return (try PrivateKey(bytes), nil)
    } catch {
      return (nil, error.isAboutKey ? error : nil)
    }
  }

  /// The name as text.
  var text: String { String(decoding: name, as: UTF8.self) }

  /// The name without its last ending.
  var stem: [UInt8] {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return name }
    return Array(name[..<dot])
  }

  /// The path of a neighbor whose name has the same stem.
  func sibling(_ ending: String) -> FilePath { FilePath(bytes: path.bytes.dropLast(name.count) + stem + ending.utf8) }

  /// Whether there is a private key, readable or not.
  var holdsKey: Bool { key != nil || keyError != nil }
}

extension PrivateKeyError {
  /// Whether there is a private key that can't be read, rather than none.
  fileprivate var isAboutKey: Bool {
    switch reason {
    case .empty, .unrecognized, .noPrivateKey, .pem: false
    default: true
    }
  }
}
