import CertificateEncoding
import CertificateVerification
import Platform

/// What a command is given by its surroundings, and where it writes.
///
/// Results are gathered and written in large pieces; complaints are written at once, after the results before them.
final class Console {
  /// How much is gathered before it is written.
  private static let bufferSize = 65_536

  /// The moment that counts as now.
  let now: Timestamp
  /// Whether results may have colors.
  let usesColors: Bool
  /// Whether somebody watches standard error, and sees a line that is written over again.
  let showsProgress: Bool
  private let writer: (StandardStream, String) -> Bool
  private let reader: (_ limit: Int) throws(FileError) -> [UInt8]
  private let pieces: ((_ count: Int) throws(FileError) -> [UInt8])?
  private let stream: (() throws(FileError) -> StreamedInput)?
  private var pending = ""
  /// Whether everything so far was written.
  private(set) var isIntact = true

  /// Creates a console of other ends than the process has.
  init(
    now: Timestamp, usesColors: Bool = false, showsProgress: Bool = false,
    reader: @escaping (_ limit: Int) throws(FileError) -> [UInt8],
    pieces: ((_ count: Int) throws(FileError) -> [UInt8])? = nil,
    stream: (() throws(FileError) -> StreamedInput)? = nil, writer: @escaping (StandardStream, String) -> Bool
  ) {
    self.now = now
    self.usesColors = usesColors
    self.showsProgress = showsProgress
    self.reader = reader
    self.pieces = pieces
    self.stream = stream
    self.writer = writer
  }

  /// Creates the console of this process.
  convenience init() {
    // https://no-color.org: any value but the empty one turns colors off.
    let usesColors =
      StandardStream.output.isTerminal && Environment.value(of: "NO_COLOR") == nil
      && Environment.value(of: "TERM") != "dumb"
    let input = FileStream()
    self.init(
      now: .now, usesColors: usesColors,
      // Results on the same terminal are progress enough.
      showsProgress: StandardStream.error.isTerminal && !StandardStream.output.isTerminal
        && Environment.value(of: "TERM") != "dumb",
      reader: { limit throws(FileError) in try FileSystem.readStandardInput(limit: limit) },
      pieces: { count throws(FileError) in try input.next(count) },
      stream: { () throws(FileError) in try StreamedInput() },
      writer: { stream, text in stream.write(text) })
  }

  /// Writes a result and ends the line.
  func print(_ text: String) {
    pending += text
    pending += "\n"
    if pending.utf8.count >= Self.bufferSize { flush() }
  }

  /// Writes results that are whole lines.
  func write(_ lines: String) {
    pending += lines
    if pending.utf8.count >= Self.bufferSize { flush() }
  }

  /// Writes to standard error as it is, such as a line of progress.
  func tell(_ text: String) { _ = writer(.error, text) }

  /// Writes a complaint, in which everything from strangers has been escaped, and ends the line.
  func complain(_ text: String) {
    flush()
    _ = writer(.error, "rootward: \(text)\n")
  }

  /// Writes what has been gathered.
  func flush() {
    guard !pending.isEmpty else { return }
    // After a failure the rest would stand in the wrong place.
    if isIntact { isIntact = writer(.output, pending) }
    pending = ""
  }

  /// Reads standard input to its end.
  func readStandardInput(limit: Int) throws(FileError) -> [UInt8] { try reader(limit) }

  /// Reads the next bytes of standard input, at most `count` of them and maybe fewer; none at the end.
  func nextOfStandardInput(_ count: Int) throws(FileError) -> [UInt8] {
    guard let pieces else { return [] }
    return try pieces(count)
  }

  /// Opens standard input to be read piece by piece and waited for; `nil` where there is none.
  func openStandardInput() throws(FileError) -> StreamedInput? { try stream?() }
}
