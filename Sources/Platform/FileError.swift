#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A refusal by the file system: which path, and why.
package struct FileError: Error, Sendable, Hashable {
  /// Why the path could not be used.
  package enum Reason: Sendable, Hashable {
    /// Nothing has that path.
    case notFound
    /// The user of this process may not.
    case permissionDenied
    /// A directory, where a file was expected.
    case isDirectory
    /// A file, where a directory was expected.
    case notADirectory
    /// A pipe or a device, where only a regular file will do.
    case notRegular(FileNode)
    /// More bytes, or entries of a directory, than the caller's limit.
    case tooLarge(limit: Int)
    /// Another error of the system, with its `errno`.
    case other(code: Int32)
  }

  /// Why.
  package let reason: Reason
  /// The path as it was given.
  package let path: String

  package init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }
}

extension FileError.Reason: CustomStringConvertible {
  /// The reason in plain words, to be read after the path and a colon.
  package var description: String {
    switch self {
    case .notFound: "no such file or directory"
    case .permissionDenied: "permission denied"
    case .isDirectory: "is a directory, not a file"
    case .notADirectory: "is not a directory"
    case .notRegular(.pipe): "is a pipe, not a file"
    case .notRegular: "is a device, not a file"
    case .tooLarge(let limit): "is larger than the limit of \(limit) bytes"
    case .other(let code): SystemCall.message(code)
    }
  }
}

extension FileError: CustomStringConvertible {
  /// The path and the reason.
  package var description: String { path + ": " + reason.description }
}

extension FileError.Reason {
  /// The system has no thread left.
  package static var noThread: FileError.Reason { .other(code: EAGAIN) }
}

extension FileError {
  /// Whether links lead to each other.
  package var isLinkLoop: Bool { reason == .other(code: ELOOP) }
  /// Whether a name or a path is longer than the system has.
  package var isNameTooLong: Bool { reason == .other(code: ENAMETOOLONG) }
  /// Whether nothing stands behind the path, as is so for a socket that is opened.
  package var isNoDevice: Bool { reason == .other(code: ENXIO) }
}
