#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#else
  // WASI and Windows have other notions of paths, links and descriptors; they come with tests that run there.
  #error("Platform supports Darwin, Glibc, Musl and Bionic; this C library is none of them")
#endif

/// Calls of the C library with their conventions turned into Swift's.
enum SystemCall {
  /// Makes a call that returns -1 when it fails, again for as long as a signal interrupts it.
  ///
  /// - Throws: What the call left in `errno`, as an error about `path`.
  @discardableResult
  static func run<Value: SignedInteger>(_ path: String, _ call: () -> Value) throws(FileError) -> Value {
    while true {
      let value = call()
      if value != -1 { return value }
      let code = errno
      guard code == EINTR else { throw error(code, path) }
    }
  }

  /// The next bytes of a descriptor: at most `count`, which is below 2^31, and maybe fewer; none at the end.
  static func read(_ descriptor: Int32, _ path: String, upTo count: Int) throws(FileError) -> [UInt8] {
    precondition(count > 0 && count <= Int32.max, "Darwin refuses more at once")
    var failure: FileError?
    // The buffer has `count` bytes or more, at most `count` are written, and what the call says is what is initialized.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(FileError) {
        initialized = try run(path) { unsafe systemRead(descriptor, buffer.baseAddress, count) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// The error that an `errno` stands for.
  static func error(_ code: Int32, _ path: String) -> FileError {
    switch code {
    case ENOENT: FileError(.notFound, path: path)
    case EACCES, EPERM: FileError(.permissionDenied, path: path)
    case EISDIR: FileError(.isDirectory, path: path)
    case ENOTDIR: FileError(.notADirectory, path: path)
    default: FileError(.other(code: code), path: path)
    }
  }

  /// Checks that C reads the whole of a path: a zero in it would end the path there, and name another file.
  static func check(_ path: String) throws(FileError) {
    guard !path.utf8.contains(0) else { throw error(EINVAL, path) }
  }

  /// A path as C takes it, with a zero at its end; one within it would end it there, and name another file.
  static func terminated(_ path: [UInt8]) throws(FileError) -> [CChar] {
    var text: [CChar] = []
    text.reserveCapacity(path.count + 1)
    for byte in path {
      guard byte != 0 else { throw error(EINVAL, String(decoding: path, as: UTF8.self)) }
      text.append(CChar(bitPattern: byte))
    }
    text.append(0)
    return text
  }

  /// The type bits of what is at `path`, after links are followed, or of the link itself.
  static func type(of path: String, followingLinks: Bool) throws(FileError) -> mode_t {
    try check(path)
    var status = stat()
    // The bridge to C ends the path in a zero, and `status` is a whole structure for the call to fill.
    try run(path) { unsafe followingLinks ? stat(path, &status) : lstat(path, &status) }
    return status.st_mode & S_IFMT
  }

  /// What the C library calls an error.
  static func message(_ code: Int32) -> String {
    // The text ends in a zero. It is constant for every code that the library knows, so that no other thread changes
    // it meanwhile; all codes that come here are the library's own.
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}

/// The system's `read`, which the method of that name hides.
func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  // The caller says that `count` bytes from `start` may be written.
  unsafe read(descriptor, start, count)
}
