import CertificateEncoding
import Certificates

extension Certificate {
  /// Whether both certificates are for one key, by its bits.
  func hasSameKey(as other: Certificate) -> Bool {
    let (array, otherArray) = (arena.bytes, other.arena.bytes)
    let (bytes, otherBytes) = (array.span, otherArray.span)
    if bytes.equals(layout.publicKeyInfo.range, otherBytes, other.layout.publicKeyInfo.range) { return true }
    guard let keyBits, let otherBits = other.keyBits else { return false }
    return bytes.equals(keyBits, otherBytes, otherBits)
  }
}
