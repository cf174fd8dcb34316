/// How OpenSSL makes a key of a passphrase for the encrypted PEM of RFC 1423: EVP_BytesToKey with MD5 and one round.
///
/// RFC 1423 itself leaves open how a key is exchanged; this is what all programs do that write such files (OpenSSL's manual
/// page of PEM_read_bio_PrivateKey, "PEM encryption format").
package enum LegacyKeyDerivation {
  /// Derives `count` bytes from a passphrase: MD5(passphrase, salt), MD5(that, passphrase, salt), and so on.
  package static func key(passphrase: Span<UInt8>, salt: Span<UInt8>, count: Int) -> SecretBytes {
    let none = InlineArray<16, UInt8>(repeating: 0)
    let key = SecretBytes(count: count) { key in
      var digest = MD5.digest(none.span.extracting(0..<0), passphrase, salt)
      var start = 0
      while start < count {
        let taken = min(16, count - start)
        for index in 0..<taken { key[start + index] = digest[index] }
        start += taken
        if start < count { digest = MD5.digest(digest.span, passphrase, salt) }
      }
    }
    Wipe.stack()
    return key
  }
}
