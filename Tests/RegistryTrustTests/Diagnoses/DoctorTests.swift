import CertificateEncoding
import Foundation
import RegistryTrust
import TestSupport
import Testing

/// What the doctor says of machines with one fault, several or none.
@Suite("The doctor")
struct DoctorTests {
  static let situations =
    DoctorSituation.healthy + DoctorSituation.roots + DoctorSituation.entries + DoctorSituation.pairs
    + DoctorSituation.directories + DoctorSituation.hosts + DoctorSituation.chains + DoctorSituation.issuers
    + DoctorSituation.several
  static let golden = Vectors.packageRoot.appending(path: "Tests/RegistryTrustTests/Golden")

  @Test("Exactly the diagnoses that the situation calls for, in words that name everything", arguments: situations)
  func situation(_ situation: DoctorSituation) throws {
    let machine = situation.machine()
    let examination = try situation.examine(machine, for: situation.clients)
    let found = examination.diagnoses.map { "\($0.severity.rawValue) \($0.id)" }
    #expect(found.sorted() == situation.expected.sorted())
    let text = examination.diagnoses.map { $0.description }.joined(separator: "\n\n") + "\n"
    let words = text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    for mention in situation.mentions { #expect(words.contains(mention), "\(mention) is missing in:\n\(text)") }
    for diagnosis in examination.diagnoses {
      #expect(!diagnosis.statement.isEmpty && !diagnosis.why.isEmpty && !diagnosis.advice.isEmpty)
      #expect(!diagnosis.clients.isEmpty && Set(diagnosis.clients).isSubset(of: situation.clients))
      #expect(diagnosis.severity == .note || !diagnosis.remedy.isEmpty, "no command against \(diagnosis.id)")
      #expect(diagnosis.severity == .note || !diagnosis.findings.isEmpty, "no place for \(diagnosis.id)")
      #expect(!diagnosis.statement.contains("  ") && diagnosis.statement.hasSuffix("."))
    }
    // Whoever stops has an error told of it, and whoever has an error told stops or is refused.
    for result in examination.results where result.failure != nil {
      #expect(examination.diagnoses.contains { $0.severity == .error && $0.clients.contains(result.client) })
    }
    for error in examination.diagnoses where error.severity == .error {
      #expect(error.clients.contains { examination.isRefused(by: $0) }, "nobody is refused for \(error.id)")
    }
    // Whoever is asked about alone has an error exactly if it refuses the registry.
    for client in situation.clients {
      let alone = try situation.examine(machine, for: [client])
      let hasError = alone.diagnoses.contains { $0.severity == .error }
      #expect(hasError == alone.isRefused(by: client), "\(client) alone: \(alone.diagnoses)")
    }
    guard !situation.expected.isEmpty else { return }
    let name = situation.description.map { $0.isLetter || $0.isNumber || $0 == "." ? String($0) : "-" }.joined()
    #expect(text == (try GoldenFile.text(Self.golden.appending(path: "\(name).txt"), insteadOf: text)))
  }

  @Test("Each diagnosis is made in some situation, or is said to be undecidable here")
  func everyDiagnosis() throws {
    let undecidable: Set<DiagnosisID> = [
      .noIdentityFits, .alertDirection, .postHandshake, .otherHost, .notTLS, .restartNeeded,
    ]
    let made = Set(
      Self.situations.flatMap { $0.expected }.compactMap { DiagnosisID(rawValue: String($0.split(separator: " ")[1])) })
    #expect(DiagnosisID.allCases.count == 34)
    #expect(made.union(undecidable) == Set(DiagnosisID.allCases))
    #expect(made.isDisjoint(with: undecidable))
    for situation in Self.situations {
      let undecided = Set(try situation.examine().undecided.map { $0.id })
      #expect(undecided.isSuperset(of: undecidable))
      let isUnresolved = try situation.examine().results.contains { $0.unresolved != nil }
      #expect(undecided.contains(.wrongAuthority) != (situation.chain != nil), "\(situation)")
      #expect(undecided.contains(.loopbackInsecure) == isUnresolved, "\(situation)")
    }
    #expect(Self.situations.count >= 100)
  }

  @Test("The names are those of the specification, in its order")
  func names() {
    #expect(DiagnosisID.allCases.first?.rawValue == "dir-not-selected")
    #expect(DiagnosisID.allCases.map { $0.rawValue }.contains("docker.io-dir"))
    #expect(DiagnosisID.allCases.last?.description == "secrets-exposed")
    #expect(Set(DiagnosisID.allCases.map { $0.rawValue }).count == 34)
  }

  @Test("Names of files from strangers are escaped in texts and quoted in commands")
  func hostileNames() throws {
    let name = Array("a\u{1B}[31m'; rm -rf ~; '\n.pem".utf8)
    let situation = DoctorSituation("hostile", []) { files in
      files.add(path: Array((DoctorSituation.folder + "/").utf8) + name, bytes: Array(Issued.pem(Issued.root()).utf8))
      files.add(
        path: Array((DoctorSituation.folder + "/").utf8) + [0xFF, 0xFE] + Array(".cer".utf8),
        bytes: Issued.root("Other CA", key: 11))
    }
    let examination = try situation.examine()
    #expect(examination.diagnoses.map { $0.id } == [.ignoredExtension, .ignoredExtension])
    for diagnosis in examination.diagnoses {
      for line in diagnosis.description.split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      }
    }
    let commands = examination.diagnoses.flatMap { $0.remedy }
    #expect(
      commands.contains(
        "mv -n $'\(DoctorSituation.folder)/a\\033[31m\\'; rm -rf ~; \\'\\012.pem' "
          + "$'\(DoctorSituation.folder)/a\\033[31m\\'; rm -rf ~; \\'\\012.crt'"))
    #expect(commands.contains { $0.contains("$'\(DoctorSituation.folder)/\\377\\376.cer'") })
  }

  @Test("The JSON of a diagnosis has all that its text has")
  func json() throws {
    let situation = try #require(DoctorSituation.pairs.first)
    let diagnosis = try #require(try situation.examine().diagnoses.first)
    let object = try JSONSerialization.jsonObject(with: Data(diagnosis.json.utf8))
    let members = try #require(object as? [String: Any])
    #expect(members["id"] as? String == "ca-named-cert")
    #expect(members["severity"] as? String == "error")
    #expect(members["clients"] as? [String] == ["docker", "docker-containerd", "podman", "nerdctl"])
    #expect((members["remedy"] as? [String])?.first?.hasPrefix("mv ") == true)
    let finding = try #require((members["findings"] as? [[String: Any]])?.first)
    #expect(finding["path"] as? String == DoctorSituation.folder + "/ca.cert")
    #expect(finding["line"] as? Int == 1)
  }
}

