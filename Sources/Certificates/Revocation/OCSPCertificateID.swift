package import CertificateCryptography
import CertificateEncoding

/// Which certificate an answer is about: its issuer by two hashes, and its serial number (RFC 6960 §4.1.1, CertID).
///
///     CertID ::= SEQUENCE {
///       hashAlgorithm AlgorithmIdentifier, issuerNameHash OCTET STRING, issuerKeyHash OCTET STRING,
///       serialNumber CertificateSerialNumber }
package struct OCSPCertificateID: Sendable, Hashable {
  /// The hash function; `nil` if it is not one that certificates are told apart with here.
  package let hashAlgorithm: HashAlgorithm?
  /// The hash of the issuer's Name.
  package let issuerNameHash: Range<Int>
  /// The hash of the issuer's key: of the contents of its BIT STRING without the count of unused bits.
  package let issuerKeyHash: Range<Int>
  /// The serial number's bytes, two's complement.
  package let serialNumber: Range<Int>

  /// The hash function's name; `nil` if it is not known here.
  package var hashName: String? { hashAlgorithm?.name }

  /// The hash functions that are known: SHA-1, which RFC 5019 §2.1.1 demands, and what may follow it.
  package static let hashAlgorithms: [HashAlgorithm] = [.sha1, .sha256, .sha384, .sha512]

  /// Reads a CertID.
  init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    hashAlgorithm = try Self.hashAlgorithm(bytes, fields.enter(.sequence, bytes))
    issuerNameHash = try fields.read(.octetString, bytes).contents
    issuerKeyHash = try fields.read(.octetString, bytes).contents
    serialNumber = try fields.read(.integer, bytes).integer(bytes).contents
    try fields.finish()
  }

  private static func hashAlgorithm(_ bytes: Span<UInt8>, _ fields: DERReader) throws(DERError) -> HashAlgorithm? {
    var fields = fields
    let identifier = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    // RFC 5754 §2: NULL or, better, nothing.
    let parameters = fields.isAtEnd ? nil : try fields.read(bytes)
    try fields.finish()
    guard let algorithm = HashAlgorithm(identifier), hashAlgorithms.contains(algorithm) else { return nil }
    if let parameters {
      guard parameters.tag == .null else {
        throw DERError(.unexpectedTag(expected: .null, found: parameters.tag), at: parameters.start)
      }
      try parameters.null()
    }
    return algorithm
  }
}
