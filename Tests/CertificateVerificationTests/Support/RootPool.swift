import CertificateEncoding
import Certificates
import Foundation
import TestSupport

/// Roots that differ in their serial number, a few to a name and to a key identifier; the signatures are noise.
struct RootPool {
  let roots: [Certificate]

  /// Makes so many roots, with the numbers from `first` on.
  init(_ count: Int, names: Int, first: Int = 0) throws {
    roots = try (first..<first + count).map { number in
      try Certificate(der: Self.encoding(number, name: number % names))
    }
  }

  /// One root's encoding.
  static func encoding(_ number: Int, name: Int) -> [UInt8] {
    CertificateFields.with {
      $0.serialNumber = DER.integer(number + 1)
      $0.subject = DER.name(("O", "Pool"), ("CN", "Root \(name)"))
      $0.issuer = $0.subject
      $0.extensions = [
        DER.extension("2.5.29.19", critical: true, DER.sequence()),
        DER.extension("2.5.29.14", critical: false, DER.octetString(identifier(name))),
      ]
    }
  }

  /// The key identifier of the roots of a name.
  static func identifier(_ name: Int) -> [UInt8] { [UInt8](repeating: UInt8(truncatingIfNeeded: name), count: 20) }

  /// A PEM block.
  static func block(_ bytes: [UInt8], label: String = "CERTIFICATE") -> String {
    let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
  }
}
