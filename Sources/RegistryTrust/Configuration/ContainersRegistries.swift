/// What `registries.conf` (version 2) says to podman, skopeo, buildah and CRI-O: its tables `[[registry]]`.
///
/// The certificates are named nowhere in it; what counts here is which registries are insecure, and which other ones
/// are asked in their place. See containers-registries.conf(5).
package struct ContainersRegistries: Sendable {
  /// A place that images come from.
  package struct Endpoint: Sendable, Hashable {
    /// Host, port and perhaps a part of the path; empty if the file does not say.
    package let location: String
    /// Whether TLS is not verified, or not used.
    package let isInsecure: Bool
    /// Where the table stands.
    package let position: TextPosition
    /// Where the file says whether TLS is verified; `nil` if it doesn't.
    package let insecurePosition: TextPosition?
  }

  /// A registry, or a part of one.
  package struct Registry: Sendable, Hashable {
    /// What the names of images start with, for which the settings count; the location if the file does not say.
    package let prefix: String
    /// Where the images of the prefix are; the prefix if the file does not say.
    package let endpoint: Endpoint
    /// Other places, which are asked first.
    package let mirrors: [Endpoint]
    /// Whether nothing may be pulled.
    package let isBlocked: Bool
  }

  /// The registries, in the order of the file.
  package let registries: [Registry]

  /// Reads a file.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``ConfigurationError`` for the first thing that is not TOML or of the wrong type.
  package init(_ bytes: [UInt8]) throws(ConfigurationError) {
    let root = SettingTable(try ConfigurationError.document(bytes).root)
    registries = try ConfigurationError.settings { () throws(SettingError) in
      var registries: [Registry] = []
      for (table, position) in try root.tables("registry") ?? [] {
        registries.append(try Self.registry(SettingTable(table), position))
      }
      return registries
    }
  }

  private static func registry(_ settings: SettingTable, _ position: TextPosition) throws(SettingError) -> Registry {
    let location = try settings.string("location") ?? ""
    let prefix = try settings.string("prefix") ?? ""
    var mirrors: [Endpoint] = []
    for (table, position) in try settings.tables("mirror") ?? [] {
      let mirror = SettingTable(table)
      mirrors.append(
        Endpoint(
          location: try mirror.string("location") ?? "", isInsecure: try mirror.boolean("insecure") ?? false,
          position: position, insecurePosition: mirror.entry("insecure")?.position))
    }
    return Registry(
      prefix: prefix.isEmpty ? location : prefix,
      endpoint: Endpoint(
        location: location.isEmpty ? prefix : location, isInsecure: try settings.boolean("insecure") ?? false,
        position: position, insecurePosition: settings.entry("insecure")?.position),
      mirrors: mirrors, isBlocked: try settings.boolean("blocked") ?? false)
  }
}

extension ContainersRegistries {
  /// The registry whose settings count for one of that name: the one with the longest prefix.
  ///
  /// - Parameter name: Host and port, and perhaps the path of an image.
  package func registry(for name: String) -> Registry? {
    registries.filter { Self.matches(name, prefix: $0.prefix) }
      .max { $0.prefix.utf8.count < $1.prefix.utf8.count }
  }

  /// `refMatchingPrefix`, and `*.example.com` for a host below a domain.
  private static func matches(_ name: String, prefix: String) -> Bool {
    if prefix.hasPrefix("*.") {
      let host = name.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") }
      let domain = prefix.utf8.dropFirst()
      return host.count > domain.count && host.suffix(domain.count).elementsEqual(domain)
    }
    guard !prefix.isEmpty, name.utf8.starts(with: prefix.utf8) else { return false }
    let rest = name.utf8.dropFirst(prefix.utf8.count)
    return rest.isEmpty || ":/@".utf8.contains(rest[rest.startIndex])
  }
}
