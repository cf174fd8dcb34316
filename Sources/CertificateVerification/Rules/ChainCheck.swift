/// Asks every rule about one certificate in its place, and collects what they object to.
///
/// A rule never stops the next one: whoever reads the findings sees everything that is wrong with a certificate at
/// once. The order is the one of RFC 5280 §6.1.3 to §6.1.5.
///
/// Deviations from RFC 5280 §6.1: certificates are checked from the leaf up while a path is built, so that a
/// certificate that can't be part of any valid path ends its branch; revocation is asked once a
/// path is whole, by ``RevocationRule``; each rule's file says in what it deviates.
enum ChainCheck {
  /// What the rules object to in a certificate.
  static func findings(_ context: RuleContext) -> [Finding] {
    var findings: [Finding] = []
    collect(VersionRule.check(context), context, &findings)
    collect(SerialNumberRule.check(context), context, &findings)
    collect(ValidityRule.check(context), context, &findings)
    collect(TimeFormRule.check(context), context, &findings)
    collect(StrengthRule.checkSignature(context), context, &findings)
    collect(StrengthRule.checkKey(context), context, &findings)
    collect(AuthorityNameRule.check(context), context, &findings)
    collect(AlternativeNameRule.check(context), context, &findings)
    collect(CommonNameRule.check(context), context, &findings)
    collect(PublicSuffixRule.check(context), context, &findings)
    collect(BasicConstraintsRule.check(context), context, &findings)
    collect(PathLengthRule.check(context), context, &findings)
    collect(KeyUsageRule.check(context), context, &findings)
    collect(ExtendedKeyUsageRule.check(context), context, &findings)
    collect(NameConstraintsRule.checkForm(context), context, &findings)
    collect(PolicyRule.checkForm(context), context, &findings)
    collect(KeyIdentifierRule.checkAnchor(context), context, &findings)
    collect(CriticalityRule.check(context), context, &findings)
    collect(CriticalExtensionRule.check(context), context, &findings)
    findings += ExtensionFormRule.findings(context)
    collect(TrustRule.check(context), context, &findings)
    return findings
  }

  @inline(__always)
  private static func collect(_ problem: Problem?, _ context: RuleContext, _ findings: inout [Finding]) {
    if let problem { findings.append(Finding(problem, certificate: context.position)) }
  }
}
