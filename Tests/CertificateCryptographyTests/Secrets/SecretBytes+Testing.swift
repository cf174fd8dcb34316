@testable import CertificateCryptography

// The macros of tests take no spans.

extension SecretBytes {
  init(_ bytes: [UInt8]) {
    let span = bytes.span
    self.init(span)
  }

  func holds(_ bytes: [UInt8]) -> Bool { isEqual(to: bytes.span) }

  func holds(_ other: SecretBytes) -> Bool { isEqual(to: other) }
}

extension BlockCipher {
  func plaintext(_ text: [UInt8], key: SecretBytes, vector: [UInt8]) -> SecretBytes? {
    decryptCBC(text.span, key: key, initializationVector: vector.span)
  }
}
