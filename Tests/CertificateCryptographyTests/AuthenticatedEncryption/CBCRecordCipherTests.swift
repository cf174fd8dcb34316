import TestSupport
import Testing

@testable import CertificateCryptography

@Suite("Records of AES-CBC and HMAC")
struct CBCRecordCipherTests {
  /// The keys of a direction, and how a record is made with them, right or wrong.
  private struct Sender {
    var key: [UInt8]
    var authenticationKey: [UInt8]
    var hash: HashAlgorithm
    var encryptsThenAuthenticates: Bool

    init(_ generator: inout RepeatableGenerator, _ hash: HashAlgorithm, _ keyByteCount: Int, isOtherOrder: Bool) {
      key = generator.bytes(keyByteCount)
      authenticationKey = generator.bytes(hash.digestByteCount)
      self.hash = hash
      encryptsThenAuthenticates = isOtherOrder
    }

    var cipher: CBCRecordCipher? {
      CBCRecordCipher(
        encryptionKey: key.span, authenticationKey: authenticationKey.span, hash: hash,
        encryptsThenAuthenticates: encryptsThenAuthenticates)
    }

    private func code(_ bytes: [UInt8]) -> [UInt8] {
      let count = bytes.count
      // Record 258 of the type 23, of TLS 1.2.
      let header: [UInt8] = [0, 0, 0, 0, 0, 0, 1, 2, 23, 3, 3, UInt8(count >> 8), UInt8(count & 0xFF)]
      return HMAC.authenticate(hash, key: authenticationKey.span, (header + bytes).span)
    }

    /// A fragment whose padding is what `pad` gives for the count that is missing, with a code that `spoil` has changed.
    func fragment(
      _ content: [UInt8], vector: [UInt8], spoil: ([UInt8]) -> [UInt8] = { $0 }, pad: (Int) -> [UInt8]
    ) -> [UInt8] {
      var plain = content
      if !encryptsThenAuthenticates { plain += spoil(code(content)) }
      plain += pad(15 - plain.count % 16)
      let cipher = ReferenceAES(key: key)
      var (text, last) = (vector, vector)
      for start in stride(from: 0, to: plain.count, by: 16) {
        last = cipher.encrypt(zip(last, plain[start..<start + 16]).map { $0 ^ $1 })
        text += last
      }
      return encryptsThenAuthenticates ? text + spoil(code(text)) : text
    }
  }

  private static let kinds: [(HashAlgorithm, Int)] = [(.sha1, 16), (.sha256, 16), (.sha256, 32), (.sha384, 32)]

  private func open(_ sender: Sender, _ fragment: [UInt8]) -> [UInt8]? {
    guard let cipher = sender.cipher else { return nil }
    return cipher.open(fragment.span, sequenceNumber: 258, contentType: 23, version: 0x0303)
  }

  private func padding(_ count: Int) -> [UInt8] { [UInt8](repeating: UInt8(count), count: count + 1) }

  @Test("Records of every size to 100, with every padding", arguments: kinds, [false, true])
  func everyPadding(_ kind: (HashAlgorithm, Int), _ isOtherOrder: Bool) throws {
    var generator = RepeatableGenerator(seed: 5246)
    let sender = Sender(&generator, kind.0, kind.1, isOtherOrder: isOtherOrder)
    let vector = generator.bytes(16)
    for count in 0...100 {
      let content = generator.bytes(count)
      for extra in count % 16 == 5 ? Array(0...15) : [count % 16] {
        guard 15 + 16 * extra <= 255 || count % 16 > 0 else { continue }
        let fragment = sender.fragment(content, vector: vector) { missing in
          missing + 16 * extra <= 255 ? padding(missing + 16 * extra) : padding(missing)
        }
        #expect(open(sender, fragment) == content, "\(count) bytes, \(extra) blocks of padding")
      }
    }
  }

