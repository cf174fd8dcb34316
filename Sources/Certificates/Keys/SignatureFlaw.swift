public import CertificateEncoding

/// Why bytes are no signature of their algorithm, whoever may have made them.
public enum SignatureFlaw: Sendable, Hashable {
  /// They are more or fewer than the algorithm calls for, whatever the key.
  case length(expected: Int, found: Int)
  /// They are not the DER of two numbers that ECDSA calls for.
  case encoding(DERError.Reason)
  /// A number of an ECDSA signature is zero or negative.
  case numberOutOfRange
}

/// A refusal to take bytes for a signature.
struct SignatureFlawError: Error {
  let flaw: SignatureFlaw

  init(_ flaw: SignatureFlaw) {
    self.flaw = flaw
  }
}

extension SignatureFlaw: CustomStringConvertible {
  /// What is wrong, as a clause without an end.
  public var description: String {
    switch self {
    case .length(let expected, let found): "it has \(found) bytes, and must have \(expected)"
    case .encoding: "it is not the DER encoding of two numbers"
    case .numberOutOfRange: "one of its two numbers is zero or negative"
    }
  }
}
