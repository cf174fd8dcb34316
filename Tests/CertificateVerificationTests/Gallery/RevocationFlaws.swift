import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Published flaws of deciding who may say that a certificate is not revoked, each of them reproduced.
@Suite("Gallery: revocation") struct RevocationFlaws {
  typealias Fixture = RevocationFixture

  private static let authority = DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true)))

  /// A response of whoever has a certificate and the key to it, about the leaf.
  private func response(_ certificate: Certificate, _ key: TestKey) -> [UInt8] {
    Fixture.response {
      ($0.signer, $0.responder) = (key, DER.context(2, DER.octetString(key.keyHash)))
      $0.certificates = [certificate.derEncoding]
    }
  }

  @Test("Dangerous delegated responders (2020): authorities with OCSPSigning could answer for whoever issued them")
  func authorityAsResponder() throws {
    for (extensions, word) in [
      ([OCSPFixture.ocspSigning, OCSPFixture.noCheck], "good"),
      ([OCSPFixture.ocspSigning, OCSPFixture.noCheck, Self.authority], "no answer: not authorized: authority-as-leaf"),
    ] {
      var fixture = try Fixture()
      fixture.addRootList()
      let sister = try Fixture.certificate(9, "Sister", TestKey(4), by: ("Authority", .second), extensions)
      fixture.revocation.insert(contentsOf: response(sister, TestKey(4)))
      #expect(fixture.status?.word == word)
    }
  }

  @Test("Dangerous delegated responders (2020): whoever has that purpose could even clear itself after a revocation")
  func ownResponder() throws {
    for extensions in [
      [OCSPFixture.ocspSigning], [OCSPFixture.ocspSigning, OCSPFixture.noCheck],
      [OCSPFixture.ocspSigning, OCSPFixture.noCheck, Self.authority],
    ] {
      var fixture = try Fixture(leafExtensions: extensions)
      fixture.addRootList()
      fixture.revocation.insert(contentsOf: response(fixture.leaf, .third))
      #expect(fixture.status?.word == "no answer: not authorized: certificate itself")
      #expect(fixture.evaluate().codes == ["revocation-unknown"])
      // Nor does another certificate of the same key do.
      let other = try Fixture.certificate(
        9, "Delegate", .third, by: ("Authority", .second), [OCSPFixture.ocspSigning, OCSPFixture.noCheck])
      fixture.revocation = RevocationStore()
      fixture.addRootList()
      fixture.revocation.insert(contentsOf: response(other, .third))
      #expect(fixture.status?.word == "no answer: not authorized: certificate itself")
    }
  }
}
