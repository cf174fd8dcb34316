/// What makes servers of a TOML document, step by step as containerd does it.
struct HostsFileReader {
  private let document: TOMLDocument
  private let directory: String
  private(set) var notes: [HostsFileNote] = []

  init(_ document: TOMLDocument, directory: String) {
    self.document = document
    self.directory = directory
  }

  /// All servers (`parseHostsFile`).
  mutating func servers() throws(HostsFileError) -> [HostsFile.Server] {
    let root = SettingTable(document.root)
    try checkTypes(root)
    let hosts = try tables(of: root)
    let tables = Dictionary(hosts.map { (ExactText($0.key), $0.value.table) }) { _, last in last }
    var servers: [HostsFile.Server] = []
    var seen: Set<ExactText> = []
    for (url, position) in order() {
      guard let table = tables[ExactText(url)] ?? nil else { continue }
      if !seen.insert(ExactText(url)).inserted {
        notes.append(HostsFileNote(kind: .repeatedHost(url), position: position))
      }
      servers.append(try server(url, position, SettingTable(table)))
    }
    for entry in hosts where !seen.contains(ExactText(entry.key)) {
      notes.append(HostsFileNote(kind: .hostWithoutHeader(entry.key), position: entry.position))
    }
    if !document.root.entries.contains(where: { $0.key == "host" }) {
      notes.append(HostsFileNote(kind: .noHosts, position: TextPosition(line: 1, column: 1)))
    }
    let url = root.entry("server")
    var last = try server(url?.value.string ?? "", url?.value.position, root)
    last.isRoot = true
    servers.append(last)
    return servers
  }

  /// The hosts in the order in which containerd finds them (`getSortedHosts`).
  ///
  /// It looks at headers with one bracket alone, so that a host whose settings are all dotted or inline is not found;
  /// and compares each with the one before only, so that `[host.a]`, `[host.b]`, `[host.a.header]` name three servers.
  private func order() -> [(String, TextPosition)] {
    var order: [(String, TextPosition)] = []
    var previous = ""
    for header in document.headers where !header.isArrayOfTables {
      guard header.name.count >= 2, header.name[0] == "host", ExactText(header.name[1]) != ExactText(previous) else {
        continue
      }
      previous = header.name[1]
      order.append((previous, header.position))
    }
    return order
  }

  /// The entries of all tables `host`, in any case.
  private func tables(of root: SettingTable) throws(HostsFileError) -> [TOMLTable.Entry] {
    var hosts: [TOMLTable.Entry] = []
    for entry in root.table.entries where SettingTable.matches(entry.key, "host") {
      guard let table = entry.value.table else { throw HostsFileError(SettingTable.mismatch(entry, "a table")) }
      hosts += table.entries
    }
    return hosts
  }
}

extension HostsFileReader {
  /// Refuses what go-toml does not put into containerd's fields, in the order of the file, before anything is read.
  private mutating func checkTypes(_ root: SettingTable) throws(HostsFileError) {
    do throws(SettingError) {
      for entry in root.table.entries {
        switch entry.key.lowercased() {
        case "server": _ = try SettingTable(root.table).string("server")
        case "host":
          for host in entry.value.table?.entries ?? [] {
            guard let table = host.value.table else { throw SettingTable.mismatch(host, "a table") }
            for setting in table.entries { try checkType(setting) }
          }
          if entry.value.table == nil { throw SettingTable.mismatch(entry, "a table") }
        default: try checkType(entry)
        }
      }
    } catch {
      throw HostsFileError(error)
    }
  }

  private mutating func checkType(_ entry: TOMLTable.Entry) throws(SettingError) {
    let one = SettingTable(TOMLTable(entries: [entry], origin: .header, places: [:]))
    switch entry.key.lowercased() {
    case "capabilities": _ = try one.strings("capabilities")
    case "skip_verify": _ = try one.boolean("skip_verify")
    case "override_path": _ = try one.boolean("override_path")
    case "dial_timeout": _ = try one.string("dial_timeout")
    case "header": _ = try one.table("header")
    case "ca", "client": break
    default: notes.append(HostsFileNote(kind: .unknownKey(entry.key), position: entry.position))
    }
  }

  /// A server (`parseHostConfig`).
  private mutating func server(
    _ url: String, _ position: TextPosition?, _ settings: SettingTable
  ) throws(HostsFileError) -> HostsFile.Server {
    var server = HostsFile.Server()
    server.url = url
    if let position { server.position = position }
    do throws(SettingError) {
      server.overridesPath = try settings.boolean("override_path") ?? false
      server.skipsVerification = try settings.boolean("skip_verify")
      server.skipPosition = settings.entry("skip_verify")?.position
    } catch {
      throw HostsFileError(error)
    }
    if !url.isEmpty { try locate(&server) }
    try readCapabilities(settings, &server)
    if let entry = settings.entry("ca") { server.authorities = try authorities(entry.value) }
    if let entry = settings.entry("client") { server.identities = try identities(entry.value) }
    if let entry = settings.entry("header") { server.headers = try headers(entry.value) }
    if let entry = settings.entry("dial_timeout"), let text = entry.value.string, !text.isEmpty {
      do throws(GoDuration.Failure) {
        server.dialTimeout = try GoDuration(text)
      } catch {
        throw HostsFileError(reason: .invalidDuration(error.message), position: entry.value.position)
      }
    }
    return server
  }

