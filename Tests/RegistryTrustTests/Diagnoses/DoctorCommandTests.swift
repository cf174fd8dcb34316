import Foundation
import Platform
import RegistryTrust
import TestSupport
import Testing

/// What the doctor's commands would do if a person ran them all without a thought.
@Suite("The doctor's commands")
struct DoctorCommandTests {
  /// The diagnoses whose commands are to be run as they are.
  private static let diagnoses: Set<DiagnosisID> = [
    .directoryNotSelected, .wrongBase, .dockerHubDirectory, .loopbackInsecure, .insecureListed, .storeDivergence,
    .hostsFileShadows, .missingIntermediate, .wrongAuthority, .rotatedAuthority, .interception, .commonNameOnly,
    .addressNotNamed, .nameMismatch, .time,
  ]
  private static let situations =
    DoctorSituation.directories + DoctorSituation.hosts + DoctorSituation.chains + DoctorSituation.issuers

  /// The file that a command makes, if it makes one and fills no directory.
  private static func target(_ command: String) -> String? {
    let words = command.split(separator: " ").map(String.init)
    guard !command.contains("cp -R"), !command.hasPrefix("mkdir"), !command.hasPrefix("curl") else { return nil }
    if let index = words.firstIndex(of: "-out"), index + 1 < words.count { return words[index + 1] }
    if let word = words.last, word.hasPrefix(">") { return String(word.dropFirst()) }
    return words.contains("cp") || words.contains("mv") ? words.last : nil
  }

