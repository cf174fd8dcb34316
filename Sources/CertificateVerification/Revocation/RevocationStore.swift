import CertificateEncoding
public import Certificates

/// What is known of certificates that were revoked: the lists and OCSP responses that a verification may rely on.
///
/// A store is a value. Copies are cheap, and threads may share one. Nothing in it is trusted for being there: a list
/// or a response counts only if the authority whose certificates it covers has signed it, or has said who does.
///
/// ```swift
/// var revocation = RevocationStore()
/// let summary = revocation.insert(contentsOf: bytes, source: "ca.crl")
/// verifier.revocation = revocation
/// verifier.policy.revocation = .hardFail
/// ```
public struct RevocationStore: Sendable {
  /// A list, and where in it a serial number stands.
  struct Entry: Sendable {
    let list: CertificateRevocationList
    let index: RevocationIndex
    let knownSigners = KnownSigners()
  }

  /// Everything that was loaded so far, and what became of it.
  public private(set) var summary = RevocationLoadSummary()

  /// The lists, in the order in which they were loaded.
  private(set) var entries: [Entry] = []
  /// The places in `entries` of the lists whose issuers' names share a hash.
  private var byIssuer: [UInt64: [Int]] = [:]
  /// The OCSP responses, in the order in which they were loaded.
  public private(set) var responses: [OCSPResponse] = []
  /// The places in `responses` of those with answers about serial numbers that share a hash.
  private var bySerialNumber: [UInt32: [Int]] = [:]
  /// Certificates of those who sign lists; none of them is trusted for being here.
  private(set) var signers = CertificateSet()

  /// Creates a store that knows nothing.
  public init() {}

  /// Whether the store has no evidence at all.
  public var isEmpty: Bool { entries.isEmpty && responses.isEmpty }

  /// The revocation lists, in the order in which they were loaded.
  public var revocationLists: [CertificateRevocationList] { entries.map { $0.list } }

  /// Adds one revocation list, and reads its entries once to find them by their serial numbers.
  ///
  /// - Returns: false if it was there already.
  @discardableResult
  public mutating func insert(_ list: CertificateRevocationList) -> Bool {
    let bytes = list.arena.bytes
    let hash = DistinguishedName.hash(bytes.span, list.layout.issuer.range)
    if let known = byIssuer[hash], known.contains(where: { entries[$0].list == list }) { return false }
    byIssuer[hash, default: []].append(entries.count)
    entries.append(Entry(list: list, index: RevocationIndex(list)))
    return true
  }

  /// Adds one OCSP response, such as one that was stapled to a handshake.
  ///
  /// - Returns: false if it was there already, or says nothing of any certificate.
  @discardableResult
  public mutating func insert(_ response: OCSPResponse) -> Bool {
    let place = responses.count
    var (isNew, isKnown) = (false, false)
    response.forEachAnswer { bytes, answer in
      let hash = RevocationIndex.hash(bytes, answer.certificateID.serialNumber)
      let others = bySerialNumber[hash] ?? []
      if !isNew { isKnown = others.contains { responses[$0].isSameEncoding(as: response) } }
      guard !isKnown else { return false }
      isNew = true
      if others.last != place { bySerialNumber[hash, default: []].append(place) }
      return true
    }
    if isNew { responses.append(response) }
    return isNew
  }

  /// Adds the revocation lists and OCSP responses of a file's bytes, PEM or DER, and the certificates of those who sign
  /// the lists.
  ///
  /// What can't be read is left out, and never costs its neighbors.
  ///
  /// - Parameters:
  ///   - bytes: the file: PEM with any number of blocks, or DER of one list or response, or several one after another.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Returns: what was added, what was ignored, and why.
  @discardableResult
  public mutating func insert(contentsOf bytes: [UInt8], source: String? = nil) -> RevocationLoadSummary {
    var loaded = RevocationLoadSummary()
    if let source { loaded.sources.append(source) }
    if Self.looksLikeDER(bytes) {
      insertDER(ByteArena(bytes, source: source), &loaded)
    } else {
      insertPEM(PEMDocument(bytes.span), source, &loaded)
    }
    summary.append(loaded)
    return loaded
  }

  /// Calls `body` with the place and the entry of each list whose issuer's name may be the one at `range`.
  func forEachList(
    ofIssuer bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Int, CertificateRevocationList) -> Void
  ) {
    for place in byIssuer[DistinguishedName.hash(bytes, range)] ?? [] { body(place, entries[place].list) }
  }

  /// The places of the responses that may be about a certificate, by its serial number.
  func responses(about certificate: Certificate) -> [Int] {
    let array = certificate.arena.bytes
    return bySerialNumber[RevocationIndex.hash(array.span, certificate.layout.serialNumber.range)] ?? []
  }
}

