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
}
