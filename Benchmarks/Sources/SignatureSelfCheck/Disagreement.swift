import CertificateCryptography
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
  /// What Rootward says, by the form of the key.
  let verdicts: [(form: String, verdict: SignatureVerdict)]

  var description: String {
    """
    DISAGREEMENT \(candidate.name): \(parameters.algorithm), \(isAltered ? "one bit altered" : "as OpenSSL made it")
      OpenSSL \(isAccepted ? "accepts" : "refuses"); Rootward, by the form of the key: \
    \(verdicts.map { "\($0.form): \($0.verdict)" }.joined(separator: ", "))
      SubjectPublicKeyInfo \(hexadecimal(publicKeyInfo))
      message \(hexadecimal(message))
      signature \(hexadecimal(signature))
    """
  }
}

/// A batch of signatures that Rootward and OpenSSL judge differently.
struct BatchDisagreement: Error, CustomStringConvertible {
  let items: [SignatureBatch.Item]
  /// Rootward's verdicts: a bit for each signature.
  let verdicts: UInt8
  let isPrepared: Bool

  var description: String {
    "DISAGREEMENT in a batch of \(items.count), with keys \(isPrepared ? "prepared" : "as they were read")"
      + items.enumerated().map { index, item in
        """

          \(index): OpenSSL \(item.isAccepted ? "accepts" : "refuses"), \
        Rootward \(verdicts >> index & 1 == 1 ? "accepts" : "refuses"), \(item.hash.name)
            SubjectPublicKeyInfo \(hexadecimal(item.publicKeyInfo))
            message \(hexadecimal(item.message))
            signature \(hexadecimal(item.signature))
        """
      }.joined()
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef")
  return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// A public key of OpenSSL's that Rootward does not read.
struct KeyRefusal: Error, CustomStringConvertible {
  let candidate: Candidate
  let publicKeyInfo: [UInt8]
  let reason: String

  var description: String {
    """
    DISAGREEMENT \(candidate.name): Rootward does not read the key: \(reason)
      SubjectPublicKeyInfo \(hexadecimal(publicKeyInfo))
    """
  }
}
