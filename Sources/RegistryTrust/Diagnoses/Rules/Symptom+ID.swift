extension Symptom {
  /// The diagnosis that it leads to.
  var id: DiagnosisID {
    switch self {
    case .nearMiss: .directoryNotSelected
    case .elsewhere: .wrongBase
    case .dockerHub: .dockerHubDirectory
    case .loopback: .loopbackInsecure
    case .listed, .listedOtherwise, .configuredInsecure, .brokenConfiguration: .insecureListed
    case .yieldsNothing: .fileYieldsNothing
    case .partlyRead: .filePartlyRead
    case .anchors: .anchorQuality
    case .authorityAsClient: .authorityNamedAsClient
    case .withoutKey, .mismatch, .reversed, .exchanged, .swapped: .keyMismatch
    case .loneKey: .loneKey
    case .encrypted: .keyEncrypted
    case .unsupported: .keyUnsupported
    case .serverCertificate: .serverKeyOnClient
    case .firstOfSeveral: .firstIdentityWins
    case .identityTime, .chainTime: .time
    case .ignoredEnding: .ignoredExtension
    case .unreadable: .permissions
    case .exposed: .secretsExposed
    case .keyInside, .directoryWithEnding, .divergence, .builder: .storeDivergence
    case .shadowed, .invalidHostsFile, .hostsNotes: .hostsFileShadows
    case .missingIssuer(_, _, .intermediate, _): .missingIntermediate
    case .missingIssuer(_, _, .root, _), .missingIssuer(_, _, .unclear, _): .wrongAuthority
    case .missingIssuer(_, _, .rotated, _): .rotatedAuthority
    case .missingIssuer(_, _, .interceptor, _), .trustedInterception: .interception
    case .namedFile(_, let fault): fault.id
    case .names(_, _, .commonNameOnly): .commonNameOnly
    case .names(_, _, .address): .addressNotNamed
    case .names(_, _, .other): .nameMismatch
    }
  }
}

extension DiagnosisID {
  /// What it would take to make or exclude the diagnosis; `nil` if everything is at hand.
  func need(hasChain: Bool) -> String? {
    let handshake = "a live handshake with the registry"
    switch self {
    case .missingIntermediate, .wrongAuthority, .rotatedAuthority, .interception, .commonNameOnly, .addressNotNamed,
      .nameMismatch, .time:
      return hasChain ? nil : "the certificates that the server sends (--chain FILE)"
    case .noIdentityFits: return "the server's CertificateRequest, from \(handshake)"
    case .alertDirection: return "the alert or the error message of \(handshake)"
    case .postHandshake: return "\(handshake) and a request after it"
    case .otherHost: return "the registry's answer, which names its token server and its redirects"
    case .notTLS: return "\(handshake)"
    case .restartNeeded: return "the time at which the daemon started"
    default: return nil
    }
  }
}
