import CertificateEncoding

extension SymptomList {
  /// Everything that keeps the server's certificate from being verified.
  mutating func addHost() {
    addLoopback()
    addListed()
    addConfigured()
  }

  private mutating func addLoopback() {
    var unread: [RegistryClient] = []
    var unverified: [RegistryClient] = []
    var reason: InsecureReason?
    for result in facts.results {
      if let found = result.exemption, found.isLoopback {
        unread.append(result.client)
        reason = reason ?? found
      } else if case .notVerified(let found) = result.serverCheck, found.isLoopback {
        unverified.append(result.client)
        reason = reason ?? found
      } else if result.serverCheck == .plainHTTP, HostsFile.isLocal(facts.host.text) {
        unverified.append(result.client)
        reason = reason ?? .loopback
      }
    }
    guard let reason else { return }
    let directory = directory(of: unread + unverified)
    add(
      .loopback(reason, unread: unread, unverified: unverified, directory: directory),
      directory == nil ? .note : .warning, unread + unverified)
  }

  /// The directory that would be read, if there is one and something in it.
  private func directory(of clients: [RegistryClient]) -> String? {
    for result in facts.results where clients.contains(result.client) {
      for candidate in result.candidates where facts.isFilled(candidate.path) { return candidate.path }
    }
    return nil
  }

  private mutating func addListed() {
    let file = facts.environment.dockerConfigurationFile
    var listed: [String: (line: Int, clients: [RegistryClient])] = [:]
    for result in facts.results {
      guard case .listed(let entry, let line)? = result.exemption ?? result.insecureReason else { continue }
      listed[entry, default: (line, [])].clients.append(result.client)
    }
    for (entry, found) in listed.sorted(by: { $0.value.line < $1.value.line }) {
      let directory = directory(of: found.clients)
      add(
        .listed(entry: entry, line: found.line, file: file, directory: directory),
        directory == nil ? .note : .warning, found.clients)
    }
    addListedOtherwise(file)
    for result in facts.results {
      guard case .configuration(let path, let message)? = result.failure?.reason else { continue }
      let clients = facts.results.filter { $0.failure?.reason == result.failure?.reason }.map { $0.client }
      guard clients.first == result.client else { continue }
      add(.brokenConfiguration(file: path, message), .error, clients)
    }
  }

  /// Entries of `insecure-registries` that come near the host and don't cover it.
  private mutating func addListedOtherwise(_ file: String) {
    let readers = facts.clients.filter { $0 == .docker || $0 == .dockerContainerd }
    guard !readers.isEmpty, !contains(.insecureListed), !contains(.loopbackInsecure),
      let bytes = try? facts.environment.files.read(FilePath(file), limit: LoadingLimits.configurationByteCount),
      let configuration = try? DaemonConfiguration(bytes)
    else { return }
    for entry in configuration.insecureRegistries {
      guard case .host(let text) = entry.scope, text != facts.host.text,
        let host = try? RegistryHost(text), host.bareName.lowercased() == facts.host.bareName.lowercased()
      else { continue }
      add(.listedOtherwise(entry: text, line: entry.position.line, file: file), .note, readers, differs: false)
    }
  }

  private mutating func addConfigured() {
    var told: [InsecureReason] = []
    for result in facts.results {
      guard let reason = result.insecureReason, case .configured(let file, let line) = reason, !told.contains(reason)
      else { continue }
      told.append(reason)
      let clients = facts.results.filter { $0.insecureReason == reason }.map { $0.client }
      add(.configuredInsecure(file: file, line: line), .warning, clients)
    }
  }
}

extension InsecureReason {
  /// Whether the host is this machine.
  var isLoopback: Bool {
    switch self {
    case .loopbackAddress, .localhost, .loopback: true
    case .listed, .configured: false
    }
  }
}

extension RegistryTrust {
  /// Why the client reads no directory, if that is because the host is insecure.
  var exemption: InsecureReason? {
    for candidate in candidates {
      if case .notConsulted(.insecure(let reason)) = candidate.outcome { return reason }
    }
    return nil
  }

  /// Why the client takes any certificate; `nil` if it doesn't.
  var insecureReason: InsecureReason? {
    if case .notVerified(let reason) = serverCheck { reason } else { nil }
  }
}
