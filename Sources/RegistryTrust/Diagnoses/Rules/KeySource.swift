/// Where the key of a certificate is that has none beside it.
enum KeySource: Sendable {
  /// In no file of the directory.
  case nowhere
  /// In a file that no other certificate needs.
  case file(ExaminedFile)
  /// In the file that another certificate of the same key has.
  case shared(ExaminedFile, certificate: ExaminedFile)
  /// In the file that the same certificate has under another name.
  case copy(ExaminedFile, of: ExaminedFile)

  /// The file.
  var file: ExaminedFile? {
    switch self {
    case .nowhere: nil
    case .file(let file), .shared(let file, _), .copy(let file, _): file
    }
  }
}
