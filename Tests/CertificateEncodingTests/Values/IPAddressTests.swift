import CertificateEncoding
import Testing

@Suite("IP addresses")
struct IPAddressTests {
  @Test(
    "Text of every form is read, and written in the canonical one",
    arguments: [
      ("0.0.0.0", "0.0.0.0"),
      ("192.0.2.7", "192.0.2.7"),
      ("255.255.255.255", "255.255.255.255"),
      ("::", "::"),
      ("::1", "::1"),
      ("[::1]", "::1"),
      ("1::", "1::"),
      ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),
      ("2001:db8::8:800:200c:417a", "2001:db8::8:800:200c:417a"),
      ("0:0:0:0:0:0:0:0", "::"),
      ("0001:0002:0003:0004:0005:0006:0007:0008", "1:2:3:4:5:6:7:8"),
      // RFC 5952 §4.2.2: a single group of zeros is not shortened.
      ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      // RFC 5952 §4.2.3: the longest run, and the first of equal ones.
      ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
      ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
      ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
      ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
      ("1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"),
      ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
      ("::FFFF:c000:207", "::ffff:192.0.2.7"),
      ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
      ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
      ("[ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255]", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ])
  func readsAndWrites(text: String, canonical: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == canonical)
    #expect(IPAddress(canonical) == address)
    #expect(IPAddress(text[...]) == address)
  }

  @Test(
    "Text of another form is refused",
    arguments: [
      "", " ", ".", ":", "[", "]", "[]", "1", "1.2", "1.2.3", "1.2.3.", ".1.2.3", "1.2.3.4.", "1.2.3.4.5", "1..2.3",
      "256.1.1.1", "1.1.1.256", "01.2.3.4", "1.2.3.00", "0x1.2.3.4", "1.2.3.4 ", " 1.2.3.4", "+1.2.3.4", "1.2.3.4444",
      "[1.2.3.4]", "::1]", "[::1", "[[::1]]", "::1%lo", "fe80::1%25eth0", ":::", "1:::2", "::1::", "1::2::3", ":1",
      "1:",
      "::1:", ":1::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "1:2:3:4::5:6:7:8", "::12345", "::g",
      "::1.2.3", "::1.2.3.4.5", "::01.2.3.4", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4",
      "1:2:3:4:5:6:7:8:1.2.3.4", "::1/128", "1.2.3.4\0",
      "\u{0661}.2.3.4", "example.com",
      "0000000000000000000000000000000000000000000000000",
    ])
  func refuses(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test("A version 4 address differs from the version 6 one that embeds it")
  func keepsVersionsApart() throws {
    let plain = try #require(IPAddress("192.0.2.7"))
    let mapped = try #require(IPAddress("::ffff:192.0.2.7"))
    let compatible = try #require(IPAddress("::192.0.2.7"))
    #expect(plain != mapped)
    #expect(plain != compatible)
    #expect(Set([plain, mapped, compatible]).count == 3)
    let bytes = mapped.bytes
    #expect(equal(plain, bytes, 12..<16))
    #expect(!equal(plain, bytes, 0..<16))
    #expect(equal(mapped, bytes, 0..<16))
  }

  @Test("Bytes become an address when they are 4 or 16")
  func readsBytes() throws {
    for count in 0...20 {
      let bytes = (0..<count).map { UInt8($0 + 1) }
      let address = IPAddress(bytes: bytes.span)
      #expect((address != nil) == (count == 4 || count == 16))
      if let address {
        #expect(address.bytes == bytes)
        #expect(address.byteCount == count)
        #expect(address.version == (count == 4 ? .v4 : .v6))
        #expect(IPAddress(address.description) == address)
      }
    }
  }

  @Test("Comparison looks at every byte, and at no byte outside the buffer")
  func comparesBytes() throws {
    for text in ["192.0.2.7", "2001:db8::1"] {
      let address = try #require(IPAddress(text))
      let count = address.byteCount
      let buffer = [0xAA] + address.bytes + [0xBB]
      #expect(equal(address, buffer, 1..<1 + count))
      #expect(!equal(address, buffer, 0..<count))
      #expect(!equal(address, buffer, 1..<count))
      #expect(!equal(address, buffer, 1..<2 + count))
      #expect(!equal(address, buffer, 3..<3 + count))
      #expect(!equal(address, buffer, -1..<count - 1))
      for index in 0..<count {
        for bit in 0..<8 {
          var changed = buffer
          changed[1 + index] ^= 1 << bit
          #expect(!equal(address, changed, 1..<1 + count))
        }
      }
    }
  }

  @Test(
    "An address with a mask is described by the length of its prefix, or else by the mask",
    arguments: [
      ([192, 0, 2, 0, 255, 255, 255, 0], "192.0.2.0/24"),
      ([10, 0, 0, 0, 255, 128, 0, 0], "10.0.0.0/9"),
      ([0, 0, 0, 0, 0, 0, 0, 0], "0.0.0.0/0"),
      ([192, 0, 2, 7, 255, 255, 255, 255], "192.0.2.7/32"),
      ([192, 0, 2, 0, 255, 0, 255, 0], "192.0.2.0/255.0.255.0"),
      ([192, 0, 2, 0, 0, 0, 0, 255], "192.0.2.0/0.0.0.255"),
    ])
  func describesNetworks(bytes: [UInt8], text: String) {
    #expect(describeNetwork(bytes, 0..<8) == text)
    let padded = [1] + bytes + [2]
    #expect(describeNetwork(padded, 1..<9) == text)
  }

  @Test("A version 6 network is described likewise, and other sizes not at all")
  func describesVersion6Networks() throws {
    let network = try #require(IPAddress("2001:db8::")).bytes
    let contiguous = network + (try #require(IPAddress("ffff:ffff::"))).bytes
    #expect(describeNetwork(contiguous, 0..<32) == "2001:db8::/32")
    let scattered = network + (try #require(IPAddress("ffff::ffff"))).bytes
    #expect(describeNetwork(scattered, 0..<32) == "2001:db8::/ffff::ffff")
    let whole = network + [UInt8](repeating: 0xFF, count: 16)
    #expect(describeNetwork(whole, 0..<32) == "2001:db8::/128")
    for count in 0...33 where count != 8 && count != 32 {
      let other = [UInt8](repeating: 0, count: count)
      #expect(describeNetwork(other, 0..<count) == nil)
    }
    #expect(describeNetwork(whole, 1..<33) == nil)
  }
}

// The macros of the test library take no span, so these do.

private func equal(_ address: IPAddress, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  address.equals(bytes.span, range)
}

private func describeNetwork(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
  IPAddress.describeNetwork(bytes.span, range)
}
