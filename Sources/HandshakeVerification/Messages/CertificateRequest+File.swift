import CertificateEncoding

extension CertificateRequest {
  /// Reads a request that somebody has put into a file: the message, or its body alone.
  ///
  /// - Parameters:
  ///   - bytes: the file, which is all of one message.
  ///   - version: the version of TLS; `nil` takes the one whose form fits.
  /// - Throws: ``HandshakeMessageError`` with the offset in the file; if no form fits, of the one that was likelier.
  package init(file bytes: [UInt8], version: ProtocolVersion?) throws(HandshakeMessageError) {
    var body = 0..<bytes.count
    // No body starts with the kind 13 and its own length.
    if let message = HandshakeMessage(bytes.span, startingAt: body), message.type == .certificateRequest,
      message.range == body
    {
      body = message.body
    }
    // The two forms don't resemble each other: that of TLS 1.3 starts with a context, which is empty in a handshake.
    let isLikely13 = body.isEmpty || bytes[body.lowerBound] == 0
    let versions = version.map { [$0] } ?? (isLikely13 ? [.tls13, .tls12] : [.tls12, .tls13])
    var failure = HandshakeMessageError(.length, at: body.lowerBound).within(.certificateRequest)
    for version in versions.reversed() {
      do throws(HandshakeMessageError) {
        self = try CertificateRequest(bytes.span, body, version: version)
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }
}
