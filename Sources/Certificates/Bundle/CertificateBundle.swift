public import CertificateEncoding

/// The certificates of one file, in its order, and what else stood in it.
///
/// A file is PEM with any number of blocks and any text around them, or DER with one certificate or several one after
/// another. Whatever can't be read is skipped and reported, and never costs its neighbors.
public struct CertificateBundle: Sendable {
  /// A certificate and what its block says of its use.
  package struct Entry: Sendable {
    package let certificate: Certificate
    /// The lists of a TRUSTED CERTIFICATE block; `nil` for a plain one.
    package let trustAttributes: TrustAttributes?
  }

  /// A block that holds no certificate, or none that can be read.
  public struct Skipped: Sendable, Hashable {
    /// Why a block was skipped.
    public enum Reason: Sendable, Hashable {
      /// The block is not well-formed PEM.
      case pem(PEMProblem.Reason)
      /// The block's bytes are not a certificate.
      case certificate(CertificateError)
      /// The lists of a TRUSTED CERTIFICATE can't be read; the certificate is not used without them.
      case trustAttributes(DERError)
      /// The block holds something else, which is not an error: a key, a request, a revocation list.
      case otherContent(PEMLabel)
    }

    /// Why.
    public let reason: Reason
    /// Where in the file.
    public let position: Certificate.Position
  }

  /// The certificates, in the order of the file.
  package private(set) var list = CertificateList()
  /// The lists of those that stand in a TRUSTED CERTIFICATE block, by their place.
  package private(set) var trustAttributes: [Int: TrustAttributes] = [:]
  /// What was skipped, in the order of the file.
  public private(set) var skipped: [Skipped] = []
  /// Whether the file was read as DER.
  public let isDER: Bool
  /// What a person would call the place that the bytes came from.
  public let source: String?

  /// The certificates, in the order of the file.
  public var certificates: [Certificate] { (0..<list.count).map { list[$0] } }

  /// The entries, in the order of the file.
  package var entries: [Entry] {
    (0..<list.count).map { Entry(certificate: list[$0], trustAttributes: trustAttributes[$0]) }
  }

  /// Reads all certificates of a file.
  ///
  /// - Parameters:
  ///   - bytes: the file, PEM or DER.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  public init(_ bytes: [UInt8], source: String? = nil) { self.init(bytes, source: source) { _ in } }

  /// Reads all certificates of a file.
  ///
  /// - Parameter prepare: is given the room for those of a file of PEM before anything is written to it.
  package init(_ bytes: [UInt8], source: String? = nil, prepare: (inout OutputSpan<UInt8>) -> Void) {
    self.source = source
    isDER = Self.looksLikeDER(bytes)
    if isDER {
      readDER(ByteArena(bytes, source: source))
    } else {
      readPEM(bytes.span, prepare)
    }
  }

  /// Reads all certificates of a file of PEM that comes in pieces, so that no more of its text is in memory than a piece and
  /// a block that it does not hold the end of.
  ///
  /// It gives what the whole file at once does. `nil` is a file without any block, or one that has grown meanwhile: then it
  /// is to be read at once.
  ///
  /// - Parameters:
  ///   - text: the beginning of the file, or nothing yet, and what is to hold its text; what is left in it may be secret.
  ///   - byteCount: how many bytes the file has.
  ///   - pieceByteCount: how many are asked for at a time.
  ///   - prepare: is given the room for the certificates before anything is written to it.
  ///   - next: appends at most so many bytes, and returns false at the end.
  package init?<Failure: Error>(
    pieces text: inout [UInt8], byteCount: Int, pieceByteCount: Int, source: String?,
    prepare: (inout OutputSpan<UInt8>) -> Void = { _ in },
    next: (inout [UInt8], Int) throws(Failure) -> Bool
  ) throws(Failure) {
    self.source = source
    isDER = false
    var scanner = PEMScanner()
    var received = text.count
    var isLast = false
    list.reserve(byteCount / Self.usualByteCount)
    let decoded = try [UInt8](capacity: Base64.maximumDecodedCount(byteCount)) { output throws(Failure) in
      prepare(&output)
      while received <= byteCount {
        while scanner.next(text.span, isLast: isLast, into: &output) {
          if let block = scanner.block { read(block, output.span) }
        }
        guard !isLast else { break }
        text.removeSubrange(..<scanner.position)
        scanner.startPiece()
        // Twice as much each time that a block, or a line, does not end: it is not read again and again.
        let kept = text.count
        isLast = try !next(&text, max(pieceByteCount, kept))
        received += text.count - kept
      }
      scanner.finish(&output)
    }
    guard received <= byteCount, !scanner.isEmpty else { return nil }
    finish(scanner, decoded)
  }

