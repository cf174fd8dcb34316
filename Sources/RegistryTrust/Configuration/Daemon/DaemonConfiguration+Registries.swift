package import CertificateEncoding

extension DaemonConfiguration {
  /// Whether the daemon takes a registry for an insecure one, and why (`isSecureIndex`, `isCIDRMatch`).
  ///
  /// - Parameters:
  ///   - registry: Host and port as in the names of images.
  ///   - addresses: The addresses that the host's name has; of no use if the host is an address. With none, a name is
  ///     taken for one that does not resolve, and is secure unless it is listed.
  /// - Returns: The entry that decides, or the built-in range of loopback addresses; `nil` if the registry is secure.
  package func insecurity(of registry: String, addresses: [IPAddress] = []) -> Insecurity? {
    // Docker Hub is set after the entries, so that none covers it.
    guard registry != "docker.io" else { return nil }
    for entry in insecureRegistries {
      if case .host(let host) = entry.scope, ExactText(host) == ExactText(registry) { return .entry(entry) }
    }
    let host = HostAndPort(registry)?.host ?? registry
    var addresses = addresses
    // `[::1]` without a port is no address for Go, and has no brackets taken off.
    if !host.hasPrefix("["), let address = IPAddress(host) { addresses = [address] }
    for address in addresses {
      for entry in insecureRegistries {
        if case .network(let network) = entry.scope, network.contains(address) { return .entry(entry) }
      }
      if NetworkRange.loopback.contains(where: { $0.contains(address) }) { return .loopback(address) }
    }
    return nil
  }

  /// Why a registry is insecure.
  package enum Insecurity: Sendable, Hashable {
    /// An entry of `insecure-registries` says so.
    case entry(InsecureRegistry)
    /// It has an address of the same machine.
    case loopback(IPAddress)
  }

  /// What an entry of `insecure-registries` stands for, and the scheme that is taken off it (`loadInsecureRegistries`).
  package static func scope(
    _ text: String
  ) throws(RegistryEntryError) -> (scope: InsecureRegistry.Scope, scheme: String?) {
    guard !text.hasPrefix("-"), !text.hasSuffix("-") else { throw .hyphen }
    var entry = Substring(text)
    var scheme: String?
    if let colon = text.utf8.indices.first(where: { text.utf8[$0...].starts(with: "://".utf8) }) {
      scheme = String(text[..<colon])
      guard let scheme, ["http", "https"].contains(scheme.lowercased()) else { throw .scheme }
      entry = text[text.utf8.index(colon, offsetBy: 3)...]
    }
    if let network = NetworkRange(String(entry)) { return (.network(network), scheme) }
    try checkHostAndPort(String(entry))
    return (.host(String(entry)), scheme)
  }

  /// `validateHostPort`.
  private static func checkHostAndPort(_ text: String) throws(RegistryEntryError) {
    let parts = HostAndPort(text)
    let host = parts?.host ?? text
    let isAddress = !host.hasPrefix("[") && IPAddress(host) != nil
    guard isDomain(text) || isAddress else { throw .host(host) }
    guard let port = parts?.port, !port.isEmpty else { return }
    // strconv.Atoi reads a sign, and digits as far as 64 bits hold them.
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-".utf8.contains($0) }), let number = Int64(port)
    else {
      let digits = port.utf8.drop { "+-".utf8.contains($0) }
      throw .portNumber(port, isTooLarge: !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) })
    }
    guard (0...65535).contains(number) else { throw .port(port) }
  }

  /// Whether a text is a registry's name as the reference of an image has it (distribution/reference, `DomainRegexp`).
  package static func isDomain(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    if rest.first == UInt8(ascii: "[") {
      let address = rest.dropFirst().prefix { $0.isHexadecimalDigit || $0 == UInt8(ascii: ":") }
      guard !address.isEmpty, address.endIndex < rest.endIndex, rest[address.endIndex] == UInt8(ascii: "]") else {
        return false
      }
      rest = rest[(address.endIndex + 1)...]
    } else {
      let domain = rest.prefix { $0 != UInt8(ascii: ":") }
      let isDomain = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
        label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-") && !label.isEmpty
          && label.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
      }
      guard isDomain else { return false }
      rest = rest[domain.endIndex...]
    }
    guard rest.first == UInt8(ascii: ":") else { return rest.isEmpty }
    return rest.count > 1 && rest.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A mirror's URL, checked (`ValidateMirror`).
  package static func mirror(_ text: String) throws(MirrorError) -> ServerURL {
    guard let colon = text.utf8.indices.first(where: { text.utf8[$0...].starts(with: "://".utf8) }),
      colon > text.startIndex
    else { throw .noScheme }
    let url: ServerURL
    do throws(ServerURLError) {
      url = try ServerURL(text)
    } catch {
      throw .invalid(error)
    }
    guard url.scheme == "http" || url.scheme == "https" else { throw .scheme(url.scheme) }
    guard url.query.isEmpty, url.fragment.isEmpty else { throw .queryOrFragment }
    guard url.userInformation == nil else { throw .user }
    return url
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  fileprivate var isHexadecimalDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
