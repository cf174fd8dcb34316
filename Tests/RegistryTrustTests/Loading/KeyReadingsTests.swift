import Certificates
import Testing

@testable import RegistryTrust

@Suite("Keys that are read once")
struct KeyReadingsTests {
  @Test("A path that was read before is not read again, whatever came of it")
  func once() throws {
    var keys = KeyReadings()
    let (first, second) = (FilePath("/a.key"), FilePath("/b.key"))
    let key = try keys.key(first, Array(Material.key().utf8))
    guard case .key(let read) = key.content, case .key(let again) = try keys.key(first, []).content,
      case .key(let other) = try keys.key(second, Array(Material.key(2).utf8)).content
    else {
      Issue.record("no key")
      return
    }
    #expect(again.verificationKey == read.verificationKey)
    #expect(other.verificationKey != read.verificationKey)
    let third = FilePath("/c.key")
    #expect(throws: KeyPairFault.noBlockInKeyFile) { try keys.key(third, []) }
    #expect(throws: KeyPairFault.noBlockInKeyFile) { try keys.key(third, Array(Material.key().utf8)) }
  }

  @Test("The place of a key in its file")
  func position() throws {
    var keys = KeyReadings()
    let text = "text\n" + Material.certificate("c") + Material.key()
    let key = try keys.key(FilePath("/a"), Array(text.utf8))
    guard case .key(let read) = key.content else {
      Issue.record("no key")
      return
    }
    #expect(read.position.block == 2)
    #expect(
      read.position.line == text.split(separator: "\n").firstIndex(of: "-----BEGIN EC PRIVATE KEY-----").map { $0 + 1 })
  }
}
