import CertificateEncoding
package import CertificateVerification

extension CaptureReport {
  /// The report for programs; the help of `rootward handshake` tells the members.
  package var json: JSONValue {
    .object([
      ("connections", .array(connections.map { $0.json })),
      ("verdict", .string(verdict.rawValue)),
      ("frames", .number(frameCount)),
      ("tcpConnections", .number(conversationCount)),
      ("complete", .bool(problem == nil)),
      ("notes", .array(notes.map(JSONValue.string))),
    ])
  }
}

extension ConnectionReport {
  /// The report for programs.
  package var json: JSONValue {
    .object([
      ("client", .string(client.description)),
      ("server", .string(server.description)),
      ("time", .optional(time?.description)),
      ("verifiedAt", .string(moment.description)),
      ("serverName", .optional(serverName)),
      ("version", .optional(version)),
      ("cipherSuite", .optional(cipherSuite)),
      ("group", .optional(group)),
      ("applicationProtocol", .optional(applicationProtocol)),
      ("serverScheme", .optional(serverScheme)),
      ("clientScheme", .optional(clientScheme)),
      ("serverSubject", .optional(serverSubject)),
      ("clientSubject", .optional(clientSubject)),
      (
        "steps",
        .object(
          Step.allCases.compactMap { step in
            steps[step].map { result in
              (
                step.rawValue,
                .object([("result", .string(result.outcome.rawValue)), ("reason", .string(result.reason))])
              )
            }
          })
      ),
      ("verdict", .string(verdict.rawValue)),
      ("notes", .array(notes.map(JSONValue.string))),
    ])
  }
}
