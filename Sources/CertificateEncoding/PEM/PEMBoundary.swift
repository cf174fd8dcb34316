/// The five dashes, word, label and five dashes that a PEM block begins or ends with (RFC 7468 §3).
struct PEMBoundary {
  /// Whether it is a BEGIN, not an END.
  let isBegin: Bool
  /// Where the first dash is.
  let start: Int
  /// Where the label's text lies.
  let label: Range<Int>
  /// The offset behind the last dash.
  let end: Int

  /// More than any label has; so that a line of any length costs little, and a label's text stays one that can be shown.
  private static let maximumLabelCount = 64

  /// Reads the boundary whose first dash is at `position`; `nil` if there is none.
  init?(_ bytes: Span<UInt8>, at position: Int) {
    let labelStart: Int
    if bytes.starts(with: "-----BEGIN ", at: position) {
      isBegin = true
      labelStart = position + 11
    } else if bytes.starts(with: "-----END ", at: position) {
      isBegin = false
      labelStart = position + 9
    } else {
      return nil
    }
    var offset = labelStart
    // RFC 7468 §3, label: words of printable characters, joined by single spaces or hyphens.
    var isWithinWord = false
    while offset < bytes.count, offset - labelStart <= Self.maximumLabelCount {
      switch bytes[offset] {
      case UInt8(ascii: "-") where bytes.hasDashes(at: offset):
        guard isWithinWord || offset == labelStart else { return nil }
        start = position
        label = labelStart..<offset
        end = offset + 5
        return
      case UInt8(ascii: "-"), UInt8(ascii: " "):
        guard isWithinWord else { return nil }
        isWithinWord = false
      case 0x21...0x7E:
        isWithinWord = true
      default:
        return nil
      }
      offset += 1
    }
    return nil
  }

  /// Reads the END whose first dash is at `position` and which has the same label as `begin`; `nil` if it is not there.
  ///
  /// That is what stands behind nearly every block, and takes less than reading a boundary that can be any.
  init?(endOf begin: PEMBoundary, _ bytes: Span<UInt8>, at position: Int) {
    guard bytes.starts(with: "-----END ", at: position), bytes.count - position - 9 >= begin.label.count else {
      return nil
    }
    let label = position + 9..<position + 9 + begin.label.count
    guard bytes.hasDashes(at: label.upperBound), bytes.equals(label, begin.label) else { return nil }
    self.isBegin = false
    self.start = position
    self.label = label
    self.end = label.upperBound + 5
  }
}

extension Span<UInt8> {
  /// Whether the five dashes that a boundary begins and ends with are at `position`.
  fileprivate func hasDashes(at position: Int) -> Bool {
    starts(with: "-----", at: position)
  }
}