extension RevocationStore {
  /// Whether a file starts as a DER SEQUENCE of 128 bytes or more does, which no text does.
  ///
  /// A list may be shorter than that, but for its signature; and an OCSP response that is an error has five bytes.
  private static func looksLikeDER(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 5, bytes[0] == DERTag.sequence.rawValue else { return false }
    return bytes[1] >= 0x80 || bytes[1] == 3 && isResponse(bytes.span, 2)
  }

  /// Whether a SEQUENCE whose contents start at an offset is an OCSP response, the only one to start with a status.
  private static func isResponse(_ bytes: Span<UInt8>, _ contents: Int) -> Bool {
    contents < bytes.count && bytes[contents] == DERTag.enumerated.rawValue
  }

  private mutating func insertPEM(
    _ document: PEMDocument, _ source: String?, _ loaded: inout RevocationLoadSummary
  ) {
    let arena = ByteArena(document.decoded, source: source)
    var ignored: [RevocationLoadSummary.Ignored] = []
    for block in document.blocks {
      let position = Certificate.Position(block: block.index, line: block.line)
      switch block.label {
      case .revocationList: insertList(arena, block.contents, position, &loaded)
      case .other(OCSPResponse.pemLabel): insertResponse(arena, block.contents, position, &loaded)
      case .certificate: insertCertificate(arena, block.contents, position, &loaded)
      default:
        ignored.append(
          RevocationLoadSummary.Ignored(source: source, position: position, reason: .otherContent(block.label)))
      }
    }
    for problem in document.problems {
      let position = Certificate.Position(block: problem.index ?? 0, line: problem.line)
      ignored.append(RevocationLoadSummary.Ignored(source: source, position: position, reason: .pem(problem.reason)))
    }
    loaded.ignored += ignored
    loaded.ignored.sort { ($0.position.line, $0.position.block) < ($1.position.line, $1.position.block) }
  }

  private mutating func insertDER(_ arena: ByteArena, _ loaded: inout RevocationLoadSummary) {
    let bytes = arena.bytes
    arena.forEachObject { range, position, _ in
      var reader = DERReader(range)
      if let element = try? reader.read(bytes.span), Self.isResponse(bytes.span, element.contents.lowerBound) {
        insertResponse(arena, range, position, &loaded)
      } else if let certificate = try? Certificate(arena: arena, range: range, position: position) {
        insert(certificate, &loaded)
      } else {
        insertList(arena, range, position, &loaded)
      }
    }
  }

  private mutating func insertList(
    _ arena: ByteArena, _ range: Range<Int>, _ position: Certificate.Position, _ loaded: inout RevocationLoadSummary
  ) {
    do {
      if insert(try CertificateRevocationList(arena: arena, range: range, position: position)) {
        loaded.lists += 1
      } else {
        loaded.duplicates += 1
      }
    } catch {
      loaded.ignored.append(
        RevocationLoadSummary.Ignored(source: arena.source, position: position, reason: .revocationList(error)))
    }
  }

  private mutating func insertResponse(
    _ arena: ByteArena, _ range: Range<Int>, _ position: Certificate.Position, _ loaded: inout RevocationLoadSummary
  ) {
    let reason: RevocationLoadSummary.Ignored.Reason
    do {
      let response = try OCSPResponse(arena: arena, range: range, position: position)
      if insert(response) {
        loaded.responses += 1
        return
      }
      guard !response.isAnswer else {
        loaded.duplicates += 1
        return
      }
      reason = .withoutAnswer(response.status)
    } catch {
      reason = .response(error)
    }
    loaded.ignored.append(RevocationLoadSummary.Ignored(source: arena.source, position: position, reason: reason))
  }

  private mutating func insertCertificate(
    _ arena: ByteArena, _ range: Range<Int>, _ position: Certificate.Position, _ loaded: inout RevocationLoadSummary
  ) {
    do {
      insert(try Certificate(arena: arena, range: range, position: position), &loaded)
    } catch {
      loaded.ignored.append(
        RevocationLoadSummary.Ignored(source: arena.source, position: position, reason: .certificate(error)))
    }
  }

  private mutating func insert(_ certificate: Certificate, _ loaded: inout RevocationLoadSummary) {
    if signers.insert(certificate).isNew { loaded.certificates += 1 } else { loaded.duplicates += 1 }
  }
}
