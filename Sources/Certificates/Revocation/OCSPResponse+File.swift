import CertificateEncoding

extension OCSPResponse {
  /// What the blocks of a file are, each of them a response or the refusal to read it as one.
  ///
  /// A file is DER with one response, as OpenSSL's `ocsp -respout` writes it, or PEM with any number of blocks labeled
  /// `OCSP RESPONSE`; other blocks are left out. Without any the file itself is refused, as DER.
  package static func read(_ bytes: [UInt8], source: String? = nil) -> [Result<OCSPResponse, OCSPResponseError>] {
    let document = PEMDocument(bytes.span)
    let arena = ByteArena(document.decoded, source: source)
    var found: [Result<OCSPResponse, OCSPResponseError>] = []
    for block in document.blocks where block.label == .other(pemLabel) {
      found.append(read(arena, block.contents))
    }
    return found.isEmpty ? [read(ByteArena(bytes, source: source), 0..<bytes.count)] : found
  }

  /// The label of a response in PEM.
  package static var pemLabel: String { "OCSP RESPONSE" }

  private static func read(_ arena: ByteArena, _ range: Range<Int>) -> Result<OCSPResponse, OCSPResponseError> {
    do {
      return .success(try OCSPResponse(arena: arena, range: range))
    } catch {
      return .failure(error)
    }
  }
}
