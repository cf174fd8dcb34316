extension Problem {
  /// What is wrong with a field that is no extension.
  public enum FieldFlaw: Sendable, Hashable {
    /// The certificate is of this version, and not of version 3.
    case version(Int)
    /// It has a unique identifier of its issuer or its subject, which nobody uses.
    case uniqueIdentifier
    /// Its serial number is zero or negative.
    case serialNumberNotPositive
    /// Its serial number has more than 20 bytes.
    case serialNumberTooLong(byteCount: Int)
    /// A time before the year 2050 is written as GeneralizedTime.
    case timeForm
  }

  /// What is wrong with the names that a certificate gives to its subject or its issuer; texts are fit to be shown.
  public enum SubjectNameFlaw: Sendable, Hashable {
    /// An authority has no name.
    case authorityWithoutName
    /// The certificate does not say who issued it.
    case issuerWithoutName
    /// Neither a subject nor an alternative name says whose certificate it is.
    case nobodyNamed
    /// There is no subject alternative name, which the policy demands.
    case alternativeNamesMissing
    /// A DNS name among the alternative names is none.
    case dnsNameMalformed(String)
    /// An alternative name is of a form that a server's certificate must not have.
    case formNotAllowed(String)
    /// A wildcard stands for all names of a public suffix.
    case publicSuffixWildcard(String)
    /// A wildcard stands for all names of a suffix that its owner lets others use.
    case privateSuffixWildcard(String)
    /// The common name is no alternative name.
    case commonNameNotRepeated(String)
    /// There is more than one common name.
    case severalCommonNames(Int)
  }

  /// What is wrong with key identifiers.
  public enum KeyIdentifierFlaw: Sendable, Hashable {
    /// An authority does not tell its own key's.
    case ownMissing
    /// The certificate does not tell its issuer's.
    case issuersMissing
    /// The certificate tells another than its issuer has.
    case different
    /// The certificate also names its issuer's certificate by issuer and serial number.
    case namesIssuersCertificate
  }
}