/// The doctor on other people's directories and on hostile ones.
@Suite("The doctor: anything at all")
struct DoctorRobustnessTests {
  static let fixtures = Vectors.packageRoot.appending(path: "../shared/conformance/certs.d/fixtures")
    .standardizedFileURL

  @Test(
    "Whoever stops at a real directory is told why",
    .enabled(if: FileManager.default.fileExists(atPath: fixtures.path), "the data is not there"))
  func realDirectories() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path).sorted()
    #expect(names.count >= 20)
    for name in names {
      guard let host = try? RegistryHost(name) else { continue }
      var environment = RegistryEnvironment(
        platform: .linux, variables: ["SSL_CERT_FILE": "/nowhere", "SSL_CERT_DIR": "/nowhere"])
      environment.certificatesDirectory = Self.fixtures.path
      let examination = RegistryDoctor.examine(
        host, in: environment, clients: RegistryClient.allCases, at: Timestamp(secondsSince1970: 1_795_000_000))
      let stopped = examination.results.filter { $0.failure != nil }.map { $0.client }
      let errors = examination.diagnoses.filter { $0.severity == .error }
      for client in stopped { #expect(errors.contains { $0.clients.contains(client) }, "\(name), \(client)") }
      for error in errors { #expect(error.clients.contains { stopped.contains($0) }, "\(name), \(error.id)") }
    }
  }

  @Test("Keys and certificates that don't go together are told of, each once")
  func manyKeys() throws {
    var files = MemoryFiles()
    for number in 0..<100 {
      files.put("a\(number).cert", Issued.pem(Issued.client("a", key: number % 40 + 1)))
      files.put("b\(number).key", Material.key(number % 40 + 1))
    }
    let environment = RegistryEnvironment(files: files)
    let examination = RegistryDoctor.examine(
      try RegistryHost(DoctorSituation.host), in: environment, clients: [.docker], at: Issued.moment)
    #expect(examination.diagnoses.allSatisfy { $0.id == .keyMismatch || $0.id == .loneKey })
    // What is alike is one diagnosis, which names a bounded number of places and counts the others.
    #expect((1...6).contains(examination.diagnoses.count))
    let counts = examination.diagnoses.map { $0.findings.count + $0.omittedFindingCount }
    #expect(counts.reduce(0, +) >= 100 && examination.diagnoses.allSatisfy { $0.findings.count <= 100 })
    let removed = examination.diagnoses.flatMap { $0.remedy }.filter { $0.hasPrefix("rm ") }
    #expect(Set(removed).count == removed.count)
    let targets = examination.diagnoses.flatMap { $0.remedy }.filter { $0.hasPrefix("mv ") || $0.hasPrefix("cp ") }
      .compactMap { $0.split(separator: " ").last }
    #expect(Set(targets).count == targets.count && !targets.isEmpty)
  }

  @Test("A file of many blocks that are nothing makes a short text")
  func manyBlocks() throws {
    func block(_ label: String) -> String { "-----BEGIN \(label)-----\nAAAA\n-----END \(label)-----\n" }
    var files = MemoryFiles()
    files.put("a.crt", (0..<20_000).map { block("X\($0 % 7)") }.joined())
    files.put("b.crt", Issued.pem(Issued.root()) + String(repeating: block("TRUSTED CERTIFICATE"), count: 20_000))
    files.put("c.crt", block(String(repeating: "LONG ", count: 20_000) + "END"))
    let examination = RegistryDoctor.examine(
      try RegistryHost(DoctorSituation.host), in: RegistryEnvironment(files: files), clients: [.docker],
      at: Issued.moment)
    try #require(
      examination.diagnoses.map { $0.id } == [.fileYieldsNothing, .fileYieldsNothing, .filePartlyRead])
    let texts = examination.diagnoses.map { $0.description }
    #expect(texts[0].contains("(X0, X1, X2, X3, X4 and 2 more)"))
    #expect(texts[1].contains("LONG LONG"))
    #expect(texts[2].contains("\n            and 19995 more\n"))
    #expect(texts.allSatisfy { $0.utf8.count < 4_000 })
    #expect(examination.diagnoses.allSatisfy { $0.json.utf8.count < 40_000 })
    #expect(examination.diagnoses[2].omittedFindingCount == 19_900)
  }

  @Test("A file of many copies of a root is one root, and takes no time")
  func manyCopies() throws {
    var files = MemoryFiles()
    files.put("ca.crt", String(repeating: Issued.pem(Issued.root { $0.validity = Issued.past }), count: 1_000))
    let examination = RegistryDoctor.examine(
      try RegistryHost(DoctorSituation.host), in: RegistryEnvironment(files: files), clients: RegistryClient.allCases,
      at: Issued.moment)
    let diagnosis = try #require(examination.diagnoses.first { $0.id == .anchorQuality })
    #expect(diagnosis.findings.count == 1 && diagnosis.omittedFindingCount == 0)
  }

  @Test("Commands hold nothing that a certificate could have a shell do")
  func hostileCertificates() throws {
    let url = DER.extension(
      "1.3.6.1.5.5.7.1.1",
      DER.sequence(
        DER.sequence(DER.oid("1.3.6.1.5.5.7.48.2"), DER.uri("http://a/'; touch /tmp/owned; echo '$(id)`id`"))))
    let situation = DoctorSituation(
      "hostile certificate", [], clients: [.docker],
      chain: [Issued.server(by: "Other $(id)", issuerKey: 12) { $0.extensions?.append(url) }]
    ) { $0.putRoot() }
    let diagnosis = try #require(try situation.examine().diagnoses.first)
    #expect(diagnosis.id == .missingIntermediate)
    #expect(
      diagnosis.remedy.first == "curl -gsSf --url 'http://a/'\\''; touch /tmp/owned; echo '\\''$(id)`id`' "
        + "| openssl x509 -inform DER -out INTERMEDIATE_FILE")
    #expect(diagnosis.remedy.dropFirst().allSatisfy { !$0.contains("id") })
  }
}
