/// Why a client certificate is taken for the registry's own.
enum ServerEvidence: Sendable, Hashable {
  /// It has the key of the certificate that the server sent.
  case sameKey
  /// It is for servers and not for clients.
  case purpose
  /// It is for the host's name.
  case name(String)
}
