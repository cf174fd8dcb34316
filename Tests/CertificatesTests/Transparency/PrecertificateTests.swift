import Certificates
import TestSupport
import Testing

@Suite struct PrecertificateTests {
  static let list = DER.extension("1.3.6.1.4.1.11129.2.4.2", DER.octetString(DER.octetString([1, 2, 3])))

  /// Sizes of another extension, so that each length around crosses what takes one, two or three bytes.
  @Test(arguments: [0..<2, 112..<121, 235..<246, 65_513..<65_522, 66_000..<66_001])
  func theExtensionIsTakenOutAndNothingElse(sizes: Range<Int>) throws {
    let last = DER.extension("1.2.4", critical: true, DER.null)
    var lengths: Set<Int> = []
    for size in sizes {
      let other = DER.extension("1.2.3", DER.octetString([UInt8](repeating: 7, count: size)))
      for (before, behind) in [([other], []), ([], [other]), ([other], [last])] {
        var fields = CertificateFields()
        fields.extensions = before + behind
        let expected = fields.signedPart
        fields.extensions = before + [Self.list] + behind
        #expect(try Certificate(der: fields.encoded).precertificateTBS == expected)
        let list = (before + behind).reduce(0) { $0 + $1.count }
        // The contents of the list, and of the wrapper around it.
        lengths.formUnion([list, DER.sequence([UInt8](repeating: 0, count: list)).count])
      }
    }
    let crossed = [112: [0x7F, 0x80], 235: [0xFF, 0x100], 65_513: [0xFFFF, 0x1_0000]]
    #expect(lengths.isSuperset(of: crossed[sizes.lowerBound] ?? []))
  }

  @Test func theWholeCrossesALengthToo() throws {
    func fields(_ size: Int) -> CertificateFields {
      var fields = CertificateFields()
      fields.extensions = [DER.extension("1.2.3", DER.octetString([UInt8](repeating: 7, count: size)))]
      return fields
    }
    // With four bytes of header in front, the contents of this one have 65,535 bytes.
    let size = 65_000 + 0xFFFF + 4 - fields(65_000).signedPart.count
    for (size, headerByteCount) in [(size, 4), (size + 1, 5)] {
      var fields = fields(size)
      let expected = fields.signedPart
      #expect(expected.count == 0xFFFF + headerByteCount + (headerByteCount - 4))
      fields.extensions?.append(Self.list)
      #expect(try Certificate(der: fields.encoded).precertificateTBS == expected)
    }
  }

  @Test func aLongListLeavesShortLengths() throws {
    for size in [70, 130, 300, 66_000] {
      var fields = CertificateFields()
      let expected = fields.signedPart
      fields.extensions?.append(
        DER.extension("1.3.6.1.4.1.11129.2.4.2", DER.octetString([UInt8](repeating: 3, count: size))))
      #expect(try Certificate(der: fields.encoded).precertificateTBS == expected)
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
