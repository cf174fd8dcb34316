/// The reader behind ``PEMDocument``: one walk over the text, forward only.
///
/// Between blocks, a boundary counts only at the start of a line, or right behind the END of the block before: dashes
/// in explanatory text mean nothing. Within a block it counts anywhere, so that a block on one long line ends too.
///
/// Every byte is looked at a bounded number of times, whatever the text: labels are short, and names of headers too.
///
/// The text may come in pieces: what a piece does not hold the end of is left, to be read again with more behind it.
package struct PEMScanner {
  /// What is read next.
  private var cursor = PEMCursor()
  /// The block that was read last; `nil` if it could not be.
  package private(set) var block: PEMBlock?
  /// What could not be read.
  package private(set) var problems: [PEMProblem] = []

  /// What decodes whole lines.
  private let kernel: Base64.Kernel
  /// The BEGIN at the cursor, while its block has not been read.
  private var begin: PEMBoundary?
  /// How many blocks have been met.
  private var count = 0

  /// Creates a reader of a text from its start on.
  init(kernel: Base64.Kernel) { self.kernel = kernel }

  /// Creates a reader of a text from its start on.
  package init() { self.init(kernel: .current) }

  /// Where in the piece reading goes on.
  package var position: Int { cursor.position }

  /// Whether nothing was met so far that is a block or a part of one.
  package var isEmpty: Bool { count == 0 && begin == nil }

  /// Takes back what is known of a piece that was read up to ``position``: the next piece begins there.
  package mutating func startPiece() {
    cursor.lineStart -= cursor.position
    cursor.position = 0
    // It is found again where it is.
    begin = nil
  }

  /// Reads up to the first BEGIN; false if there is none.
  ///
  /// - Parameter isLast: whether nothing follows the bytes. Otherwise the cursor stays at the start of the last line.
  package mutating func findBegin(_ bytes: Span<UInt8>, isLast: Bool = true) -> Bool {
    var known = (cursor: cursor, count: count, problems: problems.count)
    while cursor.position < bytes.count {
      known = (cursor, count, problems.count)
      cursor.skipIndentation(bytes)
      guard let boundary = PEMBoundary(bytes, at: cursor.position) else {
        cursor.skipLine(bytes)
        continue
      }
      if boundary.isBegin {
        begin = boundary
        return true
      }
      // A certificate that is lost because its BEGIN line is damaged must not be lost silently.
      count += 1
      report(.missingBegin, line: cursor.line, label: PEMLabel(bytes, boundary.label))
      cursor.position = boundary.end
    }
    if !isLast {
      (cursor, count) = (known.cursor, known.count)
      problems.removeLast(problems.count - known.problems)
    }
    return false
  }

  /// Reads the next block, appends its contents to `output`, and leaves it in ``block``; false if there is none.
  ///
  /// - Parameter isLast: whether nothing follows the bytes. Otherwise a block that takes them to their end is left.
  package mutating func next(_ bytes: Span<UInt8>, isLast: Bool = true, into output: inout OutputSpan<UInt8>) -> Bool {
    if begin == nil { _ = findBegin(bytes, isLast: isLast) }
    guard let boundary = begin else { return false }
    let known = (cursor: cursor, count: count, problems: problems.count, written: output.count)
    begin = nil
    block = nil
    readBlock(boundary, bytes, into: &output)
    // What stands before a byte that is known does not depend on those that are not.
    guard !isLast, cursor.position >= bytes.count else { return true }
    (cursor, count) = (known.cursor, known.count)
    problems.removeLast(problems.count - known.problems)
    block = nil
    discard(from: known.written, of: &output)
    return false
  }

  /// Clears what stands behind the last block in `output`, which is to be called at the end.
  package func finish(_ output: inout OutputSpan<UInt8>) { clearBehindEnd(of: &output) }

  private mutating func readBlock(
    _ boundary: PEMBoundary, _ bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) {
    count += 1
    let label = PEMLabel(bytes, boundary.label)
    let line = cursor.line
    let indentation = cursor.indentation
    let start = output.count
    cursor.position = boundary.end

    var contents = Contents()
    if label.isPrivateKey {
      contents.isEncrypted = cursor.skipHeaders(bytes, indentation: indentation) ?? false
    } else {
      contents = decodeContents(of: boundary, bytes, indentation: indentation, into: &output)
    }
    let faultPlace = cursor

    let end = contents.end ?? cursor.findBoundary(bytes)
    if let end, !end.isBegin {
      cursor.position = end.end
      if let fault = contents.fault {
        report(reason(of: fault, bytes, at: faultPlace), line: faultPlace.line, label: label)
      } else if !bytes.equals(end.label, boundary.label) {
        report(.labelMismatch(end: PEMLabel(bytes, end.label)), line: cursor.line, label: label)
      } else if output.count == start, !label.isPrivateKey {
        report(.empty, line: line, label: label)
      } else {
        block = PEMBlock(
          label: label, index: count, line: line, contents: start..<output.count, text: boundary.end..<end.start,
          isEncrypted: contents.isEncrypted)
        return
      }
    } else {
      begin = end
      // A fault in the contents is then most likely the text behind a block that was cut off, unless it is a bad END.
      if contents.fault == .invalidCharacter, reason(of: .invalidCharacter, bytes, at: faultPlace) == .malformedBoundary
      {
        report(.malformedBoundary, line: faultPlace.line, label: label)
      } else {
        report(.missingEnd, line: line, label: label)
      }
    }
    discard(from: start, of: &output)
  }

  /// What there is to say of a block's contents, besides the bytes.
  private struct Contents {
    /// The first fault in them.
    var fault: Base64.Fault?
    /// The boundary behind them, if nothing else stood in the way.
    var end: PEMBoundary?
    var isEncrypted = false
  }

  /// Decodes from the cursor to the next boundary, or to the first fault.
  private mutating func decodeContents(
    of begin: PEMBoundary, _ bytes: Span<UInt8>, indentation: Int, into output: inout OutputSpan<UInt8>
  ) -> Contents {
    let start = output.count
    var contents = Contents()
    var mayHaveHeaders = true
    while true {
      var decoder = Base64Decoder(cursor, kernel: kernel)
      let stop = decoder.decode(bytes, into: &output)
      if stop == .character {
        let position = decoder.cursor.position
        contents.end =
          PEMBoundary(endOf: begin, bytes, at: position) ?? PEMBoundary(bytes, at: position)
      }
      // Up to its hyphen or colon a header may look like Base64: it is looked for only where decoding stops.
      if mayHaveHeaders, stop == .character, contents.end == nil {
        mayHaveHeaders = false
        if let isEncrypted = cursor.skipHeaders(bytes, indentation: indentation) {
          contents.isEncrypted = isEncrypted
          discard(from: start, of: &output)
          continue
        }
      }
      cursor = decoder.cursor
      switch stop {
      case .fault(let fault): contents.fault = fault
      case .character where contents.end == nil: contents.fault = .invalidCharacter
      case .character, .end: contents.fault = decoder.unfinished
      }
      return contents
    }
  }

  private func reason(of fault: Base64.Fault, _ bytes: Span<UInt8>, at place: PEMCursor) -> PEMProblem.Reason {
    switch fault {
    case .invalidCharacter:
      bytes.starts(with: "--", at: place.position)
        ? .malformedBoundary : .invalidCharacter(bytes[place.position], column: place.indentation + 1)
    case .wrongPadding: .wrongPadding
    case .dataAfterPadding: .dataAfterPadding
    case .nonZeroTrailingBits: .nonZeroTrailingBits
    }
  }

  private mutating func report(_ reason: PEMProblem.Reason, line: Int, label: PEMLabel) {
    problems.append(PEMProblem(reason: reason, line: line, label: label, index: count))
  }

  /// Takes back what a bad block has appended, and clears it: it may be a key that stands under a wrong label.
  private func discard(from start: Int, of output: inout OutputSpan<UInt8>) {
    clearBehindEnd(of: &output)
    let end = output.count
    guard start < end else { return }
    var written = output.mutableSpan
    for offset in start..<end { written[offset] = 0 }
    output.removeLast(end - start)
  }

  /// Clears what wide stores have left behind the bytes that count.
  ///
  /// A store ends at most 64 bytes behind what counts by the time its decoder stops: a kernel writes 56 or 64 bytes at
  /// what counts by then, and the plain loop four times 14 bytes at 0, 12, 24 and 36 bytes behind that. What counts only
  /// shrinks in ``discard(from:of:)``, once this has been called. So nothing was written beyond.
  private func clearBehindEnd(of output: inout OutputSpan<UInt8>) {
    let count = min(64, output.freeCapacity)
    output.append(repeating: 0, count: count)
    output.removeLast(count)
  }
}
