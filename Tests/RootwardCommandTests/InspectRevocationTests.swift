import Foundation
import TestSupport
import Testing

@testable import RootwardCommand

@Suite("rootward inspect, OCSP responses and promises of logs")
struct InspectRevocationTests {
  @Test("A response is shown with who signed it and what it says")
  func response() throws {
    let run = try CapturedCommand(["inspect", Vectors.path("ocsp/delegated-by-key.der")])
    #expect(run.code == .success && run.errors.isEmpty)
    // The response is dated when it is made, and hashes are those of new keys.
    let stable = run.lines.dropFirst().map { line in
      line.replacing(/20(26|27|28|29|30)-[0-9T:Z-]+/, with: "#").replacing(/([0-9A-F]{2}:){15,}[0-9A-F]{2}/, with: "#")
    }
    let serialNumber = try #require(stable.first { $0.contains("serial number") })
    #expect(
      stable == [
        "  Status               successful", "  Responder            key #", "  Made at              #",
        "  Signature algorithm  RSA with SHA-256", "  Answers", serialNumber, "      Hash              SHA-1",
        "      Issuer name hash  #", "      Issuer key hash   #", "      Status            revoked",
        "      Revoked at        2025-06-01T00:00:00Z", "      Reason            keyCompromise",
        "      Right at          #", "      Next at           #", "  Certificates",
        "    CN=Rootward Test OCSP Responder,O=Rootward Tests,C=XX",
      ])
  }

  @Test("A response is told to programs too, and recognized in PEM and as an error")
  func responseJSON() throws {
    let encoded = OCSPFields.with {
      $0.answers[0].status = OCSPAnswerFields.unknown
      $0.responder = DER.context(1, DER.name(("CN", "\u{1B}[31mred")))
      $0.extensions = [DER.extension("1.3.6.1.5.5.7.48.1.2", DER.octetString([1]))]
    }
    let text = "-----BEGIN OCSP RESPONSE-----\n\(encoded.base64)\n-----END OCSP RESPONSE-----\n"
    for input in [encoded, Array(text.utf8)] {
      let run = try CapturedCommand(["inspect", "--json", "-"], input: input)
      #expect(run.code == .success)
      let block = try #require(
        ((try run.json["files"] as? [[String: Any]])?.first?["blocks"] as? [[String: Any]])?.first)
      #expect(block["kind"] as? String == "ocspResponse" && block["status"] as? String == "successful")
      #expect((block["responder"] as? String)?.contains("\u{1B}") == false)
      let answer = try #require((block["answers"] as? [[String: Any]])?.first)
      #expect(answer["certificateStatus"] as? String == "unknown" && answer["serialNumber"] as? String == "07")
      let found = try #require((block["extensions"] as? [[String: Any]])?.first)
      #expect(found["name"] as? String == "ocspNonce")
    }
    let error = try CapturedCommand(["inspect", "-"], input: DER.sequence(DER.enumerated(6)))
    #expect(error.code == .success && error.output.contains("unauthorized"))
  }

  @Test("Programs are told all entries of a list, people the first ones, and both the issuer that an entry inherits")
  func listEntries() throws {
    typealias Fields = RevocationListFields
    let other = Fields.certificateIssuer(DER.name(("CN", "Other")))
    let entries = (1...12).map { Fields.entry($0, $0 == 2 ? [other] : []) }
    let scope = Fields.scope(DER.context(4, constructed: false, [0xFF]))
    for (isIndirect, inherits) in [(true, true), (false, false)] {
      let encoded = Fields.with {
        $0.entries = entries
        if isIndirect { $0.extensions?.append(scope) }
      }
      let run = try CapturedCommand(["inspect", "--json", "-"], input: encoded)
      let block = try #require(
        ((try run.json["files"] as? [[String: Any]])?.first?["blocks"] as? [[String: Any]])?.first)
      let revoked = try #require(block["revoked"] as? [[String: Any]])
      #expect(revoked.count == 12 && block["revokedOmitted"] as? Int == 0)
      let issuers = revoked.map { $0["certificateIssuer"] as? [String] ?? [] }
      #expect(issuers[0] == [] && issuers[1] == ["directory name:CN=Other"])
      #expect(issuers[11] == (inherits ? ["directory name:CN=Other"] : []))
      let text = try CapturedCommand(["inspect", "-"], input: encoded)
      #expect(text.lines.filter { $0.hasSuffix("on 2025-11-15T00:00:00Z") }.count == 5)
      #expect(text.lines.filter { $0.contains("CN=Other") }.count == (inherits ? 4 : 1))
    }
    let many = try CapturedCommand(
      ["inspect", "--json", "-"], input: Fields.with { $0.entries = (1...10_003).map { Fields.entry($0) } })
    let block = try #require(
      ((try many.json["files"] as? [[String: Any]])?.first?["blocks"] as? [[String: Any]])?.first)
    #expect((block["revoked"] as? [Any])?.count == 10_000 && block["revokedOmitted"] as? Int == 3)
  }

  @Test("A response that breaks a rule is told where")
  func malformedResponse() throws {
    let run = try CapturedCommand(
      ["inspect", "-"], input: OCSPFields.with { $0.version = DER.context(0, DER.integer(1)) })
    #expect(run.code == .input)
    #expect(run.errors.contains("as an OCSP response: it has a version other than 1 (field version, byte"))
  }

  @Test("Promises of logs are shown in a certificate and in an answer")
  func promises() throws {
    let run = try CapturedCommand(["inspect", Vectors.path("timestamps/chain.pem")])
    let first = try #require(run.lines.firstIndex { $0.contains("signedCertificateTimestampList") })
    #expect(run.lines[first + 1] == "      2025-06-01T00:00:00Z, ecdsa_secp256r1_sha256")
    #expect(run.lines[first + 2].hasPrefix("        log "))
    #expect(run.lines[first + 3] == "      2025-06-02T00:00:00Z, rsa_pkcs1_sha256")

    var other = PromiseFields(TestKey(1))
    other.version = 1
    let list = DER.octetString(PromiseFields.list([PromiseFields(TestKey(1)).encoded, other.encoded]))
    for (value, text) in [(list, "of other versions: 1"), (DER.octetString([0, 9]), "malformed: a value ends before")] {
      let answer = try CapturedCommand(
        ["inspect", "-"],
        input: OCSPFields.with { $0.answers[0].extensions = [DER.extension("1.3.6.1.4.1.11129.2.4.5", value)] })
      #expect(answer.output.contains(text))
    }
  }
}
