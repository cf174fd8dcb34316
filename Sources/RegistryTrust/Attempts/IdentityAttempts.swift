/// Which client identity to present next, given what came of the last one.
///
/// A client drives it: it connects with what ``current`` says, and reports what came of that.
///
/// ```swift
/// var attempts = IdentityAttempts(identityCount: registry.identities.count, rule: registry.client.attemptRule)
/// while let presentation = attempts.current {
///   attempts.report(connect(presenting: presentation))
/// }
/// return attempts.outcome
/// ```
///
/// The rules (the decisions on the documentation page's text are this project's own):
///
/// 1. With no identity there is one attempt, without any. With identities there is never an attempt without one.
/// 2. The first identity is never skipped, and the outcome of the last attempt is the outcome, whatever it is.
/// 3. Every attempt is kept in ``attempts``.
public struct IdentityAttempts: Sendable, Hashable {
  /// When another identity follows.
  public enum Rule: Sendable, Hashable {
    /// As the documentation page says today: after a transport or TLS failure, and after any status from 400 to 599
    /// but a 401 with a challenge, which is a registry's normal first answer and says that TLS has let the client in.
    case documented
    /// As the page said up to Docker 1.12: after a transport or TLS failure, and after 403 and any status from 500 to 599.
    case legacy
    /// As Go's TLS does: all identities go into one attempt, and the handshake picks the first that the server's request
    /// admits. There is no second attempt.
    case together
  }

  /// What to connect with.
  public enum Presentation: Sendable, Hashable {
    /// No identity: there is none.
    case anonymous
    /// The identity at this place, and no other.
    case identity(Int)
    /// All identities, among which the handshake chooses.
    case all
  }

  /// What came of an attempt.
  public enum Outcome: Sendable, Hashable {
    /// An answer with a status, and whether it carried a `WWW-Authenticate` challenge (RFC 9110 §11.6.1).
    case status(Int, hasChallenge: Bool)
    /// A fatal TLS alert, from the server or to it, by its number (RFC 8446 §6.2).
    case tlsAlert(UInt8)
    /// No answer for another reason, in the caller's words.
    case transportError(String)

    /// An answer with a status and no challenge.
    public static func status(_ code: Int) -> Outcome { .status(code, hasChallenge: false) }
  }

  /// One attempt that was made.
  public struct Attempt: Sendable, Hashable {
    /// What was presented.
    public let presentation: Presentation
    /// What came of it.
    public let outcome: Outcome
  }

  /// The rule that decides.
  public let rule: Rule
  /// How many identities there are.
  public let identityCount: Int
  /// The attempts that were made, in order.
  public private(set) var attempts: [Attempt] = []
  /// What to connect with now; `nil` once it is over.
  public private(set) var current: Presentation?

  /// Starts before the first attempt.
  ///
  /// - Parameters:
  ///   - identityCount: How many identities there are, in the order in which they are to be tried; below zero is zero.
  ///   - rule: When another identity follows.
  public init(identityCount: Int, rule: Rule) {
    self.identityCount = max(identityCount, 0)
    self.rule = rule
    current = self.identityCount == 0 ? .anonymous : rule == .together ? .all : .identity(0)
  }

  /// What came of it all: the outcome of the last attempt; `nil` until it is over.
  public var outcome: Outcome? { current == nil ? attempts.last?.outcome : nil }

  /// Says what came of ``current``, and moves on; says nothing once it is over.
  ///
  /// - Returns: What to connect with next; `nil` if it is over.
  @discardableResult
  public mutating func report(_ outcome: Outcome) -> Presentation? {
    guard let presentation = current else { return nil }
    attempts.append(Attempt(presentation: presentation, outcome: outcome))
    if case .identity(let index) = presentation, index + 1 < identityCount, isFollowed(outcome) {
      current = .identity(index + 1)
    } else {
      current = nil
    }
    return current
  }

  /// Whether the next identity is tried after this outcome.
  private func isFollowed(_ outcome: Outcome) -> Bool {
    switch (rule, outcome) {
    case (.together, _): false
    case (_, .tlsAlert), (_, .transportError): true
    case (.documented, .status(401, hasChallenge: true)): false
    case (.documented, .status(let code, _)): (400...599).contains(code)
    case (.legacy, .status(let code, _)): code == 403 || (500...599).contains(code)
    }
  }
}
