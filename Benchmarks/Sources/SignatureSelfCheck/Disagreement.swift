import Certificates

/// A signature that Rootward and OpenSSL judge differently, with all that it takes to judge it again.
struct Disagreement: Error, CustomStringConvertible {
  let candidate: Candidate
  let parameters: SignatureParameters
  let publicKeyInfo: [UInt8]
  let message: [UInt8]
  let signature: [UInt8]
  let isAltered: Bool
  /// What OpenSSL says.
  let isAccepted: Bool
  let verdict: SignatureVerdict
  let preparedVerdict: SignatureVerdict

  var description: String {
    """
    DISAGREEMENT \(candidate.name): \(parameters.algorithm), \(isAltered ? "one bit altered" : "as OpenSSL made it")
      OpenSSL \(isAccepted ? "accepts" : "refuses"); Rootward: \(verdict), with the prepared key: \(preparedVerdict)
      SubjectPublicKeyInfo \(Self.hexadecimal(publicKeyInfo))
      message \(Self.hexadecimal(message))
      signature \(Self.hexadecimal(signature))
    """
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

/// A public key of OpenSSL's that Rootward does not read.
struct KeyRefusal: Error, CustomStringConvertible {
  let candidate: Candidate
  let publicKeyInfo: [UInt8]
  let reason: String

  var description: String {
    let info = publicKeyInfo.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    return "DISAGREEMENT \(candidate.name): Rootward does not read the key: \(reason)\n  SubjectPublicKeyInfo \(info)"
  }
}
