import CertificateEncoding
import Platform
import RegistryTrust

/// What the system's resolver says of the registry's name, which is asked once.
struct ResolvedName {
  /// The name.
  let name: String
  /// Its addresses; none if it has none, or the resolver couldn't tell.
  let addresses: [IPAddress]
  /// Why there are none, in the system's words.
  let failure: String?

  /// Asks for the addresses of a host's name; `nil` for a host that is an address.
  init?(_ host: RegistryHost) {
    guard host.address == nil, !host.name.hasPrefix("[") else { return nil }
    name = host.bareName
    do throws(NameResolution.Failure) {
      addresses = try NameResolution.addresses(of: name).compactMap { IPAddress(bytes: $0.span) }
      failure = nil
    } catch {
      addresses = []
      failure = error.text
    }
  }

  /// What was found, in a sentence's part.
  var text: String {
    if let failure { return "\(name) does not resolve: \(failure)" }
    return "\(name) is \(addresses.map { $0.description }.joined(separator: ", "))"
  }
}
