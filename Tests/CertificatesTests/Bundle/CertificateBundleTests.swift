import CertificateEncoding
import Certificates
import Foundation
import TestSupport
import Testing

@Suite struct CertificateBundleTests {
  private func pem(_ label: String, _ bytes: [UInt8]) -> String {
    "-----BEGIN \(label)-----\n\(Data(bytes).base64EncodedString())\n-----END \(label)-----\n"
  }

  @Test func positionsCountBlocksAndLines() throws {
    let text = "a note\n" + pem("CERTIFICATE", [1, 2, 3]) + pem("CERTIFICATE", CertificateFields().encoded)
    let bundle = CertificateBundle(Array(text.utf8), source: "file.pem")
    #expect(bundle.certificates.map(\.position) == [Certificate.Position(block: 2, line: 5)])
    #expect(bundle.certificates.first?.source == "file.pem")
    #expect(bundle.skipped.map(\.position) == [Certificate.Position(block: 1, line: 2)])
  }

  @Test func oneArenaServesAllCertificatesOfAFile() throws {
    let certificates = CertificateBundle(try Vectors.bytes("good/chain.pem")).certificates
    #expect(certificates.count == 2)
    #expect(certificates[0].arena === certificates[1].arena)
  }

  @Test func otherContentIsTold() throws {
    let bundle = CertificateBundle(try Vectors.bytes("objects/mixed.pem"))
    #expect(bundle.certificates.count == 2)
    let others = bundle.skipped.map { skipped in
      if case .otherContent(let label) = skipped.reason { return label.text }
      return "?"
    }
    #expect(others == ["PRIVATE KEY", "X509 CRL"])
  }

  @Test(
    arguments: [
      // trust list, reject list, whether it is for servers, whether it is distrusted altogether
      ([OID.serverAuth], [], true, false), ([OID.clientAuth], [], false, false),
      ([OID.anyExtendedKeyUsage], [], true, false),
      ([], [], false, true), ([OID.serverAuth], [OID.serverAuth], false, true),
      (nil, [OID.serverAuth], false, false), (nil, [OID.anyExtendedKeyUsage], false, true), (nil, [], true, false),
    ] as [([OID]?, [OID], Bool, Bool)])
  func trustLists(_ trusted: [OID]?, _ rejected: [OID], _ isForServers: Bool, _ isDistrusted: Bool) throws {
    var lists: [[UInt8]] = []
    if let trusted { lists.append(DER.sequence(trusted.map { DER.oid($0) })) }
    if !rejected.isEmpty { lists.append(DER.implicit(0, DER.sequence(rejected.map { DER.oid($0) }))) }
    lists.append(DER.utf8("an alias"))
    let text = pem("TRUSTED CERTIFICATE", CertificateFields().encoded + DER.sequence(lists))
    let attributes = try #require(CertificateBundle(Array(text.utf8)).entries.first?.trustAttributes)
    #expect(attributes.permits(.serverAuth) == isForServers)
    #expect(attributes.distrustsEverything == isDistrusted)
    #expect(attributes.alias == "an alias")
  }

  @Test func trustListsThatCannotBeReadCostTheirCertificateOnly() {
    let text =
      pem("TRUSTED CERTIFICATE", CertificateFields().encoded + [0x30, 0x05, 0x01])
      + pem("TRUSTED CERTIFICATE", CertificateFields.with { $0.serialNumber = DER.integer(8) })
    let bundle = CertificateBundle(Array(text.utf8))
    #expect(bundle.certificates.map(\.serialNumber) == [[8]])
    guard case .trustAttributes(let error)? = bundle.skipped.first?.reason else {
      Issue.record("the first block should have been skipped for its lists")
      return
    }
    #expect(error.reason == .truncated)
  }

  @Test func emptyInputHoldsNothing() {
    let bundle = CertificateBundle([])
    #expect(bundle.certificates.isEmpty && bundle.skipped.isEmpty)
  }
}
