/// An Ed25519 public key, ready to verify signatures (RFC 8032 §5.1, RFC 8410).
///
/// **Which keys are taken.** The encoding is canonical, as RFC 8032 §5.1.3 demands: y is below p, and x = 0 has no sign.
/// BoringSSL, OpenSSL and Go are laxer with both; no key that was made by RFC 8032 is concerned. A point whose order
/// divides the cofactor 8 is refused, which the RFC leaves open: it has no secret, one signature can be good under it
/// for many messages, and with a certificate it would make everybody its owner.
///
/// **Which signatures are accepted.** RFC 8032 §5.1.7 without the cofactor: S is below L, and R is the very encoding of
/// [S]B - [k]A for the k that is reduced modulo L first, as BoringSSL, OpenSSL and Go do. The RFC writes the integer of
/// 512 bits there; for a key with a small-order part, which no honest signer has, [k]A is another point with it.
///
/// The RFC allows this equation as well as the one times the cofactor 8, and implementations are split over
/// signatures that were made on purpose to tell them apart (Chalkias, Garillot and Nikolaenko 2020, "Taming the many
/// EdDSAs"). For Ed25519 BoringSSL, OpenSSL and Go, which issue, log and check certificates, leave the cofactor out. A
/// verifier that put it in would take certificates that they refuse; without it nothing is taken that either kind
/// refuses. All signatures by the RFC are accepted either way. As S < L and no key has small order, signatures are
/// strongly unforgeable and bind their key and message in the sense of that paper.
package struct Ed25519PublicKey: Sendable {
  /// How many bytes a key has.
  package static let byteCount = 32
  /// How many bytes a signature has.
  package static let signatureByteCount = 64

  /// The key as it was given, which is also the only encoding of its point.
  let encoding: InlineArray<32, UInt8>
  /// -A.
  let negatedPoint: Edwards25519Point
  /// The multiples of -A, if the key is prepared.
  let negatedPointTable: EdwardsTable<Edwards25519Point>?

  /// Reads a key (RFC 8032 §5.1.3).
  package init(_ bytes: Span<UInt8>) throws(EdwardsKeyError) {
    let point = try Edwards25519Point(encoding: bytes)
    if point.hasSmallOrderVarTime { throw EdwardsKeyError(.smallOrder) }
    encoding = InlineArray { bytes[$0] }
    negatedPoint = point.negated
    negatedPointTable = nil
  }

  private init(preparing key: Ed25519PublicKey) {
    encoding = key.encoding
    negatedPoint = key.negatedPoint
    negatedPointTable = EdwardsTable(key.negatedPoint, width: 6, stride: 64, rowCount: 4)
  }

  /// The same key with a table of its multiples, which takes two fifths off the time of each verification.
  ///
  /// Making it takes as long as one and a half verifications, so it pays from the fourth on, and
  /// ``preparedByteCount`` bytes.
  package func prepared() -> Ed25519PublicKey {
    negatedPointTable == nil ? Ed25519PublicKey(preparing: self) : self
  }

  /// How many bytes the table of a prepared key takes; 0 for a key that is not prepared.
  package var preparedByteCount: Int { negatedPointTable?.byteCount ?? 0 }

  /// What a verification costs, in units of one with RSA at 2,048 bits and the exponent 65,537.
  package var verificationCost: Int { 2 }
}

extension Ed25519PublicKey: Hashable {
  /// Whether both keys have the same bytes, prepared or not.
  package static func == (left: Ed25519PublicKey, right: Ed25519PublicKey) -> Bool {
    left.encoding.span.isEqual(to: right.encoding.span)
  }

  /// Feeds the bytes to `hasher`.
  package func hash(into hasher: inout Hasher) {
    for index in encoding.indices { hasher.combine(encoding[index]) }
  }
}
