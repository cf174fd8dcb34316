/// What one verification has done: each count answers to the limit of the same name in ``SearchBudget``.
public struct SearchEffort: Sendable, Hashable {
  /// Certificates of an issuer's name that were looked at.
  public private(set) var namesakes = 0
  /// Issuers that were tried.
  public private(set) var candidates = 0
  /// Bytes of certificates that were looked at.
  public private(set) var certificateBytes = 0
  /// Signatures that were checked, and those that a verifier remembers as valid.
  public private(set) var signatures = 0
  /// How many of these were remembered.
  public internal(set) var rememberedSignatures = 0
  /// The work of those signatures and of reading keys, in units of one RSA-2048 verification.
  public private(set) var signatureWork = 0
  /// Alternative names that were compared.
  public private(set) var names = 0
  /// Policies that were followed, and mappings of these.
  public private(set) var policyNodes = 0
  /// Names that were held against name constraints, and subtrees of these.
  public private(set) var constrainedNames = 0
  /// Directory names that were compared letter by letter, and how long they were.
  public private(set) var nameComparisons = 0
  /// Steps of asking whether certificates are revoked.
  public private(set) var revocationSteps = 0
  /// Bytes of revocation lists whose signatures were checked.
  public private(set) var revocationBytes = 0

  /// The limit that ended the search; `nil` if none did.
  public private(set) var exhausted: Limit?

  /// A limit of ``SearchBudget``.
  public enum Limit: String, Sendable, Hashable {
    /// ``SearchBudget/namesakes``
    case namesakes
    /// ``SearchBudget/candidates``
    case candidates
    /// ``SearchBudget/certificateBytes``
    case certificateBytes
    /// ``SearchBudget/signatures``
    case signatures
    /// ``SearchBudget/signatureWork``
    case signatureWork
    /// ``SearchBudget/names``
    case names
    /// ``SearchBudget/policyNodes``
    case policyNodes
    /// ``SearchBudget/constrainedNames``
    case constrainedNames
    /// ``SearchBudget/nameComparisons``
    case nameComparisons
    /// ``SearchBudget/revocationSteps``
    case revocationSteps
    /// ``SearchBudget/revocationBytes``
    case revocationBytes
    /// ``SearchBudget/presented``
    case presented
  }

  package init() {}

  /// Counts one more certificate of an issuer's name, of which `byteCount` bytes are compared; false if the budget has
  /// none left.
  mutating func spendNamesake(byteCount: Int = 0, _ budget: SearchBudget) -> Bool {
    guard allows(1, after: namesakes, of: budget.namesakes, .namesakes),
      spendCertificateBytes(byteCount, budget)
    else { return false }
    namesakes += 1
    return true
  }

  /// Counts one more issuer, and its bytes once more; false if the budget has none left.
  mutating func spendCandidate(byteCount: Int, _ budget: SearchBudget) -> Bool {
    guard allows(1, after: candidates, of: budget.candidates, .candidates),
      spendCertificateBytes(byteCount, budget)
    else { return false }
    candidates += 1
    return true
  }

  /// Counts bytes of a certificate; false if the budget has not so many left.
  mutating func spendCertificateBytes(_ count: Int, _ budget: SearchBudget) -> Bool {
    Self.spend(count, of: budget.certificateBytes, .certificateBytes, &certificateBytes, &exhausted)
  }

  /// Counts one more signature that costs `work`; false if the budget has not so much left.
  mutating func spendSignature(work: Int, _ budget: SearchBudget) -> Bool {
    guard allows(1, after: signatures, of: budget.signatures, .signatures),
      allows(work, after: signatureWork, of: budget.signatureWork, .signatureWork)
    else { return false }
    signatures += 1
    signatureWork += work
    return true
  }

  /// Counts work that is not a signature's; false if the budget has not so much left.
  mutating func spendWork(_ work: Int, _ budget: SearchBudget) -> Bool {
    guard work == 0 || allows(work, after: signatureWork, of: budget.signatureWork, .signatureWork) else {
      return false
    }
    signatureWork += work
    return true
  }

  /// Counts one more name; false if the budget has none left.
  mutating func spendName(_ budget: SearchBudget) -> Bool {
    Self.spend(1, of: budget.names, .names, &names, &exhausted)
  }

  /// Counts policies and mappings; false if the budget has not so many left.
  mutating func spendPolicyNodes(_ count: Int, _ budget: SearchBudget) -> Bool {
    Self.spend(count, of: budget.policyNodes, .policyNodes, &policyNodes, &exhausted)
  }

  /// Counts names that are held against name constraints, or subtrees of these; false if the budget has not so many left.
  mutating func spendConstrainedNames(_ count: Int, _ budget: SearchBudget) -> Bool {
    Self.spend(count, of: budget.constrainedNames, .constrainedNames, &constrainedNames, &exhausted)
  }

  /// Counts one more comparison of distinguished names, which have `byteCount` bytes together; false if the budget has
  /// none left.
  mutating func spendNameComparison(byteCount: Int, _ budget: SearchBudget) -> Bool {
    Self.spend(1 + byteCount / 256, of: budget.nameComparisons, .nameComparisons, &nameComparisons, &exhausted)
  }

  /// Counts one more step of asking whether a certificate is revoked; false if the budget has none left.
  mutating func spendRevocationStep(_ budget: SearchBudget) -> Bool {
    Self.spend(1, of: budget.revocationSteps, .revocationSteps, &revocationSteps, &exhausted)
  }

  /// Counts the bytes of a revocation list; false if the budget has not so many left.
  mutating func spendRevocationBytes(_ count: Int, _ budget: SearchBudget) -> Bool {
    Self.spend(count, of: budget.revocationBytes, .revocationBytes, &revocationBytes, &exhausted)
  }

  /// Notes that certificates were left out for their number, if no other limit was reached.
  mutating func noteTruncation() {
    if exhausted == nil { exhausted = .presented }
  }

  private static func spend(
    _ amount: Int, of limit: Int, _ name: Limit, _ count: inout Int, _ exhausted: inout Limit?
  ) -> Bool {
    guard allows(amount, after: count, of: limit, name, &exhausted) else { return false }
    count += amount
    return true
  }

  private mutating func allows(_ amount: Int, after count: Int, of limit: Int, _ name: Limit) -> Bool {
    Self.allows(amount, after: count, of: limit, name, &exhausted)
  }

  private static func allows(
    _ amount: Int, after count: Int, of limit: Int, _ name: Limit, _ exhausted: inout Limit?
  ) -> Bool {
    guard exhausted == nil else { return false }
    // No count is ever above its limit, so that the difference does not overflow for limits of zero and more.
    guard amount <= max(0, limit) - count else {
      exhausted = name
      return false
    }
    return true
  }
}

extension SearchBudget {
  /// The number that stands behind a limit.
  package func value(of limit: SearchEffort.Limit) -> Int {
    switch limit {
    case .namesakes: namesakes
    case .candidates: candidates
    case .certificateBytes: certificateBytes
    case .signatures: signatures
    case .signatureWork: signatureWork
    case .names: names
    case .policyNodes: policyNodes
    case .constrainedNames: constrainedNames
    case .nameComparisons: nameComparisons
    case .revocationSteps: revocationSteps
    case .revocationBytes: revocationBytes
    case .presented: presented
    }
  }
}
