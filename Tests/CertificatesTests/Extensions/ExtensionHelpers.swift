import CertificateEncoding
import Certificates
import TestSupport
import Testing

/// The lines of an extension of one kind, whose OCTET STRING holds `value`.
func lines(_ kind: ExtensionKind, _ value: [UInt8]) throws -> [String] {
  // What stands around the value must make no difference.
  let bytes = [0xFF, 0xFF, 0xFF] + value + [0xFF]
  return try kind.describe(bytes.span, 3..<bytes.count - 1)
}

/// An extension that is refused, why, and at which byte of its value.
struct RefusedExtension: Sendable, CustomTestStringConvertible {
  let kind: ExtensionKind
  let value: [UInt8]
  let error: DERError
  let note: String

  init(_ kind: ExtensionKind, _ note: String, _ value: [UInt8], _ reason: DERError.Reason, at offset: Int) {
    (self.kind, self.note, self.value) = (kind, note, value)
    error = DERError(reason, at: offset)
  }

  var testDescription: String { "\(kind.name): \(note)" }

  func check() {
    do {
      let lines = try kind.describe(value.span, 0..<value.count)
      Issue.record("read as \(lines)")
    } catch { #expect(error == self.error) }
  }
}
