import Foundation
import RegistryTrust
import Testing

@testable import RootwardCommand

/// The doctor on directories that nobody should have to read: a clear report, within bounds of time and memory.
@Suite("rootward registry: hostile directories", .serialized)
struct HostileRegistryTests {
  private typealias Tree = RegistryCommandTests.Tree

  private static let folder = RegistryCommandTests.folder

  /// The words of what the doctor says, one space between them.
  private static func words(_ run: CapturedCommand) -> String {
    run.output.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }

  private static func path(_ tree: Tree, _ name: String) -> String {
    tree.root.appending(path: folder + "/" + name).path
  }

  /// Makes a directory of the host's that has nothing in it but a root.
  private static func tree() throws -> Tree { try Tree(["ca.crt": try Vectors.bytes("good/roots.pem")]) }

  @Test("A thousand files are read, each once for all clients", .timeLimit(.minutes(2)))
  func thousand() throws {
    let root = try Vectors.bytes("good/roots.pem")
    let tree = try Tree()
    for index in 0..<1_000 {
      try tree.add("\(index).crt", index % 100 == 0 ? root : [UInt8](repeating: 0x30, count: 64))
    }
    let reads = Counter()
    let machine = RegistryEnvironment(platform: .linux, files: CountedFiles(reads: reads), readsAsRoot: true)
    let run = try CapturedCommand(
      ["registry", RegistryCommandTests.host, "--root", tree.root.path, "--doctor"], machine: machine)
    #expect(run.code == .success)
    #expect(Self.words(run).contains("ERROR crt-yields-nothing: \(Self.folder)/1.crt"))
    // Once to resolve for all clients, and once to look at what else is in them.
    let most = reads.counts.filter { $0.key.hasSuffix(".crt") && !$0.key.contains("/ssl/") }.map { $0.value }.max()
    #expect(most == 2)
    // The listing of one client is whole.
    let plain = try tree.run()
    #expect(plain.output.contains("\n  999.crt: roots\n"))
  }

  @Test("A pipe, a socket and links in a circle are told, each by its name", .timeLimit(.minutes(1)))
  func special() throws {
    let tree = try Self.tree()
    #expect(unsafe mkfifo(Self.path(tree, "pipe.crt"), 0o600) == 0)
    try FileManager.default.createSymbolicLink(atPath: Self.path(tree, "b.crt"), withDestinationPath: "c.crt")
    try FileManager.default.createSymbolicLink(atPath: Self.path(tree, "c.crt"), withDestinationPath: "b.crt")
    try FileManager.default.createSymbolicLink(atPath: Self.path(tree, "away.crt"), withDestinationPath: "gone.crt")
    try FileManager.default.createSymbolicLink(atPath: Self.path(tree, "zero.key"), withDestinationPath: "/dev/zero")
    // The address of a socket holds a hundred bytes, so that it is made where the path is short.
    let socket = try #require(Socket())
    try FileManager.default.moveItem(atPath: socket.path, toPath: Self.path(tree, "socket.cert"))
    // Not below --root, where the link to the device would lead nowhere.
    let run = try CapturedCommand(
      [
        "registry", RegistryCommandTests.host, "--doctor", "--certs-dir",
        tree.root.appending(path: "/etc/docker/certs.d").path,
      ], machine: RegistryEnvironment(platform: .linux))
    #expect(run.code == .refused)
    let words = Self.words(run)
    #expect(words.contains("ERROR permissions: \(Self.path(tree, "b.crt")) can't be read: "))
    for (name, fault) in [
      ("pipe.crt", "is a pipe, which is not waited for"), ("b.crt", "too many levels of symbolic links"),
      ("c.crt", "too many levels of symbolic links"), ("away.crt", "no such file or directory"),
      ("zero.key", "is a device, which is not read"), ("socket.cert", "no such device or address"),
    ] {
      #expect(words.contains(" \(Self.path(tree, name)): \(fault) "), "\(name)")
    }
  }

