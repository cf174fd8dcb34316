import CertificateVerification
import TestSupport
import Testing

/// Key identifiers, under each demand.
@Suite struct KeyIdentifierRuleTests {
  private typealias Chain = UnsignedChain

  private func codes(
    _ demand: KeyIdentifierDemand, _ change: (inout UnsignedChain) -> Void
  ) throws -> [String] {
    var policy = VerificationPolicy.rfc5280
    policy.keyIdentifiers = demand
    var chain = UnsignedChain()
    change(&chain)
    return try chain.codes(policy)
  }

  @Test func everythingInPlace() throws {
    for demand in [KeyIdentifierDemand.ignored, .consistent, .complete] {
      #expect(try codes(demand) { _ in } == [])
    }
  }

  @Test func intermediateWithoutItsIssuers() throws {
    func change(_ chain: inout UnsignedChain) { chain.intermediate.set(Chain.authorityKeyIdentifier, nil) }
    #expect(try codes(.ignored, change) == [])
    #expect(try codes(.consistent, change) == ["1 authority-key-identifier-missing"])
    #expect(try codes(.complete, change) == ["1 authority-key-identifier-missing"])
  }

  @Test func intermediateWithoutItsOwn() throws {
    func change(_ chain: inout UnsignedChain) { chain.intermediate.set(Chain.subjectKeyIdentifier, nil) }
    #expect(try codes(.ignored, change) == [])
    #expect(try codes(.consistent, change) == ["1 subject-key-identifier-missing"])
    #expect(try codes(.complete, change) == ["1 subject-key-identifier-missing"])
  }

  @Test func nobodyHasAny() throws {
    func change(_ chain: inout UnsignedChain) {
      chain.leaf.set(Chain.authorityKeyIdentifier, nil)
      chain.intermediate.set(Chain.authorityKeyIdentifier, nil)
      chain.intermediate.set(Chain.subjectKeyIdentifier, nil)
      chain.root.set(Chain.subjectKeyIdentifier, nil)
    }
    #expect(try codes(.consistent, change) == [])
    #expect(
      try Set(codes(.complete, change)) == [
        "0 authority-key-identifier-missing", "1 authority-key-identifier-missing",
        "1 subject-key-identifier-missing", "2 subject-key-identifier-missing",
      ])
  }

  /// `openssl x509 -req -extfile` of older releases.
  @Test func leafWithoutAny() throws {
    #expect(try codes(.consistent) { $0.leaf.set(Chain.authorityKeyIdentifier, nil) } == [])
  }

  @Test func leafWithItsOwnOnly() throws {
    func change(_ chain: inout UnsignedChain) {
      chain.leaf.set(Chain.authorityKeyIdentifier, nil)
      chain.leaf.set(Chain.subjectKeyIdentifier, DER.octetString([3, 3]))
    }
    #expect(try codes(.consistent, change) == ["0 authority-key-identifier-missing"])
    // Where the issuer has none, there is none to tell.
    #expect(
      try codes(.consistent) {
        change(&$0)
        $0.intermediate.set(Chain.subjectKeyIdentifier, nil)
        $0.intermediate.set(Chain.authorityKeyIdentifier, nil)
      } == [])
  }

  @Test func rootWithoutItsOwn() throws {
    func change(_ chain: inout UnsignedChain) { chain.root.set(Chain.subjectKeyIdentifier, nil) }
    #expect(try codes(.consistent, change) == [])
    #expect(try codes(.complete, change) == ["2 subject-key-identifier-missing"])
  }

  @Test func rootThatTellsAnother() throws {
    func change(_ chain: inout UnsignedChain) { chain.root.set(Chain.authorityKeyIdentifier, Chain.keyIdentifier(9)) }
    #expect(try codes(.consistent, change) == [])
    #expect(try codes(.complete, change) == ["2 key-identifiers-differ"])
    #expect(try codes(.complete) { $0.root.set(Chain.authorityKeyIdentifier, Chain.keyIdentifier(1)) } == [])
  }

  @Test func rootThatNamesItsOwnCertificate() throws {
    func change(_ chain: inout UnsignedChain) {
      chain.root.set(
        Chain.authorityKeyIdentifier,
        DER.sequence(
          DER.implicit(0, DER.octetString([1, 1])), DER.context(1, DER.directoryName(DER.name(("CN", "Root")))),
          DER.implicit(2, DER.integer(7))))
    }
    #expect(try codes(.consistent, change) == [])
    #expect(try codes(.complete, change) == ["2 issuer-named-by-serial-number"])
  }

  /// A root that is certified by another one, and trusted itself.
  @Test func crossSignedRoot() throws {
    func change(_ chain: inout UnsignedChain) { chain.root.fields.issuer = DER.name(("CN", "Another")) }
    #expect(try codes(.consistent, change) == [])
    #expect(try codes(.complete, change) == ["2 authority-key-identifier-missing"])
  }
}
