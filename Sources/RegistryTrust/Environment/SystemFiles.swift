package import Platform

/// The files of this machine.
package struct SystemFiles: RegistryFiles {
  package init() {}

  package func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    do {
      return try FileSystem.node(at: path.bytes, followingLinks: followingLinks)
    } catch {
      throw RegistryFileError(error, .stat, path)
    }
  }

  package func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    do {
      return try FileSystem.byteEntries(of: directory.bytes, limit: limit)
    } catch {
      throw Self.error(error, listing: directory)
    }
  }

  package func entriesUnlessLink(
    of directory: FilePath, limit: Int
  ) throws(RegistryFileError) -> [FileSystem.ByteEntry]? {
    do {
      return try FileSystem.byteEntriesUnlessLink(of: directory.bytes, limit: limit)
    } catch {
      throw Self.error(error, listing: directory)
    }
  }

  package func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    do {
      return try FileSystem.readFile(path.bytes, limit: limit)
    } catch {
      throw Self.error(error, reading: path)
    }
  }

  package func readUnlessLink(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8]? {
    do {
      return try FileSystem.readFileUnlessLink(path.bytes, limit: limit)
    } catch {
      throw Self.error(error, reading: path)
    }
  }

  private static func error(_ error: FileError, listing directory: FilePath) -> RegistryFileError {
    let error = RegistryFileError(error, .open, directory)
    guard case .tooLarge(let limit, _) = error.reason else { return error }
    return RegistryFileError(.tooLarge(limit: limit, of: .entries), error.operation, path: error.path)
  }

  private static func error(_ error: FileError, reading path: FilePath) -> RegistryFileError {
    // Opening a directory succeeds; only reading it does not.
    RegistryFileError(error, error.reason == .isDirectory ? .read : .open, path)
  }

  package func linkTarget(of path: FilePath) -> FilePath? {
    FileSystem.linkBytes(of: path.bytes).map { FilePath(bytes: $0) }
  }

  package func permissions(of path: FilePath) -> UInt16? { FileSystem.permissions(of: path.bytes) }
}

extension RegistryFileError {
  init(_ error: FileError, _ operation: Operation, _ path: FilePath) {
    let reason: Reason =
      switch error.reason {
      case .notFound: .notFound
      case .permissionDenied: .permissionDenied
      case .isDirectory: .isDirectory
      case .notADirectory: .notADirectory
      case .notRegular(.pipe): .pipe
      case .notRegular: .device
      case .tooLarge(let limit): .tooLarge(limit: limit)
      case .other where error.isLinkLoop: .linkLoop
      case .other where error.isNameTooLong: .nameTooLong
      case .other where error.isNoDevice: .socket
      case .other: .other(error.reason.description.lowercased())
      }
    self.init(reason, operation, path: path.text)
  }
}
