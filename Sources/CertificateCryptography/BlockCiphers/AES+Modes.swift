/// AES on many blocks: in place, chained, and as a keystream.
extension AES {
  /// How many bytes a block has.
  static var blockByteCount: Int { 16 }

  /// The encryption of a block.
  func encrypted(_ block: InlineArray<16, UInt8>) -> InlineArray<16, UInt8> {
    var block = block
    var span = block.mutableSpan
    encrypt(&span)
    return block
  }

  /// Encrypts blocks one by one, in place; there are only whole ones.
  func encrypt(_ blocks: inout MutableSpan<UInt8>) {
    precondition(blocks.count % Self.blockByteCount == 0, "whole blocks")
    switch kernel {
    case .plain:
      Self.forEight(&blocks) { bytes, start in encryptSliced(&bytes, at: start) }
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      case .aes: encryptUsingAES(&blocks)
    #endif
    }
  }

  /// Decrypts blocks one by one, in place; there are only whole ones.
  func decrypt(_ blocks: inout MutableSpan<UInt8>) {
    precondition(blocks.count % Self.blockByteCount == 0, "whole blocks")
    switch kernel {
    case .plain:
      Self.forEight(&blocks) { bytes, start in decryptSliced(&bytes, at: start) }
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      case .aes: decryptUsingAES(&blocks)
    #endif
    }
  }

  /// Calls `body` for each eight blocks; those that are left over at the end get others beside them for the time.
  private static func forEight(
    _ blocks: inout MutableSpan<UInt8>, _ body: (inout MutableSpan<UInt8>, Int) -> Void
  ) {
    var start = 0
    while blocks.count - start >= SlicedBlocks.byteCount {
      body(&blocks, start)
      start += SlicedBlocks.byteCount
    }
    guard start < blocks.count else { return }
    var rest = InlineArray<128, UInt8>(repeating: 0)
    for index in start..<blocks.count { rest[index - start] = blocks[index] }
    var span = rest.mutableSpan
    body(&span, 0)
    for index in start..<blocks.count { blocks[index] = rest[index - start] }
  }

  /// Adds to `bytes` the encryptions of `counter` and of those that follow it: encryption and decryption in the counter
  /// mode (SP 800-38A §6.5).
  ///
  /// The next counter is the next number in its last four bytes, from the high byte on, modulo 2^32 (SP 800-38D §6.2,
  /// inc32).
  func applyKeystream(from counter: InlineArray<16, UInt8>, to bytes: inout MutableSpan<UInt8>) {
    switch kernel {
    case .plain: applySlicedKeystream(from: counter, to: &bytes)
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      case .aes: applyKeystreamUsingAES(from: counter, to: &bytes)
    #endif
    }
  }

  private func applySlicedKeystream(from counter: InlineArray<16, UInt8>, to bytes: inout MutableSpan<UInt8>) {
    let low = counter.span.littleEndianWord(at: 0)
    let high = counter.span.littleEndianWord(at: 8)
    let fixed = high & 0xFFFF_FFFF
    var number = UInt32(truncatingIfNeeded: high &>> 32).byteSwapped
    var keystream = InlineArray<128, UInt8>(repeating: 0)
    var span = keystream.mutableSpan
    var start = 0
    while start < bytes.count {
      for block in 0..<8 {
        span.storeLittleEndian(low, at: 16 * block)
        span.storeLittleEndian(fixed | UInt64(number.byteSwapped) &<< 32, at: 16 * block + 8)
        number &+= 1
      }
      encryptSliced(&span, at: 0)
      bytes.add(span.span, at: start)
      start += SlicedBlocks.byteCount
    }
  }

  /// Decrypts `text`, whole blocks, that were chained (SP 800-38A §6.2, CBC), into as many bytes of `plain`.
  func decryptCBC(
    _ text: Span<UInt8>, initializationVector: Span<UInt8>, into plain: inout MutableSpan<UInt8>
  ) {
    precondition(initializationVector.count == Self.blockByteCount, "a block before the first one")
    for index in text.indices { plain[index] = text[index] }
    decrypt(&plain)
    plain.addChain(text, initializationVector)
  }

  /// Takes `message` into the value of a chain: each block, the last one filled with zeros, is added to it and the sum is
  /// encrypted (SP 800-38A §6.2, of which the last block is kept).
  func chain(_ value: inout InlineArray<16, UInt8>, _ message: Span<UInt8>) {
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      var start = kernel == .aes ? chainUsingAES(&value, message) : 0
    #else
      var start = 0
    #endif
    while start < message.count {
      for index in 0..<min(Self.blockByteCount, message.count - start) { value[index] ^= message[start + index] }
      value = encrypted(value)
      start += Self.blockByteCount
    }
  }
}

extension MutableSpan<UInt8> {
  /// Adds bytes to those from `start` on, as many as both have.
  mutating func add(_ other: Span<UInt8>, at start: Int) {
    let end = start + Swift.min(other.count, count - start)
    var index = start
    while end - index >= 8 {
      storeLittleEndian(span.littleEndianWord(at: index) ^ other.littleEndianWord(at: index - start), at: index)
      index += 8
    }
    while index < end {
      self[index] ^= other[index - start]
      index += 1
    }
  }

  /// Adds to decrypted blocks what was added before they were encrypted in a chain: the vector, and the `text` without its
  /// last block (SP 800-38A §6.2).
  mutating func addChain(_ text: Span<UInt8>, _ initializationVector: Span<UInt8>) {
    add(initializationVector, at: 0)
    guard text.count > initializationVector.count else { return }
    add(text.extracting(0..<text.count - initializationVector.count), at: initializationVector.count)
  }
}
