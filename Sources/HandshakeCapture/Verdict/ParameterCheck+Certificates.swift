import Certificates
import HandshakeVerification

/// Whether what comes with certificates, and how somebody signs, was asked for.
extension ParameterCheck {
  /// What the server shows, and how it signs (RFC 8446 §4.4.2, §4.4.3, RFC 8879 §3, §4, RFC 5246 §7.4.3).
  mutating func checkServerCertificate() {
    for entry in facts.serverCertificate?.message.entries ?? [] {
      for type in entry.extensions.list.map({ $0.type }) where !hello.extensions.contains(type) {
        object("the server's certificate comes with the extension \(type), which the client did not send")
      }
    }
    // RFC 8446 §4.4.2: only an answer to a request has a context.
    if facts.serverCertificate?.message.context.isEmpty == false {
      object("the server's Certificate has a context, as if it were the answer to a request")
    }
    if facts.certificateStatus != nil, !hello.asksForStatus {
      object("the server stapled an answer that the client did not ask for")
    }
    if let algorithm = facts.serverCompression, !hello.certificateCompression.contains(algorithm) {
      object("the server compressed its certificates in a way that the client did not offer")
    }
    if let scheme = facts.serverProof?.scheme, !hello.offeredSchemes(answer.version).contains(scheme) {
      object("the server signed with \(scheme), which the client did not offer")
    }
  }

  /// What the client shows when it is asked, and how it signs (RFC 8446 §4.4.2, §4.4.3, RFC 8879 §4, RFC 5246 §7.4.8).
  ///
  /// - Parameter facts: the handshake as this time has it.
  mutating func checkClient(_ facts: HandshakeFacts) {
    guard let request = facts.certificateRequest else { return }
    for entry in facts.clientCertificate?.message.entries ?? [] {
      for type in entry.extensions.list.map({ $0.type }) where !request.extensionTypes.contains(type) {
        object("the client's certificate comes with the extension \(type), which the server did not send")
      }
    }
    if let read = facts.clientCertificate, Array(read.bytes[read.message.context]) != request.context {
      object("the client's Certificate has another context than the request that it answers")
    }
    if let algorithm = facts.clientCompression, !request.certificateCompression.contains(algorithm) {
      object("the client compressed its certificates in a way that the server did not offer")
    }
    if let scheme = facts.clientProof?.scheme, !request.schemes.contains(scheme) {
      object("the client signed with \(scheme), which the server did not offer")
    }
    switch facts.clientShown?.leaf.flatMap({ request.objection(to: $0) }) {
    case .certificateType(let key)?: object("the client shows a key, \(key), of a kind that the server did not offer")
    case let reason?: object(reason.statement(.client))
    case nil: break
    }
  }

  /// RFC 8446 §4.3.2: a request has a context after the handshake only, and each another, so that no answer fits twice.
  mutating func checkRequests() {
    if facts.certificateRequest?.context.isEmpty == false {
      object("the server's request in the handshake has a context")
    }
    let contexts = facts.later.compactMap { $0.request?.context }
    if contexts.contains([]) { object("a request of the server's after the handshake has no context") }
    if Set(contexts).count < contexts.count { object("two requests of the server's have the same context") }
    guard !facts.later.isEmpty, facts.clientHello?.message.allowsPostHandshakeAuth == false else { return }
    object("the server asks after the handshake, which the client did not offer")
  }
}
