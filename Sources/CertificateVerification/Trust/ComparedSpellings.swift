import Certificates

/// Which spellings of a subject's name were compared with the name that is looked for.
///
/// Authorities of one name are spelled in one or two ways, be they thousands: each way is compared, and counted, once.
struct ComparedSpellings {
  /// The most spellings that are remembered; more are compared each time that they are met.
  static let maximumCount = 16

  private var compared: [(certificate: Certificate, isSame: Bool)] = []

  init() {}

  /// Whether a certificate's subject has the name: as one of the same spelling had, or as `matches` says.
  ///
  /// - Returns: `nil` if `matches` gives no answer.
  mutating func isSame(_ certificate: Certificate, _ matches: (Certificate) -> Bool?) -> Bool? {
    for known in compared where known.certificate.hasSubjectBytes(of: certificate) { return known.isSame }
    guard let isSame = matches(certificate) else { return nil }
    if compared.count < Self.maximumCount { compared.append((certificate, isSame)) }
    return isSame
  }
}
