/// A hasher for SHA-1 (FIPS 180-4 §6.1).
package struct SHA1: Sendable {
  /// The hash value H, five words.
  private var state: InlineArray<5, UInt32>
  /// The message's last bytes, which do not fill a block yet.
  private var block: MessageBlock<64>
  /// How many bytes of message have been taken.
  private var byteCount: UInt64

  /// Creates a hasher.
  package init() {
    // FIPS 180-4 §5.3.1.
    state = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    block = MessageBlock()
    byteCount = 0
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    byteCount &+= UInt64(bytes.count)
    var offset = 0
    if !block.isEmpty {
      block.append(bytes, from: &offset)
      guard block.isFull else { return }
      Self.compress(&state, block.bytes.span)
      block.removeAll()
    }
    let end = bytes.count - (bytes.count - offset) % 64
    if offset < end {
      Self.compress(&state, bytes.extracting(offset..<end))
      offset = end
    }
    block.append(bytes, from: &offset)
  }

  /// Pads the message and returns its digest; the hasher has no further use.
  package mutating func finalize() -> Digest {
    // FIPS 180-4 §5.1.1: the bit 1, zeros, and the length in 64 bits at the end of a block.
    let lengthFits = block.count < 56
    block.appendEnd()
    if !lengthFits {
      Self.compress(&state, block.bytes.span)
      block.fillWithZeros()
    }
    block.setLength(byteCount &<< 3)
    Self.compress(&state, block.bytes.span)
    return Digest(.sha1, words: state)
  }
}

extension SHA1 {
  /// Takes whole blocks of 64 bytes into the hash value (FIPS 180-4 §6.1.2).
  ///
  /// Bytes after the last whole block are not read.
  static func compress(_ state: inout InlineArray<5, UInt32>, _ blocks: Span<UInt8>) {
    let message = unsafe blocks.bytes
    var hash = state
    var offset = 0
    while blocks.count - offset >= 64 {
      // Step 1, the message schedule W. Only its last 16 words are kept; W(t) takes the place of W(t - 16).
      var w = InlineArray<16, UInt32>(repeating: 0)
      for t in 0..<16 {
        // The loop's condition leaves 64 bytes from `offset` on: word t ends 4(t + 1) <= 64 bytes after it. Any bit
        // pattern is a word.
        w[t] = unsafe UInt32(bigEndian: message.unsafeLoadUnaligned(fromByteOffset: offset + 4 * t, as: UInt32.self))
      }
      // Step 2, the working variables.
      var (a, b, c, d, e) = (hash[0], hash[1], hash[2], hash[3], hash[4])
      // Step 3, 80 rounds: f by FIPS 180-4 §4.1.1, K by §4.2.1. Each round names the variables one place further on
      // instead of moving their values.
      var t = 0
      while t < 15 {
        round(a, &b, &e, choice(b, c, d), 0x5A82_7999 &+ w[t])
        round(e, &a, &d, choice(a, b, c), 0x5A82_7999 &+ w[t + 1])
        round(d, &e, &c, choice(e, a, b), 0x5A82_7999 &+ w[t + 2])
        round(c, &d, &b, choice(d, e, a), 0x5A82_7999 &+ w[t + 3])
        round(b, &c, &a, choice(c, d, e), 0x5A82_7999 &+ w[t + 4])
        t += 5
      }
      round(a, &b, &e, choice(b, c, d), 0x5A82_7999 &+ w[15])
      round(e, &a, &d, choice(a, b, c), 0x5A82_7999 &+ expand(&w, 16))
      round(d, &e, &c, choice(e, a, b), 0x5A82_7999 &+ expand(&w, 17))
      round(c, &d, &b, choice(d, e, a), 0x5A82_7999 &+ expand(&w, 18))
      round(b, &c, &a, choice(c, d, e), 0x5A82_7999 &+ expand(&w, 19))
      t = 20
      while t < 40 {
        round(a, &b, &e, parity(b, c, d), 0x6ED9_EBA1 &+ expand(&w, t))
        round(e, &a, &d, parity(a, b, c), 0x6ED9_EBA1 &+ expand(&w, t + 1))
        round(d, &e, &c, parity(e, a, b), 0x6ED9_EBA1 &+ expand(&w, t + 2))
        round(c, &d, &b, parity(d, e, a), 0x6ED9_EBA1 &+ expand(&w, t + 3))
        round(b, &c, &a, parity(c, d, e), 0x6ED9_EBA1 &+ expand(&w, t + 4))
        t += 5
      }
      while t < 60 {
        round(a, &b, &e, majority(b, c, d), 0x8F1B_BCDC &+ expand(&w, t))
        round(e, &a, &d, majority(a, b, c), 0x8F1B_BCDC &+ expand(&w, t + 1))
        round(d, &e, &c, majority(e, a, b), 0x8F1B_BCDC &+ expand(&w, t + 2))
        round(c, &d, &b, majority(d, e, a), 0x8F1B_BCDC &+ expand(&w, t + 3))
        round(b, &c, &a, majority(c, d, e), 0x8F1B_BCDC &+ expand(&w, t + 4))
        t += 5
      }
      while t < 80 {
        round(a, &b, &e, parity(b, c, d), 0xCA62_C1D6 &+ expand(&w, t))
        round(e, &a, &d, parity(a, b, c), 0xCA62_C1D6 &+ expand(&w, t + 1))
        round(d, &e, &c, parity(e, a, b), 0xCA62_C1D6 &+ expand(&w, t + 2))
        round(c, &d, &b, parity(d, e, a), 0xCA62_C1D6 &+ expand(&w, t + 3))
        round(b, &c, &a, parity(c, d, e), 0xCA62_C1D6 &+ expand(&w, t + 4))
        t += 5
      }
      // Step 4, the intermediate hash value.
      hash[0] &+= a
      hash[1] &+= b
      hash[2] &+= c
      hash[3] &+= d
      hash[4] &+= e
      offset += 64
    }
    state = hash
  }

  /// One round of step 3: `e` takes the value that becomes `a`, and `b` the one that becomes `c`.
  ///
  /// `f` is f(t) of b, c and d; `input` is K(t) + W(t).
  @inline(__always)
  private static func round(_ a: UInt32, _ b: inout UInt32, _ e: inout UInt32, _ f: UInt32, _ input: UInt32) {
    e = rotate(a, 5) &+ f &+ e &+ input
    b = rotate(b, 30)
  }

  /// Ch, with one operation less than in FIPS 180-4 §4.1.1.
  @inline(__always)
  private static func choice(_ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 { d ^ (b & (c ^ d)) }

  /// Parity (FIPS 180-4 §4.1.1).
  @inline(__always)
  private static func parity(_ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 { b ^ c ^ d }

  /// Maj, with one operation less than in FIPS 180-4 §4.1.1.
  @inline(__always)
  private static func majority(_ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 { (b & c) ^ (d & (b ^ c)) }

  /// W(t), written over W(t - 16) (step 1).
  @inline(__always)
  private static func expand(_ w: inout InlineArray<16, UInt32>, _ t: Int) -> UInt32 {
    let index = t & 15
    w[index] = rotate(w[(t + 13) & 15] ^ w[(t + 8) & 15] ^ w[(t + 2) & 15] ^ w[index], 1)
    return w[index]
  }

  /// ROTL (FIPS 180-4 §3.2).
  @inline(__always)
  private static func rotate(_ x: UInt32, _ count: UInt32) -> UInt32 {
    (x &<< count) | (x &>> (32 &- count))
  }
}
