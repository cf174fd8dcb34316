/// One step of a verdict on a handshake; the raw value is its name in JSON.
package enum Step: String, Sendable, Hashable, CaseIterable {
  /// What the server chose was offered, and is sound.
  case parameters
  /// The server's certificates lead to a trusted root, at the time and for a server.
  case serverChain
  /// The server's certificate is for the name that the client asked for.
  case serverName
  /// The server has the key of its certificate.
  case serverProof
  /// The server asked for a certificate of the client.
  case clientRequested
  /// The client's certificates lead to a trusted root, at the time and for a client.
  case clientChain
  /// The client has the key of its certificate.
  case clientProof
  /// The server's Finished is over the handshake as it was recorded.
  case serverFinished
  /// The client's Finished is over the handshake as it was recorded.
  case clientFinished
}
