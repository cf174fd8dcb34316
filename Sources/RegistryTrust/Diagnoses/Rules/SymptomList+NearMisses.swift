import CertificateEncoding
import Platform

extension SymptomList {
  /// Directories with names that come near the host's, by the one that should be there.
  func nearDirectories() -> [(expected: FilePath, found: [NearDirectory], clients: [RegistryClient])] {
    var entries: [(expected: FilePath, found: [NearDirectory], clients: [RegistryClient])] = []
    for result in facts.results where result.isWithoutFiles(facts) || result.usesDefaultDirectory {
      guard result.failure == nil, !result.host.isDockerHub else { continue }
      for base in result.bases(facts.environment) {
        let found = nearDirectories(in: base)
        guard !found.isEmpty, let expected = expected(result, in: base) else { continue }
        if let index = entries.firstIndex(where: { $0.expected == expected }) {
          if !entries[index].clients.contains(result.client) { entries[index].clients.append(result.client) }
        } else {
          entries.append((expected, found, [result.client]))
        }
      }
    }
    // What may be another registry's is of no interest to whoever has one that can't be.
    let settled = Set(entries.filter { $0.found.contains { $0.miss.isCertain } }.flatMap { $0.clients })
    for index in entries.indices where !entries[index].found.contains(where: { $0.miss.isCertain }) {
      entries[index].clients.removeAll { settled.contains($0) }
    }
    return entries.filter { !$0.clients.isEmpty }
  }

  /// The directory that a client would find among these: clients that look there too are told the same.
  private func expected(_ result: RegistryTrust, in base: FilePath) -> FilePath? {
    let name = facts.host.directoryName(on: facts.environment.platform)
    let path = base.appending(name, facts.environment.platform)
    return result.candidates.contains { $0.path == path.text } ? path : result.expected(facts.environment)
  }

  private func nearDirectories(in base: FilePath) -> [NearDirectory] {
    guard let entries = try? facts.environment.files.entries(of: base, limit: LoadingLimits.entryCount) else {
      return []
    }
    return entries.compactMap { entry in
      guard entry.node == .directory || entry.node == .link,
        let near = near(entry.text, base.appending(entry.name, facts.environment.platform)),
        facts.isFilled(near.path.text)
      else { return nil }
      return near
    }
  }

  /// How the name of a directory comes near the host's; `nil` if it doesn't, or is it.
  private func near(_ name: String, _ path: FilePath) -> NearDirectory? {
    let host = facts.host
    let lowered = name.lowercased()
    if name == host.text { return nil }
    if lowered == "https:" || lowered == "http:" {
      // `mkdir -p certs.d/https://host` makes one directory within another.
      let inner = path.appending(host.text, facts.environment.platform)
      return facts.exists(inner.text) ? NearDirectory(path: inner, miss: .scheme) : nil
    }
    return miss(name, lowered).map { NearDirectory(path: path, miss: $0) }
  }

  private func miss(_ name: String, _ lowered: String) -> NearMiss? {
    let host = facts.host
    let plain = host.name.lowercased()
    if lowered == host.text.lowercased() { return .letters }
    if let port = host.portText {
      if lowered == plain { return .portMissing(port) }
      if lowered == "\(plain).:\(port)" { return .dot }
      if lowered == "\(plain)_\(port)_" { return .underscores }
      if ["", "_", "-"].contains(where: { lowered == plain + $0 + port }) { return .noColon }
    } else {
      if lowered == plain + "." { return .dot }
      if let other = try? RegistryHost(name), let port = other.portText, other.name.lowercased() == plain {
        return .portTooMany(port)
      }
    }
    if let address = host.address {
      for reading in AddressReading.all(of: name) where reading.address == address {
        switch (reading.port, host.portText) {
        case (let port, let wanted) where port == wanted: return reading.hasBrackets ? .spelling : .brackets
        case (nil, let wanted?): return .portMissing(wanted)
        case (let port?, nil): return .portTooMany(port)
        default: continue
        }
      }
      return nil
    }
    guard let other = try? RegistryHost(name), let address = other.address, other.portText == host.portText,
      facts.environment.addresses?(host.bareName).contains(address) == true
    else { return nil }
    return .address
  }
}

/// What the name of a directory can mean as an address, perhaps with a port.
private struct AddressReading {
  let address: IPAddress
  let port: String?
  /// Whether the address is in brackets, or is one of version 4, which needs none.
  let hasBrackets: Bool

  /// All that it can mean: without brackets the last part of an address of version 6 may be a port.
  static func all(of name: String) -> [AddressReading] {
    if let host = try? RegistryHost(name) {
      return host.address.map { [AddressReading(address: $0, port: host.portText, hasBrackets: true)] } ?? []
    }
    var readings: [AddressReading] = []
    if let address = IPAddress(name) {
      readings.append(AddressReading(address: address, port: nil, hasBrackets: false))
    }
    if let colon = name.lastIndex(of: ":"), let address = IPAddress(String(name[..<colon])) {
      let port = String(name[name.index(after: colon)...])
      if UInt16(port) != nil { readings.append(AddressReading(address: address, port: port, hasBrackets: false)) }
    }
    return readings
  }
}
