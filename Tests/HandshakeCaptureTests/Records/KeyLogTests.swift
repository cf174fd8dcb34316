import CertificateCryptography
import Testing

@testable import HandshakeCapture

@Suite("Key logs")
struct KeyLogTests {
  static let random = String(repeating: "ab", count: 32)
  static let secret = String(repeating: "0F", count: 48)

  private static func log(_ text: String) -> KeyLog {
    var log = KeyLog()
    let bytes = Array(text.utf8)
    log.insert(bytes.span)
    return log
  }

  private static var key: RandomKey {
    get throws {
      let bytes = [UInt8](repeating: 0xAB, count: 32)
      let key = RandomKey(bytes.span)
      return try #require(key)
    }
  }

  @Test("Every label is read, in either case of digits, with any end of lines", arguments: SecretLabel.allCases)
  func labels(label: SecretLabel) throws {
    for end in ["\n", "\r\n", " \t\n", ""] {
      let log = Self.log("# a comment\n\n\(label.rawValue) \(Self.random.uppercased()) \(Self.secret)\(end)")
      #expect(log.count == 1 && log.problemCount == 0 && log.connectionCount == 1)
      let secret = try #require(log.secret(label, of: try Self.key))
      let expected = [UInt8](repeating: 0x0F, count: 48)
      let isEqual = secret.isEqual(to: expected.span)
      #expect(isEqual)
      for other in SecretLabel.allCases where other != label { #expect(log.secret(other, of: try Self.key) == nil) }
    }
  }

  @Test("Of which connections there is something new is told, and nothing is if there isn't")
  func news() throws {
    var log = KeyLog()
    func insert(_ text: String) -> Set<RandomKey>? {
      var news: Set<RandomKey>? = []
      let bytes = Array(text.utf8)
      log.insert(bytes.span, news: &news)
      return news
    }
    #expect(insert("# nothing\n\nSOMETHING_NEW 00 11\nCLIENT_RANDOM 00 11\n") == [])
    #expect(insert("CLIENT_RANDOM \(Self.random) \(Self.secret)\n") == [try Self.key])
    #expect(insert("CLIENT_RANDOM \(Self.random) \(Self.secret)\n") == [])
    #expect(insert("CLIENT_RANDOM \(Self.random) \(String(repeating: "11", count: 48))\n") == [])
    #expect(insert("EXPORTER_SECRET \(Self.random) \(Self.secret)\n") == [try Self.key])
    #expect(log.problemCounts == [.random: 1, .conflict: 1] && log.problemCount == 2)
  }

  @Test("A bad line is told with its number and without its contents, and spoils no other")
  func problems() throws {
    let log = Self.log(
      """
      CLIENT_RANDOM \(Self.random)
      CLIENT_RANDOM abcd \(Self.secret)
      CLIENT_RANDOM \(Self.random) 00zz
      CLIENT_RANDOM \(Self.random) \(Self.secret)
      CLIENT_RANDOM \(Self.random) \(Self.secret)
      CLIENT_RANDOM \(Self.random) \(String(repeating: "11", count: 48))
      CLIENT_RANDOM \(Self.random) \(String(repeating: "11", count: 32))
      SOMETHING_NEW 00 11
      """)
    #expect(log.problems.map { $0.line } == [1, 2, 3, 6, 7])
    #expect(log.problems.map { $0.reason } == [.fields, .random, .secret, .conflict, .secret])
    #expect(log.count == 1 && log.unknownCount == 1)
    let expected = [UInt8](repeating: 0x0F, count: 48)
    let secret = try #require(log.secret(.master, of: try Self.key))
    let isEqual = secret.isEqual(to: expected.span)
    #expect(isEqual)
  }

  @Test("Nothing that describes a key log says anything of a secret")
  func silence() {
    let log = Self.log("CLIENT_RANDOM \(Self.random) \(Self.secret)")
    var dumped = ""
    dump(log, to: &dumped)
    for text in ["\(log)", String(reflecting: log), dumped] {
      #expect(!text.lowercased().contains("0f0f") && !text.contains("15, 15"))
    }
  }
}
