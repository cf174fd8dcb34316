extension Problem.FieldFlaw {
  /// A short stable name.
  var code: String {
    switch self {
    case .version: "version-too-old"
    case .uniqueIdentifier: "unique-identifier"
    case .serialNumberNotPositive: "serial-number-not-positive"
    case .serialNumberTooLong: "serial-number-too-long"
    case .timeForm: "time-form"
    }
  }

  /// The standard and section that the objection rests on.
  var reference: String {
    switch self {
    case .version: "CA/Browser Forum baseline §7.1.1"
    case .uniqueIdentifier: "RFC 5280 §4.1.2.8"
    case .serialNumberNotPositive, .serialNumberTooLong: "RFC 5280 §4.1.2.2"
    case .timeForm: "RFC 5280 §4.1.2.5"
    }
  }
}

extension Problem.SubjectNameFlaw {
  /// A short stable name.
  var code: String {
    switch self {
    case .authorityWithoutName: "authority-without-name"
    case .issuerWithoutName: "issuer-without-name"
    case .nobodyNamed: "nobody-named"
    case .alternativeNamesMissing: "alternative-names-missing"
    case .dnsNameMalformed: "dns-name-malformed"
    case .formNotAllowed: "name-form-not-allowed"
    case .publicSuffixWildcard: "public-suffix-wildcard"
    case .privateSuffixWildcard: "private-suffix-wildcard"
    case .commonNameNotRepeated: "common-name-not-repeated"
    case .severalCommonNames: "several-common-names"
    }
  }

  /// The standard and section that the objection rests on.
  var reference: String {
    switch self {
    case .authorityWithoutName, .nobodyNamed: "RFC 5280 §4.1.2.6"
    case .issuerWithoutName: "RFC 5280 §4.1.2.4"
    case .alternativeNamesMissing, .formNotAllowed: "CA/Browser Forum baseline §7.1.2.7.12"
    case .dnsNameMalformed: "RFC 5280 §4.2.1.6"
    case .publicSuffixWildcard: "CA/Browser Forum baseline §3.2.2.6"
    case .privateSuffixWildcard: "the Public Suffix List's private domains"
    case .commonNameNotRepeated, .severalCommonNames: "CA/Browser Forum baseline §7.1.4.3"
    }
  }
}

extension Problem.KeyIdentifierFlaw {
  /// A short stable name.
  var code: String {
    switch self {
    case .ownMissing: "subject-key-identifier-missing"
    case .issuersMissing: "authority-key-identifier-missing"
    case .different: "key-identifiers-differ"
    case .namesIssuersCertificate: "issuer-named-by-serial-number"
    }
  }

  /// The standard and section that the objection rests on.
  var reference: String {
    switch self {
    case .ownMissing: "RFC 5280 §4.2.1.2"
    case .issuersMissing: "RFC 5280 §4.2.1.1"
    case .different, .namesIssuersCertificate: "CA/Browser Forum baseline §7.1.2.11.1"
    }
  }
}
