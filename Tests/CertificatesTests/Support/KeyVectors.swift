import Certificates
import TestSupport

/// The keys of `TestVectors/key-files`.
enum KeyVectors {
  static let passphrase = Array("test".utf8)

  /// The folders, and the kind of key in each, in words.
  static let kinds: [(name: String, kind: String)] = [
    ("rsa", "RSA, 1024 bits"), ("rsa-2048", "RSA, 2048 bits"), ("rsa-4096", "RSA, 4096 bits"),
    ("rsa-exponent-3", "RSA, 1024 bits, exponent 3"), ("rsa-pss", "RSA-PSS, 1024 bits"),
    ("rsa-pss-sha256", "RSA-PSS, 1024 bits, for SHA-256 only"), ("p256", "P-256"), ("p384", "P-384"), ("p521", "P-521"),
    ("ed25519", "Ed25519"), ("ed448", "Ed448"), ("mldsa44", "ML-DSA-44"), ("mldsa65", "ML-DSA-65"),
    ("mldsa87", "ML-DSA-87"),
  ]

  /// The files of all keys that are not encrypted.
  static let plain: [String] =
    [
      "rsa", "rsa-2048", "rsa-4096", "rsa-exponent-3", "rsa-pss", "rsa-pss-sha256", "p256", "p384", "p521", "ed25519",
      "ed448",
    ]
    .flatMap { ["\($0)/pkcs8.pem", "\($0)/pkcs8.der"] }
    + ["rsa/pkcs1.pem", "rsa/pkcs1.der", "p256/sec1-with-parameters.pem"]
    + ["p256", "p384", "p521"].flatMap { name in
      ["sec1.pem", "sec1.der", "sec1-without-public-key.pem", "sec1-compressed.pem"].map { "\(name)/\($0)" }
    }
    + ["mldsa44", "mldsa65", "mldsa87"].flatMap { name in
      ["seed-only", "priv-only", "seed-priv"].map { "\(name)/pkcs8-\($0).pem" }
    }

  /// The files of all keys that are encrypted, and what is said of how.
  static let encrypted: [(path: String, scheme: String)] =
    ["aes128", "aes192", "aes256", "des3"].flatMap { cipher in
      let name = cipher == "des3" ? "DES-EDE3-CBC" : "AES-\(cipher.suffix(3))-CBC"
      return [
        ("rsa/pkcs1-\(cipher).pem", "PEM encryption, \(name)"), ("p256/sec1-\(cipher).pem", "PEM encryption, \(name)"),
      ]
    }
    + ["1", "224", "256", "384", "512"].map {
      ("p256/pkcs8-SHA\($0).pem", "PBES2, PBKDF2 with HMAC-SHA-\($0), 100 iterations, AES-256-CBC")
    }
    + ["224", "256"].map {
      ("p256/pkcs8-SHA512-\($0).pem", "PBES2, PBKDF2 with HMAC-SHA-512/\($0), 100 iterations, AES-256-CBC")
    }
    + [
      ("p256/pkcs8-aes128.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-128-CBC"),
      ("p256/pkcs8-aes192.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-192-CBC"),
      ("p256/pkcs8-aes256.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC"),
      ("p256/pkcs8-des3.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, DES-EDE3-CBC"),
      ("p256/pkcs8-encrypted.der", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC"),
      ("p256/pkcs8-scrypt.pem", "PBES2, scrypt with N = 1024, r = 8, p = 2, AES-256-CBC"),
      ("p256/pkcs8-scrypt-default.pem", "PBES2, scrypt with N = 16384, r = 8, p = 1, AES-256-CBC"),
      ("rsa/pkcs8-aes256.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC"),
      ("ed25519/pkcs8-aes256.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC"),
      ("mldsa44/pkcs8-aes256.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC"),
    ]

  static func bytes(_ path: String) throws -> [UInt8] { try Vectors.bytes("key-files/\(path)") }

  static func certificate(_ name: String) throws -> Certificate {
    let certificates = CertificateBundle(try bytes("\(name)/certificate.pem")).certificates
    return certificates[0]
  }

  /// The reason and the block for which a file is refused; `nil` if it is not.
  static func error(_ bytes: [UInt8], passphrase: [UInt8]? = nil) -> PrivateKeyError? {
    do {
      _ = try PrivateKey(bytes, passphrase: passphrase)
      return nil
    } catch {
      return error
    }
  }
}
