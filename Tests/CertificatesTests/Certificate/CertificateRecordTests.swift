import CertificateEncoding
import Foundation
import TestSupport
import Testing

@testable import Certificates

/// The straight walk against the parser: what it accepts, the parser accepts with the same layout.
@Suite struct CertificateRecordTests {
  /// Compares both readings of one encoding, and says whether the walk accepted it.
  @discardableResult
  private func compare(_ bytes: [UInt8], _ range: Range<Int>? = nil) throws -> Bool {
    let range = range ?? 0..<bytes.count
    let position = Certificate.Position(block: 3, line: 17)
    guard let record = CertificateRecord.read(bytes.span, range, position, seed: HashSeed.words[0]) else {
      return false
    }
    var parser = CertificateParser(range)
    let layout = try parser.parse(bytes.span, position: position)
    #expect(record.layout == layout)
    #expect(record.subject == layout.subject.range)
    #expect(record.byteCount == range.count)
    let hash = DistinguishedName.preparedHash(bytes.span, layout.subject.range)
    #expect(record.subjectHash == CertificateRecord.folded(hash))
    return true
  }

  /// All certificates of the test vectors, and of the system.
  private static let encodings: [[UInt8]] = {
    let folder = Vectors.packageRoot.appending(path: "TestVectors")
    let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    let files = (paths ?? []).filter { ["pem", "der", "crt"].contains($0.pathExtension) }
    let system = URL(fileURLWithPath: "/etc/ssl/certs/ca-certificates.crt")
    var encodings: Set<[UInt8]> = []
    for file in files + [system] {
      guard let data = try? Data(contentsOf: file) else { continue }
      for certificate in CertificateBundle([UInt8](data)).certificates { encodings.insert(certificate.derEncoding) }
    }
    return encodings.sorted { $0.lexicographicallyPrecedes($1) }
  }()

