/// What a check of the caller's own has against a chain that every rule accepts.
public struct Objection: Sendable, Hashable {
  /// What is wrong, in a sentence that a person understands.
  public let reason: String
  /// The certificate that it is about, counted from the leaf, which is 0.
  public let certificate: Int

  /// Creates an objection.
  public init(_ reason: String, certificate: Int = 0) {
    self.reason = reason
    self.certificate = certificate
  }
}
