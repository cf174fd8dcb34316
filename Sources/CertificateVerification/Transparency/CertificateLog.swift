import CertificateCryptography
public import CertificateEncoding
import Certificates

/// A log of certificates whose promises are believed (RFC 6962 §3).
public struct CertificateLog: Sendable, Hashable {
  /// What a person would call the log.
  public let name: String
  /// Who runs it: promises of several logs of one operator count as one.
  public let operatorName: String
  /// The SubjectPublicKeyInfo of its key, in DER.
  public let publicKeyInfo: [UInt8]
  /// The first moment whose promises count; `nil` for any.
  public let usableFrom: Timestamp?
  /// The first moment whose promises no longer count, such as that of the log's retirement; `nil` for none.
  public let usableUntil: Timestamp?

  /// The log's identifier: the SHA-256 digest of its key's SubjectPublicKeyInfo (RFC 6962 §3.2).
  let id: [UInt8]
  let key: VerificationKey

  /// A refusal to take a key for that of a log.
  public struct KeyError: Error, Sendable, Hashable {
    /// The name of the log.
    public let name: String
    /// What is wrong.
    public let reason: Reason

    /// What is wrong with a log's key.
    public enum Reason: Sendable, Hashable {
      /// The bytes are no SubjectPublicKeyInfo, or the key breaks a rule of its own algorithm.
      case malformed
      /// The key is neither ECDSA's on the curve P-256, nor RSA's with 2,048 bits or more (RFC 6962 §2.1.4).
      case unsupported
    }
  }

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - name: what a person would call the log.
  ///   - operatorName: who runs it; the same text for all logs of one operator.
  ///   - publicKeyInfo: the SubjectPublicKeyInfo of its key, in DER.
  ///   - usableFrom: the first moment whose promises count; `nil` for any.
  ///   - usableUntil: the first moment whose promises no longer count; `nil` for none.
  /// - Throws: ``KeyError`` if the key is not one that a log may have.
  public init(
    name: String, operatorName: String, publicKeyInfo: [UInt8], usableFrom: Timestamp? = nil,
    usableUntil: Timestamp? = nil
  ) throws(KeyError) {
    let subjectKey = SubjectKey(publicKeyInfo.span, publicKeyInfo: 0..<publicKeyInfo.count)
    guard let key = subjectKey.verificationKey else {
      if case .malformed = subjectKey.publicKey { throw KeyError(name: name, reason: .malformed) }
      throw KeyError(name: name, reason: .unsupported)
    }
    switch subjectKey.publicKey {
    case .ellipticCurve(.p256): break
    case .rsa(let bitCount, _, .none) where bitCount >= 2048: break
    default: throw KeyError(name: name, reason: .unsupported)
    }
    self.key = key
    self.name = name
    self.operatorName = operatorName
    self.publicKeyInfo = publicKeyInfo
    self.usableFrom = usableFrom
    self.usableUntil = usableUntil
    id = HashAlgorithm.sha256.digest(of: publicKeyInfo.span).bytes
  }

  /// The scheme of the log's signatures (RFC 6962 §2.1.4); in a promise it has two bytes that mean the same as in TLS.
  var scheme: SignatureScheme {
    if case .ecdsa = key { return SignatureScheme(rawValue: 0x0403) }
    return SignatureScheme(rawValue: 0x0401)
  }

  /// Whether promises of a moment count.
  func isUsable(at moment: Timestamp) -> Bool {
    usableFrom.map { $0 <= moment } ?? true && usableUntil.map { moment < $0 } ?? true
  }

  /// Whether two logs have the same key, names and times.
  public static func == (left: CertificateLog, right: CertificateLog) -> Bool {
    left.publicKeyInfo == right.publicKeyInfo && left.name == right.name
      && left.operatorName == right.operatorName && left.usableFrom == right.usableFrom
      && left.usableUntil == right.usableUntil
  }

  /// Hashes the key.
  public func hash(into hasher: inout Hasher) { hasher.combine(publicKeyInfo) }
}
