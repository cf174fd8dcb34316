import CertificateVerification
import Foundation
import RegistryTrust
import Testing

/// Directories on a disk that nobody should have to read.
@Suite("Hostile directories")
struct HostileDirectoryTests {
  /// A directory of hosts that is removed when the value is released.
  final class Folder: Sendable {
    let path: String

    init() throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("rootward-\(UUID().uuidString)")
      path = url.path
      try FileManager.default.createDirectory(atPath: path + "/h", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func add(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/h/" + name))
    }

    func resolve(_ client: RegistryClient) throws -> RegistryTrust {
      var environment = RegistryEnvironment(variables: ["SSL_CERT_FILE": "/none", "SSL_CERT_DIR": "/none"])
      environment.certificatesDirectory = path
      return try RegistryTrust.resolve(host: "h", as: client, in: environment)
    }
  }

  @Test("A thousand files, of which every client makes what it should", .timeLimit(.minutes(1)))
  func thousand() throws {
    let folder = try Folder()
    for index in 0..<1000 {
      try folder.add("\(index).crt", index % 2 == 0 ? Material.certificate("\(index)") : "nothing")
    }
    for client in [RegistryClient.docker, .podman, .buildkit] {
      let registry = try folder.resolve(client)
      #expect(registry.failure == nil)
      #expect(registry.ownRoots == 500)
      #expect(registry.entries.count == 1000)
    }
    #expect(try folder.resolve(.containerd).wording == "unable to load CA cert \"\(folder.path)/h/1.crt\"")
  }

  @Test(
    "A pipe and a device are not waited for, and told; a socket is what it is to everybody", .timeLimit(.minutes(1)))
  func special() throws {
    let pipe = try Folder()
    #expect(unsafe mkfifo(pipe.path + "/h/ca.crt", 0o600) == 0)
    for client in RegistryClient.allCases {
      let registry = try pipe.resolve(client)
      #expect(registry.failure?.reason == .rootFile(RegistryFileError(.pipe, .open, path: pipe.path + "/h/ca.crt")))
      #expect(registry.wording?.contains("pipe") == true)
    }
    let device = try Folder()
    try FileManager.default.createSymbolicLink(
      atPath: device.path + "/h/ca.crt", withDestinationPath: "/dev/zero")
    #expect(
      try device.resolve(.docker).failure?.reason
        == .rootFile(RegistryFileError(.device, .open, path: device.path + "/h/ca.crt")))
    // One that stands where a directory is expected.
    let base = try Folder()
    try FileManager.default.removeItem(atPath: base.path + "/h")
    #expect(unsafe mkfifo(base.path + "/h", 0o600) == 0)
    for client in RegistryClient.allCases { #expect(try base.resolve(client).failure != nil, "\(client)") }
  }

  @Test("Links that lead to each other, or nowhere")
  func links() throws {
    let folder = try Folder()
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/h/a.crt", withDestinationPath: "b.crt")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/h/b.crt", withDestinationPath: "a.crt")
    let error = "open \(folder.path)/h/a.crt: too many levels of symbolic links"
    #expect(try folder.resolve(.docker).wording == error)
    #expect(try folder.resolve(.containerd).wording == "unable to read CA cert \"\(folder.path)/h/a.crt\": \(error)")
  }

  @Test("A file of a gigabyte is told and not read; the others count", .timeLimit(.minutes(1)))
  func gigabyte() throws {
    let folder = try Folder()
    try folder.add("a.crt", "")
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path + "/h/a.crt"))
    try handle.truncate(atOffset: 1 << 30)
    try handle.close()
    try folder.add("b.crt", Material.certificate("b"))
    let registry = try folder.resolve(.docker)
    #expect(registry.failure == nil)
    #expect(registry.ownRoots == 1)
    #expect(registry.roots.files.first?.problem?.reason == .tooLarge(limit: 16 << 20))
    try folder.add("c.cert", Material.certificate("c"))
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/h/c.key", withDestinationPath: "a.crt")
    let pair = try folder.resolve(.docker)
    #expect(pair.failure != nil)
    #expect(pair.wording?.contains("larger") == true)
  }

  @Test("Names that are not UTF-8 are read like any other")
  func names() throws {
    let folder = try Folder()
    let name = Array((folder.path + "/h/").utf8) + [0xFF, 0xFE] + Array(".crt".utf8)
    let descriptor = unsafe open(name.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT, 0o600)
    try #require(descriptor >= 0, "the file system takes no such names")
    let bytes = Array(Material.certificate("a").utf8)
    #expect(unsafe write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    let registry = try folder.resolve(.docker)
    #expect(registry.ownRoots == 1)
    #expect(registry.entries.map { $0.name } == ["\u{FFFD}\u{FFFD}.crt"])
  }

  @Test("A file that grows and shrinks while it is read does no harm", .timeLimit(.minutes(1)))
  func changing() throws {
    let folder = try Folder()
    let text = String(repeating: Material.certificate("a"), count: 200)
    try folder.add("a.crt", text)
    let thread = Thread {
      for index in 0..<200 {
        try? folder.add("a.crt", index % 2 == 0 ? String(text.prefix(text.count / 3)) : text)
      }
    }
    thread.start()
    while !thread.isFinished {
      let registry = try folder.resolve(.docker)
      #expect(registry.failure == nil)
      #expect((registry.ownRoots ?? 0) <= 1)
    }
  }
}