  @Test func readsNearlyAllAsTheParserDoes() throws {
    let accepted = try Self.encodings.count { try compare($0) }
    #expect(Self.encodings.count > 100)
    #expect(accepted * 10 > Self.encodings.count * 8, "\(accepted) of \(Self.encodings.count)")
    for encoding in Self.encodings.prefix(50) {
      let padded = [1, 2, 3] + encoding + [4]
      try compare(padded, 3..<3 + encoding.count)
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func acceptsNoDamageThatTheParserRefuses(_ seed: UInt64) throws {
    var random = RepeatableGenerator(seed: seed)
    var accepted = 0
    for _ in 0..<15_000 {
      guard var bytes = Self.encodings.randomElement(using: &random) else { return }
      for _ in 0...Int.random(in: 0...1, using: &random) {
        // Most of the structure stands in the first bytes, and small changes hit lengths best.
        let place = Int.random(
          in: 0..<min(bytes.count, Bool.random(using: &random) ? 300 : bytes.count), using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] &+= 1
        case 1: bytes[place] &-= 1
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 3: bytes[place] ^= 0x20
        default:
          bytes[place] =
            [0x00, 0x30, 0x31, 0x06, 0x80, 0x81, 0x82, 0x0C, 0x13, 0x20][Int.random(in: 0..<10, using: &random)]
        }
      }
      if try compare(bytes) { accepted += 1 }
    }
    #expect(accepted > 100)
  }

  @Test func leavesWhatIsUnusualToTheParser() throws {
    #expect(try compare(CertificateFields().encoded))
    let unusual: [(inout CertificateFields) -> Void] = [
      {
        $0.version = DER.context(0, DER.integer(1))
        $0.extensions = nil
      },
      { $0.uniqueIDs = [DER.context(1, constructed: false, [0, 1])] },
      { $0.signatureValue = DER.bitString([UInt8](repeating: 1, count: 70_000)) },
    ]
    for change in unusual {
      let bytes = CertificateFields.with(change)
      #expect(try !compare(bytes))
      // In a list, those that don't fit a record have their layout beside it.
      let bundle = CertificateBundle(bytes + CertificateFields().encoded + bytes)
      #expect(bundle.certificates.map(\.derEncoding) == [bytes, CertificateFields().encoded, bytes])
      var list = bundle.list
      list.remove([0])
      #expect((0..<list.count).map { list[$0].derEncoding } == [CertificateFields().encoded, bytes])
      var other = CertificateList()
      other.append(contentsOf: bundle.list) { $0 > 0 }
      #expect((0..<other.count).map { other[$0] } == Array(bundle.certificates.dropFirst()))
    }
  }

  // A certificate that is read by itself has the hash of its issuer's name from then; one of a list has it made.
  @Test(arguments: [("Example", true), ("example  1", false), ("Müller", false)])
  func theHashOfTheIssuersNameIsOneForAll(_ name: String, _ isPlain: Bool) throws {
    for subject in [name, "Other"] {
      let bytes = CertificateFields.with {
        $0.issuer = DER.name(("C", "NL"), ("CN", name))
        $0.subject = DER.name(("C", "NL"), ("CN", subject))
      }
      let alone = try Certificate(der: bytes)
      let listed = try #require(CertificateBundle(bytes).certificates.first)
      let hash = DistinguishedName.plainHash(bytes.span, alone.layout.issuer.range).map { CertificateRecord.folded($0) }
      #expect((hash != nil) == isPlain)
      #expect(alone.plainIssuerHash == hash && listed.plainIssuerHash == hash)
    }
  }

  @Test func bytesAreTheSameOnlyIfEachIs() {
    func areSame(_ left: [UInt8], _ range: Range<Int>, _ right: [UInt8], _ otherRange: Range<Int>) -> Bool {
      left.span.equals(range, right.span, otherRange)
    }
    for count in 0..<40 {
      let bytes = (0..<count + 3).map { UInt8($0) }
      let (left, right) = (bytes, Array(bytes.dropFirst()))
      #expect(areSame(left, 1..<count + 1, right, 0..<count))
      #expect(!areSame(left, 1..<count + 1, right, 0..<count + 1))
      #expect(!areSame(left, 4..<count + 4, right, 3..<count + 3))
      for place in 0..<count {
        var other = right
        other[place] ^= 0x80
        #expect(!areSame(left, 1..<count + 1, other, 0..<count), "byte \(place) of \(count)")
      }
    }
  }

  @Test func takes64Bytes() {
    #expect(MemoryLayout<CertificateRecord>.size == 64)
  }

  @Test(arguments: [5, 6] as [UInt64])
  func hashesPlainNamesAsAllOthers(_ seed: UInt64) throws {
    var random = RepeatableGenerator(seed: seed)
    let characters = Array("  abzABZ019'()+,-./:=?@_&<[`{\u{7F}\t\u{0}é".unicodeScalars)
    var plain = 0
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        let usual = Int.random(in: 0..<8, using: &random) > 0
        let choice =
          usual ? Int.random(in: 2..<11, using: &random) : Int.random(in: 0..<characters.count, using: &random)
        text.unicodeScalars.append(characters[choice])
      }
      let value = [DER.utf8(text), DER.printable(text), DER.ia5(text)][Int.random(in: 0..<3, using: &random)]
      // What stands behind a name makes no difference, nor whether anything does.
      let name = commonName(value)
      let bytes = name + [UInt8](repeating: 0x41, count: Bool.random(using: &random) ? 8 : 0)
      var reader = DERReader(0..<name.count)
      let isValid = (try? DistinguishedName.validate(&reader, bytes.span)) != nil
      let header = name.count - (name[1] < 0x80 ? Int(name[1]) : Int(name[2]))
      let hash = Walk.plainName(bytes.span, 0, header, name.count, HashSeed.words[0])
      if let hash {
        plain += 1
        #expect(isValid)
        #expect(hash == DistinguishedName.preparedHash(bytes.span, 0..<name.count), "\(text.debugDescription)")
      }
      #expect((hash != nil || Walk.anyName(bytes.span, 0, name.count) != nil) == isValid)
      // A lookup does not ask whether the name is well-formed.
      let found = DistinguishedName.plainHash(bytes.span, 0..<name.count)
      #expect(hash == nil || found == hash)
      #expect(found == nil || found == DistinguishedName.preparedHash(bytes.span, 0..<name.count))
    }
    #expect(plain > 5_000)
  }
}
