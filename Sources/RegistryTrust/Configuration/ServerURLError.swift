/// A refusal of a server's URL, in the words of Go's `net/url`, which the programs that read these files use.
package enum ServerURLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A control character anywhere.
  case controlCharacter
  /// A colon at the start.
  case missingScheme
  /// A colon before the first slash of what has no scheme.
  case colonInFirstSegment
  /// A character before `@` that a user name cannot have.
  case invalidUserInformation
  /// A bracket within the host, or brackets around what is no address of version 6.
  case invalidLiteral
  /// A bracket that nothing closes.
  case missingBracket
  /// What stands behind a host's last colon, or behind its bracket, is no port.
  case invalidPort(String)
  /// Brackets around what is no address.
  case invalidAddress(String)
  /// A percent sign without two digits, or with two that stand for what the place does not take.
  case invalidEscape(String)
  /// A character that a host cannot have.
  case invalidHostCharacter(String)

  /// The words of Go's `net/url`, version 1.27; what it says about an address in brackets is shortened.
  package var description: String {
    switch self {
    case .controlCharacter: "net/url: invalid control character in URL"
    case .missingScheme: "missing protocol scheme"
    case .colonInFirstSegment: "first path segment in URL cannot contain colon"
    case .invalidUserInformation: "net/url: invalid userinfo"
    case .invalidLiteral: "invalid IP-literal"
    case .missingBracket: "missing ']' in host"
    case .invalidPort(let text): "invalid port \(GoText.quoted(text)) after host"
    case .invalidAddress(let text): "invalid host: ParseAddr(\(GoText.quoted(text))): unable to parse IP"
    case .invalidEscape(let text): "invalid URL escape \(GoText.quoted(text))"
    case .invalidHostCharacter(let text): "invalid character \(GoText.quoted(text)) in host name"
    }
  }
}
