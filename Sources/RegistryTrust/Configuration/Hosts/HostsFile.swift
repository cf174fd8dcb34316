/// containerd's `hosts.toml`: the servers of a registry, in the order in which they are asked.
///
/// What is read, and how, is what containerd 2 does (`core/remotes/docker/config/hosts.go`, `parseHostsFile`), with its
/// order, its defaults and its errors. No other file is opened; ``Server/authorities`` and ``Server/identities`` name
/// those that are to be.
///
/// containerd does not refuse a registry for an error in this file: it logs the error, and reads the `*.crt`, `*.cert`
/// and `*.key` files of the directory, as it does for a missing or an empty file. In a file that is read they count for
/// nothing.
package struct HostsFile: Sendable {
  /// The most bytes that a file may have.
  package static let maximumByteCount = TOMLDocument.maximumByteCount

  /// The servers of the headers `[host."…"]` in the order of the file, and at last that of `server`.
  ///
  /// The last one has an empty ``Server/host`` if there is no `server`: it is the registry itself, of which
  /// ``servers(for:)`` knows the name.
  package let servers: [Server]
  /// What is likely to be otherwise than its author thinks.
  package let notes: [HostsFileNote]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The file; ``isEmpty(_:)`` says whether containerd reads it at all.
  ///   - directory: The directory of the file, below which relative paths lie.
  /// - Throws: ``HostsFileError`` for the first thing that containerd refuses.
  package init(_ bytes: [UInt8], directory: String) throws(HostsFileError) {
    let document: TOMLDocument
    do throws(TOMLError) {
      document = try TOMLDocument(bytes)
    } catch {
      throw HostsFileError(reason: .syntax(error.reason), position: error.position)
    }
    var reader = HostsFileReader(document, directory: directory)
    servers = try reader.servers()
    notes = reader.notes.sorted { $0.position < $1.position }
  }

  /// Whether containerd takes a file for one that is not there: it has no bytes.
  ///
  /// A file of white space or comments alone is read, and makes the registry itself the only server.
  package static func isEmpty(_ bytes: [UInt8]) -> Bool { bytes.isEmpty }
}
