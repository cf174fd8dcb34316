import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

/// A certificate and a key: what makes an identity, and what is said of what does not.
@Suite struct IdentityTests {
  private func identity(_ certificates: [UInt8], _ key: [UInt8], passphrase: [UInt8]? = nil) throws(IdentityError)
    -> Identity
  {
    try Identity(
      certificates: certificates, certificateSource: "client.cert", key: key, keySource: "client.key",
      passphrase: passphrase)
  }

  private func error(_ certificates: [UInt8], _ key: [UInt8]) -> IdentityError? {
    do {
      _ = try identity(certificates, key)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: KeyVectors.plain)
  func eachKeyAndItsCertificate(_ path: String) throws {
    let folder = String(path.prefix { $0 != "/" })
    let identity = try identity(KeyVectors.bytes("\(folder)/certificate.pem"), KeyVectors.bytes(path))
    #expect(identity.certificates.count == 1)
    #expect(identity.leaf == identity.certificates[0])
    #expect(identity.leaf.source == "client.cert")
    #expect(identity.skipped.isEmpty)
  }

  @Test func aChainWithTextAroundItsBlocks() throws {
    let identity = try identity(KeyVectors.bytes("chain.pem"), KeyVectors.bytes("p256/sec1.pem"))
    #expect(identity.certificates.count == 2)
    #expect(identity.certificates[1] == (try KeyVectors.certificate("rsa")))
    #expect(identity.description == "identity: P-256, certificates: 2")
    #expect("\(identity)" == identity.description && String(reflecting: identity) == identity.description)
    var dumped = ""
    dump(identity.privateKey, to: &dumped)
    #expect(dumped.count < 500)
  }

  @Test func oneFileForBoth() throws {
    let both = try KeyVectors.bytes("both.pem")
    let identity = try identity(both, both)
    #expect(identity.certificates.count == 1)
    #expect(identity.skipped.count == 1)
  }

  @Test func derOfBoth() throws {
    let certificate = try KeyVectors.certificate("p256").withBytes { bytes in bytes.indices.map { bytes[$0] } }
    #expect(try identity(certificate, KeyVectors.bytes("p256/sec1.der")).certificates.count == 1)
  }

  @Test func passphrases() throws {
    let (certificate, key) = try (KeyVectors.bytes("p256/certificate.pem"), KeyVectors.bytes("p256/sec1-aes256.pem"))
    #expect(try identity(certificate, key, passphrase: KeyVectors.passphrase).certificates.count == 1)
    guard case .key(let reason)? = error(certificate, key)?.reason, case .passphraseNeeded = reason.reason else {
      Issue.record("a passphrase is needed")
      return
    }
  }

  @Test func aChainInTheWrongOrder() throws {
    let error = error(try KeyVectors.bytes("reversed.pem"), try KeyVectors.bytes("p256/pkcs8.pem"))
    #expect(error?.reason == .matchesLaterCertificate(Certificate.Position(block: 2, line: 15)))
    #expect(error?.file == .certificate)
    #expect(error?.certificateSource == "client.cert" && error?.keySource == "client.key")
  }

  @Test func keysOfOthers() throws {
    let certificate = try KeyVectors.bytes("p256/certificate.pem")
    let other = error(certificate, try KeyVectors.bytes("rsa/pkcs8.pem"))
    guard case .differentAlgorithms(let own, let key)? = other?.reason else {
      Issue.record("\(String(describing: other))")
      return
    }
    #expect(own.description == "P-256" && key.description == "RSA, 1024 bits")
    #expect(error(certificate, try KeyVectors.bytes("p384/pkcs8.pem"))?.reason == .mismatch)
    #expect(
      error(try KeyVectors.bytes("rsa/certificate.pem"), try KeyVectors.bytes("rsa-2048/pkcs8.pem"))?.reason
        == .mismatch)
    #expect(
      error(try KeyVectors.bytes("rsa/certificate.pem"), try KeyVectors.bytes("rsa-2048/pkcs8.pem"))?.file == .both)
  }

  @Test func filesThatChangedPlaces() throws {
    let (certificate, key) = try (KeyVectors.bytes("p256/certificate.pem"), KeyVectors.bytes("p256/pkcs8.pem"))
    #expect(error(key, certificate)?.reason == .swappedFiles)
    #expect(error(key, certificate)?.file == .both)
    #expect(error(key, key)?.reason == .keyInsteadOfCertificate)
    #expect(error(key, key)?.file == .certificate)
    #expect(error(certificate, certificate)?.reason == .certificateInsteadOfKey)
    #expect(error(certificate, certificate)?.file == .key)
    // And in DER.
    let der = try KeyVectors.certificate("p256").withBytes { bytes in bytes.indices.map { bytes[$0] } }
    #expect(error(try KeyVectors.bytes("p256/pkcs8.der"), der)?.reason == .swappedFiles)
    #expect(error(certificate, der)?.reason == .certificateInsteadOfKey)
  }

  @Test func filesOfSomethingElse() throws {
    let (certificate, key) = try (KeyVectors.bytes("p256/certificate.pem"), KeyVectors.bytes("p256/pkcs8.pem"))
    #expect(error([], key)?.reason == .noCertificateData)
    #expect(error(Array("text".utf8), key)?.reason == .noCertificateData)
    #expect(error(try Vectors.bytes("objects/request.pem"), key)?.reason == .noCertificate([.certificateRequest]))
    #expect(error(try Vectors.bytes("bundles/trusted-label.pem"), key)?.reason == .noCertificate([.trustedCertificate]))
    #expect(error(certificate, [])?.reason == .key(PrivateKeyError(.empty)))
    #expect(error(certificate, Array("pkcs11:id=1".utf8))?.reason == .key(PrivateKeyError(.pkcs11URI)))
    #expect(
      error(certificate, try Vectors.bytes("keys/public.pem"))?.reason
        == .key(PrivateKeyError(.noPrivateKey([.publicKey]))))
  }

  /// The first block decides: a bad one is never passed over for a good one behind it, and one that is bad later is.
  @Test func brokenCertificates() throws {
    let (certificate, key) = try (KeyVectors.bytes("p256/certificate.pem"), KeyVectors.bytes("p256/pkcs8.pem"))
    let broken = Array("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n".utf8)
    guard case .certificate(let skipped)? = error(broken + certificate, key)?.reason else {
      Issue.record("the first certificate is broken")
      return
    }
    #expect(skipped.position == Certificate.Position(block: 1, line: 1))
    let identity = try identity(certificate + broken, key)
    #expect(identity.certificates.count == 1 && identity.skipped.count == 1)
    let unreadable = Array("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n".utf8)
    guard case .certificate? = error(unreadable + certificate, key)?.reason else {
      Issue.record("the first certificate is no Base64")
      return
    }
  }
}
