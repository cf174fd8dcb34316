import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Each switch of a policy, on a chain that it decides.
@Suite struct PolicyTests {
  private func policy(_ change: (inout VerificationPolicy) -> Void) -> VerificationPolicy {
    var policy = VerificationPolicy.rfc5280
    change(&policy)
    return policy
  }

  @Test func keySizes() throws {
    let weak = try ChainFixture("weak-leaf-1024")
    #expect(weak.evaluate().codes == ["key-too-short"])
    #expect(weak.evaluate(policy: policy { $0.minimumRSABitCount = 1024 }).isVerified)
    let good = try ChainFixture("good")
    #expect(
      good.evaluate(policy: policy { $0.minimumRSABitCount = 2049 }).codes
        == Array(repeating: "key-too-short", count: 3))
  }

  @Test func sha1() throws {
    let fixture = try ChainFixture("sha1-intermediate")
    #expect(fixture.evaluate().codes == ["signature-algorithm-weak"])
    #expect(fixture.evaluate(policy: policy { $0.allowsSHA1Signatures = true }).isVerified)
    // MD5 has no switch.
    #expect(try !ChainFixture("md5-leaf").evaluate(policy: policy { $0.allowsSHA1Signatures = true }).isVerified)
  }

  @Test func validityOfAnchors() throws {
    let fixture = try ChainFixture("expired-root")
    #expect(fixture.evaluate().codes == ["expired"])
    #expect(fixture.evaluate(policy: policy { $0.checksAnchorValidity = false }).isVerified)
  }

  @Test func purposes() throws {
    let any = try ChainFixture("leaf-eku-any")
    #expect(any.evaluate().isVerified)
    #expect(any.evaluate(policy: .webPKI).codes == ["purpose-not-allowed"])
    let none = try ChainFixture("leaf-without-eku")
    #expect(none.evaluate().isVerified)
    #expect(none.evaluate(policy: .webPKI).codes == ["purposes-missing"])
    let client = try ChainFixture("leaf-eku-client")
    #expect(client.evaluate(purpose: .client).isVerified)
    #expect(client.evaluate(purpose: .any).isVerified)
    #expect(client.evaluate(purpose: .other(.codeSigning)).codes == ["purpose-not-allowed"])
  }

  @Test func wholeByteModuli() throws {
    let fixture = try ChainFixture("rsa-2052")
    #expect(fixture.evaluate().isVerified)
    #expect(
      fixture.evaluate(policy: policy { $0.requiresWholeByteModulus = true }).codes == ["modulus-not-whole-bytes"])
  }

  @Test func bothEndsOfAPeriodBelongToIt() throws {
    let fixture = try ChainFixture("one-second")
    let second = ChainFixture.moment.secondsSince1970
    #expect(fixture.evaluate(at: Timestamp(secondsSince1970: second)).isVerified)
    #expect(fixture.evaluate(at: Timestamp(secondsSince1970: second - 1)).codes == ["not-yet-valid"])
    #expect(fixture.evaluate(at: Timestamp(secondsSince1970: second + 1)).codes == ["expired"])
  }

  @Test(arguments: [Int64.min, .max, 0, -62_167_219_201, 253_402_300_800])
  func anyMomentIsAnswered(_ seconds: Int64) throws {
    let evaluation = try ChainFixture("good").evaluate(at: Timestamp(secondsSince1970: seconds))
    #expect(!evaluation.isVerified)
    #expect(!evaluation.explanation.description.isEmpty)
  }

  @Test(arguments: [
    (PeerName.dns("WWW.Example.COM"), true), (.dns("www.example.com."), true), (.dns("a.apps.example.com"), true),
    (.dns("a.b.apps.example.com"), false), (.dns("apps.example.com"), false), (.dns("example.com"), false),
    (.ip("192.0.2.7"), true), (.ip("[2001:DB8::7]"), true), (.ip("2001:db8:0:0::7"), true), (.ip("192.0.2.8"), false),
    (.ip("::ffff:192.0.2.7"), false), (.dns("192.0.2.7"), false), (.dns(""), false),
    (.dns("*.apps.example.com"), false),
    (.dns("www.example.com\u{0}.example.net"), false),
  ])
  func namesOfAPeer(_ name: PeerName, _ isVerified: Bool) throws {
    #expect(try ChainFixture("good").evaluate(name: name).isVerified == isVerified)
  }

  @Test func internationalizedNames() throws {
    let fixture = try ChainFixture("idn")
    #expect(fixture.evaluate(name: .dns("b\u{FC}cher.example.com")).isVerified)
    #expect(fixture.evaluate(name: .dns("BU\u{308}CHER.example.com")).isVerified)
    #expect(fixture.evaluate(name: .dns("xn--bcher-kva.example.com")).isVerified)
    #expect(!fixture.evaluate(name: .dns("bucher.example.com")).isVerified)
  }
}
