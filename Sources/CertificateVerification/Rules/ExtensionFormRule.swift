/// Every extension that is known has the form of its standard (RFC 5280 §4.2).
enum ExtensionFormRule {
  static func check(_ context: RuleContext) -> Problem? { context.facts.malformed }
}
