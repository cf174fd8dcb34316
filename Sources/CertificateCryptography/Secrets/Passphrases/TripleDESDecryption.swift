/// DES three times in the direction of decryption (SP 800-67, FIPS 46-3).
struct TripleDESDecryption {
  init(key: Span<UInt8>) {}
  func decrypt(_ block: inout InlineArray<16, UInt8>) {}
}
