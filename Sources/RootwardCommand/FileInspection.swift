import CertificateEncoding
import CertificateVerification
import Certificates
import Platform

/// What is in one file, block by block.
struct FileInspection {
  /// What a person would call the file.
  let source: String
  /// Whether it was read as DER.
  private(set) var isDER: Bool
  /// The blocks, in the order of the file.
  var reports: [Report] { blocks.map { $0.report } }
  /// A line for each block that can't be read.
  private(set) var problems: [String] = []
  private var blocks: [(position: Certificate.Position, report: Report)] = []
  private var hasKnownObject = false

  /// Looks into a file, and clears it: it may be a private key's, of which nothing is kept.
  init(_ file: consuming [UInt8], source: String) {
    self.source = source
    isDER = false
    inspect(file)
    file.erase()
  }

  /// Looks into a file; whatever has held a part of it has let go of it at the end.
  private mutating func inspect(_ bytes: [UInt8]) {
    let bundle = CertificateBundle(bytes, source: source)
    isDER = bundle.isDER
    for entry in bundle.entries { add(entry) }
    if bundle.isDER || bundle.entries.isEmpty && bundle.skipped.isEmpty && Self.isElement(bytes) {
      isDER = true
      readDER(ByteArena(bytes, source: source), bundle)
    } else {
      readPEM(bytes, bundle)
    }
    // Certificates come from one reader and all else from another.
    blocks.sort { ($0.position.block, $0.position.line) < ($1.position.block, $1.position.line) }
    if blocks.isEmpty {
      problems.append(Inputs.whyUnknown(source, bytes))
    } else if problems.isEmpty, !hasKnownObject {
      problems.append("\(DisplayText.escaped(source)): it holds nothing that is known here")
    }
  }

  private static func isElement(_ bytes: [UInt8]) -> Bool {
    var reader = DERReader(0..<bytes.count)
    return (try? reader.read(.sequence, bytes.span)) != nil && reader.isAtEnd
  }

  private mutating func readPEM(_ bytes: [UInt8], _ bundle: CertificateBundle) {
    let others = Dictionary(
      bundle.skipped.filter { $0.isOtherContent }.map { ($0.position.block, $0.position) },
      uniquingKeysWith: { first, _ in first })
    for skipped in bundle.skipped where !skipped.isOtherContent {
      addUnreadable(skipped.position, Sentences.text(skipped.reason))
    }
    guard !others.isEmpty else { return }
    let document = PEMDocument(bytes.span)
    let arena = ByteArena(document.decoded, source: source)
    for block in document.blocks {
      guard let position = others[block.index] else { continue }
      var object = Object(kind: ObjectKind(block.label))
      switch block.label {
      case .privateKey(let label):
        object.form = label
        object.isEncrypted = block.isEncrypted || label.hasPrefix("ENCRYPTED ")
      case .parameters(let label), .other(let label): object.form = label
      default: break
      }
      add(object, arena, block.contents, position)
    }
  }

  private mutating func readDER(_ arena: ByteArena, _ bundle: CertificateBundle) {
    let bytes = arena.bytes
    let reasons = Dictionary(
      bundle.skipped.map { ($0.position.block, $0.reason) }, uniquingKeysWith: { first, _ in first })
    arena.forEachObject { range, position, isWhole in
      let reason = reasons[position.block]
      guard reason != nil || !bundle.isDER else { return }
      if isWhole, let found = ObjectKind.recognize(bytes.span, range) {
        add(Object(kind: found.kind, form: found.form, isEncrypted: found.isEncrypted), arena, range, position)
      } else {
        addUnreadable(position, reason.map { Sentences.text($0) } ?? "this structure is not one that is known here")
      }
    }
  }
}

extension FileInspection {
  /// A block that holds no certificate.
  private struct Object {
    let kind: ObjectKind
    var form = ""
    var isEncrypted = false
  }

  private mutating func add(_ entry: CertificateBundle.Entry) {
    let position = entry.certificate.position ?? Certificate.Position(block: 1, line: 0)
    var report = self.report(.certificate, position)
    CertificateReport.add(entry.certificate, entry.trustAttributes, to: &report)
    blocks.append((position, report))
    hasKnownObject = true
  }

  private mutating func add(
    _ object: Object, _ arena: ByteArena, _ range: Range<Int>, _ position: Certificate.Position
  ) {
    let bytes = arena.bytes
    var report = self.report(object.kind, position)
    do throws(DERError) {
      switch object.kind {
      case .certificateRequest: try RequestReport.add(arena, range, to: &report)
      case .ocspResponse:
        if let reason = OCSPReport.add(arena, range, to: &report) { return addUnreadable(position, reason) }
      case .revocationList: try RevocationListReport.add(arena, range, to: &report)
      case .publicKey: try KeyReport.addPublic(bytes.span, range, to: &report)
      case .pkcs7: try KeyReport.addPKCS7(bytes.span, range, to: &report)
      case .privateKey: KeyReport.addPrivate(object.form, isEncrypted: object.isEncrypted, to: &report)
      case .parameters, .other: report.add("label", "Label", DisplayText.escaped(object.form))
      case .certificate, .unreadable: break
      }
      blocks.append((position, report))
      hasKnownObject = hasKnownObject || object.kind != .other
    } catch {
      let offset = error.offset - range.lowerBound
      addUnreadable(position, "as a \(object.kind.words): \(Sentences.text(error.reason)) (byte \(offset))")
    }
  }

  private mutating func addUnreadable(_ position: Certificate.Position, _ reason: String) {
    var report = self.report(.unreadable, position)
    report.add("reason", "Reason", reason)
    blocks.append((position, report))
    problems.append("\(Inputs.place(source, position)): can't be read: \(reason)")
  }

  private func report(_ kind: ObjectKind, _ position: Certificate.Position) -> Report {
    var report = Report("\(Inputs.place(source, position)): \(kind.words)")
    report.add("kind", nil, kind.rawValue)
    report.add("block", nil, .number(position.block))
    report.add("line", nil, .number(position.line))
    return report
  }
}
