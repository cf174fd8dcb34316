import Foundation
import Platform
import Testing

@Suite("Files by the bytes of their paths")
struct FileBytesTests {
  @Test("Every kind of node is told, links followed or not")
  func nodes() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("file", [1])
    let link = try directory.link("link", to: "file")
    let pipe = directory.path + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    func node(_ path: String, _ follows: Bool = true) throws -> FileNode {
      try FileSystem.node(at: Array(path.utf8), followingLinks: follows)
    }
    #expect(try node(file) == .file)
    #expect(try node(link) == .file)
    #expect(try node(link, false) == .link)
    #expect(try node(directory.path) == .directory)
    #expect(try node(pipe) == .pipe)
    #expect(try node("/dev/null") == .device)
    #expect(throws: FileError(.notFound, path: file + "x")) { try node(file + "x") }
    #expect(throws: FileError(.other(code: EINVAL), path: "a\0b")) { try node("a\0b") }
  }

  @Test("Only regular files are read, and nobody is waited for", .timeLimit(.minutes(1)))
  func reads() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("file", [1, 2, 3])
    #expect(try FileSystem.readFile(Array(file.utf8), limit: 3) == [1, 2, 3])
    #expect(throws: FileError(.tooLarge(limit: 2), path: file)) {
      try FileSystem.readFile(Array(file.utf8), limit: 2)
    }
    let pipe = directory.path + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    #expect(throws: FileError(.notRegular(.pipe), path: pipe)) {
      try FileSystem.readFile(Array(pipe.utf8), limit: 9)
    }
    #expect(throws: FileError(.notRegular(.device), path: "/dev/zero")) {
      try FileSystem.readFile(Array("/dev/zero".utf8), limit: 9)
    }
    #expect(throws: FileError(.isDirectory, path: directory.path)) {
      try FileSystem.readFile(Array(directory.path.utf8), limit: 9)
    }
    #expect(throws: FileError(.notADirectory, path: pipe)) {
      try FileSystem.byteEntries(of: Array(pipe.utf8), limit: 9)
    }
  }

  @Test("Entries come in the order of their bytes, with what they are")
  func entries() throws {
    let directory = try TemporaryDirectory()
    try directory.file("b", [])
    try directory.directory("a")
    try directory.link("_", to: "nowhere")
    let path = Array(directory.path.utf8)
    let entries = try FileSystem.byteEntries(of: path, limit: 3)
    #expect(entries.map { String(decoding: $0.name, as: UTF8.self) } == ["_", "a", "b"])
    #expect(entries.map { $0.node } == [.link, .directory, .file])
    #expect(FileSystem.linkBytes(of: path + Array("/_".utf8)) == Array("nowhere".utf8))
    #expect(throws: FileError(.tooLarge(limit: 2), path: directory.path)) {
      try FileSystem.byteEntries(of: path, limit: 2)
    }
  }

  @Test("A link at the end of a path is told, and only what is no link is opened", .timeLimit(.minutes(1)))
  func unlessLinks() throws {
    let directory = try TemporaryDirectory()
    let folder = try directory.directory("folder")
    let file = try directory.file("folder/file", [1, 2, 3])
    let pipe = directory.path + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    func read(_ path: String, limit: Int = 9) throws -> [UInt8]? {
      try FileSystem.readFileUnlessLink(Array(path.utf8), limit: limit)
    }
    func names(_ path: String, limit: Int = 9) throws -> [[UInt8]]? {
      try FileSystem.byteEntriesUnlessLink(of: Array(path.utf8), limit: limit)?.map { $0.name }
    }
    for (index, target) in ["folder/file", "nowhere", "pipe", "folder"].enumerated() {
      let link = try directory.link("link-\(index)", to: target)
      #expect(try read(link) == nil)
      #expect(try names(link) == nil)
    }
    // Links on the way are followed.
    #expect(try read(directory.path + "/link-3/file", limit: 3) == [1, 2, 3])
    #expect(try names(folder, limit: 1) == [Array("file".utf8)])
    #expect(throws: FileError(.tooLarge(limit: 2), path: file)) { try read(file, limit: 2) }
    #expect(throws: FileError(.tooLarge(limit: 0), path: folder)) { try names(folder, limit: 0) }
    #expect(throws: FileError(.notFound, path: file + "x")) { try read(file + "x") }
    #expect(throws: FileError(.notFound, path: file + "x")) { try names(file + "x") }
    #expect(throws: FileError(.notRegular(.pipe), path: pipe)) { try read(pipe) }
    #expect(throws: FileError(.notADirectory, path: pipe)) { try names(pipe) }
    #expect(throws: FileError(.notRegular(.device), path: "/dev/zero")) { try read("/dev/zero") }
    #expect(throws: FileError(.notADirectory, path: "/dev/zero")) { try names("/dev/zero") }
    #expect(throws: FileError(.isDirectory, path: folder)) { try read(folder) }
    #expect(throws: FileError(.notADirectory, path: file)) { try names(file) }
    #expect(throws: FileError(.other(code: EINVAL), path: "a\0b")) { try read("a\0b") }
    #expect(throws: FileError(.other(code: EINVAL), path: "a\0b")) { try names("a\0b") }
  }

  @Test(
    "Every size is read whole, and what has no size or another one too", arguments: [0, 1, 2, 65_535, 65_536, 65_537])
  func sizes(count: Int) throws {
    let directory = try TemporaryDirectory()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let file = try directory.file("file", bytes)
    #expect(try FileSystem.readFile(Array(file.utf8), limit: count) == bytes)
    #expect(try FileSystem.readFile(Array(file.utf8), limit: .max) == bytes)
    if count > 0 {
      #expect(throws: FileError(.tooLarge(limit: count - 1), path: file)) {
        try FileSystem.readFile(Array(file.utf8), limit: count - 1)
      }
    }
    #if os(Linux)
      #expect(try !FileSystem.readFile(Array("/proc/self/stat".utf8), limit: 65_536).isEmpty)
    #endif
  }
}
