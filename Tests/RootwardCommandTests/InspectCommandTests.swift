import Foundation
import TestSupport
import Testing

@testable import RootwardCommand

@Suite("rootward inspect")
struct InspectCommandTests {
  private func blocks(_ name: String) throws -> [[String: Any]] {
    let run = try CapturedCommand(["inspect", "--json", Vectors.path(name)])
    let files = try #require(try run.json["files"] as? [[String: Any]])
    return try #require(files.first?["blocks"] as? [[String: Any]])
  }

  @Test("A certificate is shown with every field and every extension")
  func certificate() throws {
    let run = try CapturedCommand(["inspect", "-"], input: try Vectors.bytes("good/chain.pem"))
    #expect(run.code == .success)
    #expect(run.errors.isEmpty)
    let leaf = run.output.split(separator: "\n\n")[0]
    // Keys, signatures and fingerprints are new whenever the vectors are made.
    let stable = leaf.replacing(/(Signature|SHA-256 fingerprint|SHA-1 fingerprint)( {2,})[0-9a-fA-F:]+/) {
      "\($0.output.1)\($0.output.2)#"
    }
    #expect(
      stable == """
        standard input, line 1 (block 1): certificate
          Subject              CN=www.example.com,O=Rootward Tests,C=XX
          Issuer               CN=Rootward Test Intermediate I1,O=Rootward Tests,C=XX
          Self-issued          no
          Version              3
          Serial number        52:57:00:00:00:00:00:06
          Valid from           2020-01-01T00:00:00Z
          Valid until          2100-01-01T00:00:00Z
          Public key           RSA, 2048 bits
          Signature algorithm  RSA with SHA-256
          Signature            #… (256 bytes)
          SHA-256 fingerprint  #
          SHA-1 fingerprint    #
          Extensions
            basicConstraints, critical
              not a CA
            keyUsage, critical
              digitalSignature
              keyEncipherment
            subjectKeyIdentifier
              10:4C:6B:54:40:5B:DD:DC:51:2F:01:06:48:13:0C:F3:E0:2C:E6:77
            authorityKeyIdentifier
              key A6:7E:5F:1E:34:27:D0:6A:C9:36:63:B5:70:A7:C3:46:7A:77:13:DA
            extKeyUsage
              serverAuth
              clientAuth
            subjectAltName
              DNS:www.example.com
              DNS:*.apps.example.com
              IP:192.0.2.7
              IP:2001:db8::7
        """)
  }

  @Test("A certificate is told to programs too, with the same members whatever it says")
  func certificateJSON() throws {
    let block = try #require(try blocks("unknown-critical-leaf/chain.pem").first)
    #expect(block["kind"] as? String == "certificate")
    #expect(block["version"] as? Int == 3)
    #expect(block["keyBits"] as? Int == 2048)
    #expect((block["sha256"] as? String)?.count == 64)
    #expect(block["trustedFor"] is NSNull)
    let extensions = try #require(block["extensions"] as? [[String: Any]])
    let unknown = try #require(extensions.first { $0["oid"] as? String == "1.3.6.1.4.1.32473.1" })
    #expect(unknown["name"] is NSNull)
    #expect(unknown["critical"] as? Bool == true)
    #expect((unknown["value"] as? String)?.isEmpty == false)
    #expect(try blocks("v1-root/roots.pem").first?["version"] as? Int == 1)
    #expect(try blocks("empty-subject/chain.pem").first?["subject"] as? String == "")
  }

  @Test("The lists of a TRUSTED CERTIFICATE are shown")
  func trustLists() throws {
    let block = try #require(try blocks("trusted-for-client-only/roots.pem").first)
    #expect(block["trustedFor"] as? [String] == ["clientAuth"])
    let rejected = try #require(try blocks("rejected-for-server/roots.pem").first)
    #expect(rejected["rejectedFor"] as? [String] == ["serverAuth"])
  }

  @Test(
    "Each kind of content is recognized",
    arguments: [
      ("bundles/root.der", ["certificate"]),
      ("objects/request.pem", ["certificateRequest"]),
      ("objects/new-request.pem", ["certificateRequest"]),
      ("objects/crl.pem", ["revocationList"]),
      ("objects/pkcs7.pem", ["pkcs7"]),
      ("objects/pkcs7.der", ["pkcs7"]),
      ("objects/mixed.pem", ["privateKey", "certificate", "certificate", "revocationList"]),
      ("keys/public.pem", ["publicKey"]),
      ("keys/public-pkcs1.pem", ["publicKey"]),
      ("keys/ed25519-pkcs8.pem", ["privateKey"]),
    ])
  func kinds(name: String, kinds: [String]) throws {
    #expect(try blocks(name).map { $0["kind"] as? String } == kinds)
    #expect(try CapturedCommand(["inspect", Vectors.path(name)]).code == .success)
  }

  @Test("A request tells its subject, its key and what it asks for")
  func request() throws {
    let run = try CapturedCommand(["inspect", "-"], input: try Vectors.bytes("objects/request.pem"))
    #expect(
      run.output == """
        standard input, line 1 (block 1): certificate request
          Subject              CN=www.example.com,O=Rootward Tests,C=XX
          Version              1
          Public key           RSA, 2048 bits
          Signature algorithm  RSA with SHA-256
          Requested extensions
            subjectAltName
              DNS:www.example.com

        """)
  }

  @Test("What a stranger wrote reaches no terminal as it is, and a challenge password not at all")
  func hostileRequest() throws {
    let key = DER.sequence(DER.algorithm("1.3.101.112"), DER.bitString([UInt8](repeating: 7, count: 32)))
    let password = DER.sequence(DER.oid("1.2.840.113549.1.9.7"), DER.set(DER.utf8("sesame")))
    let info = DER.sequence(
      DER.integer(0), DER.name(("CN", "\u{1B}[31mred\u{202E}\n")), key, DER.context(0, password))
    let request = DER.sequence(info, DER.algorithm("1.3.101.112"), DER.bitString([1, 2, 3]))
    for option in [[], ["--json"]] {
      let run = try CapturedCommand(["inspect", "-"] + option, input: request)
      #expect(run.code == .success)
      #expect(run.output.contains("Ed25519"))
      #expect(run.output.contains("challengePassword"))
      #expect(!run.output.contains("sesame"))
      #expect(!run.output.unicodeScalars.contains { ["\u{1B}", "\u{202E}"].contains($0) })
    }
    let lines = try CapturedCommand(["inspect", "-"], input: request).lines
    #expect(lines[1].hasPrefix("  Subject"))
    #expect(lines[2].hasPrefix("  Version"))
  }

  @Test("A request that breaks off is unreadable, with its reason")
  func brokenRequest() throws {
    let pem = "-----BEGIN CERTIFICATE REQUEST-----\nMAMCAQA=\n-----END CERTIFICATE REQUEST-----\n"
    let run = try CapturedCommand(["inspect", "-"], input: Array(pem.utf8))
    #expect(run.code == .input)
    #expect(run.errors.contains("as a certificate request: SEQUENCE is expected, INTEGER was found (byte 2)"))
  }

  @Test("A revocation list tells its issuer, its dates and how much it revokes")
  func revocationList() throws {
    let block = try #require(try blocks("objects/crl.pem").first)
    #expect(block["issuer"] as? String == "CN=Rootward Test Root R1,O=Rootward Tests,C=XX")
    #expect(block["thisUpdate"] as? String == "2020-01-01T00:00:00Z")
    #expect(block["nextUpdate"] as? String == "2100-01-01T00:00:00Z")
    #expect(block["revokedCount"] as? Int == 1)
    let entries = try #require(block["revoked"] as? [[String: Any]])
    #expect(entries.map { $0["reason"] as? String } == ["keyCompromise"])
    #expect(block["unusable"] is NSNull)
    let scoped = try #require(try blocks("revocation/scoped.pem").first)
    let extensions = try #require(scoped["extensions"] as? [[String: Any]])
    let scope = try #require(extensions.first { $0["name"] as? String == "issuingDistributionPoint" })
    #expect(
      scope["description"] as? [String] == [
        "URI:http://crl.example.com/1.crl", "only certificates of no authority",
        "only for the reasons keyCompromise, cACompromise",
      ])
    #expect((scoped["revoked"] as? [Any])?.count == 4)
  }

  @Test(
    "Of a private key only the kind is told",
    arguments: [
      ("keys/rsa-pkcs1.pem", "RSA PRIVATE KEY", false), ("keys/rsa-pkcs1-encrypted.pem", "RSA PRIVATE KEY", true),
      ("keys/rsa-pkcs8.pem", "PRIVATE KEY", false), ("keys/rsa-pkcs8-encrypted.pem", "ENCRYPTED PRIVATE KEY", true),
      ("keys/ec-sec1.pem", "EC PRIVATE KEY", false),
    ])
  func privateKeys(name: String, form: String, isEncrypted: Bool) throws {
    let block = try #require(try blocks(name).first)
    #expect(block["form"] as? String == form)
    #expect(block["encrypted"] as? Bool == isEncrypted)
    #expect(Set(block.keys) == ["kind", "block", "line", "form", "encrypted"])
  }

  @Test(
    "Keys, requests and lists in DER are told by their structure",
    arguments: [
      ("keys/rsa-pkcs1.pem", "privateKey"), ("keys/rsa-pkcs8.pem", "privateKey"), ("keys/ec-sec1.pem", "privateKey"),
      ("keys/ed25519-pkcs8.pem", "privateKey"), ("keys/rsa-pkcs8-encrypted.pem", "privateKey"),
      ("keys/public.pem", "publicKey"), ("keys/public-pkcs1.pem", "publicKey"),
      ("objects/request.pem", "certificateRequest"), ("objects/crl.pem", "revocationList"),
    ])
  func derKinds(name: String, kind: String) throws {
    let text = try #require(String(bytes: try Vectors.bytes(name), encoding: .utf8))
    let body = text.split(separator: "\n").drop { !$0.hasPrefix("-----BEGIN") }.dropFirst()
      .prefix { !$0.hasPrefix("-----END") }.joined()
    let der = try #require(Data(base64Encoded: body))
    let run = try CapturedCommand(["inspect", "--json", "-"], input: Array(der))
    #expect(run.code == .success, "\(run.errors)")
    let files = try #require(try run.json["files"] as? [[String: Any]])
    #expect(files[0]["format"] as? String == "der")
    let found = try #require(files[0]["blocks"] as? [[String: Any]])
    #expect(found.map { $0["kind"] as? String } == [kind])
    if kind == "privateKey" {
      #expect(!run.output.contains(Array(der.suffix(16)).map { String(format: "%02x", $0) }.joined()))
    }
  }

  @Test("A block that can't be read is told in its place, and makes exit code 3")
  func badBlock() throws {
    let kinds = try blocks("bundles/bad-base64-between.pem").map { $0["kind"] as? String }
    #expect(kinds == ["certificate", "unreadable", "certificate"])
    let run = try CapturedCommand(["inspect", Vectors.path("bundles/bad-base64-between.pem")])
    #expect(run.code == .input)
    #expect(run.output.contains("line 22 (block 2): unreadable"))
    #expect(run.errors.contains("line 22 (block 2): can't be read: a character that is not Base64"))
  }

  @Test("A malformed extension is told with its reason, and the rest as usual")
  func malformedExtension() throws {
    var bytes = try Vectors.bytes("bundles/root.der")
    // keyUsage, 2.5.29.15, critical: its BIT STRING becomes an INTEGER.
    let pattern: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x0F, 0x01, 0x01, 0xFF, 0x04, 0x04, 0x03]
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: pattern) })
    bytes[start + pattern.count - 1] = 0x02
    let run = try CapturedCommand(["inspect", "-"], input: bytes)
    #expect(run.code == .success)
    #expect(run.output.contains("keyUsage, critical\n      malformed: BIT STRING is expected, INTEGER was found"))
  }

  @Test("A file that can't be read does not keep the others from being told")
  func severalFiles() throws {
    let run = try CapturedCommand(
      ["inspect", Vectors.path("nowhere.pem"), Vectors.path("bundles/root.der"), Vectors.path("bundles/empty.pem")])
    #expect(run.code == .input)
    #expect(run.output.contains("root.der, block 1: certificate"))
    #expect(run.errors.contains("nowhere.pem: no such file or directory"))
    #expect(run.errors.contains("empty.pem: the file is empty"))
  }

  @Test("Text and unknown labels are nothing that is known")
  func unknown() throws {
    #expect(try CapturedCommand(["inspect", Vectors.path("bundles/text-only.pem")]).code == .input)
    let pem = "-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----\n"
    let run = try CapturedCommand(["inspect", "-"], input: Array(pem.utf8))
    #expect(run.code == .input)
    #expect(run.output.contains("Label  PGP MESSAGE"))
    #expect(run.errors.contains("it holds nothing that is known here"))
  }
}
