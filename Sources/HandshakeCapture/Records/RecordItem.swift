/// What comes next on one side of a TLS connection.
enum RecordItem: Sendable, Hashable {
  /// A whole handshake message with its header.
  case message([UInt8])
  /// ChangeCipherSpec (RFC 5246 §7.1).
  case changeCipherSpec
  /// An alert (RFC 8446 §6): its level and its description.
  case alert(level: UInt8, description: UInt8)
  /// Data of the application, or a heartbeat.
  case applicationData
  /// Nothing yet: the recording may go on.
  case nothing
  /// The sender closed the connection.
  case ended
  /// Bytes are missing from the recording.
  case missing
  /// Bytes were given up for want of memory.
  case forgotten
  /// A protected record for which no secret is known.
  case sealed
  /// A protected record that doesn't open with the secret that is known.
  case notAuthentic
  /// Bytes that are no record, or records that break the rules of RFC 8446 §5.1.
  case malformed(RecordFlaw)
}

/// What is wrong with records.
enum RecordFlaw: String, Sendable, Hashable {
  case header = "what follows is no TLS record"
  case interleaved = "another record stands within a handshake message that takes several"
  case keyChange = "a handshake message begins under one key and ends under the next"
  case changeCipherSpec = "a ChangeCipherSpec has other contents than the one it may have"
  case alert = "an alert has not the two bytes that it must have"
  case clearText = "a record isn't protected, although it has to be"
  case innerType = "a protected record has no content type"
  case emptyMessage = "a record with handshake messages is empty"
  case tooLarge = "a handshake message is larger than any that is read"
}
