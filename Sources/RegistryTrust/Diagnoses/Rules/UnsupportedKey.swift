import Certificates

/// Why a key isn't loaded, or of no use.
enum UnsupportedKey: Sendable, Hashable {
  /// The file is something else than a key in PEM.
  case shape(FileShape)
  /// The key is of a kind or form that Go doesn't have; its own words, and ours.
  case refused(wording: String, PrivateKeyError?)
  /// Go loads it, and can't sign with it.
  case unusable(PrivateKeyError)
  /// The certificate is for a key that Go has no certificates for.
  case certificateKey(PublicKey)
}
