#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A file or standard input that is read once, piece by piece, so that its size takes no memory.
///
/// Not for several threads at once: each piece begins where the one before ended.
package final class FileStream {
  /// Standard input is not ours to close, and has no descriptor here.
  private let descriptor: FileDescriptor?

  /// Opens a file, links in its path followed; a pipe waits for its writer.
  package init(reading path: String) throws(FileError) {
    descriptor = try FileDescriptor(reading: path)
  }

  /// Takes what is left of standard input; in an error its path is `-`.
  package init() { descriptor = nil }

  /// The next bytes, at most `count` of them and maybe fewer; none at the end.
  package func next(_ count: Int) throws(FileError) -> [UInt8] {
    guard descriptor != nil else {
      return try SystemCall.read(STDIN_FILENO, "-", upTo: count)
    }
    return try descriptor?.next(count) ?? []
  }
}
