import CertificateEncoding
import CertificateVerification
import Certificates
import Testing

/// The default profile accepts what private authorities make, and how they make it.
@Suite struct PrivateChainTests {
  static let folders = [
    "private-openssl-req", "private-openssl-x509-extfile", "private-mkcert-like", "private-step-like",
    "private-cfssl-like", "private-docker-docs", "private-no-key-ids", "private-20-years",
    "private-root-without-key-usage",
  ]

  /// A moment at which the chain, which has real dates, is valid.
  private static func moment(_ fixture: ChainFixture) -> Timestamp {
    Timestamp(secondsSince1970: fixture.chain[0].notBefore.secondsSince1970 + 3600)
  }

  @Test(arguments: folders)
  func defaultProfileAccepts(_ folder: String) throws {
    let fixture = try ChainFixture(folder)
    let evaluation = fixture.evaluate(at: Self.moment(fixture))
    #expect(evaluation.isVerified, "\(evaluation.explanation)")
  }

  /// The chains are no better than they seem: each is refused for another name, and later.
  @Test(arguments: folders)
  func theyAreStillJudged(_ folder: String) throws {
    let fixture = try ChainFixture(folder)
    #expect(fixture.evaluate(name: .dns("www.example.net"), at: Self.moment(fixture)).codes == ["name-mismatch"])
    let later = Timestamp(secondsSince1970: 8_000_000_000)
    #expect(fixture.evaluate(at: later).codes.allSatisfy { $0 == "expired" })
    #expect(!fixture.evaluate(at: later).isVerified)
  }

  /// The profile of the public web wants more of most of them.
  @Test func strictProfileRefuses() throws {
    for folder in ["private-openssl-req", "private-openssl-x509-extfile", "private-no-key-ids", "private-20-years"] {
      let fixture = try ChainFixture(folder)
      #expect(!fixture.evaluate(at: Self.moment(fixture), policy: .webPKI).isVerified, "\(folder)")
    }
  }
}
