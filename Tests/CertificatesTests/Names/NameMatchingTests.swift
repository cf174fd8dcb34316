import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct NameMatchingTests {
  private func matches(_ left: [UInt8], _ right: [UInt8]) throws -> Bool {
    let (one, other) = (try distinguishedName(left), try distinguishedName(right))
    #expect((one == other) == (other == one))
    if one == other {
      #expect(DistinguishedName.hash(left.span, 0..<left.count) == DistinguishedName.hash(right.span, 0..<right.count))
      #expect(one.hashValue == other.hashValue)
      #expect(
        DistinguishedName.indexHash(left.span, 0..<left.count)
          == DistinguishedName.indexHash(right.span, 0..<right.count))
    }
    return one == other
  }

  @Test(arguments: [
    ("Example", "Example"), ("Example", "eXAMPLE"), ("Example CA", " \t Example \u{B}\r\n CA  "), ("", "   "),
    ("Żółw", "żÓŁW"), ("Å", "A\u{30A}"), ("é", "E\u{301}"), ("Straßé", "STRASSÉ"), ("Straẞe é", "strasse É"),
    ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("a é", " A   É "), ("é\u{3000}a", "é a"), ("日本 ", "日本"), ("\u{1E9E}", "\u{DF}"),
  ])
  func matchesAfterPreparation(_ left: String, _ right: String) throws {
    #expect(try matches(DER.name(("CN", left)), DER.name(("CN", right))))
    #expect(try matches(commonName(DER.bmp(left)), commonName(DER.universal(right))))
    #expect(try matches(commonName(DER.universal(left)), commonName(DER.utf8(right))))
  }

  @Test(arguments: [
    ("Example", "Examples"), ("Example", "Exampl"), ("Example", "Exbmple"), ("a b", "ab"), ("a", ""), ("é", "e"),
    ("é", "è"),
    ("aé", "bé"), ("é a", "éa"), ("ı", "i"), ("ıé", "ié"), ("\u{212A}", "k"), ("\u{212A}", "K"), ("a\u{A0}b", "a b"),
    ("a\u{0}", "a"), ("a\u{200B}", "a"), ("é\u{200B}", "é"), ("ﬁ", "fi"), ("[", "{"), ("@", "`"),
  ])
  func tellsApart(_ left: String, _ right: String) throws {
    #expect(try !matches(DER.name(("CN", left)), DER.name(("CN", right))))
    #expect(try !matches(commonName(DER.bmp(left)), commonName(DER.utf8(right))))
  }

  @Test func tablesTellNamesBeyondASCIIApart() throws {
    let names = (0..<500).map { DER.name(("C", "JP"), ("CN", "認証局 \($0)")) }
    #expect(Set(names.map { DistinguishedName.indexHash($0.span, 0..<$0.count) }).count == 500)
    #expect(Set(names.map { DistinguishedName.hash($0.span, 0..<$0.count) }).count == 1)
  }

  @Test func matchesAcrossStringTypes() throws {
    let values = [
      DER.utf8("Example 1"), DER.printable("EXAMPLE 1"), DER.ia5("example  1"), DER.visible(" example 1"),
      DER.teletex("ExamplE 1"), DER.bmp("example 1 "), DER.universal("Example   1"),
    ]
    for left in values {
      for right in values { #expect(try matches(commonName(left), commonName(right))) }
    }
    #expect(try matches(commonName(DER.teletex("MÜLLER")), commonName(DER.utf8("müller"))))
  }

  @Test func comparesOpaqueValuesByTheirBytes() throws {
    #expect(try matches(commonName(DER.octetString([1])), commonName(DER.octetString([1]))))
    #expect(try !matches(commonName(DER.octetString([0x41])), commonName(DER.octetString([0x61]))))
    #expect(try !matches(commonName(DER.octetString([0x41])), commonName(DER.utf8("A"))))
  }

  @Test func comparesTheStructure() throws {
    #expect(try !matches(DER.name(("CN", "a")), DER.name(("O", "a"))))
    #expect(try !matches(DER.name(("C", "NL"), ("CN", "a")), DER.name(("CN", "a"), ("C", "NL"))))
    #expect(try !matches(DER.name(("CN", "a")), DER.name(("CN", "a"), ("CN", "a"))))
    #expect(try !matches(DER.name(), DER.name(("CN", "a"))))
    #expect(try matches(DER.name(), DER.name()))
    let parted = DER.name(("CN", "a"), ("O", "b"))
    let joined = DER.name(relativeNames: [[DER.attribute("CN", "a"), DER.attribute("O", "b")]])
    #expect(try !matches(parted, joined))
  }

  @Test func comparesTheAttributesOfASetInAnyOrder() throws {
    // The spelling decides the order in the encoding.
    let left = DER.name(
      relativeNames: [[DER.attribute("CN", "bbb"), DER.attribute("OU", "B"), DER.attribute("O", "x")]])
    let spelled = [DER.attribute("CN", " bbb "), DER.attribute("OU", "  b"), DER.attribute("O", "X")]
    let right = DER.name(relativeNames: [spelled])
    #expect(try matches(left, right))
    let other = DER.name(relativeNames: [spelled.dropLast() + [DER.attribute("O", "y")]])
    #expect(try !matches(left, other))
    #expect(try !matches(other, left))
  }

  // X.501 §9.3 has no such sets, and with them each attribute would have several partners to be compared with.
  @Test func comparesSetsWithOneTypeTwiceByTheirBytes() throws {
    func name(_ first: String, _ second: String) -> [UInt8] {
      DER.name(relativeNames: [[DER.attribute("CN", first), DER.attribute("CN", second)]])
    }
    #expect(try matches(name("a", "b"), name("a", "b")))
    #expect(try !matches(name("a", "b"), name("A", "b")))
    #expect(try !matches(name("a", "a"), name("a", "A")))
  }

  @Test func comparesLargeSetsByTheirBytes() throws {
    func name(_ count: Int, _ prefix: String) -> [UInt8] {
      DER.name(relativeNames: [(0..<count).map { DER.attribute("1.2.3.\($0)", prefix) }])
    }
    #expect(try matches(name(8, "a"), name(8, "A")))
    #expect(try matches(name(9, "a"), name(9, "a")))
    #expect(try !matches(name(9, "a"), name(9, "A")))
    #expect(try !matches(name(9, "a"), name(8, "a")))
  }

  @Test func comparesLongNamesByTheirBytes() throws {
    let long = String(repeating: "a", count: 2050)
    #expect(try matches(DER.name(("CN", long)), DER.name(("CN", long))))
    #expect(try !matches(DER.name(("CN", long)), DER.name(("CN", long.uppercased()))))
    let short = String(repeating: "a", count: 2000)
    #expect(try matches(DER.name(("CN", short)), DER.name(("CN", short.uppercased()))))
  }

  @Test func comparesWhatIsNoNameByItsBytes() {
    let broken: [[UInt8]] = [
      [], [0x30], [0x30, 0x05, 0x31], [0x31, 0x00], [0x30, 0x00, 0x00], DER.sequence(DER.null),
    ]
    for (index, left) in broken.enumerated() {
      for (other, right) in broken.enumerated() {
        let isMatch = DistinguishedName.matches(left.span, 0..<left.count, right.span, 0..<right.count)
        #expect(isMatch == (index == other))
      }
      _ = DistinguishedName.hash(left.span, 0..<left.count)
      #expect(DistinguishedName(arena: ByteArena(left), range: 0..<left.count).description.isEmpty)
    }
  }

  // Names that are spelled differently at random, but match, hash alike; names that differ mostly do not.
  @Test func hashesAlikeWhatMatches() throws {
    var generator = RepeatableGenerator(seed: 2)
    var hashes: Set<UInt64> = []
    for round in 0..<300 {
      let words = (0..<Int.random(in: 1...4, using: &generator)).map { index in
        [String(round), "Example", "é", "x\(index)"].shuffled(using: &generator).prefix(3).joined(separator: " ")
      }
      let one = spelled(words + ["round \(round)"], &generator)
      let other = spelled(words + ["round \(round)"], &generator)
      #expect(try matches(one, other))
      hashes.insert(DistinguishedName.hash(one.span, 0..<one.count))
      #expect(try !matches(one, spelled(words + ["round \(round + 1)"], &generator)))
    }
    #expect(hashes.count == 300)
  }

  /// A name of the words, in two sets, in a random spelling.
  private func spelled(_ words: [String], _ generator: inout RepeatableGenerator) -> [UInt8] {
    let attributes = words.enumerated().map { place, word in
      var text = ""
      for character in word {
        text += Bool.random(using: &generator) ? character.uppercased() : character.lowercased()
        if character == " " { text += String(repeating: " ", count: Int.random(in: 0...2, using: &generator)) }
      }
      if Bool.random(using: &generator) { text = " " + text + " " }
      let types = [DER.utf8, DER.teletex, DER.bmp, DER.universal]
      return DER.attribute("2.5.4.\(3 + place)", types[Int.random(in: 0..<4, using: &generator)](text))
    }
    return DER.name(relativeNames: [Array(attributes.dropLast()), Array(attributes.suffix(1))])
  }

  @Test func answersHostileNamesQuickly() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let long = DER.name(("CN", String(repeating: "é", count: 100_000)))
    let other = DER.name(("CN", String(repeating: "é", count: 99_999) + "É"))
    #expect(try !matches(long, other))
    #expect(try distinguishedName(long).description.utf8.count == 200_003)
    // As costly as a comparison gets: attributes that match but for the last, which is alike to its last character.
    let stem = String(repeating: "é", count: 115)
    let hostile = (0..<2).map { side in
      DER.name(
        relativeNames: [
          (0..<8).map { DER.attribute("1.2.3.\($0)", stem + ($0 < 7 ? ["é", "É"][side] : ["e", "f"][side])) }
        ])
    }
    #expect(hostile[0].count > 1_900 && hostile[0].count <= 2_048)
    for _ in 0..<10 { #expect(try !matches(hostile[0], hostile[1])) }
    #expect(clock.now - start < .seconds(10))
  }
}
