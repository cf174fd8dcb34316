/// How much work one verification may do, whatever a stranger sends.
///
/// A search that needs more is refused with a verdict of its own. Each limit is far above what an honest chain needs
/// and far below what would be felt as a denial of service.
public struct SearchBudget: Sendable, Hashable {
  /// The most certificates of an issuer's name that may be looked at, over all paths.
  ///
  /// An issuer may stand on many paths, and each time all of its name are put in order anew. Ten looks at as many
  /// certificates as a peer may present are enough for the longest path; a web chain needs under 10 in all.
  public var namesakes = 20_000

  /// The most issuers that may be tried, over all paths.
  ///
  /// Chromium stops after 1,000 candidate steps a path search, rustls-webpki after 200,000 of a cheaper kind; a web
  /// chain needs 2 or 3, the most tangled cross-signing in public use under 40.
  public var candidates = 2_000

  /// The most bytes of certificates that may be looked at: of each once, and again each time that it is tried as an issuer.
  ///
  /// Some rules read lists of purposes and the like each time, so that counting certificates alone would leave a hole. The
  /// limit is that of 2,000 tries at 16 kB, which is eight times the size of a common certificate.
  public var certificateBytes = 32 << 20

  /// The most signatures that may be checked.
  ///
  /// Go, rustls-webpki and OpenSSL's advisories agree on 100 as the number that no honest search reaches.
  public var signatures = 100

  /// The most signature work, in units of one RSA-2048 verification with the exponent 65,537.
  ///
  /// A modulus of 16,384 bits with a long exponent costs a hundred times a common one, so that counting signatures
  /// alone would leave a hole. 400 units are every one of the 100 signatures at 4,096 bits. Reading a compressed point
  /// takes a unit or two of them.
  public var signatureWork = 400

  /// The most intermediates between the leaf and the anchor.
  ///
  /// rustls-webpki allows 6 and mozilla::pkix 8; private authorities nest deeper at times, never this deep.
  public var intermediates = 10

  /// The most alternative names that may be compared with the peer's name: the largest certificates that public
  /// content networks ever used list about 2,000.
  public var names = 10_000

  /// The most nodes and edges of policy graphs, over all paths.
  ///
  /// OpenSSL allows 1,000 nodes a tree since CVE-2023-0464. A graph grows with what certificates list, and the longest
  /// lists in use have some dozen policies.
  public var policyNodes = 20_000

  /// The most names that may be held against name constraints, and the most subtrees that these may have, together.
  ///
  /// Each costs about a microsecond. rustls-webpki allows 250,000 comparisons of one name and one subtree each; here a
  /// name is held against all subtrees at once.
  public var constrainedNames = 50_000

  /// The most directory names that may be compared letter by letter: issuers with subjects, and subjects with constraints;
  /// a pair counts once, and once more for each 256 bytes that it has.
  ///
  /// Names that are the same byte for byte are not counted, as nearly all of an honest chain are. 256 bytes beyond ASCII
  /// take some 50 microseconds.
  public var nameComparisons = 250

  /// The most steps of asking whether certificates are revoked: distribution points, lists, pairs of their places' names,
  /// and entries that are looked at.
  ///
  /// Each costs about a microsecond. A chain with one list an issuer takes some ten; an authority that splits its lists
  /// has a few hundred of them at most.
  public var revocationSteps = 50_000

  /// The most bytes of revocation lists whose signatures are checked.
  ///
  /// The largest lists in public use have some 40 MB, which take some 30 ms to digest with the processor's help.
  public var revocationBytes = 256 << 20

  /// The most certificates beside the leaf that are looked at; the rest is left out.
  ///
  /// TLS servers send 1 to 5; the most that anybody was seen to send by mistake is a bundle of some hundred roots.
  public var presented = 2_000

  /// Creates the budget that the limits' documentation describes.
  public init() {}
}

extension SearchBudget {
  /// The budget of the walk that explains a refusal, which shows every path of an honest chain and keeps a hostile one
  /// from costing twice.
  static func diagnosis(of budget: SearchBudget) -> SearchBudget {
    var budget = budget
    budget.namesakes = min(budget.namesakes, 10_000)
    budget.candidates = min(budget.candidates, 1_000)
    budget.certificateBytes = min(budget.certificateBytes, 8 << 20)
    budget.names = min(budget.names, 5_000)
    budget.policyNodes = min(budget.policyNodes, 5_000)
    budget.constrainedNames = min(budget.constrainedNames, 10_000)
    budget.nameComparisons = min(budget.nameComparisons, 60)
    budget.revocationBytes = min(budget.revocationBytes, 64 << 20)
    budget.signatures = min(budget.signatures, 40)
    budget.signatureWork = min(budget.signatureWork, 160)
    budget.revocationSteps = min(budget.revocationSteps, 10_000)
    return budget
  }
}
