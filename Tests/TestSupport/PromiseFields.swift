import CertificateCryptography

/// The fields of a log's promise to publish a certificate, each of which a test may replace (RFC 6962 §3.2).
public struct PromiseFields {
  /// The version.
  public var version: UInt8 = 0
  /// The identifier of the log.
  public var logID: [UInt8]
  /// When, in milliseconds since 1970.
  public var milliseconds: UInt64 = 1_748_736_000_123  // 2025-06-01T00:00:00.123Z
  /// What the log adds.
  public var extensions: [UInt8] = []
  /// The digest and the algorithm of the signature.
  public var scheme: UInt16 = 0x0403
  /// The signature.
  public var signature: [UInt8] = [0xAB]

  /// The fields of a promise without a signature.
  public init(_ log: TestKey) { logID = HashAlgorithm.sha256.digest(of: log.publicKeyInfo.span).bytes }

  /// Signs for a certificate as it is.
  public mutating func sign(_ log: TestKey, certificate: [UInt8]) {
    sign(log, kind: 0, Self.vector(certificate, lengthByteCount: 3))
  }

  /// Signs for a precertificate: its TBSCertificate without the poison, and the key of its issuer.
  public mutating func sign(_ log: TestKey, precertificate tbs: [UInt8], issuer: TestKey) {
    let digest = HashAlgorithm.sha256.digest(of: issuer.publicKeyInfo.span).bytes
    sign(log, kind: 1, digest + Self.vector(tbs, lengthByteCount: 3))
  }

  private mutating func sign(_ log: TestKey, kind: UInt8, _ entry: [UInt8]) {
    signature = log.signature(
      of: [0, 0] + Self.number(milliseconds, byteCount: 8) + [0, kind] + entry
        + Self.vector(extensions, lengthByteCount: 2))
  }

  /// The SignedCertificateTimestamp.
  public var encoded: [UInt8] {
    [version] + logID + Self.number(milliseconds, byteCount: 8) + Self.vector(extensions, lengthByteCount: 2)
      + Self.number(UInt64(scheme), byteCount: 2) + Self.vector(signature, lengthByteCount: 2)
  }

  /// A SignedCertificateTimestampList of serialized timestamps.
  public static func list(_ promises: [[UInt8]]) -> [UInt8] {
    vector(promises.flatMap { vector($0, lengthByteCount: 2) }, lengthByteCount: 2)
  }

  /// A vector behind its length.
  public static func vector(_ bytes: [UInt8], lengthByteCount: Int) -> [UInt8] {
    number(UInt64(bytes.count), byteCount: lengthByteCount) + bytes
  }

  private static func number(_ value: UInt64, byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (byteCount - 1 - $0))) }
  }
}
