import Foundation
import Platform
import Testing

@Suite("Files and directories")
struct FileSystemTests {
  @Test("A file is read whole", arguments: [0, 1, 2, 4095, 65_535, 65_536, 65_537, 1_000_000])
  func readsFiles(size: Int) throws {
    let directory = try TemporaryDirectory()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let path = try directory.file("file", bytes)
    #expect(try FileSystem.read(path, limit: size) == bytes)
    #expect(try FileSystem.read(path, limit: .max) == bytes)
    if size > 0 {
      let error = #expect(throws: FileError.self) { try FileSystem.read(path, limit: size - 1) }
      #expect(error == FileError(.tooLarge(limit: size - 1), path: path))
    }
  }

  @Test("What cannot be read is refused with its path and the reason")
  func refuses() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("file", [1])
    let loop = try directory.link("loop", to: "loop")
    let cases: [(String, FileError.Reason)] = [
      (directory.path + "/missing", .notFound),
      ("", .notFound),
      (directory.path, .isDirectory),
      (file + "/below", .notADirectory),
      (loop, .other(code: ELOOP)),
      (file + "\0.pem", .other(code: EINVAL)),
    ]
    for (path, reason) in cases {
      let error = #expect(throws: FileError.self) { try FileSystem.read(path, limit: 10) }
      #expect(error == FileError(reason, path: path))
      #expect(error?.description == "\(path): \(reason)")
    }
    #expect(try FileSystem.read(file, limit: 1) == [1])
  }

  @Test("A file without permission is refused", .enabled(if: geteuid() != 0, "the superuser may read every file"))
  func refusesWithoutPermission() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("secret", [1])
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let error = #expect(throws: FileError.self) { try FileSystem.read(path, limit: 10) }
    #expect(error?.reason == .permissionDenied)
  }

  @Test("Reasons are told in plain words")
  func describesReasons() {
    #expect(FileError.Reason.notFound.description == "no such file or directory")
    #expect(FileError.Reason.permissionDenied.description == "permission denied")
    #expect(FileError.Reason.tooLarge(limit: 5).description == "is larger than the limit of 5 bytes")
    #expect(FileError.Reason.other(code: ELOOP).description.lowercased().contains("symbolic links"))
    #expect(!FileError.Reason.other(code: 99_999).description.isEmpty)
  }

  @Test("A pipe is read up to its end, and not beyond the limit")
  func readsPipes() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/pipe"
    try #require(unsafe mkfifo(path, 0o600) == 0)
    let bytes = [UInt8](repeating: 7, count: 200_000)
    for limit in [200_000, 199_999, 10] {
      let writer = Thread {
        // The reader may leave before the end; that must not end the tests.
        signal(SIGPIPE, SIG_IGN)
        let handle = FileHandle(forWritingAtPath: path)
        try? handle?.write(contentsOf: bytes)
        try? handle?.close()
      }
      writer.start()
      if limit == bytes.count {
        #expect(try FileSystem.read(path, limit: limit) == bytes)
      } else {
        let error = #expect(throws: FileError.self) { try FileSystem.read(path, limit: limit) }
        #expect(error?.reason == .tooLarge(limit: limit))
      }
      while !writer.isFinished { usleep(1000) }
    }
  }

  #if os(Linux)
    @Test("Devices, and files whose size is not known before, are bounded by the limit")
    func readsDevices() throws {
      #expect(try FileSystem.read("/dev/null", limit: 0) == [])
      let error = #expect(throws: FileError.self) { try FileSystem.read("/dev/zero", limit: 100_000) }
      #expect(error?.reason == .tooLarge(limit: 100_000))
      #expect(try FileSystem.read("/proc/self/stat", limit: 10_000).count > 10)
      #expect(throws: FileError.self) { try FileSystem.read("/proc/self/stat", limit: 10) }
    }
  #endif

  @Test("A path leads to a file, a directory or something else, through links")
  func tellsKinds() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("file")
    #expect(try FileSystem.kind(of: file) == .file)
    #expect(try FileSystem.kind(of: directory.path) == .directory)
    #expect(try FileSystem.kind(of: try directory.link("a", to: "file")) == .file)
    #expect(try FileSystem.kind(of: try directory.link("b", to: directory.path)) == .directory)
    #expect(try FileSystem.kind(of: "/dev/null") == .other)
    let dangling = try directory.link("c", to: "nowhere")
    #expect(throws: FileError(.notFound, path: dangling)) { try FileSystem.kind(of: dangling) }
    #expect(throws: FileError(.notADirectory, path: file + "/x")) { try FileSystem.kind(of: file + "/x") }
    #expect(throws: FileError(.other(code: EINVAL), path: file + "\0")) { try FileSystem.kind(of: file + "\0") }
  }

  @Test("A directory is listed in the order of the names' bytes, with its links")
  func listsDirectories() throws {
    let directory = try TemporaryDirectory()
    for name in ["b", "a", "B", ".hidden", "\u{E9}", "a.0", "z"] { try directory.file(name) }
    try directory.directory("sub")
    try directory.link("link", to: "../target of a link")
    let entries = try FileSystem.entries(of: directory.path, limit: 9)
    #expect(entries.map(\.name) == [".hidden", "B", "a", "a.0", "b", "link", "sub", "z", "\u{E9}"])
    #expect(entries.filter(\.isSymbolicLink).map(\.name) == ["link"])
    for entry in entries {
      #expect(entry.path == directory.path + "/" + entry.name)
      #expect(entry.linkTarget() == (entry.name == "link" ? "../target of a link" : nil))
    }
    let slashed = try FileSystem.entries(of: directory.path + "/", limit: 9)
    #expect(slashed.map(\.path) == entries.map(\.path))
    #expect(throws: FileError(.tooLarge(limit: 8), path: directory.path)) {
      try FileSystem.entries(of: directory.path, limit: 8)
    }
    #expect(try FileSystem.entries(of: try directory.directory("empty"), limit: 0) == [])
  }

  @Test("What is no directory is not listed")
  func refusesToList() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("file")
    #expect(throws: FileError(.notADirectory, path: file)) { try FileSystem.entries(of: file, limit: 9) }
    #expect(throws: FileError(.notFound, path: file + "s")) { try FileSystem.entries(of: file + "s", limit: 9) }
    let cut = directory.path + "\0/x"
    #expect(throws: FileError(.other(code: EINVAL), path: cut)) { try FileSystem.entries(of: cut, limit: 9) }
  }

  @Test(
    "The target of a link is told as it is written, whatever its length", arguments: [1, 255, 256, 257, 1023, 1024])
  func readsLinks(length: Int) throws {
    let directory = try TemporaryDirectory()
    let target = String(repeating: "t", count: length)
    let link = try directory.link("link", to: target)
    #expect(FileSystem.linkTarget(of: link) == target)
    #expect(FileSystem.linkTarget(of: directory.path) == nil)
    #expect(FileSystem.linkTarget(of: directory.path + "/missing") == nil)
    #expect(FileSystem.linkTarget(of: link + "\0") == nil)
  }

  #if os(Linux)
    @Test("No descriptor stays open, whether reading succeeds or fails")
    func closesDescriptors() throws {
      let directory = try TemporaryDirectory()
      let path = try directory.file("file", [1, 2, 3])
      // More than the 1,024 descriptors that a process usually may have.
      for _ in 0..<1500 {
        #expect(try FileSystem.read(path, limit: 3).count == 3)
        #expect(throws: FileError.self) { try FileSystem.read(path, limit: 2) }
        #expect(throws: FileError.self) { try FileSystem.read(directory.path, limit: 2) }
        #expect(try FileSystem.entries(of: directory.path, limit: 1).count == 1)
        #expect(throws: FileError.self) { try FileSystem.entries(of: directory.path, limit: 0) }
      }
      let open = try FileSystem.entries(of: "/proc/self/fd", limit: 100_000).map { $0.linkTarget() }
      #expect(!open.contains(path))
      #expect(!open.contains(directory.path))
    }
  #endif
}
