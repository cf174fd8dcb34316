import HandshakeVerification

/// Whether a second hello goes on from the first: after a HelloRetryRequest, and within a connection.
extension ParameterCheck {
  /// The extensions that a client may change after a HelloRetryRequest (RFC 8446 §4.1.2, RFC 9849 §6.1.5).
  private static let changeable: Set<ExtensionType> = [
    .keyShare, .earlyData, .cookie, .preSharedKey, .padding, .encryptedClientHello,
  ]

  /// RFC 8446 §4.1.2 to §4.1.4, §4.2.2 and §4.2.8.
  mutating func checkRetry() {
    guard let retry = facts.retryRequest, let first = facts.firstHello, let second = facts.clientHello else { return }
    let (request, before) = (retry.message, first.message)
    // RFC 8446 §4.1.3: both name the version.
    if request.version != answer.version { object("the server changed the version after its HelloRetryRequest") }
    if !before.cipherSuites.contains(request.cipherSuite) {
      object("the server asked again for the suite \(request.cipherSuite), which the client did not offer")
    }
    // §4.1.4: nothing but a cookie that the client did not send itself; and the next hello has to be another.
    for type in request.extensions.list.map({ $0.type }) where type != .cookie && !before.extensions.contains(type) {
      object("the server asked again with the extension \(type), which the client did not send")
    }
    let cookie = request.extensions[.cookie].map { Array(retry.bytes[$0]) }
    if request.keyShareGroup == nil, cookie == nil { object("the server asked again for the very same hello") }
    checkRetryGroup(request, before)
    if first.bytes[before.random] != second.bytes[hello.random] || before.cipherSuites != hello.cipherSuites
      || first.bytes[before.sessionID] != second.bytes[hello.sessionID] || before.legacyVersion != hello.legacyVersion
    {
      object("the client changed more in its second hello than it may")
    }
    let changed = Self.unchangeable(first) != Self.unchangeable(second)
    if changed { object("the client changed extensions in its second hello that have to stay") }
    // §4.2.2: as the server sent it.
    if hello.extensions[.cookie].map({ Array(second.bytes[$0]) }) != cookie {
      object("the client did not repeat the server's cookie as it was")
    }
    if hello.hasEarlyData { object("the client sent early data after a HelloRetryRequest") }
    if hello.preSharedKeys != nil, before.preSharedKeys == nil {
      object("the client named keys from before in its second hello only")
    }
  }

  private mutating func checkRetryGroup(_ request: ServerHello, _ before: ClientHello) {
    guard let group = request.keyShareGroup else {
      if hello.keyShareGroups != before.keyShareGroups {
        object("the client changed its key shares without being asked")
      }
      return
    }
    if before.groups?.contains(group) != true {
      object("the server asked again for the group \(group), which the client did not offer")
    }
    if before.keyShareGroups?.contains(group) == true {
      object("the server asked again for the group \(group), for which it had a key share")
    }
    if answer.keyShareGroup != nil, answer.keyShareGroup != group {
      object("the server asked again for the group \(group), and then chose another")
    }
    // §4.1.2: a list with a single share, of that group.
    if hello.keyShareGroups != [group] {
      object("the client was asked again for the group \(group), and did not send a share of it alone")
    }
  }

  /// What has to stay, whatever the order in which it stands.
  private static func unchangeable(_ read: HandshakeFacts.Read<ClientHello>) -> [ExtensionType: [UInt8]] {
    var extensions: [ExtensionType: [UInt8]] = [:]
    for other in read.message.extensions.list where !changeable.contains(other.type) {
      extensions[other.type] = Array(read.bytes[other.data])
    }
    return extensions
  }

  /// Whether a handshake names the one before it in its connection, or none, so that nobody has put his own before it
  /// (RFC 5746 §3.4 to §3.7).
  mutating func checkRenegotiation() {
    guard answer.version < .tls13, let client = facts.clientHello, let server = facts.serverHello else { return }
    let found: [(PeerRole, [UInt8]?)] = [
      (.client, hello.renegotiatedConnection.map { Array(client.bytes[$0]) }),
      (.server, answer.renegotiatedConnection.map { Array(server.bytes[$0]) }),
    ]
    for (side, code) in found {
      guard let previous = facts.previous else {
        if code?.isEmpty == false {
          object("the \(side) goes on from a handshake before this one, which the other knows nothing of (RFC 5746)")
        }
        continue
      }
      let wanted = side == .client ? previous.client : previous.client + previous.server
      if let code, code != wanted {
        object("the \(side) ties the handshake to another one than that before it in the connection (RFC 5746)")
      } else if code == nil {
        object("the \(side) does not tie the handshake to the one before it in the connection (RFC 5746)")
      }
    }
  }
}
