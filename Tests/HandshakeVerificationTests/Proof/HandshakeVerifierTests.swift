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
      let peer = try client.verifier.verifyClient(
        client.chain, proof: proof,
        request: CertificateRequest(version: proof.version, schemes: [Fixture.scheme]), at: Fixture.moment)
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
        transcript: Fixture.transcript, cipherSuite: 0x1301),
      .server13(
        scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.content("server")),
        transcript: otherTranscript, cipherSuite: 0x1301),
      .server13(
        scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.transcript.bytes),
        transcript: Fixture.transcript, cipherSuite: 0x1301),
      Fixture.server12(signature: Fixture.key.signature(of: Fixture.parameters)),
      Fixture.server12(
        signature: Fixture.key.signature(of: Fixture.serverRandom + Fixture.clientRandom + Fixture.parameters)),
      Fixture.server12(
        signature: Fixture.key.signature(
          of: Fixture.clientRandom + Fixture.serverRandom + Fixture.parameters.dropLast() + [8])),
      .server13(
        scheme: Fixture.scheme, signature: TestKey(3).signature(of: Fixture.content("server")),
        transcript: Fixture.transcript, cipherSuite: 0x1301),
    ]
    for proof in wrong {
      let refusal = try #require(verifier.refusal(chain, proof))
      #expect(refusal.code == "signatureInvalid" && refusal.alert == .decryptError)
    }
    for signature in [[], [0x30], [0x30, 0], DER.sequence(DER.integer(0), DER.integer(1))] as [[UInt8]] {
      let proof = PeerProof.server13(
        scheme: Fixture.scheme, signature: signature, transcript: Fixture.transcript, cipherSuite: 0x1301)
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
        server.chain, proof: Fixture.client13, offered: [Fixture.scheme], name: nil, at: Fixture.moment)
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
        ? .server13(scheme: scheme, signature: signature, transcript: Fixture.transcript, cipherSuite: 0x1301)
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
    #expect(code(0x0999) == "schemeUnsupported")
    // DSA in TLS 1.3, MD5, and DSA's scheme for another key (RFC 8446 §B.3.1.3, RFC 9155 §4).
    #expect(code(0x0402) == "schemeNotAllowed: notInThisUse")
    #expect(code(0x0103, is13: false) == "schemeWeak" && code(0x0202, is13: false) == "schemeWeak")
    #expect(code(0x0402, is13: false) == "schemeNotAllowed: keyOfOtherKind")
    #expect(verifier.refusal(chain, proof(0x0999, is13: true), offered: nil)?.alert == .internalError)
    #expect(code(0x0904, is13: false) == "schemeNotAllowed: notInThisUse")
    #expect(verifier.refusal(chain, proof(0x0503, is13: true), offered: nil)?.alert == .illegalParameter)
    let lenient = server.verifier { $0.policy.allowsSHA1Signatures = true }
    #expect(lenient.refusal(chain, proof(0x0203, is13: false), offered: nil)?.code == "signatureInvalid")
    // ECDSA's key does not sign for a suite of RSA.
    #expect(
      try #require(verifier.refusal(chain, Fixture.server12(0xC02F))) == ("keyNotOfCipherSuite", .illegalParameter))
  }

  /// Static RSA, anonymous and pre-shared keys have no such signature; of a suite that isn't known nobody can say.
  @Test func theCipherSuiteHasToBeKnown() throws {
    let server = try Fixture()
    for suite: UInt16 in [0x003B, 0x002F, 0x0018, 0xC015, 0xC034, 0x008C, 0x1301] {
      let refusal = try #require(server.verifier.refusal(server.chain, Fixture.server12(suite)))
      #expect(refusal == ("cipherSuiteUnsuitable", .illegalParameter), "\(CipherSuite(rawValue: suite))")
    }
    // Camellia, ARIA and RC4 with RSA.
    for suite: UInt16 in [0xC076, 0xC04D, 0xC011] {
      #expect(server.verifier.refusal(server.chain, Fixture.server12(suite))?.code == "keyNotOfCipherSuite")
    }
    #expect(server.verifier.refusal(server.chain, Fixture.server12(0xC072)) == nil)
    for suite: UInt16 in [0x0A0A, 0xFFFF, 0x00C6, 0x1306] {
      let refusal = try #require(server.verifier.refusal(server.chain, Fixture.server12(suite)))
      #expect(refusal == ("cipherSuiteUnknown", .internalError))
    }
  }

  /// RFC 8446 §4.4.1: the transcript's hash function is the suite's.
  @Test func theTranscriptIsHashedAsTheSuiteHasIt() throws {
    let server = try Fixture()
    let client = try Fixture(.client)
    let messages: [UInt8] = [1, 0, 0, 0]
    for algorithm in HashAlgorithm.allCases {
      let transcript = algorithm.digest(of: messages.span)
      for (suite, own): (UInt16, HashAlgorithm) in [(0x1301, .sha256), (0x1302, .sha384), (0x1303, .sha256)] {
        let expected = algorithm == own ? nil : "transcriptHash"
        let proof = PeerProof.server13(
          scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.content("server", transcript)),
          transcript: transcript, cipherSuite: suite)
        #expect(server.verifier.refusal(server.chain, proof)?.code == expected, "\(algorithm)")
        let other = PeerProof.client13(
          scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.content("client", transcript)),
          transcript: transcript, cipherSuite: suite)
        #expect(client.verifier.refusal(client.chain, other)?.code == expected, "\(algorithm)")
      }
      for suite: UInt16 in [0xC02B, 0x1306] {
        let proof = PeerProof.server13(
          scheme: Fixture.scheme, signature: Fixture.key.signature(of: Fixture.content("server", transcript)),
          transcript: transcript, cipherSuite: suite)
        let expected = suite == 0x1306 ? "cipherSuiteUnknown" : "cipherSuiteUnsuitable"
        #expect(server.verifier.refusal(server.chain, proof)?.code == expected)
      }
    }
  }

  /// A signature over bytes that are no parameters of the suite proves nothing, however right it is.
  @Test func theParametersAreRead() throws {
    let server = try Fixture()
    func refusal(_ proof: PeerProof) -> (code: String, alert: AlertDescription)? {
      server.verifier.refusal(server.chain, proof)
    }
    let wrong: [([UInt8], AlertDescription)] = [
      ([1, 2, 3], .illegalParameter), ([], .decodeError), ([1] + Fixture.parameters, .illegalParameter),
      (Fixture.parameters + [0], .decodeError), ([3, 0, 0x1D, 1, 9], .illegalParameter),
      // Those of a finite field, which the suite does not have.
      (Fixture.finiteFieldParameters, .illegalParameter),
    ]
    for (parameters, alert) in wrong {
      #expect(try #require(refusal(Fixture.server12(parameters: parameters))) == ("message", alert), "\(parameters)")
    }
    // What is signed stays the same, if bytes move from one part to another.
    let whole = Fixture.clientRandom + Fixture.serverRandom
    for count in [0, 31, 33, 40] {
      let proof = Fixture.server12(clientRandom: Array(whole[..<count]), serverRandom: Array(whole[count...]))
      #expect(try #require(refusal(proof)) == ("message", .decodeError))
    }
    let moved = Fixture.server12(
      parameters: Array(Fixture.parameters.dropFirst()), serverRandom: Fixture.serverRandom + [3])
    #expect(refusal(moved)?.code == "message")
    // As a message.
    let signature = Fixture.key.signature(of: whole + Fixture.parameters)
    let body =
      Fixture.parameters + [4, 3] + [UInt8(signature.count >> 8), UInt8(signature.count & 0xFF)] + signature
    let proof = try PeerProof.server12(
      message: body, clientRandom: Fixture.clientRandom, serverRandom: Fixture.serverRandom, cipherSuite: 0xC02B)
    #expect(refusal(proof) == nil)
    for suite: UInt16 in [0x002F, 0x0A0A, 0x009E] {
      #expect(throws: HandshakeMessageError.self) {
        try PeerProof.server12(
          message: body, clientRandom: Fixture.clientRandom, serverRandom: Fixture.serverRandom, cipherSuite: suite)
      }
    }
  }

  /// A key that isn't computed with is no breach, and verifies nobody.
  @Test func whatIsNotComputedWithIsSaid() throws {
    // brainpoolP256r1, in which TLS 1.2 has ECDSA as on any curve (RFC 7027).
    let point = [4] + [UInt8](repeating: 1, count: 64)
    let brainpool = DER.sequence(
      DER.sequence(DER.oid("1.2.840.10045.2.1"), DER.oid("1.3.36.3.3.2.8.1.1.7")), DER.bitString(point))
    let server = try Fixture(.server) { $0.publicKeyInfo = brainpool }
    let refusal = try #require(server.verifier.refusal(server.chain, Fixture.server12()))
    #expect(refusal == ("keyUnsupported", .unsupportedCertificate))
    let reason = Fixture.server12().objection(of: server.leaf, offered: nil, policy: .rfc5280)
    #expect(reason?.isForWantOfKnowledge == true)
    let scheme = Fixture.server13.objection(of: server.leaf, offered: nil, policy: .rfc5280)
    #expect(scheme?.code == "schemeNotAllowed: keyOnOtherCurve" && scheme?.isForWantOfKnowledge == false)
  }

  /// RFC 5246 §7.4.6, RFC 8446 §4.4.2.3: what the server asked for.
  @Test func theRequestIsHeldAgainstTheClient() throws {
    let client = try Fixture(.client)
    let messages: [UInt8] = [1, 2, 3]
    let proof12 = PeerProof.client12(
      scheme: Fixture.scheme, signature: Fixture.key.signature(of: messages), messages: messages)
    func refusal(_ proof: PeerProof, _ request: CertificateRequest) -> String? {
      client.verifier.refusal(client.chain, proof, request: request)?.code
    }
    func request(
      _ version: ProtocolVersion, types: [ClientCertificateType] = [.ecdsaSign],
      filters: [CertificateRequest.Filter] = []
    ) -> CertificateRequest {
      CertificateRequest(version: version, schemes: [Fixture.scheme], certificateTypes: types, filters: filters)
    }
    #expect(refusal(proof12, request(.tls12)) == nil)
    #expect(refusal(proof12, request(.tls12, types: [.rsaSign])) == "certificateType")
    #expect(refusal(proof12, request(.tls13)) == "requestOfOtherVersion")
    let clientAuth = DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2"))
    let other = DER.sequence(DER.oid("1.3.6.1.5.5.7.3.4"))
    let fits = CertificateRequest.Filter(identifier: .extendedKeyUsage, values: clientAuth)
    let doesNot = CertificateRequest.Filter(identifier: .extendedKeyUsage, values: other)
    #expect(refusal(Fixture.client13, request(.tls13, filters: [fits])) == nil)
    #expect(refusal(Fixture.client13, request(.tls13, filters: [fits, doesNot])) == "filter")
  }

  /// RFC 7633: where somebody asks for revocation, a promise of a stapled response is held.
  @Test func aPromisedResponseHasToCome() throws {
    let feature = DER.extension("1.3.6.1.5.5.7.1.24", DER.sequence(DER.integer(5)))
    let server = try Fixture(.server) { $0.extensions?.append(feature) }
    let soft = server.verifier { $0.policy.revocation = .softFail }
    let refusal = try #require(soft.refusal(server.chain, Fixture.server13))
    #expect(refusal == ("stapledResponseMissing", .badCertificateStatusResponse))
    #expect(server.verifier.refusal(server.chain, Fixture.server13) == nil)
    var answer = OCSPAnswerFields(issuer: DER.name(("CN", "Root")), key: Fixture.rootKey)
    answer.status = OCSPAnswerFields.good
    let stapled = PresentedChain(
      [server.leaf], stapledResponses: [OCSPFields(Fixture.rootKey, [answer]).encoded])
    #expect(soft.refusal(stapled, Fixture.server13) == nil)
    let another = try Fixture(.server) {
      $0.extensions?.append(DER.extension("1.3.6.1.5.5.7.1.24", DER.sequence(DER.integer(17))))
    }
    #expect(soft.refusal(another.chain, Fixture.server13) == nil)
  }

  /// RFC 5280 §4.2.1.3: a key usage that can't be read permits nothing.
  @Test func anUnreadableKeyUsageLetsNobodySign() throws {
    let server = try Fixture(.server) {
      $0.extensions?[1] = DER.extension("2.5.29.15", critical: true, [4, 1, 0x80])
    }
    #expect(Fixture.server13.objection(of: server.leaf, offered: nil, policy: .rfc5280)?.code == "keyUsage")
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
    // RFC 6066 §8: what the peer itself brings counts, even if nobody asks for revocation.
    #expect(server.verifier.refusal(broken, Fixture.server13)?.code == "stapledResponse")
    #expect(server.verifier.refusal(staple(OCSPAnswerFields.good), Fixture.server13) == nil)
    #expect(
      try #require(server.verifier.refusal(staple(OCSPAnswerFields.revoked()), Fixture.server13)) == revoked)
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
      Issue.record("nothing was offered")
    } catch {
      #expect(
        error.description
          == "the server has signed with ecdsa_secp256r1_sha256, which was not offered (alert illegal_parameter)")
    }
  }
}
