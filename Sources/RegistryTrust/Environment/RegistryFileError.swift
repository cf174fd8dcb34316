import Platform

/// A refusal by the file system, or by the limits of this package, as a client would meet it.
public struct RegistryFileError: Error, Sendable, Hashable {
  /// What was being done.
  public enum Operation: String, Sendable, Hashable {
    /// A file or directory was opened.
    case open
    /// An open file was read.
    case read
    /// A path was asked for.
    case stat
  }

  /// What there is too much of.
  public enum Unit: String, Sendable, Hashable {
    /// Bytes of a file, or of all files of a host together.
    case bytes
    /// Entries of a directory.
    case entries
  }

  /// Why it failed.
  public enum Reason: Sendable, Hashable {
    /// Nothing has that path.
    case notFound
    /// The user may not.
    case permissionDenied
    /// A directory, where a file was expected.
    case isDirectory
    /// A file, where a directory was expected.
    case notADirectory
    /// Links that lead to each other.
    case linkLoop
    /// A name or a path that is longer than the system has.
    case nameTooLong
    /// A socket, which can't be opened.
    case socket
    /// A pipe, at which a client may wait for ever; it is not opened here.
    case pipe
    /// A device, which may have no end; it is not opened here.
    case device
    /// More than is looked at here.
    case tooLarge(limit: Int, of: Unit = .bytes)
    /// Another error, in the system's words.
    case other(String)
  }

  /// Why.
  public let reason: Reason
  /// What was being done.
  public let operation: Operation
  /// The path as the client has it.
  public let path: String

  package init(_ reason: Reason, _ operation: Operation, path: String) {
    self.reason = reason
    self.operation = operation
    self.path = path
  }

  /// Whether it is a limit or a precaution of this package, about which a client says nothing.
  public var isOurs: Bool {
    switch reason {
    case .pipe, .device, .tooLarge: true
    default: false
    }
  }

  /// What a program in Go says to it, such as `open /etc/docker/certs.d/h: permission denied`; our own words where
  /// such a program would wait, or read on.
  public var clientWording: String { "\(operation.rawValue) \(path): \(reason.text)" }
}

extension RegistryFileError.Reason {
  /// The text of the system's error (strerror of Linux, as Go's package syscall has it).
  package var text: String {
    switch self {
    case .notFound: "no such file or directory"
    case .permissionDenied: "permission denied"
    case .isDirectory: "is a directory"
    case .notADirectory: "not a directory"
    case .linkLoop: "too many levels of symbolic links"
    case .nameTooLong: "file name too long"
    case .socket: "no such device or address"
    case .pipe: "is a pipe, which is not waited for"
    case .device: "is a device, which is not read"
    case .tooLarge(let limit, .bytes): "is larger than the \(limit) bytes that are looked at"
    case .tooLarge(let limit, .entries): "has more than the \(limit) entries that are looked at"
    case .other(let text): text
    }
  }
}

extension RegistryFileError.Reason: CustomStringConvertible {
  /// The text of the system's error.
  public var description: String { text }
}

extension RegistryFileError: CustomStringConvertible {
  /// The path and the reason.
  public var description: String { path + ": " + reason.text }
}
