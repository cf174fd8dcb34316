import Certificates

extension Sentences {
  func signature(_ problem: Problem, _ place: Place) -> Words {
    let issuer = place.issuer.map(Self.name) ?? "its issuer"
    switch problem {
    case .signatureInvalid:
      return Words(
        "the signature on \(place.subject) is not valid.",
        "The key of \(issuer) did not make it: the certificate was altered or damaged after it was signed, or it was "
          + "signed by another key of the same name.",
        remedy: "Get the certificate anew from the server's operator. If it is the same again, somebody may be "
          + "impersonating the server.")
    case .signatureMalformed(let flaw):
      return Words(
        "the signature on \(place.subject) is not one: \(flaw).",
        "No key can have made it: the certificate was damaged, or made by a program that encodes signatures wrongly.",
        remedy: "Get the certificate anew from the server's operator. If it is the same again, ask the authority for "
          + "one that is signed as the standard says.")
    case .signatureAlgorithmMalformed(let algorithm):
      let flaw = if case .malformed(_, let flaw) = algorithm { flaw.description } else { "" }
      return Words(
        "the signature on \(place.subject) can't be checked: its algorithm is not described as its standard says.",
        "The algorithm is \(algorithm): \(flaw).",
        remedy: "Ask \(place.keeper) for a certificate that was made by another program, or with another algorithm.")
    case .signatureAlgorithmUnsupported(let algorithm):
      return Words(
        "the signature on \(place.subject) can't be checked: \(algorithm) is not supported.",
        "The signature may be good or bad; without checking it nothing can be said.",
        remedy: "Use a certificate that is signed with RSA, ECDSA, Ed25519, Ed448 or ML-DSA.")
    case .issuerKeyUnsupported(let key):
      return Words(
        "the signature on \(place.subject) can't be checked: the key of \(issuer) is not of a supported kind.",
        "It is \(key). The signature may be good or bad; without checking it nothing can be said.",
        remedy: "Use an authority whose key is RSA, ECDSA on P-256, P-384 or P-521, Ed25519, Ed448 or ML-DSA.")
    case .keyDoesNotFitSignature(let algorithm, let key):
      return Words(
        "the signature on \(place.subject) does not fit the key of its issuer.",
        "The signature is \(algorithm), the key of \(issuer) is \(key).",
        remedy: "The certificate comes from another authority of the same name, or was made wrongly: ask the "
          + "authority for a new one.")
    case .signatureAlgorithmWeak(let algorithm):
      return Words(
        "the signature on \(place.subject) is too weak: \(algorithm).",
        "Its digest no longer keeps anybody from forging a certificate with the same signature.",
        remedy: "Ask \(place.keeper) for a certificate that is signed with SHA-256 or better.")
    case .keyTooShort(let key, let minimum):
      let better =
        if case .rsa = key { "an RSA key of \(minimum) bits or more" } else { "a key on P-256 or a larger curve" }
      return Words(
        "the key of \(place.subject) is too short: \(key).",
        "The policy demands at least \(minimum) bits; shorter keys can be broken.",
        remedy: "Ask \(place.keeper) for a certificate with \(better).")
    case .keyNotAllowed(let key):
      return Words(
        "the key of \(place.subject) is of a kind that the policy does not allow: \(key).",
        "It allows RSA, and elliptic curves P-256, P-384 and P-521.",
        remedy: "Ask \(place.keeper) for a certificate with such a key, or allow others: "
          + "\(Self.switches("requiresBaselineKeys")).")
    case .modulusNotWholeBytes(let key):
      return Words(
        "the key of \(place.subject) has an odd size: \(key).",
        "The policy demands a modulus of a whole number of bytes.",
        remedy: "Ask \(place.keeper) for a certificate with a key of a common size, such as 2048 bits, or do not "
          + "demand it: \(Self.switches("requiresWholeByteModulus")).")
    case .keyMalformed(let key):
      return Words(
        "the key of \(place.subject) is not a proper key.",
        "It is \(key).",
        remedy: "Ask \(place.keeper) for a certificate with a key that follows its standard.")
    default: return Words("", "", remedy: "")
    }
  }
}
