import Platform

@testable import HandshakeCapture

/// Gives bytes in pieces of a size.
func pieces(of bytes: [UInt8], size: Int = 1000) -> CaptureSource {
  var rest = bytes[...]
  return { count throws(FileError) in
    defer { rest = rest.dropFirst(min(count, size)) }
    return Array(rest.prefix(min(count, size)))
  }
}

/// What a recording holds: frames with their bytes, key logs, and the error that ends it.
struct ReadRecording {
  var frames: [(frame: CaptureFrame, bytes: [UInt8])] = []
  var keyLogs: [[UInt8]] = []
  var unreadable: [CaptureError] = []
  var error: CaptureError?

  /// Reads all of a recording.
  init(_ bytes: [UInt8], size: Int = 1000) {
    do throws(CaptureError) {
      var reader = try CaptureReader(pieces(of: bytes, size: size))
      while let item = try reader.next() {
        switch item {
        case .frame(let frame): frames.append((frame, Array(reader.bytes[frame.range])))
        case .keyLog(let range): keyLogs.append(Array(reader.bytes[range]))
        case .unreadable(let part, let offset): unreadable.append(CaptureError(.malformed(part), offset: offset))
        }
      }
    } catch {
      self.error = error
    }
  }
}
