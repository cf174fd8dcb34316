import Certificates
import TestSupport
import Testing

@Suite struct PrecertificateTests {
  static let list = DER.extension("1.3.6.1.4.1.11129.2.4.2", DER.octetString(DER.octetString([1, 2, 3])))

  /// Lengths of an extension before or behind, so that each length around crosses what takes one, two or three bytes.
  @Test(arguments: [0, 40, 60, 100, 127, 128, 200, 255, 256, 300, 65_000, 65_535, 66_000])
  func theExtensionIsTakenOutAndNothingElse(size: Int) throws {
    for listSize in [1, 70, 130, 300, 66_000] {
      let list = DER.extension(
        "1.3.6.1.4.1.11129.2.4.2", DER.octetString([UInt8](repeating: 3, count: listSize)))
      let other = DER.extension("1.2.3", DER.octetString([UInt8](repeating: 7, count: size)))
      let last = DER.extension("1.2.4", critical: true, DER.null)
      for before in [[], [other], [other, last]] {
        for behind in [[], [last]] where before.count + behind.count < 3 && before.count + behind.count > 0 {
          var fields = CertificateFields()
          fields.extensions = before + behind
          let expected = fields.signedPart
          fields.extensions = before + [list] + behind
          let certificate = try Certificate(der: fields.encoded)
          #expect(certificate.precertificateTBS == expected)
        }
      }
    }
  }

  @Test func aListThatOnlyHadTheExtensionIsLeftOut() throws {
    var fields = CertificateFields()
    fields.uniqueIDs = [DER.implicit(1, DER.bitString([1]))]
    fields.extensions = nil
    let expected = fields.signedPart
    fields.extensions = [Self.list]
    #expect(try Certificate(der: fields.encoded).precertificateTBS == expected)
  }

  @Test func withoutTheExtensionThereIsNothingToTakeOut() throws {
    #expect(try Certificate(der: CertificateFields().encoded).precertificateTBS == nil)
  }
}