  @Test("Nothing opens that differs by a bit, or has another number, type or version", arguments: kinds, [false, true])
  func tampering(_ kind: (HashAlgorithm, Int), _ isOtherOrder: Bool) throws {
    var generator = RepeatableGenerator(seed: 7366)
    let sender = Sender(&generator, kind.0, kind.1, isOtherOrder: isOtherOrder)
    let content = generator.bytes(50)
    let fragment = sender.fragment(content, vector: generator.bytes(16), pad: padding)
    let cipher = try #require(sender.cipher)
    #expect(open(sender, fragment) == content)
    for bit in stride(from: 0, to: 8 * fragment.count, by: 5) {
      var other = fragment
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(open(sender, other) == nil, "bit \(bit)")
    }
    for count in 0..<fragment.count { #expect(open(sender, Array(fragment.prefix(count))) == nil, "\(count) bytes") }
    #expect(cipher.open(fragment.span, sequenceNumber: 259, contentType: 23, version: 0x0303) == nil)
    #expect(cipher.open(fragment.span, sequenceNumber: 258, contentType: 22, version: 0x0303) == nil)
    #expect(cipher.open(fragment.span, sequenceNumber: 258, contentType: 23, version: 0x0302) == nil)
  }

  @Test("A padding of which any byte is wrong is none, and a code of which any byte is", arguments: kinds)
  func wrongPadding(_ kind: (HashAlgorithm, Int)) {
    var generator = RepeatableGenerator(seed: 13)
    for isOtherOrder in [false, true] {
      let sender = Sender(&generator, kind.0, kind.1, isOtherOrder: isOtherOrder)
      let (content, vector) = (generator.bytes(40), generator.bytes(16))
      for extra in [0, 3, 14] {
        for place in 0..<(isOtherOrder ? 8 + 16 * extra : 4) {
          let fragment = sender.fragment(content, vector: vector) { missing in
            var padding = padding(missing + 16 * extra)
            if place < padding.count - 1 { padding[place] ^= 0x10 } else { padding[0] ^= 1 }
            return padding
          }
          #expect(open(sender, fragment) == nil, "padding \(place)")
        }
      }
      for place in 0..<kind.0.digestByteCount {
        let fragment = sender.fragment(
          content, vector: vector,
          spoil: { code in
            var code = code
            code[place] ^= 1
            return code
          }, pad: padding)
        #expect(open(sender, fragment) == nil, "code \(place)")
      }
    }
  }

  @Test("A padding that would reach into the code, or beyond the record, is none", arguments: kinds, [false, true])
  func longPadding(_ kind: (HashAlgorithm, Int), _ isOtherOrder: Bool) {
    var generator = RepeatableGenerator(seed: 14)
    let sender = Sender(&generator, kind.0, kind.1, isOtherOrder: isOtherOrder)
    for last in 0...255 {
      // Nothing but padding and a code. The padding's length is right, or else it is content, if the code does not say.
      let fragment = sender.fragment([], vector: generator.bytes(16)) { missing in
        var padding = padding(missing)
        padding[padding.count - 1] = UInt8(last)
        return padding
      }
      let missing = isOtherOrder ? 15 : 15 - kind.0.digestByteCount % 16
      let content: [UInt8]? = last == missing ? [] : isOtherOrder && last == 0 ? [UInt8](repeating: 15, count: 15) : nil
      #expect(open(sender, fragment) == content, "\(last)")
    }
    // Every byte of the record the same: there is no code in it.
    let all = sender.fragment([UInt8](repeating: 255, count: 300), vector: generator.bytes(16)) {
      [UInt8](repeating: 255, count: $0 + 1)
    }
    if isOtherOrder {
      #expect(open(sender, all)?.count == 300 + 4 - 256)
    } else {
      #expect(open(sender, all) == nil)
    }
  }

  @Test("A wrong padding is refused where its code would be right without it", arguments: kinds, [false, true])
  func paddingAlone(_ kind: (HashAlgorithm, Int), _ isOtherOrder: Bool) {
    var generator = RepeatableGenerator(seed: 16)
    let sender = Sender(&generator, kind.0, kind.1, isOtherOrder: isOtherOrder)
    // Only the byte with the padding's length is missing; a wrong padding counts as none, and so the code is found.
    let content = generator.bytes(64 + 15 - (isOtherOrder ? 0 : kind.0.digestByteCount % 16))
    for last in 0...255 {
      let fragment = sender.fragment(content, vector: generator.bytes(16)) { _ in [UInt8(last)] }
      #expect(open(sender, fragment) == (last == 0 ? content : nil), "\(last)")
    }
  }

  @Test("The largest records, and those that are larger", arguments: [false, true])
  func largest(_ isOtherOrder: Bool) {
    var generator = RepeatableGenerator(seed: 15)
    let sender = Sender(&generator, .sha256, 16, isOtherOrder: isOtherOrder)
    let content = [UInt8](repeating: 1, count: 1 << 14)
    let fragment = sender.fragment(content, vector: generator.bytes(16), pad: padding)
    #expect(open(sender, fragment) == content)
    let larger = [UInt8](repeating: 1, count: CBCRecordCipher.maximumByteCount)
    #expect(open(sender, sender.fragment(larger, vector: generator.bytes(16), pad: padding)) == nil)
  }

  @Test("Keys of other lengths and other hash functions are none")
  func keys() {
    func isKey(_ key: Int, _ authentication: Int, _ hash: HashAlgorithm) -> Bool {
      let bytes = [UInt8](repeating: 1, count: 80)
      return CBCRecordCipher(
        encryptionKey: bytes.span.extracting(0..<key), authenticationKey: bytes.span.extracting(0..<authentication),
        hash: hash, encryptsThenAuthenticates: false) != nil
    }
    #expect(isKey(16, 20, .sha1) && isKey(32, 32, .sha256) && isKey(32, 48, .sha384))
    #expect(!isKey(24, 20, .sha1) && !isKey(0, 20, .sha1) && !isKey(16, 19, .sha1) && !isKey(16, 21, .sha1))
    #expect(!isKey(16, 64, .sha512) && !isKey(16, 28, .sha224) && !isKey(16, 32, .sha3_256))
  }
}
