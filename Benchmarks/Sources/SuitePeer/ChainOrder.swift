import CertificateEncoding

/// What a task of verifying a chain names, read.
struct ChainOrder {
  /// The file of roots.
  let rootPath: String
  /// The chain in DER, the leaf first, then the others that were presented.
  let chain: [[UInt8]]
  /// The intermediates at hand in DER.
  let pool: [[UInt8]]
  /// The name that the leaf is asked for.
  let name: String
  /// When all of it must hold, in seconds since 1970.
  let moment: Int
  /// Whether the chain's certificates are parsed in each run.
  let parses: Bool
  /// Whether anything may be remembered from run to run.
  let remembers: Bool
  /// Whether each run has a verifier of its own.
  let isFresh: Bool

  init(_ order: WorkOrder) throws {
    rootPath = try order.demand("roots")
    let chainPath = try order.demand("chain")
    chain = try Self.certificates(at: chainPath)
    guard !chain.isEmpty else { throw Refusal.wrong("there is no certificate in \(chainPath)") }
    pool = try order["pool"].map { try Self.certificates(at: $0) } ?? []
    name = try order.demand("name")
    moment = try order.moment
    parses = try order.flag("parsing", otherwise: false)
    remembers = try order.flag("memory", otherwise: true)
    isFresh = try order.flag("fresh", otherwise: false)
  }

  /// The roots in DER, for those who read no files.
  func roots() throws -> [[UInt8]] { try Self.certificates(at: rootPath) }

  /// The certificates of a file of PEM, each in bytes of its own.
  static func certificates(at path: String) throws -> [[UInt8]] {
    let text = try WorkOrder.bytes(at: path)
    let document = PEMDocument(text.span)
    return document.blocks.filter { $0.label == .certificate }.map { Array(document.decoded[$0.contents]) }
  }
}
