import CertificateEncoding
import CertificateVerification
import Certificates

/// The certificates of an item: the peer's, and those that came with it.
struct ItemChain: Sendable {
  /// The most words about certificates that were left out.
  static let maximumRemarkCount = 20

  /// The peer's own certificate, which comes first.
  let leaf: Certificate
  /// The others.
  let others: [Certificate]
  /// Which of the others can't be read, and why.
  let remarks: [String]

  /// Reads the certificates of a chain.
  init(_ chain: ItemFields.Chain?) throws(ItemProblem) {
    switch chain {
    case nil: throw ItemProblem(.member, "the member “chain” is missing")
    case .text(let text): try self.init(text)
    case .elements(let elements): try self.init(elements)
    }
  }

  private init(_ text: [UInt8]) throws(ItemProblem) {
    let bundle = CertificateBundle(text)
    let bad = bundle.skipped.filter { !$0.isOtherContent }
    guard let leaf = bundle.entries.first?.certificate else {
      guard let first = bad.first ?? bundle.skipped.first else {
        throw ItemProblem(.certificate, "there is no certificate in the chain: it has no BEGIN line")
      }
      throw ItemProblem(.certificate, "there is no certificate in the chain: \(Self.words(first))")
    }
    // The next certificate is another's, and a verdict about it would be taken for one about the peer.
    let block = leaf.position?.block ?? 0
    if let first = bad.first(where: { $0.position.block < block }) {
      throw .unreadablePeer(Self.words(first))
    }
    self.leaf = leaf
    others = bundle.entries.dropFirst().map { $0.certificate }
    remarks = bad.prefix(Self.maximumRemarkCount).map(Self.words)
  }

  private init(_ elements: [[UInt8]]) throws(ItemProblem) {
    var leaf: Certificate?
    var others: [Certificate] = []
    var remarks: [String] = []
    for (index, text) in elements.enumerated() {
      do throws(ItemProblem) {
        let certificate = try Self.certificate(text, index)
        if leaf == nil { leaf = certificate } else { others.append(certificate) }
      } catch {
        guard leaf != nil else { throw .unreadablePeer(error.statement) }
        if remarks.count < Self.maximumRemarkCount { remarks.append(error.statement) }
      }
    }
    guard let leaf else { throw ItemProblem(.certificate, "there is no certificate in the chain: the array is empty") }
    self.leaf = leaf
    self.others = others
    self.remarks = remarks
  }

  private static func certificate(_ text: [UInt8], _ index: Int) throws(ItemProblem) -> Certificate {
    let bytes: [UInt8]
    do throws(Base64.Fault) {
      bytes = try Base64.decode(text.span)
    } catch {
      throw ItemProblem(.certificate, "element \(index + 1): it is not Base64")
    }
    do throws(CertificateError) {
      return try Certificate(
        arena: ByteArena(bytes), range: 0..<bytes.count, position: Certificate.Position(block: index + 1, line: 0))
    } catch {
      throw ItemProblem(
        .certificate, "element \(index + 1): \(Sentences.text(CertificateBundle.Skipped.Reason.certificate(error)))")
    }
  }

  /// A block that was left out, and why.
  private static func words(_ skipped: CertificateBundle.Skipped) -> String {
    let (block, line) = (skipped.position.block, skipped.position.line)
    let place = block == 0 ? "line \(line)" : line == 0 ? "block \(block)" : "block \(block) (line \(line))"
    return "\(place): \(Sentences.text(skipped.reason))"
  }
}

extension CertificateBundle.Skipped {
  /// Whether the block is sound and holds something else.
  fileprivate var isOtherContent: Bool {
    if case .otherContent = reason { true } else { false }
  }
}

extension ItemProblem {
  fileprivate static func unreadablePeer(_ reason: String) -> ItemProblem {
    ItemProblem(.certificate, "the peer's own certificate comes first, and it can't be read: \(reason)")
  }
}
