import Certificates

/// Something to be said of a root.
enum AnchorFlaw: Sendable, Hashable {
  /// It isn't valid now.
  case time(Certificate, TimeFault)
  /// It is no authority; whether it signed itself.
  case notAuthority(Certificate)
  /// Its signature, which nobody checks in a root, is made with SHA-1 or older.
  case weakSignature(Certificate)
  /// A private key stands in the same file, at this line.
  case privateKey(line: Int)
  /// It is among the system's roots as well.
  case duplicates(Int)
  /// The file makes so many roots.
  case broad(Int)
}
