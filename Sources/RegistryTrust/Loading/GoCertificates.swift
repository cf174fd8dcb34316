import CertificateEncoding
import Certificates

/// The certificates of a file that Go's clients see (`x509.CertPool.AppendCertsFromPEM`), and what they pass over.
struct GoCertificates {
  /// The certificates, in the order of the file.
  private(set) var certificates: [Certificate] = []
  /// What is passed over, in the order of the file.
  private(set) var ignored: [RegistryRoots.IgnoredBlock] = []

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - text: The file's bytes.
  ///   - source: Its path, which explanations quote.
  ///   - skipsHeaders: Whether a block with headers is passed over, as it is for roots and is not for identities.
  init(_ text: [UInt8], source: String, skipsHeaders: Bool = true) {
    self.init(text, GoPEM(text.span), source: source, skipsHeaders: skipsHeaders)
  }

  /// Reads a file whose blocks have been found.
  init(_ text: [UInt8], _ pem: GoPEM, source: String, skipsHeaders: Bool) {
    let wanted = pem.blocks.enumerated().filter { _, block in
      guard block.isCertificate else {
        ignored.append(RegistryRoots.IgnoredBlock(line: block.line, reason: .label(block.type)))
        return false
      }
      guard !block.hasHeaders || !skipsHeaders else {
        ignored.append(RegistryRoots.IgnoredBlock(line: block.line, reason: .headers))
        return false
      }
      return true
    }
    read(wanted, text, source)
    ignored += pem.strayLines.map { RegistryRoots.IgnoredBlock(line: $0, reason: .malformed) }
    ignored.sort { $0.line < $1.line }
  }

  private mutating func read(
    _ blocks: [(offset: Int, element: GoPEM.Block)], _ text: [UInt8], _ source: String
  ) {
    // All certificates of a file share one buffer.
    var decoded: [UInt8] = []
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(blocks.count)
    for (_, block) in blocks {
      let start = decoded.count
      let bytes = GoBase64.decode(text.span, block.contents) ?? []
      // Most files have one, which needs no copy.
      if start == 0 { decoded = bytes } else { decoded.append(contentsOf: bytes) }
      ranges.append(start..<decoded.count)
    }
    let arena = ByteArena(decoded, source: source)
    for ((index, block), range) in zip(blocks, ranges) {
      let position = Certificate.Position(block: index + 1, line: block.line)
      do throws(CertificateError) {
        let certificate = try Certificate(arena: arena, range: range, position: position)
        if Self.refusal(of: certificate.publicKey) == nil {
          certificates.append(certificate)
        } else {
          ignored.append(
            RegistryRoots.IgnoredBlock(line: block.line, reason: .certificateKey(certificate.publicKey)))
        }
      } catch {
        ignored.append(RegistryRoots.IgnoredBlock(line: block.line, reason: .certificate(error)))
      }
    }
  }

  /// What Go says of a certificate for a key of an algorithm that it knows and of a form that it doesn't
  /// (`parsePublicKey` of x509/parser.go); `nil` for all others, also for algorithms that it doesn't know.
  static func refusal(of key: PublicKey) -> String? {
    switch key {
    case .ellipticCurve(.p224), .ellipticCurve(.p256), .ellipticCurve(.p384), .ellipticCurve(.p521): nil
    case .ellipticCurve: "x509: unsupported elliptic curve"
    case .malformed(.ecPublicKey, .explicitCurve), .malformed(.ecPublicKey, .parameters):
      "x509: invalid ECDSA parameters"
    case .malformed(.ecPublicKey, _): "x509: failed to unmarshal elliptic curve point"
    default: nil
    }
  }
}
