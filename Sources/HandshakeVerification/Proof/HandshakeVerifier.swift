public import CertificateEncoding
public import CertificateVerification
public import Certificates

/// Verifies the peer of a TLS handshake: its chain, its name, and its proof that it holds the key.
///
/// It is for any stack that speaks TLS 1.2 or 1.3 and hands over what it has read; nothing is recorded. Rules, roots, logs
/// and what is known of revocation are those of a `CertificateVerifier`; a stapled OCSP response and promises of logs in
/// the handshake are added for this one peer. A stapled response counts even where the policy asks for no revocation:
/// whoever wants to hear nothing of it leaves it out of the ``PresentedChain``. Where the policy asks, a certificate that
/// promises a stapled response (RFC 7633) must come with one.
///
/// ```swift
/// let proof = PeerProof.server13(
///   scheme: scheme, signature: signature, transcript: transcript.digest(), cipherSuite: 0x1301)
/// let peer = try HandshakeVerifier(verifier).verifyServer(
///   PresentedChain(message: certificateBody, version: .tls13), proof: proof, offered: schemes,
///   name: .dns("registry.example.com"), at: .now)
/// ```
public struct HandshakeVerifier: Sendable {
  /// What verifies the chains.
  public var certificateVerifier: CertificateVerifier

  /// Creates a verifier.
  public init(_ certificateVerifier: CertificateVerifier) { self.certificateVerifier = certificateVerifier }

  /// Verifies a server.
  ///
  /// - Parameters:
  ///   - chain: what the server showed.
  ///   - proof: what it signed.
  ///   - offered: the schemes of the client's signature_algorithms, as it sent them, and never all that are known
  ///     (`SignatureScheme.known` has SHA-1 and PKCS #1 v1.5 among them); for a client of TLS 1.2 that sends none,
  ///     SHA-1's (RFC 5246 §7.4.1.4.1).
  ///   - name: the name under which it was called; with `nil` it may be anybody.
  ///   - moment: when all of it must hold.
  /// - Returns: the peer, as a proof.
  /// - Throws: ``HandshakeError`` with what decided it, and the alert to send.
  public func verifyServer(
    _ chain: PresentedChain, proof: PeerProof, offered: [SignatureScheme], name: PeerName?, at moment: Timestamp
  ) throws(HandshakeError) -> VerifiedPeer {
    try verify(.server, chain, proof, offered, nil, name, moment)
  }

  /// Verifies a client.
  ///
  /// - Parameters:
  ///   - chain: what the client showed.
  ///   - proof: what it signed.
  ///   - request: what the server asked for. The authorities that it names are no more than a hint; whom to trust is the
  ///     `CertificateVerifier`'s to say.
  ///   - name: a name that it must have; with `nil`, who it is stands in its certificate.
  ///   - moment: when all of it must hold.
  /// - Returns: the peer, as a proof.
  /// - Throws: ``HandshakeError`` with what decided it, and the alert to send. A client that shows nothing is refused;
  ///   a server that lets it pass does not ask.
  public func verifyClient(
    _ chain: PresentedChain, proof: PeerProof, request: CertificateRequest, name: PeerName? = nil,
    at moment: Timestamp
  ) throws(HandshakeError) -> VerifiedPeer {
    try verify(.client, chain, proof, request.schemes, request, name, moment)
  }

  private func verify(
    _ role: PeerRole, _ chain: PresentedChain, _ proof: PeerProof, _ offered: [SignatureScheme],
    _ request: CertificateRequest?, _ name: PeerName?, _ moment: Timestamp
  ) throws(HandshakeError) -> VerifiedPeer {
    func refused(_ reason: HandshakeError.Reason) -> HandshakeError { HandshakeError(reason, role, proof.version) }
    guard proof.role == role else { throw refused(.noProof) }
    guard request.map({ $0.version == proof.version }) ?? true else { throw refused(.requestOfOtherVersion) }
    guard let leaf = chain.certificates.first else { throw refused(.noCertificate) }
    if let reason = request?.objection(to: leaf) { throw refused(reason) }
    if role == .server, certificateVerifier.policy.revocation != .off, chain.lacksPromisedResponse {
      throw refused(.stapledResponseMissing)
    }
    // The proof takes one signature, the chain several: what is no proof is told first, and costs least.
    if let reason = proof.objection(of: leaf, offered: offered, policy: certificateVerifier.policy) {
      throw refused(reason)
    }
    let evaluation: Evaluation
    do throws(OCSPResponseError) {
      evaluation = try evaluate(chain, leaf, role, name, moment)
    } catch {
      throw refused(.stapledResponse(error))
    }
    guard let verified = evaluation.verifiedChain else {
      throw refused(.chain(VerificationError(evaluation, leaf: leaf)))
    }
    return VerifiedPeer(verified, proof)
  }

  /// Verifies what a peer showed, without its proof, and tells everything that was found out.
  ///
  /// - Returns: `nil` if it showed nothing.
  /// - Throws: the error of a stapled response that can't be read.
  package func evaluate(
    _ chain: PresentedChain, _ role: PeerRole, name: PeerName?, at moment: Timestamp
  ) throws(OCSPResponseError) -> Evaluation? {
    guard let leaf = chain.certificates.first else { return nil }
    return try evaluate(chain, leaf, role, name, moment)
  }

  private func evaluate(
    _ chain: PresentedChain, _ leaf: Certificate, _ role: PeerRole, _ name: PeerName?, _ moment: Timestamp
  ) throws(OCSPResponseError) -> Evaluation {
    var verifier = certificateVerifier
    // What a peer staples is there to be looked at (RFC 6066 §8), and nothing else where the policy asks for nothing.
    if verifier.policy.revocation == .off, !chain.stapledResponses.isEmpty {
      verifier.policy.revocation = .softFail
      verifier.revocation = RevocationStore()
    }
    var timestamps: [SignedCertificateTimestampList] = []
    // RFC 6962 §3.3: a list that can't be read promises nothing.
    for list in chain.timestampLists {
      if let list = try? SignedCertificateTimestampList(tls: list) { timestamps.append(list) }
    }
    for bytes in chain.stapledResponses.prefix(Self.maximumResponseCount) {
      let response = try OCSPResponse(der: bytes, source: "the handshake")
      verifier.revocation.insert(response)
      response.forEachAnswer { _, answer in
        if case .success(let list)? = response.timestampList(of: answer) { timestamps.append(list) }
        return timestamps.count < Self.maximumListCount
      }
    }
    return verifier.evaluate(
      leaf, intermediates: Array(chain.certificates.dropFirst()), for: name, purpose: role.purpose, at: moment,
      timestamps: timestamps)
  }

  /// How many stapled responses are read: one for each certificate of the longest path that a search takes.
  private static let maximumResponseCount = 32
  /// How many lists of promises are looked at; a handshake has one, and an OCSP response about one certificate another.
  private static let maximumListCount = 8
}
