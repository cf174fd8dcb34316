import CertificateEncoding
package import CertificateVerification

extension CaptureReport {
  /// Gives the report for programs line by line, or a connection at a time, so that it need not be in memory as a whole;
  /// the help of `rootward handshake` tells the members.
  package func forEachPartOfJSON(_ body: (String) -> Void) {
    let rest = JSONValue.object([
      ("verdict", .string(verdict.rawValue)),
      ("frames", .number(frameCount)),
      ("tcpConnections", .number(conversationCount)),
      ("complete", .bool(isWhole)),
      ("notes", .array(notes.map(JSONValue.string))),
      ("remedies", .array(remedies.map(JSONValue.string))),
    ])
    body("{")
    body("  \"connections\": [" + (connections.isEmpty ? "]," : ""))
    for (index, connection) in connections.enumerated() {
      body("    " + connection.json.text(indentation: "    ") + (index < connections.count - 1 ? "," : ""))
    }
    if !connections.isEmpty { body("  ],") }
    // Behind the brace and the end of its line.
    body(String(rest.text.dropFirst(2)))
  }

  /// The report for programs.
  package var json: String {
    var parts: [String] = []
    forEachPartOfJSON { parts.append($0) }
    return parts.joined(separator: "\n")
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