  @Test("No command makes a file that is there, or one that another command makes", arguments: situations)
  func targets(_ situation: DoctorSituation) throws {
    var files = MemoryFiles()
    situation.build(&files)
    var made: Set<String> = []
    let diagnoses = try situation.examine().diagnoses.filter { Self.diagnoses.contains($0.id) }
    for command in diagnoses.flatMap({ $0.remedy }) {
      #expect(!command.hasPrefix("mv ") && !command.hasPrefix("rm "), "\(command)")
      guard let target = Self.target(command) else { continue }
      if let node = try? files.node(at: FilePath(target), followingLinks: true) {
        #expect(node == .directory, "\(command)")
      }
      #expect(made.insert(target).inserted, "\(command)")
      // What fills the directory makes these, too.
      for fill in diagnoses.flatMap({ $0.remedy }) where fill.contains("cp -R ") {
        let words = fill.split(separator: " ").map { $0.replacing("'", with: "") }
        let (source, directory) = (words[words.count - 2].dropLast(), words[words.count - 1])
        guard target.hasPrefix(directory + "/") else { continue }
        let name = target.dropFirst(directory.count + 1)
        #expect(
          (try? files.node(at: FilePath("\(source)\(name)"), followingLinks: true)) == nil, "\(command) and \(fill)")
      }
    }
  }

  @Test("An address from a certificate is fetched if it is one of the web, and is never an option")
  func addresses() throws {
    func address(_ uris: String...) -> [UInt8] {
      DER.extension(
        "1.3.6.1.5.5.7.1.1",
        DER.sequence(uris.map { DER.sequence(DER.oid("1.3.6.1.5.5.7.48.2"), DER.uri($0)) }.flatMap { $0 }))
    }
    func commands(_ extension: [UInt8]) throws -> [String] {
      let situation = DoctorSituation(
        "addresses", [], clients: [.docker],
        chain: [Issued.server(by: "Other", issuerKey: 12) { $0.extensions?.append(`extension`) }]
      ) { $0.putRoot() }
      let diagnosis = try #require(try situation.examine().diagnoses.first)
      #expect(diagnosis.id == .missingIntermediate)
      return diagnosis.remedy
    }
    for hostile in ["-o/etc/passwd", "file:///etc/shadow", "--config=/tmp/x", "ldap:///CN=CA", "httpx://a", ""] {
      #expect(try commands(address(hostile)).allSatisfy { !$0.contains("curl") }, "\(hostile)")
    }
    let found = try commands(address("ldap:///CN=CA", "HTTP://pki.example.com/{a,b}[1-9].crt"))
    #expect(found.first?.hasPrefix("curl -gsSf --url 'HTTP://pki.example.com/{a,b}[1-9].crt' | ") == true)
  }

  @Test("A certificate that is asked for anew has the names of the old one that are names")
  func requests() throws {
    let situation = DoctorSituation(
      "names", [], clients: [.docker],
      chain: [
        Issued.server([
          DER.dnsName("a.example.com"), DER.dnsName("b,email:copy\n[x]"), DER.ipAddress([192, 0, 2, 7]),
          DER.dnsName("*.c.example.com"),
        ])
      ]
    ) { $0.putRoot() }
    let diagnosis = try #require(try situation.examine().diagnoses.first)
    #expect(diagnosis.id == .nameMismatch)
    #expect(
      diagnosis.remedy == [
        "openssl req -new -key SERVER_KEY -out NEW_REQUEST -subj /CN=registry.example.com -addext "
          + "'subjectAltName=DNS:registry.example.com,DNS:a.example.com,IP:192.0.2.7,DNS:*.c.example.com'"
      ])
    let own = DoctorSituation(
      "own", [], clients: [.docker],
      chain: [Issued.server([DER.dnsName("a.example.com")], by: "registry.example.com", issuerKey: 2)]
    ) {
      $0.put(
        "ca.crt", Issued.pem(Issued.server([DER.dnsName("a.example.com")], by: "registry.example.com", issuerKey: 2)))
    }
    let remedies = try own.examine().diagnoses.flatMap { $0.remedy }
    #expect(remedies.contains { $0.hasPrefix("openssl req -x509 -new -key SERVER_KEY -out NEW_CERTIFICATE") })
  }

  @Test("A certificate is shown in the file that it is from, if that is there")
  func chainFile() throws {
    let situation = DoctorSituation(
      "chain", [], clients: [.docker], chain: [Issued.server { $0.validity = Issued.past }]
    ) {
      $0.putRoot()
      $0.add("chain-0.pem", "of no importance")
    }
    let diagnosis = try #require(try situation.examine().diagnoses.first)
    #expect(diagnosis.remedy == ["date -u", "rootward inspect chain-0.pem"])
  }

  @Test("Sentences start with a capital letter, but for names of programs")
  func sentences() throws {
    for client in [RegistryClient.docs, .legacyDocs] {
      for var situation in Self.situations where situation.clients.contains(.docker) {
        situation.clients = [client]
        for diagnosis in try situation.examine().diagnoses where Self.diagnoses.contains(diagnosis.id) {
          for text in [diagnosis.statement, diagnosis.why, diagnosis.advice] {
            #expect(!text.contains(". the ") && !text.hasPrefix("the "), "\(text)")
          }
        }
      }
    }
  }

  @Test("On Windows the commands are PowerShell's")
  func windows() throws {
    var files = MemoryFiles(separator: "\\")
    files.add("C:\\ProgramData\\docker\\certs.d\\Registry.example.com\\ca.crt", Issued.pem(Issued.root()))
    let environment = RegistryEnvironment(
      platform: .windows, variables: ["ProgramData": "C:\\ProgramData"], files: files)
    let examination = RegistryDoctor.examine(
      try RegistryHost("registry.example.com"), in: environment, clients: [.docker], at: Issued.moment)
    #expect(
      examination.diagnoses.flatMap { $0.remedy } == [
        "New-Item -ItemType Directory -Force C:\\ProgramData\\docker\\certs.d\\registry.example.com; "
          + "Get-ChildItem -Force -LiteralPath C:\\ProgramData\\docker\\certs.d\\Registry.example.com "
          + "| Copy-Item -Recurse -Destination C:\\ProgramData\\docker\\certs.d\\registry.example.com"
      ])
  }
}
