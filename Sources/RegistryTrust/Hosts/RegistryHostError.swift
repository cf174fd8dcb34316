/// A refusal to take a text as a registry's host.
public struct RegistryHostError: Error, Sendable, Hashable {
  /// What is wrong with the text.
  public enum Reason: Sendable, Hashable {
    /// There is nothing, or nothing before the port.
    case empty
    /// More characters than any host has.
    case tooLong
    /// It starts with a scheme such as `https://`.
    case scheme
    /// It goes on with a path.
    case path
    /// A label of no characters: two dots in a row, or one at the start.
    case emptyLabel
    /// A dot at the end, which no reference to an image may have.
    case trailingDot
    /// A label that starts or ends with a hyphen.
    case hyphenAtLabelEdge
    /// A character that no host may have.
    case invalidCharacter(Unicode.Scalar)
    /// A version 6 address that is not in brackets.
    case addressWithoutBrackets
    /// Brackets that hold something else than hexadecimal digits and colons, such as a zone, or that don't end.
    case invalidAddress
    /// A colon with no port behind it.
    case emptyPort
    /// A port that is no number from 0 to 65535.
    case invalidPort
  }

  /// What is wrong.
  public let reason: Reason
  /// The text as it was given.
  public let text: String
  /// The number of the byte at which it is wrong, from 0.
  public let offset: Int

  /// What Docker says to such a host: `invalid host "…"`, or `invalid port "…"`.
  public var clientWording: String {
    let port = text.split(separator: ":", omittingEmptySubsequences: false).last.map { String($0) } ?? ""
    return reason == .invalidPort ? "invalid port \(GoText.quoted(port))" : "invalid host \(GoText.quoted(text))"
  }
}

extension RegistryHostError: CustomStringConvertible {
  /// What is wrong, in a sentence without its end.
  public var description: String {
    let quoted = GoText.quoted(text)
    return switch reason {
    case .empty: "the host is empty"
    case .tooLong: "the host is longer than any host"
    case .scheme: "\(quoted) starts with a scheme; give the host alone, with :PORT where references carry one"
    case .path: "\(quoted) goes on with a path; give the host alone"
    case .emptyLabel: "\(quoted) has an empty label"
    case .trailingDot: "\(quoted) ends in a dot, which no reference to an image may"
    case .hyphenAtLabelEdge: "\(quoted) has a label that starts or ends with a hyphen"
    case .invalidCharacter(let character):
      "\(quoted) has \(GoText.quoted(String(character))), which no host in a reference to an image may have"
    case .addressWithoutBrackets: "\(quoted) is an address of version 6 without the brackets around it"
    case .invalidAddress: "\(quoted) has something else than an address in its brackets"
    case .emptyPort: "\(quoted) has a colon and no port"
    case .invalidPort: "\(quoted) has a port that is no number from 0 to 65535"
    }
  }
}
