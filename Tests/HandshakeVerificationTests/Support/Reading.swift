import CertificateEncoding
import Testing

@testable import HandshakeVerification

/// The error of reading, as `reason`, or `nil` if it was read.
func refusal<Value>(_ read: () throws(HandshakeMessageError) -> Value) -> HandshakeMessageError? {
  do {
    _ = try read()
    return nil
  } catch {
    return error
  }
}

/// Reads every beginning of a message, none of which may be taken for a whole one but those of `wholeCounts` bytes, and the
/// message with each byte changed, which may be anything but the end of the process.
func readDamaged<Value>(
  _ message: [UInt8], wholeCounts: Set<Int> = [],
  _ read: (Span<UInt8>, Range<Int>) throws(HandshakeMessageError) -> Value, location: SourceLocation = #_sourceLocation
) {
  for count in 0..<message.count where !wholeCounts.contains(count) {
    let prefix = Array(message[..<count])
    let error = refusal { () throws(HandshakeMessageError) in try read(prefix.span, 0..<count) }
    #expect(error != nil, "\(count) bytes are no whole message", sourceLocation: location)
    if let error {
      #expect(error.alert != .internalError && error.offset <= count && error.message != nil, sourceLocation: location)
    }
  }
  for index in message.indices {
    for change: UInt8 in [0xFF, 0x80, 0x01] {
      var changed = message
      changed[index] ^= change
      _ = refusal { () throws(HandshakeMessageError) in try read(changed.span, 0..<changed.count) }
    }
  }
  let longer = message + [0]
  let error = refusal { () throws(HandshakeMessageError) in try read(longer.span, 0..<longer.count) }
  #expect(error != nil, "a byte follows", sourceLocation: location)
  // A buffer that ends before the range does.
  _ = refusal { () throws(HandshakeMessageError) in try read(message.span, 0..<message.count + 5) }
}
