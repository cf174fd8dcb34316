import RegistryTrust
import Testing

@Suite("Attempts with several identities")
struct IdentityAttemptsTests {
  typealias Outcome = IdentityAttempts.Outcome

  @Test(
    "Without an identity there is one attempt, without any",
    arguments: [
      IdentityAttempts.Rule.documented, .legacy, .together,
    ])
  func anonymous(rule: IdentityAttempts.Rule) {
    var attempts = IdentityAttempts(identityCount: 0, rule: rule)
    #expect(attempts.current == .anonymous)
    #expect(attempts.report(.status(500)) == nil)
    #expect(attempts.outcome == .status(500))
    #expect(attempts.attempts.map { $0.presentation } == [.anonymous])
  }

  static let outcomes: [(Outcome, documented: Bool, legacy: Bool)] = [
    (.status(200), false, false), (.status(204), false, false), (.status(302), false, false),
    (.status(399), false, false), (.status(400), true, false), (.status(401), true, false),
    (.status(401, hasChallenge: true), false, false), (.status(403), true, true),
    (.status(403, hasChallenge: true), true, true), (.status(404), true, false), (.status(429), true, false),
    (.status(499), true, false), (.status(500), true, true), (.status(503), true, true), (.status(599), true, true),
    (.status(600), false, false), (.tlsAlert(42), true, true), (.tlsAlert(116), true, true),
    (.transportError("connection reset"), true, true),
  ]

  @Test("The next identity follows as the rule says", arguments: outcomes)
  func follows(outcome: Outcome, documented: Bool, legacy: Bool) {
    for (rule, isFollowed) in [(IdentityAttempts.Rule.documented, documented), (.legacy, legacy)] {
      var attempts = IdentityAttempts(identityCount: 2, rule: rule)
      #expect(attempts.current == .identity(0), "the first is never skipped")
      #expect(attempts.report(outcome) == (isFollowed ? .identity(1) : nil))
      #expect(attempts.outcome == (isFollowed ? nil : outcome))
      // With one identity there is nothing to go on with.
      var single = IdentityAttempts(identityCount: 1, rule: rule)
      #expect(single.report(outcome) == nil)
      #expect(single.outcome == outcome)
    }
    var together = IdentityAttempts(identityCount: 2, rule: .together)
    #expect(together.current == .all)
    #expect(together.report(outcome) == nil)
    #expect(together.outcome == outcome)
  }

  @Test("The last outcome is the outcome, every attempt is kept, and nothing follows")
  func last() {
    var attempts = IdentityAttempts(identityCount: 3, rule: .documented)
    attempts.report(.tlsAlert(42))
    attempts.report(.status(403))
    #expect(attempts.outcome == nil)
    attempts.report(.transportError("timeout"))
    #expect(attempts.outcome == .transportError("timeout"))
    #expect(attempts.report(.status(200)) == nil)
    #expect(attempts.attempts.map { $0.presentation } == [.identity(0), .identity(1), .identity(2)])
    #expect(attempts.attempts.map { $0.outcome } == [.tlsAlert(42), .status(403), .transportError("timeout")])
  }

  @Test("A count below zero is none")
  func negative() {
    #expect(IdentityAttempts(identityCount: -1, rule: .documented).current == .anonymous)
  }
}
