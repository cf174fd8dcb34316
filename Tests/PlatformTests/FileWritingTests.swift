import Foundation
import Platform
import Testing

@Suite("Files that are written")
struct FileWritingTests {
  @Test("A file is written whole, and takes the place of an earlier one", arguments: [0, 1, 1 << 20, 1 << 20 + 1])
  func writes(size: Int) throws {
    let directory = try TemporaryDirectory()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let path = directory.path + "/file"
    for contents in [bytes, [7], bytes] {
      try FileSystem.write(contents, to: path)
      #expect(try FileSystem.read(path, limit: .max) == contents)
    }
    // Nothing else is left behind.
    #expect(try FileSystem.entries(of: directory.path, limit: 10).map { $0.name } == ["file"])
  }

  @Test("The permissions are those of a new file")
  func permissions() throws {
    let directory = try TemporaryDirectory()
    let usual = try directory.file("usual")
    let path = directory.path + "/file"
    try FileSystem.write([1], to: path)
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(path) == mode(usual))
  }

  @Test("A link is replaced, and what it leads to is left alone")
  func link() throws {
    let directory = try TemporaryDirectory()
    let target = try directory.file("target", [1, 2, 3])
    let link = try directory.link("link", to: "target")
    try FileSystem.write([4], to: link)
    #expect(try FileSystem.read(target, limit: 10) == [1, 2, 3])
    #expect(try FileSystem.read(link, limit: 10) == [4])
    #expect(FileSystem.linkTarget(of: link) == nil)
  }

  @Test("What can't be written is refused with its path and the reason, and nothing is left behind")
  func refuses() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("file", [1])
    let below = try directory.directory("below")
    let cases: [(String, FileError.Reason)] = [
      (directory.path + "/missing/file", .notFound), (file + "/below", .notADirectory), (below, .isDirectory),
      (file + "\0.svg", .other(code: EINVAL)),
    ]
    for (path, reason) in cases {
      let error = #expect(throws: FileError.self) { try FileSystem.write([2], to: path) }
      #expect(error == FileError(reason, path: path))
    }
    #expect(try FileSystem.entries(of: directory.path, limit: 10).map { $0.name } == ["below", "file"])
    #expect(try FileSystem.read(file, limit: 1) == [1])
  }

  @Test("A name that is taken already by somebody's unfinished file does no harm")
  func unfinishedFiles() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/file"
    let taken = try directory.file("file.\(getpid())-1.tmp", [9])
    try FileSystem.write([1], to: path)
    #expect(try FileSystem.read(path, limit: 1) == [1])
    #expect(try FileSystem.read(taken, limit: 1) == [9])
  }
}
