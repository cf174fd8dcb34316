import CertificateEncoding

extension PrivateKeyError: CustomStringConvertible {
  /// The reason in plain words, to be read after the file's name; nothing of the key itself.
  public var description: String { reason.description }
}

extension PrivateKeyError.Reason: CustomStringConvertible {
  /// The reason in plain words.
  public var description: String {
    switch self {
    case .empty: "it is empty"
    case .unrecognized: "it is neither PEM nor the DER of anything that is known here"
    case .noPrivateKey: "there is no private key in it"
    case .pkcs12: "it is a container of PKCS #12"
    case .pkcs11URI: "it is a URI of PKCS #11, and no key"
    case .keptElsewhere: "it names a key that is kept elsewhere"
    case .openSSH: "it is in the format of OpenSSH"
    case .dsa: "it is a DSA key"
    case .pem: "its block of PEM is damaged"
    case .headers: "its headers are not those of an encrypted key"
    case .malformed: "its structure is not the one that its label calls for"
    case .unsupportedVersion: "its structure is of a version that is not known here"
    case .tooLarge: "its block is larger than any key's"
    case .passphraseNeeded(let encryption): "it is encrypted (\(encryption))"
    case .wrongPassphrase(let encryption): "the passphrase does not decrypt it (\(encryption))"
    case .unsupportedEncryption(let encryption): "it is encrypted in a way that is not known here (\(encryption))"
    case .encryptionTooCostly(let encryption): "to decrypt it would take too much time or memory (\(encryption))"
    case .unsupportedAlgorithm(let algorithm): "it is of an algorithm that is not known here (\(algorithm))"
    case .algorithmParameters(let algorithm): "its algorithm's parameters are not the standard's (\(algorithm))"
    case .unsupportedCurve(let curve): "it is on a curve that is not computed with (\(curve))"
    case .explicitCurve: "its curve is spelled out instead of named"
    case .missingCurve: "nothing says which curve it is on"
    case .multiplePrimes: "it has more than two primes"
    case .modulusTooSmall(let bitCount): "its modulus has \(bitCount) bits, which is too few"
    case .publicPart: "its public part breaks a rule of its algorithm"
    case .wrongLength: "its secret has another number of bytes than its algorithm calls for"
    case .outOfRange: "its secret is out of its algorithm's range"
    case .inconsistent: "its numbers are not those of one key"
    }
  }
}
