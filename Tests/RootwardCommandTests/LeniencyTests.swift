import CertificateVerification
import Foundation
import Testing

@testable import RootwardCommand

@Suite("rootward verify --allow")
struct LeniencyTests {
  private func verify(_ folder: String, _ options: [String]) throws -> CapturedCommand {
    try CapturedCommand(
      ["verify", Vectors.path("\(folder)/chain.pem"), "--roots", Vectors.path("\(folder)/roots.pem")]
        + ["--no-system-roots"] + options)
  }

  @Test(
    "A switch lets pass what it names, and nothing else",
    arguments: [
      ("sha1-intermediate", "sha1", true), ("md5-leaf", "sha1", false), ("sha1-intermediate", "short-rsa", false),
      ("weak-leaf-1024", "short-rsa", true), ("weak-leaf-512", "short-rsa", false),
      ("expired-root", "expired-roots", true), ("expired-intermediate", "expired-roots", false),
      ("expired-leaf", "expired-roots", false),
    ])
  func chains(folder: String, name: String, isVerified: Bool) throws {
    #expect(try verify(folder, []).code == .refused)
    #expect(try verify(folder, ["--allow", name]).code == (isVerified ? .success : .refused))
  }

  @Test("Several switches are given one by one or as a list")
  func lists() throws {
    for options in [["--allow", "underscores", "--allow", "sha1"], ["--allow=underscores,sha1,sha1"]] {
      #expect(try verify("sha1-intermediate", options).code == .success)
    }
  }

  @Test("Each switch changes one thing of either profile", arguments: Leniency.allCases)
  func policy(_ leniency: Leniency) {
    for profile in [VerificationPolicy.rfc5280, .webPKI] {
      var expected = profile
      switch leniency {
      case .sha1: expected.allowsSHA1Signatures = true
      case .shortRSA: expected.minimumRSABitCount = 1024
      case .expiredRoots: expected.checksAnchorValidity = false
      case .nonCriticalBasicConstraints: expected.allowsNonCriticalBasicConstraints = true
      case .nonCriticalNameConstraints: expected.allowsNonCriticalNameConstraints = true
      case .nonCriticalPolicyConstraints: expected.allowsNonCriticalPolicyConstraints = true
      case .leadingDotConstraints: expected.allowsLeadingDotInDNSConstraints = true
      case .missingKeyIdentifiers: expected.keyIdentifiers = .ignored
      case .underscores: expected.allowsUnderscores = true
      }
      var policy = profile
      leniency.apply(to: &policy)
      #expect(policy == expected)
    }
    var policy = VerificationPolicy.rfc5280
    leniency.apply(to: &policy)
    #expect(policy != .rfc5280)
  }

  @Test("The help text explains each switch", arguments: Leniency.allCases)
  func help(_ leniency: Leniency) {
    #expect(Topic.verify.help.contains("\n      \(leniency.rawValue)  "))
  }

  /// The golden files of explanations have every remedy that there is.
  @Test("Each switch that a remedy names exists, and each that may be recommended is named")
  func remedies() throws {
    let folder = Vectors.package.appending(path: "Tests/CertificateVerificationTests/Golden")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
    var named: Set<String> = []
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      // Neither half of a switch stands on a line of its own.
      #expect(!text.contains("`--allow\n") && !text.contains("`--profile\n"), "\(file)")
      for match in text.matches(of: /`--allow ([^`]*)`/) { named.insert(String(match.1)) }
      for match in text.matches(of: /`--profile ([^`]*)`/) { #expect(match.1 == "rfc5280") }
    }
    // Nobody is told to rely on what can be forged.
    #expect(named == Set(Leniency.allCases.map { $0.rawValue }).subtracting(["sha1", "short-rsa"]))
  }
}
