/// What `buildkitd.toml` says to BuildKit's daemon about registries: its tables `[registry."HOST"]`.
///
/// Settings of other things are not looked at. Paths are those of the daemon, relative ones below the directory that it
/// is started in.
package struct BuilderConfiguration: Sendable {
  /// The file of a client certificate, and that of its key.
  package struct KeyPair: Sendable, Hashable {
    /// The key; empty if the file does not say.
    package let key: String
    /// The certificate; empty if the file does not say.
    package let certificate: String
    /// Where the pair stands.
    package let position: TextPosition
  }

  /// The settings of a registry (`util/resolver/config`, `RegistryConfig`).
  package struct Registry: Sendable, Hashable {
    /// Host and port, compared letter by letter.
    package let host: String
    /// Where they stand.
    package let position: TextPosition
    /// Other registries that are asked first.
    package let mirrors: [String]
    /// Whether the registry is asked without TLS; `nil` if the file does not say.
    package let usesPlainHTTP: Bool?
    /// Whether the registry's certificate is not looked at; `nil` if the file does not say.
    package let isInsecure: Bool?
    /// Where the file says so.
    package let insecurePosition: TextPosition?
    /// Files of certificates to trust besides the system's.
    package let authorities: [ConfiguredPath]
    /// The client certificates, in the order of the file.
    package let keyPairs: [KeyPair]
    /// Directories with `*.crt`, `*.cert` and `*.key`.
    package let directories: [ConfiguredPath]
  }

  /// The registries, in the order of the file.
  package let registries: [Registry]

  /// Reads a file.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``ConfigurationError`` for the first thing that BuildKit refuses.
  package init(_ bytes: [UInt8]) throws(ConfigurationError) {
    let root = SettingTable(try ConfigurationError.document(bytes).root)
    registries = try ConfigurationError.settings { () throws(SettingError) in
      var registries: [Registry] = []
      for entry in try root.table("registry")?.entries ?? [] {
        guard let table = entry.value.table else { throw SettingTable.mismatch(entry, "a table") }
        registries.append(try Self.registry(entry, SettingTable(table)))
      }
      return registries
    }
  }

  /// The settings of a registry; `nil` if the file has none.
  package subscript(host: String) -> Registry? {
    registries.first { ExactText($0.host) == ExactText(host) }
  }

  private static func registry(_ entry: TOMLTable.Entry, _ settings: SettingTable) throws(SettingError) -> Registry {
    var pairs: [KeyPair] = []
    for (table, position) in try settings.tables("keypair") ?? [] {
      let pair = SettingTable(table)
      pairs.append(
        KeyPair(key: try pair.string("key") ?? "", certificate: try pair.string("cert") ?? "", position: position))
    }
    return Registry(
      host: entry.key, position: entry.position, mirrors: try settings.strings("mirrors")?.map(\.text) ?? [],
      usesPlainHTTP: try settings.boolean("http"), isInsecure: try settings.boolean("insecure"),
      insecurePosition: settings.entry("insecure")?.position,
      authorities: try paths(settings, "ca"), keyPairs: pairs, directories: try paths(settings, "tlsconfigdir"))
  }

  private static func paths(_ settings: SettingTable, _ name: String) throws(SettingError) -> [ConfiguredPath] {
    try settings.strings(name)?.map { ConfiguredPath(text: $0.text, path: $0.text, position: $0.position) } ?? []
  }
}
