import CertificateVerification
import Platform
import RegistryTrust
import Synchronization
import Testing

@Suite("A copied tree")
struct RootedFilesTests {
  static func tree(_ build: (inout MemoryFiles) -> Void) -> RegistryEnvironment {
    var files = MemoryFiles()
    build(&files)
    return RegistryEnvironment(variables: ["HOME": "/home/user"], root: "/copy", files: files)
  }

  @Test("Every file is looked up below the root, and told by the path that the client has")
  func below() throws {
    let environment = Self.tree { files in
      files.add("/copy/etc/docker/certs.d/h/ca.crt", Material.certificate("a"))
      files.add("/copy/etc/ssl/cert.pem", Material.certificate("system", key: 2))
      files.add("/copy/home/user/.config/containers/certs.d/h/ca.crt", Material.certificate("user", key: 3))
      files.add("/copy/etc/docker/daemon.json", "{\"insecure-registries\": [\"other\"]}")
      files.add("/etc/docker/certs.d/h/ca.crt", "not this one")
      files.add("/etc/ssl/cert.pem", "nor this one")
    }
    let docker = try RegistryTrust.resolve(host: "h", as: .docker, in: environment)
    #expect(docker.directory == "/etc/docker/certs.d/h")
    #expect(docker.trust.count == 2)
    #expect(docker.roots.files.map { $0.path } == ["/etc/docker/certs.d/h/ca.crt"])
    let podman = try RegistryTrust.resolve(host: "h", as: .podman, in: environment)
    #expect(podman.directory == "/home/user/.config/containers/certs.d/h")
    #expect(try !RegistryTrust.resolve(host: "other", as: .docker, in: environment).serverCheck.verifiesServer)
  }

