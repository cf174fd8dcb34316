import Certificates

extension Symptom {
  /// What symptoms share that become one diagnosis, whose words are those of the first; `nil` if each is one of its own.
  var kind: String? {
    switch self {
    case .yieldsNothing(let file, let shape): "\(file.ending == .roots) \(shape.kind)"
    case .partlyRead: "partly read"
    case .anchors(_, let flaws): (flaws.first { $0.isGrave } ?? flaws.first)?.kind
    case .authorityAsClient: "authority"
    case .withoutKey(_, _, let source), .mismatch(_, _, _, let source): "\(id) \(source.kind)"
    case .keyInside: "key inside"
    case .loneKey(_, let partner): partner.kind
    case .encrypted: "encrypted"
    case .unsupported(_, _, let reason): reason.kind
    case .serverCertificate(_, _, _, let evidence, let isRead): "\(evidence) \(isRead)"
    case .identityTime(_, _, let fault): fault.kind
    case .ignoredEnding(_, let content): content.kind
    case .unreadable(let error, let stops, let goesOn): "\(error.reason) \(stops) \(goesOn)"
    case .exposed(_, let mode): "\(mode)"
    default: nil
    }
  }
}

extension FileShape {
  /// The shape without its lines.
  fileprivate var kind: String {
    switch self {
    case .indented: "indented"
    case .glued: "glued"
    case .singleLine: "single line"
    case .truncated: "truncated"
    case .damaged: "damaged"
    case .blocks(let labels): "blocks " + Set(labels).sorted().prefix(5).joined(separator: ",")
    default: "\(self)"
    }
  }
}

extension AnchorFlaw {
  fileprivate var kind: String {
    switch self {
    case .time(_, let fault): fault.kind
    case .notAuthority: "no authority"
    case .weakSignature: "weak"
    case .privateKey: "key"
    case .duplicates: "duplicates"
    case .broad: "broad"
    }
  }
}

extension TimeFault {
  fileprivate var kind: String {
    switch self {
    case .expired: "expired"
    case .notYetValid: "not yet valid"
    }
  }
}

extension KeySource {
  fileprivate var kind: String {
    switch self {
    case .nowhere: "nowhere"
    case .file: "file"
    case .shared: "shared"
    case .copy: "copy"
    }
  }
}

extension KeyPartner {
  fileprivate var kind: String {
    switch self {
    case .none: "none"
    case .duplicate: "duplicate"
    case .unread: "unread"
    case .roots: "roots"
    case .server: "server"
    case .other: "other"
    }
  }
}

extension UnsupportedKey {
  fileprivate var kind: String {
    switch self {
    case .shape(let shape): shape.kind
    case .refused(let wording, let error): error.map { "\($0.reason)" } ?? wording
    case .unusable(let error): "unusable \(error.reason)"
    case .certificateKey(let key): "certificate \(key)"
    }
  }
}

extension IgnoredContent {
  fileprivate var kind: String {
    switch self {
    case .authorities(let holdsKey): "authorities \(holdsKey)"
    case .certificate(let key, let isTrusted): "certificate \(key != nil) \(isTrusted)"
    case .key(let certificate): "key \(certificate != nil)"
    case .keyOfRoot: "keyOfRoot"
    case .copy: "copy"
    case .pair: "pair"
    case .der: "der"
    case .pkcs7: "pkcs7"
    case .pkcs12(let isUsed): "pkcs12 \(isUsed)"
    }
  }
}
