package import CertificateEncoding

extension CaptureAnalysis {
  /// Looks at what the two sides of one connection sent, without any packets.
  ///
  /// - Parameters:
  ///   - client: all bytes from the client; TLS may begin behind others.
  ///   - server: all bytes from the server.
  ///   - keyLog: the secrets that are known.
  ///   - examiner: whom to trust, and for which name and moment.
  ///   - moment: when that was; `nil` if nobody knows.
  /// - Returns: what is to be told; `nil` if the client sent no ClientHello.
  package static func examine(
    client: [UInt8], server: [UInt8], keyLog: KeyLog, examiner: Examiner, at moment: Timestamp?
  ) -> ConnectionReport? {
    // Addresses for documentation (RFC 5737); nobody is told of them.
    let bytes: [UInt8] = [192, 0, 2, 1]
    guard let address = IPAddress(bytes: bytes.span) else { return nil }
    let ends = (Endpoint(address: address, port: 1), Endpoint(address: address, port: 2))
    let time = moment.map { CaptureTime(seconds: $0.secondsSince1970, nanoseconds: 0) }
    let conversation = Conversation(0, ends.0, ends.1, time: time)
    let secrets = SecretSource(keyLog, mayGrow: false)
    for (data, source, destination) in [(client, ends.0, ends.1), (server, ends.1, ends.0)] {
      let segment = TCPSegment(
        source: source, destination: destination, sequence: 0, acknowledgment: 0, flags: [.ack, .fin],
        data: 0..<data.count)
      conversation.take(segment, data.span, isDoubtful: false, isShortened: false, secrets)
    }
    conversation.advance(secrets, isFinal: true)
    var texts = TextPool()
    guard let roles = conversation.roles, let facts = conversation.takeFacts() else { return nil }
    return ConnectionReport(
      ConversationTable.Finished(number: 0, client: roles.client, server: roles.server, time: time, facts: facts),
      examiner, &texts)
  }
}
