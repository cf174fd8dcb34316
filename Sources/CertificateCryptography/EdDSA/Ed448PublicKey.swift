/// An Ed448 public key, ready to verify signatures (RFC 8032 §5.2, RFC 8410): pure Ed448 with an empty context.
///
/// Which keys are taken and which signatures are accepted follows the rule of ``Ed25519PublicKey``, with the numbers of
/// this curve: y is below p, x = 0 has no sign, and a point whose order divides the cofactor 4 is refused; S is below L,
/// and R is the very encoding of [S]B - [k]A, with k reduced modulo L first (RFC 8032 §5.2.7 without the cofactor, which
/// it calls sufficient).
///
/// OpenSSL puts the cofactor in for this curve; so it takes all that is accepted here, and a few signatures more, which
/// only their signer can have made on purpose. Neither BoringSSL nor Go has Ed448.
package struct Ed448PublicKey: Sendable {
  /// How many bytes a key has.
  package static let byteCount = 57
  /// How many bytes a signature has.
  package static let signatureByteCount = 114

  /// The key as it was given, which is also the only encoding of its point.
  let encoding: InlineArray<57, UInt8>
  /// -A.
  let negatedPoint: Edwards448Point
  /// The multiples of -A, if the key is prepared.
  let negatedPointTable: EdwardsTable<Edwards448Point>?

  /// Reads a key (RFC 8032 §5.2.3).
  package init(_ bytes: Span<UInt8>) throws(EdwardsKeyError) {
    let point = try Edwards448Point(encoding: bytes)
    if point.hasSmallOrderVarTime { throw EdwardsKeyError(.smallOrder) }
    encoding = InlineArray { bytes[$0] }
    negatedPoint = point.negated
    negatedPointTable = nil
  }

  private init(preparing key: Ed448PublicKey) {
    encoding = key.encoding
    negatedPoint = key.negatedPoint
    negatedPointTable = EdwardsTable(key.negatedPoint, width: 6, stride: 112, rowCount: 4)
  }

  /// The same key with a table of its multiples, which takes two fifths off the time of each verification.
  ///
  /// Making it takes a little longer than a verification, so it pays from the third or fourth on, and
  /// ``preparedByteCount`` bytes.
  package func prepared() -> Ed448PublicKey {
    negatedPointTable == nil ? Ed448PublicKey(preparing: self) : self
  }

  /// How many bytes the table of a prepared key takes; 0 for a key that is not prepared.
  package var preparedByteCount: Int { negatedPointTable?.byteCount ?? 0 }

  /// What a verification costs, in units of one with RSA at 2,048 bits and the exponent 65,537.
  package var verificationCost: Int { 6 }
}

extension Ed448PublicKey: Hashable {
  /// Whether both keys have the same bytes, prepared or not.
  package static func == (left: Ed448PublicKey, right: Ed448PublicKey) -> Bool {
    left.encoding.span.isEqual(to: right.encoding.span)
  }

  /// Feeds the bytes to `hasher`.
  package func hash(into hasher: inout Hasher) {
    for index in encoding.indices { hasher.combine(encoding[index]) }
  }
}
