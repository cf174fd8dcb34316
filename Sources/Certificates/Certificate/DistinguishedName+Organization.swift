import CertificateEncoding

extension DistinguishedName {
  /// The organization, as the name says it; `nil` if it names none.
  package var organization: String? {
    var found: String?
    forEachAttribute { _, type, value in
      if type == .organizationName { found = value }
    }
    return found
  }
}
