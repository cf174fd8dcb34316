import CertificateEncoding

/// Docker's list of insecure registries, and who is on it (moby's daemon/pkg/registry/config.go).
struct InsecureRegistries {
  /// An entry that the daemon refuses to start with.
  struct Invalid: Error {
    /// The daemon's own words.
    let clientWording: String
  }

  private struct Network {
    let text: String
    let base: IPAddress
    let prefix: Int

    /// Reads `ADDRESS/LENGTH`; `nil` if it is no network (Go's `netip.ParsePrefix`).
    init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].hasPrefix("["), let base = IPAddress(parts[0]), let prefix = Int(parts[1]),
        !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        parts[1] == "0" || !parts[1].hasPrefix("0"), prefix <= base.bytes.count * 8
      else { return nil }
      (self.text, self.base, self.prefix) = (text, base, prefix)
    }

    func contains(_ address: IPAddress) -> Bool {
      guard address.version == base.version else { return false }
      let (own, other) = (base.bytes, address.bytes)
      return own.indices.allSatisfy { index in
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, prefix - 8 * index)))
        return own[index] & mask == other[index] & mask
      }
    }
  }

  private var names: [String] = []
  private var networks: [Network] = []

  /// Reads the entries; the loopback networks always come with them.
  init(_ entries: [String]) throws(Invalid) {
    for entry in entries + ["::1/128", "127.0.0.0/8"] { try add(entry) }
  }

  private mutating func add(_ entry: String) throws(Invalid) {
    var text = entry
    if let (scheme, rest) = Self.cut(entry) {
      guard ["http", "https"].contains(scheme.lowercased()) else {
        throw Invalid(clientWording: "insecure registry \(entry) should not contain '://'")
      }
      text = rest
    }
    if let network = Network(text) {
      networks.append(network)
      return
    }
    do throws(RegistryHostError) {
      _ = try RegistryHost(text)
    } catch {
      // A bare address of version 6 is no `host:port`, and is let through.
      if error.reason != .addressWithoutBrackets {
        throw Invalid(clientWording: "insecure registry \(text) is not valid: \(error.clientWording)")
      }
    }
    names.append(text)
  }

  /// What stands before and behind `://`.
  private static func cut(_ text: String) -> (scheme: String, rest: String)? {
    let bytes = Array(text.utf8)
    let mark = Array("://".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { return nil }
    return (
      String(decoding: bytes[..<start], as: UTF8.self), String(decoding: bytes[(start + 3)...], as: UTF8.self)
    )
  }

  /// Why a host is insecure to Docker; `nil` if it is not.
  ///
  /// The list is searched for exactly this text first, so that `h` does not cover `h:5000`. Then an address, or every
  /// address that the name resolves to, is looked for in the networks; a name that doesn't resolve is secure. Only
  /// `localhost` is known without asking anybody.
  func reason(for host: RegistryHost, addresses: ((String) -> [IPAddress])?) -> InsecureReason? {
    if names.contains(host.text) { return .listed(host.text) }
    let name = host.nameToResolve
    let isAddress = !name.hasPrefix("[")
    if isAddress, let address = IPAddress(name) { return network(with: address) }
    if name.lowercased() == "localhost" { return .localhost }
    for address in addresses?(name) ?? [] {
      if let reason = network(with: address) { return reason }
    }
    return nil
  }

  private func network(with address: IPAddress) -> InsecureReason? {
    networks.first { $0.contains(address.unmapped) }.map { .network($0.text, address) }
  }
}