  /// Files in which a link stands that nobody may read, which the system would follow.
  private struct UnreadableLink: RegistryFiles {
    func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
      path.text.hasSuffix("link") && !followingLinks ? .link : .directory
    }
    func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
      [FileSystem.ByteEntry(name: Array("outside".utf8), node: .file)]
    }
    func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] { Array("outside".utf8) }
    func entriesUnlessLink(
      of directory: FilePath, limit: Int
    ) throws(RegistryFileError) -> [FileSystem.ByteEntry]? {
      directory.text.hasSuffix("link") ? nil : try entries(of: directory, limit: limit)
    }
    func readUnlessLink(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8]? {
      path.text.hasSuffix("link") ? nil : try read(path, limit: limit)
    }
    func linkTarget(of path: FilePath) -> FilePath? { nil }
  }

  @Test("A link that nobody may read is not followed, but for the root itself")
  func unreadableLink() throws {
    let files = RootedFiles(root: FilePath("/copy"), files: UnreadableLink())
    #expect(throws: RegistryFileError(.permissionDenied, .open, path: "/a/link")) {
      try files.read(FilePath("/a/link"), limit: 100)
    }
    #expect(throws: RegistryFileError(.permissionDenied, .open, path: "/link")) {
      try files.entries(of: FilePath("/link"), limit: 100)
    }
    #expect(try files.read(FilePath("/a/file"), limit: 100) == Array("outside".utf8))
    let linked = RootedFiles(root: FilePath("/link"), files: UnreadableLink())
    #expect(try linked.entries(of: FilePath("/"), limit: 100).count == 1)
  }

  @Test("Links lead below the root too, and nothing leads out of it")
  func links() throws {
    let files = RootedFiles(
      root: FilePath("/copy"),
      files: {
        var files = MemoryFiles()
        files.add("/copy/data/file", "inside")
        files.add("/data/file", "outside")
        files.add("/copy/absolute", .link("/data/file"))
        files.add("/copy/a/absolute", .link("/data/file"))
        files.add("/copy/a/relative", .link("../data/file"))
        files.add("/copy/a/up", .link("../../../../data/file"))
        files.add("/copy/folder", .link("/data"))
        files.add("/copy/chain", .link("/folder"))
        files.add("/copy/loop", .link("/loop2"))
        files.add("/copy/loop2", .link("loop"))
        files.add("/copy/dangling", .link("/nowhere"))
        return files
      }())
    for path in [
      "/absolute", "/a/absolute", "/a/relative", "/a/up", "/folder/file", "/chain/file", "/../../data/file",
      "/a/../data/./file",
      "//data//file",
    ] {
      #expect(try files.read(FilePath(path), limit: 100) == Array("inside".utf8), "\(path)")
    }
    #expect(throws: RegistryFileError(.linkLoop, .open, path: "/loop")) { try files.read(FilePath("/loop"), limit: 1) }
    #expect(throws: RegistryFileError(.notFound, .open, path: "/dangling")) {
      try files.read(FilePath("/dangling"), limit: 1)
    }
    #expect(try files.node(at: FilePath("/loop"), followingLinks: false) == .link)
    #expect(files.linkTarget(of: FilePath("/absolute")) == FilePath("/data/file"))
    #expect(try files.entries(of: FilePath("/chain"), limit: 9).map { $0.name } == [Array("file".utf8)])
  }

  @Test("What leads to a directory is asked for once, and more places than are remembered do no harm")
  func remembered() throws {
    var tree = MemoryFiles()
    tree.add("/copy/link", .link("/data"))
    for number in 0..<300 {
      tree.add("/copy/data/\(number)", "file")
      tree.add("/copy/folder-\(number)/file", "other")
    }
    let counted = CountedFiles(tree)
    let files = RootedFiles(root: FilePath("/copy"), files: counted)
    for number in 0..<300 { #expect(try files.read(FilePath("/link/\(number)"), limit: 9) == Array("file".utf8)) }
    // The link and what it says, what it leads to, and each file.
    #expect(counted.count == 303)
    for number in 0..<300 {
      #expect(try files.read(FilePath("/folder-\(number)/file"), limit: 9) == Array("other".utf8))
    }
    #expect(counted.count == 303 + 600)
  }

  @Test("The files of a directory that was listed are asked for at once, and links among them are followed")
  func listed() throws {
    var tree = MemoryFiles()
    tree.add("/copy/link", .link("/data"))
    tree.add("/copy/data/..data/file", "current")
    tree.add("/copy/data/ca.crt", .link("..data/file"))
    tree.add("/copy/data/absolute", .link("/other/file"))
    tree.add("/copy/other/file", "other")
    tree.add("/other/file", "outside")
    for number in 0..<300 { tree.add("/copy/data/\(number)", "file") }
    let counted = CountedFiles(tree)
    let files = RootedFiles(root: FilePath("/copy"), files: counted)
    #expect(try files.entries(of: FilePath("/link"), limit: 400).count == 303)
    // Whether it is a link, what it says, whether that is one, and whether it still is none when it is listed.
    #expect(counted.count == 4)
    for number in 0..<300 { #expect(try files.read(FilePath("/link/\(number)"), limit: 9) == Array("file".utf8)) }
    #expect(counted.count == 304)
    #expect(try files.read(FilePath("/link/ca.crt"), limit: 9) == Array("current".utf8))
    #expect(try files.read(FilePath("/link/absolute"), limit: 9) == Array("other".utf8))
    #expect(try files.read(FilePath("/link/../other/file"), limit: 9) == Array("other".utf8))
    #expect(try files.node(at: FilePath("/link/.."), followingLinks: false) == .directory)
    #expect(try files.entries(of: FilePath("/other"), limit: 9).count == 1)
    #expect(try files.read(FilePath("/link/7"), limit: 9) == Array("file".utf8))
    #expect(throws: RegistryFileError(.notFound, .open, path: "/other/7")) {
      try files.read(FilePath("/other/7"), limit: 9)
    }
  }

  @Test("Below a place that isn't there nothing is asked for, until a path leads up again")
  func missing() throws {
    var tree = MemoryFiles()
    tree.add("/copy/data/file", "inside")
    tree.add("/copy/link", .link("/data"))
    let counted = CountedFiles(tree)
    let files = RootedFiles(root: FilePath("/copy"), files: counted)
    #expect(throws: RegistryFileError(.notFound, .open, path: "/no/such/link/file")) {
      try files.read(FilePath("/no/such/link/file"), limit: 9)
    }
    #expect(counted.count == 1)
    #expect(try files.read(FilePath("/no/such/../../link/file"), limit: 9) == Array("inside".utf8))
    #expect(try files.read(FilePath("/no/../link/file"), limit: 9) == Array("inside".utf8))
  }

  /// Counts how often it is asked what stands at a place, or what a link says.
  private final class CountedFiles: RegistryFiles {
    private let files: MemoryFiles
    private let asked = Mutex(0)

    init(_ files: MemoryFiles) { self.files = files }

    var count: Int { asked.withLock { $0 } }

    func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
      asked.withLock { $0 += 1 }
      return try files.node(at: path, followingLinks: followingLinks)
    }

    func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
      try files.entries(of: directory, limit: limit)
    }

    func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
      try files.read(path, limit: limit)
    }

    func linkTarget(of path: FilePath) -> FilePath? {
      asked.withLock { $0 += 1 }
      return files.linkTarget(of: path)
    }
  }

  @Test(
    "Paths are cleaned as Go does",
    arguments: [
      ("/a//b/./c/../d", "/a/b/d"), ("/..", "/"), ("..", ".."), ("a/..", "."), ("", "."), ("/", "/"), ("../a", "../a"),
      ("a/../../b", "../b"),
    ])
  func cleans(path: String, cleaned: String) {
    #expect(FilePath(path).cleaned().text == cleaned)
  }
}