  /// What a root takes in PEM at least in most bundles, for room to be made at once.
  private static let usualByteCount = 1_024

  /// Whether a file starts as a DER SEQUENCE in a SEQUENCE does, which no text does: 30 is the digit zero, but the
  /// length bytes 80 and above are no ASCII, and a certificate is never shorter than 128 bytes.
  package static func looksLikeDER(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == DERTag.sequence.rawValue && bytes[1] >= 0x80
  }

  private mutating func readPEM(_ bytes: Span<UInt8>, _ prepare: (inout OutputSpan<UInt8>) -> Void) {
    var scanner = PEMScanner()
    guard scanner.findBegin(bytes) else {
      // Nothing but problems, of which one is the encoding of the whole text.
      for problem in PEMDocument(bytes).problems { skip(problem) }
      return
    }
    list.reserve(bytes.count / Self.usualByteCount)
    let room = Base64.maximumDecodedCount(bytes.count - scanner.position)
    let decoded = [UInt8](capacity: room) { output in
      prepare(&output)
      // Each block is read while the processor's cache holds it.
      while scanner.next(bytes, into: &output) {
        if let block = scanner.block { read(block, output.span) }
      }
      scanner.finish(&output)
    }
    finish(scanner, decoded)
  }

  private mutating func finish(_ scanner: PEMScanner, _ decoded: [UInt8]) {
    for problem in scanner.problems { skip(problem) }
    skipped.sort { ($0.position.line, $0.position.block) < ($1.position.line, $1.position.block) }
    list.place(in: ByteArena(PEMDocument.trimmed(decoded), source: source))
  }

  private mutating func skip(_ problem: PEMProblem) {
    let position = Certificate.Position(block: problem.index ?? 0, line: problem.line)
    skipped.append(Skipped(reason: .pem(problem.reason), position: position))
  }

  private mutating func read(_ block: PEMBlock, _ bytes: Span<UInt8>) {
    let position = Certificate.Position(block: block.index, line: block.line)
    switch block.label {
    case .certificate: readCertificate(bytes, block.contents, position)
    case .trustedCertificate: readTrusted(bytes, block.contents, position)
    default: skipped.append(Skipped(reason: .otherContent(block.label), position: position))
    }
  }

  private mutating func readCertificate(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ position: Certificate.Position
  ) {
    if let record = CertificateRecord.read(bytes, range, position, seed: HashSeed.words[0]) {
      return list.append(record, bytes, range)
    }
    do {
      var parser = CertificateParser(range)
      list.append(try parser.parse(bytes, position: position), bytes)
    } catch {
      skipped.append(Skipped(reason: .certificate(error), position: position))
    }
  }

  private mutating func readTrusted(_ bytes: Span<UInt8>, _ range: Range<Int>, _ position: Certificate.Position) {
    var reader = DERReader(range)
    do {
      let certificate = try reader.read(.sequence, bytes)
      let attributes = reader.isAtEnd ? nil : try TrustAttributes(bytes, reader.position..<range.upperBound)
      let place = list.count
      readCertificate(bytes, certificate.encoded, position)
      if let attributes, list.count > place { trustAttributes[place] = attributes }
    } catch {
      let located = DERError(error.reason, at: error.offset - range.lowerBound)
      skipped.append(Skipped(reason: .trustAttributes(located), position: position))
    }
  }

  private mutating func readDER(_ arena: ByteArena) {
    let bytes = arena.bytes
    arena.forEachObject { range, position, _ in readCertificate(bytes.span, range, position) }
    list.place(in: arena)
  }
}
