/// Every extension that is known has the form of its standard (RFC 5280 §4.2).
enum ExtensionFormRule {
  static func findings(_ context: RuleContext) -> [Finding] {
    context.facts.malformed.map { Finding($0, certificate: context.position) }
  }
}