  /// Takes the URL apart.
  private mutating func locate(_ server: inout HostsFile.Server) throws(HostsFileError) {
    let text = server.url.utf8.starts(with: "http".utf8) ? server.url : "https://" + server.url
    let url: ServerURL
    do throws(ServerURLError) {
      url = try ServerURL(text)
    } catch {
      throw HostsFileError(reason: .invalidServer(text, error), position: server.position)
    }
    server.scheme = url.scheme
    server.host = url.host
    if url.host.isEmpty { notes.append(HostsFileNote(kind: .urlWithoutHost(server.url), position: server.position)) }
    if url.path.isEmpty {
      server.path = server.overridesPath ? "" : "/v2"
    } else {
      // A single slash is clean, so that `https://mirror.example.com/` gets the path `//v2`.
      server.path = UnixPath.clean(url.path)
      if !server.path.hasSuffix("/v2"), !server.overridesPath { server.path += "/v2" }
    }
    if server.path.hasPrefix("//") {
      notes.append(HostsFileNote(kind: .doubledSlash(server.path), position: server.position))
    }
  }

  private func readCapabilities(
    _ settings: SettingTable, _ server: inout HostsFile.Server
  ) throws(HostsFileError) {
    let names: [(text: String, position: TextPosition)]
    do throws(SettingError) {
      names = try settings.strings("capabilities") ?? []
    } catch {
      throw HostsFileError(error)
    }
    guard !names.isEmpty else { return }
    server.capabilities = []
    for name in names {
      switch name.text.lowercased() {
      case "pull": server.capabilities.insert(.pull)
      case "resolve": server.capabilities.insert(.resolve)
      case "push": server.capabilities.insert(.push)
      case "referrers": server.capabilities.insert(.referrers)
      default: throw HostsFileError(reason: .unknownCapability(name.text), position: name.position)
      }
    }
  }
}

extension HostsFileReader {
  private func path(_ text: String, _ position: TextPosition) -> ConfiguredPath {
    ConfiguredPath(text: text, path: UnixPath.absolute(text, in: directory), position: position)
  }

  /// `ca`: a string, or an array of strings.
  private func authorities(_ value: TOMLValue) throws(HostsFileError) -> [ConfiguredPath] {
    if let text = value.string { return [path(text, value.position)] }
    guard let elements = value.elements else {
      throw HostsFileError(reason: .invalidAuthority(GoText.value(value)), position: value.position)
    }
    return try strings(elements).map { path($0.text, $0.position) }
  }

  /// `client`: a string, or an array of strings and of pairs.
  private mutating func identities(_ value: TOMLValue) throws(HostsFileError) -> [HostsFile.Identity] {
    if let text = value.string { return [HostsFile.Identity(certificate: path(text, value.position), key: nil)] }
    guard let elements = value.elements else {
      throw HostsFileError(reason: .invalidClient(GoText.value(value)), position: value.position)
    }
    var identities: [HostsFile.Identity] = []
    for element in elements {
      if let text = element.string {
        identities.append(HostsFile.Identity(certificate: path(text, element.position), key: nil))
        continue
      }
      guard let parts = element.elements else {
        throw HostsFileError(reason: .invalidClient(GoText.type(element)), position: element.position)
      }
      let pair = try strings(parts)
      guard pair.count == 2 else {
        throw HostsFileError(reason: .invalidPair(GoText.value(element)), position: element.position)
      }
      if pair[1].text.isEmpty { notes.append(HostsFileNote(kind: .emptyKey, position: pair[1].position)) }
      let key = path(pair[1].text, pair[1].position)
      identities.append(
        HostsFile.Identity(certificate: path(pair[0].text, pair[0].position), key: key.path.isEmpty ? nil : key))
    }
    return identities
  }

  /// `header`: a table of strings and of arrays of strings.
  private func headers(_ value: TOMLValue) throws(HostsFileError) -> [HostsFile.Header] {
    var headers: [HostsFile.Header] = []
    for entry in value.table?.entries ?? [] {
      let values: [String]
      if let text = entry.value.string {
        values = [text]
      } else if let elements = entry.value.elements {
        values = try strings(elements).map(\.text)
      } else {
        throw HostsFileError(
          reason: .invalidHeader(GoText.value(entry.value), entry.key), position: entry.value.position)
      }
      headers.append(HostsFile.Header(name: entry.key, values: values, position: entry.position))
    }
    return headers
  }

  /// `makeStringSlice`.
  private func strings(_ elements: [TOMLValue]) throws(HostsFileError) -> [(text: String, position: TextPosition)] {
    var strings: [(text: String, position: TextPosition)] = []
    for element in elements {
      guard let text = element.string else {
        throw HostsFileError(reason: .notAString(GoText.value(element)), position: element.position)
      }
      strings.append((text, element.position))
    }
    return strings
  }
}
