import CertificateVerification
import TestSupport
import Testing

/// Mailboxes as the names of peers (RFC 5280 §4.2.1.6 and §7.5, RFC 9598).
@Suite struct MailboxTests {
  private static let international = DER.otherName("1.3.6.1.5.5.7.8.9", DER.utf8("m\u{FC}ller@xn--bcher-kva.example"))

  private func codes(_ mailbox: String, _ names: [UInt8]...) throws -> [String] {
    var chain = UnsignedChain()
    chain.leaf.set(UnsignedChain.extendedKeyUsage, nil)
    chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence(names))
    return try chain.codes(for: .email(mailbox), purpose: .email)
  }

  @Test func localPartsAreComparedAsTheyAreAndHostsWithoutCase() throws {
    #expect(try codes("user@example.com", DER.mailbox("user@example.com")) == [])
    #expect(try codes("user@EXAMPLE.com", DER.mailbox("user@Example.COM")) == [])
    #expect(try codes("User@example.com", DER.mailbox("user@example.com")) == ["0 name-mismatch"])
    #expect(try codes("user@example.com", DER.mailbox("user@example.org")) == ["0 name-mismatch"])
    #expect(try codes("user@example.com", DER.mailbox("example.com")) == ["0 name-mismatch"])
    #expect(try codes("user@example.com", DER.mailbox("user@example.com.")) == ["0 name-mismatch"])
    #expect(try codes("**@example.com", DER.mailbox("**@example.com")) == [])
    #expect(try codes("a@example.com", DER.mailbox("*@example.com")) == ["0 name-mismatch"])
  }

  @Test func otherFormsDoNotCount() throws {
    #expect(try codes("user@example.com", DER.dnsName("example.com")) == ["0 name-mismatch"])
    #expect(try codes("user@example.com", DER.uri("mailto:user@example.com")) == ["0 name-mismatch"])
  }

  @Test func internationalizedHosts() throws {
    #expect(try codes("a@b\u{FC}cher.example", DER.mailbox("a@xn--bcher-kva.example")) == [])
  }

  @Test func internationalizedLocalParts() throws {
    #expect(try codes("m\u{FC}ller@b\u{FC}cher.example", Self.international) == [])
    #expect(try codes("m\u{FC}ller@XN--bcher-kva.example", Self.international) == [])
    #expect(try codes("muller@b\u{FC}cher.example", Self.international) == ["0 name-mismatch"])
    // RFC 9598 §3: a local part of ASCII alone stands in an rfc822Name.
    let ascii = DER.otherName("1.3.6.1.5.5.7.8.9", DER.utf8("user@example.com"))
    #expect(try codes("user@example.com", ascii) == ["0 name-mismatch"])
    let otherType = DER.otherName("1.3.6.1.5.5.7.8.9", DER.ia5("muller@example.com"))
    #expect(try codes("m\u{FC}ller@example.com", otherType) == ["0 name-mismatch"])
  }

  @Test(arguments: [
    "", "@", "user", "@example.com", "user@", "a b@example.com", "a@b@example.com", "\"a\"@example.com",
    "a@192.0.2.7", "a@[192.0.2.7]", "a\u{0}@example.com",
  ])
  func textThatIsNoMailbox(_ text: String) throws {
    #expect(try codes(text, DER.mailbox("user@example.com")) == ["0 reference-name-invalid"])
  }

  @Test func clientsHaveMailboxes() throws {
    var chain = UnsignedChain()
    chain.leaf.set(UnsignedChain.extendedKeyUsage, DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2")))
    chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence(DER.mailbox("user@example.com")))
    #expect(try chain.codes(for: .email("user@example.com"), purpose: .client) == [])
  }
}
