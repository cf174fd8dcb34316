/// What belongs to a key that has no certificate beside it.
enum KeyPartner: Sendable {
  /// Nothing in the directory.
  case none
  /// A certificate that has the same key in another file.
  case duplicate(of: ExaminedFile)
  /// A client's certificate in a file that nobody reads.
  case unread(ExaminedFile)
  /// A client's certificate in a file of roots.
  case roots(ExaminedFile)
  /// A server's certificate, and why it is taken for one.
  case server(ExaminedFile, ServerEvidence)
  /// A certificate that is an authority's, or of which nobody can say what it is for.
  case other(ExaminedFile)

  /// The file with the certificate.
  var file: ExaminedFile? {
    switch self {
    case .none, .duplicate: nil
    case .unread(let file), .roots(let file), .server(let file, _), .other(let file): file
    }
  }
}