  @Test("A file that its mode closes is told", .enabled(if: geteuid() != 0, "the superuser may read every file"))
  func unreadable() throws {
    let tree = try Self.tree()
    try tree.add("closed.crt", [])
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: Self.path(tree, "closed.crt"))
    let run = try tree.run(["--doctor"])
    #expect(run.code == .input)
    #expect(run.output.contains("UNDECIDED: Docker (classic store)"))
    let podman = try tree.run(["--doctor", "--client", "podman"])
    #expect(podman.code == .refused)
    #expect(Self.words(podman).contains("closed.crt can't be read: permission denied."))
  }

  @Test("Names that are not UTF-8 are shown, and quoted so that the shell finds them")
  func names() throws {
    let tree = try Self.tree()
    let name = Array((tree.root.path + Self.folder + "/").utf8) + [0xFF, 0xFE, 0x0A] + Array(".pem".utf8)
    let descriptor = unsafe open(name.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT, 0o600)
    try #require(descriptor >= 0, "the file system takes no such names")
    let bytes = try Vectors.bytes("ecdsa/roots.pem")
    #expect(unsafe write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    for options in [["--doctor"], [], ["--doctor", "--json"]] {
      let run = try tree.run(options)
      #expect(run.code == .success)
      #expect(run.output.contains("\u{FFFD}\u{FFFD}"))
      #expect(run.output.unicodeScalars.allSatisfy { ($0.value >= 0x20 || $0 == "\n") && $0.value != 0x7F })
    }
    #expect(try tree.run(["--doctor"]).output.contains("WARNING ignored-extension"))
  }

  @Test(
    "Files that change and shrink, and a directory that comes and goes, while all of it is read",
    .timeLimit(.minutes(2)))
  func changing() throws {
    let tree = try Self.tree()
    let root = String(decoding: try Vectors.bytes("good/roots.pem"), as: UTF8.self)
    let long = Array(String(repeating: root, count: 100).utf8)
    let folder = tree.root.appending(path: Self.folder).path
    let thread = Thread {
      for round in 0..<300 {
        let handle = FileHandle(forWritingAtPath: folder + "/ca.crt")
        try? handle?.truncate(atOffset: UInt64(round * 97 % long.count))
        try? handle?.write(contentsOf: long.prefix(long.count / 2))
        try? handle?.close()
        _ = unsafe rename(folder, folder + ".away")
        _ = unsafe rename(folder + ".away", folder)
      }
    }
    thread.start()
    var codes: Set<ExitCode> = []
    var count = 0
    while !thread.isFinished || count < 10 {
      let run = try tree.run(["--doctor", "--client", count % 2 == 0 ? "all" : "docker"])
      #expect(run.lines.last?.hasPrefix("OK: ") == true || run.lines.last?.hasPrefix("FOUND: ") == true)
      codes.insert(run.code)
      count += 1
    }
    #expect(codes.isSubset(of: [.success, .refused]))
  }

  @Test(
    "Files of a gigabyte and ones of nothing but BEGIN lines stay within 700 megabytes and a minute of work",
    .enabled(if: BuiltProgram.isThere, "the built program is not beside the tests"),
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status"), "only Linux bounds memory this way"))
  func bounds() throws {
    let tree = try Self.tree()
    for name in ["huge.crt", "huge.key", "huge.cert", "huge.pem", "huge.p12"] {
      #expect(FileManager.default.createFile(atPath: Self.path(tree, name), contents: nil))
      try #require(FileHandle(forWritingAtPath: Self.path(tree, name))).truncate(atOffset: 1 << 30)
    }
    let block = "-----BEGIN X-----\n-----END X-----\n"
    try tree.add("blocks.crt", Array(String(repeating: block, count: 20_000).utf8))
    try tree.add("lines.crt", Array(String(repeating: "-----BEGIN CERTIFICATE-----\n", count: 20_000).utf8))
    let run = try BuiltProgram.start(
      "/bin/sh",
      [
        "-c", "ulimit -v 700000; ulimit -t 60; exec \"$@\"", "sh", BuiltProgram.path, "registry",
        RegistryCommandTests.host,
        "--root", tree.root.path, "--doctor", "--json",
      ])
    #expect(run.code == 1, "\(run.errors.prefix(500))")
    #expect(run.output.utf8.count < 4_000_000)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let diagnoses = try #require(json["diagnoses"] as? [[String: Any]])
    let findings = diagnoses.filter { $0["id"] as? String == "permissions" }
      .flatMap { $0["findings"] as? [[String: Any]] ?? [] }
    for name in ["huge.crt", "huge.key", "huge.cert"] {
      #expect(
        findings.contains {
          $0["path"] as? String == "\(Self.folder)/\(name)"
            && $0["fact"] as? String == "is larger than the 16777216 bytes that are looked at"
        })
    }
  }
}

/// A socket of this process, which is gone when the value is released.
private final class Socket {
  let path: String
  private let descriptor: Int32

  init?() {
    path = "/tmp/rootward-\(UInt32.random(in: 0...UInt32.max))"
    #if canImport(Darwin)
      descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #else
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let code = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
    }
    guard code == 0 else { return nil }
  }

  deinit {
    close(descriptor)
    _ = unsafe unlink(path)
  }
}
