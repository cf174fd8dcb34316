/// An extendable-output function of FIPS 202 §6.2: SHAKE128 or SHAKE256.
package struct SHAKE: Sendable {
  private var state: KeccakState
  private var isFinished = false

  /// SHAKE128, at the start of a message.
  package static var shake128: SHAKE { SHAKE(rate: 168) }
  /// SHAKE256, at the start of a message.
  package static var shake256: SHAKE { SHAKE(rate: 136) }

  private init(rate: Int) {
    state = KeccakState(rate: rate)
  }

  /// Takes the next bytes of the message; none may come after the first output.
  package mutating func update(_ bytes: Span<UInt8>) {
    precondition(!isFinished, "a message ends where its output begins")
    state.absorb(bytes)
  }

  /// Takes one byte.
  package mutating func update(_ byte: UInt8) {
    let bytes: InlineArray<1, UInt8> = [byte]
    update(bytes.span)
  }

  /// Gives the next bytes of the output, which has no end.
  package mutating func read(into output: inout MutableSpan<UInt8>) {
    finish()
    state.squeeze(into: &output)
  }

  /// The lanes of the first block of output: 21 for SHAKE128, 17 for SHAKE256; the others must not be used.
  ///
  /// Whoever reads by lanes goes on with ``nextLanes()`` and does not call ``read(into:)``.
  mutating func firstLanes() -> InlineArray<25, UInt64> {
    finish()
    return state.lanes
  }

  /// The lanes of the next block.
  mutating func nextLanes() -> InlineArray<25, UInt64> {
    state.permute()
    return state.lanes
  }

  private mutating func finish() {
    guard !isFinished else { return }
    // FIPS 202 §6.2: the message is followed by 1111.
    state.finish(suffix: 0x1F)
    isFinished = true
  }
}
