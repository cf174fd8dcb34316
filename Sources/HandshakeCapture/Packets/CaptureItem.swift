/// One thing that a recording holds, in order; its range lies in the reader's bytes until the next one is read.
enum CaptureItem: Sendable, Hashable {
  /// A frame from an interface.
  case frame(CaptureFrame)
  /// A key log for TLS, from a block of decryption secrets.
  case keyLog(Range<Int>)
  /// A part that is malformed within its bounds, and is passed over; the offset is where it begins in the file.
  case unreadable(CaptureError.Part, offset: Int64)
}

/// A frame as an interface gave it.
struct CaptureFrame: Sendable, Hashable {
  /// What it begins with.
  let linkType: LinkType
  /// When it was recorded; `nil` if the file doesn't say.
  let time: CaptureTime?
  /// Where it lies in the reader's bytes.
  let range: Range<Int>
  /// Whether the recorder kept only the frame's beginning.
  let isShortened: Bool
}
