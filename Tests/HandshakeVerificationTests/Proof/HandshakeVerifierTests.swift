import CertificateCryptography
import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct HandshakeVerifierTests {
  typealias Fixture = PeerFixture

  @Test func aPeerIsVerified() throws {
    let server = try Fixture()
    for proof in [Fixture.server13, Fixture.server12()] {
      let peer = try server.verifier.verifyServer(
        server.chain, proof: proof, offered: [Fixture.scheme], name: Fixture.name, at: Fixture.moment)
      #expect(peer.certificate == server.leaf && peer.chain.anchor == server.root && peer.role == .server)
      #expect(peer.scheme == Fixture.scheme && peer.version == proof.version && peer.chain.name == Fixture.name)
    }
    let client = try Fixture(.client)
    let messages: [UInt8] = [1, 2, 3]
    let client12 = PeerProof.client12(
      scheme: Fixture.scheme, signature: Fixture.key.signature(of: messages), messages: messages)
    for proof in [Fixture.client13, client12] {
      let peer = try client.verifier.verifyClient(client.chain, proof: proof, offered: nil, at: Fixture.moment)
      #expect(peer.role == .client && peer.chain.purpose == .client)
    }
  }

  @Test func whatWasSignedIsBound() throws {
    let server = try Fixture()
    let (verifier, chain) = (server.verifier, server.chain)
    let parameters = Fixture.parameters
    let otherTranscript = HashAlgorithm.sha256.digest(of: parameters.span)
    // The other side's context, another transcript, and every part of the parameters of TLS 1.2.
    let wrong: [PeerProof] = [
      .server13(
        scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.content("client")),
        transcript: Fixture.transcript),
      .server13(
        scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.content("server")),
        transcript: otherTranscript),
      .server13(
        scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.transcript.bytes),
        transcript: Fixture.transcript),
      Fixture.server12(signature: Fixture.key.signature(of: Fixture.parameters)),
      Fixture.server12(
        signature: Fixture.key.signature(of: Fixture.serverRandom + Fixture.clientRandom + Fixture.parameters)),
      Fixture.server12(
        signature: Fixture.key.signature(of: Fixture.clientRandom + Fixture.serverRandom + [3, 0, 0x17, 1, 9])),
      .server13(
        scheme: Fixture.scheme, signature: TestKey(3).signature(of: Fixture.content("server")),
        transcript: Fixture.transcript),
    ]
    for proof in wrong {
      let refusal = try #require(verifier.refusal(chain, proof))
      #expect(refusal.code == "signatureInvalid" && refusal.alert == .decryptError)
    }
    for signature in [[], [0x30], [0x30, 0], DER.sequence(DER.integer(0), DER.integer(1))] as [[UInt8]] {
      let proof = PeerProof.server13(scheme: Fixture.scheme, signature: signature, transcript: Fixture.transcript)
      #expect(try #require(verifier.refusal(chain, proof)) == ("signatureMalformed", .decryptError))
    }
    #expect(try #require(verifier.refusal(PresentedChain([]), Fixture.server13)) == ("noCertificate", .decodeError))
    #expect(
      try #require(verifier.refusal(PresentedChain([]), Fixture.client13)) == ("noCertificate", .certificateRequired))
  }

  @Test func theProofIsOfTheSideThatIsAsked() throws {
    let server = try Fixture()
    do {
      _ = try server.verifier.verifyServer(
        server.chain, proof: Fixture.client13, offered: nil, name: nil, at: Fixture.moment)
      Issue.record("a client's proof is none of a server")
    } catch {
      #expect(error.reason.code == "noProof" && error.alert == .unexpectedMessage && error.role == .server)
    }
  }

  @Test func schemesAreBound() throws {
    let server = try Fixture()
    let (verifier, chain) = (server.verifier, server.chain)
    func proof(_ scheme: UInt16, is13: Bool) -> PeerProof {
      let scheme = SignatureScheme(rawValue: scheme)
      let signature = Fixture.key.signature(of: Fixture.content("server"))
      return is13
        ? .server13(scheme: scheme, signature: signature, transcript: Fixture.transcript)
        : .server12(
          scheme: scheme, signature: signature, clientRandom: Fixture.clientRandom, serverRandom: Fixture.serverRandom,
          parameters: Fixture.parameters, cipherSuite: 0xC02B)
    }
    func code(_ scheme: UInt16, is13: Bool = true, offered: [SignatureScheme]? = nil) -> String? {
      verifier.refusal(chain, proof(scheme, is13: is13), offered: offered)?.code
    }
    #expect(code(0x0403, offered: []) == "schemeNotOffered")
    #expect(code(0x0503) == "schemeNotAllowed: keyOnOtherCurve")
    // In TLS 1.2 a digest goes with any curve, so that the signature is looked at.
    #expect(code(0x0503, is13: false) == "signatureInvalid")
    #expect(code(0x0804) == "schemeNotAllowed: keyOfOtherKind")
    #expect(code(0x0401) == "schemeNotAllowed: notInThisUse")
    #expect(code(0x0203, is13: false) == "schemeWeak")
    #expect(code(0x0999) == "schemeNotAllowed: unknownScheme")
    #expect(code(0x0904, is13: false) == "schemeNotAllowed: notInThisUse")
    #expect(verifier.refusal(chain, proof(0x0503, is13: true), offered: nil)?.alert == .illegalParameter)
    let lenient = server.verifier { $0.policy.allowsSHA1Signatures = true }
    #expect(lenient.refusal(chain, proof(0x0203, is13: false), offered: nil)?.code == "signatureInvalid")
    // ECDSA's key does not sign for a suite of RSA.
    #expect(
      try #require(verifier.refusal(chain, Fixture.server12(0xC02F))) == ("keyNotOfCipherSuite", .illegalParameter))
    #expect(try #require(verifier.refusal(chain, Fixture.server12(0x002F))).code == "keyNotOfCipherSuite")
    #expect(verifier.refusal(chain, Fixture.server12(0x0A0A)) == nil)
  }

  @Test func theChainIsVerified() throws {
    let server = try Fixture()
    let later = Timestamp(secondsSince1970: 4_200_000_000)
    func refusal(
      _ fixture: Fixture, name: PeerName? = Fixture.name, at moment: Timestamp = Fixture.moment,
      _ change: (inout CertificateVerifier) -> Void = { _ in }
    ) -> (code: String, alert: AlertDescription)? {
      fixture.verifier(change).refusal(fixture.chain, Fixture.server13, name: name, at: moment)
    }
    #expect(try #require(refusal(server, name: .dns("other.example.com"))) == ("chain: peerName", .badCertificate))
    #expect(refusal(server, name: nil) == nil)
    #expect(try #require(refusal(server, at: later)) == ("chain: validity", .certificateExpired))
    #expect(
      try #require(refusal(server) { $0.trust = TrustStore() }) == ("chain: issuer", .unknownAuthority))
    #expect(
      try #require(refusal(try Fixture(.client))) == ("chain: extendedKeyUsage", .unsupportedCertificate))
    // RFC 8446 §4.4.2.2: a key usage must have digitalSignature.
    let wrapping = try Fixture(.server) {
      $0.extensions?[1] = DER.extension("2.5.29.15", critical: true, DER.namedBits(2))
    }
    #expect(try #require(refusal(wrapping)) == ("keyUsage", .unsupportedCertificate))
    let silent = try Fixture(.server) { $0.extensions?.remove(at: 1) }
    #expect(refusal(silent) == nil)
  }

  @Test func aStapledResponseCounts() throws {
    let server = try Fixture()
    func staple(_ status: [UInt8]) -> PresentedChain {
      var answer = OCSPAnswerFields(issuer: DER.name(("CN", "Root")), key: Fixture.rootKey)
      answer.status = status
      return PresentedChain([server.leaf], stapledResponses: [OCSPFields(Fixture.rootKey, [answer]).encoded])
    }
    let hard = server.verifier { $0.policy.revocation = .hardFail }
    #expect(try #require(hard.refusal(server.chain, Fixture.server13)).code == "chain: revocationStatus")
    #expect(hard.refusal(staple(OCSPAnswerFields.good), Fixture.server13) == nil)
    let revoked = try #require(hard.refusal(staple(OCSPAnswerFields.revoked()), Fixture.server13))
    #expect(revoked == ("chain: revocation", .certificateRevoked))
    #expect(hard.certificateVerifier.revocation.isEmpty)
    let soft = server.verifier { $0.policy.revocation = .softFail }
    let broken = PresentedChain([server.leaf], stapledResponses: [[0x30, 3, 1]])
    #expect(try #require(soft.refusal(broken, Fixture.server13)) == ("stapledResponse", .badCertificateStatusResponse))
    #expect(server.verifier.refusal(broken, Fixture.server13) == nil)
    #expect(server.verifier.refusal(staple(OCSPAnswerFields.revoked()), Fixture.server13) == nil)
  }

  @Test func promisesOfTheHandshakeCount() throws {
    let server = try Fixture()
    let logKey = TestKey(4)
    var promise = PromiseFields(logKey)
    promise.sign(logKey, certificate: server.leaf.derEncoding)
    let log = try CertificateLog(name: "Log", operatorName: "Operator", publicKeyInfo: logKey.publicKeyInfo)
    let verifier = server.verifier {
      $0.policy.requiredTimestampCount = 1
      $0.policy.certificateLogs = CertificateLogList([log])
    }
    func chain(_ lists: [[UInt8]]) -> PresentedChain { PresentedChain([server.leaf], timestampLists: lists) }
    #expect(verifier.refusal(chain([PromiseFields.list([promise.encoded])]), Fixture.server13) == nil)
    #expect(try #require(verifier.refusal(chain([]), Fixture.server13)).code == "chain: transparency")
    #expect(try #require(verifier.refusal(chain([[0, 1]]), Fixture.server13)).code == "chain: transparency")
    promise.milliseconds += 1
    let wrong = chain([PromiseFields.list([promise.encoded])])
    #expect(try #require(verifier.refusal(wrong, Fixture.server13)) == ("chain: transparency", .certificateUnknown))
  }

  @Test func errorsSaySo() throws {
    let server = try Fixture()
    do {
      _ = try server.verifier.verifyServer(
        server.chain, proof: Fixture.server13, offered: [], name: nil, at: Fixture.moment)
    } catch {
      #expect(
        error.description
          == "the server has signed with ecdsa_secp256r1_sha256, which was not offered (alert illegal_parameter)")
    }
  }
}
