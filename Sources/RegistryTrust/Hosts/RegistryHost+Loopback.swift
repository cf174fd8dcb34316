import CertificateEncoding

extension RegistryHost {
  /// Whether containerd takes the host for its own machine (`docker.MatchLocalhost`).
  ///
  /// That is `localhost` as it is written here, 127.0.0.0/8 and `::1`, with or without a port. No name is resolved.
  var isLocalhostToContainerd: Bool {
    if name == "localhost" { return true }
    // Without a port, Go can't split brackets off, and only this one text is looked for.
    if portText == nil, name.hasPrefix("[") { return name == "[::1]" }
    return address?.isLoopback ?? false
  }

  /// The text that Docker looks up or parses as an address once it has split the port off.
  ///
  /// Go's `net.SplitHostPort` fails without a port, so that brackets stay then: `[::1]` is neither an address nor a name
  /// that resolves, and Docker takes it for secure, unlike `[::1]:5000`.
  var nameToResolve: String { portText == nil ? name : bareName }
}

extension IPAddress {
  /// Whether the address is of 127.0.0.0/8 or `::1`, also if it is mapped into version 6 (Go's `IP.IsLoopback`).
  var isLoopback: Bool {
    let bytes = unmapped.bytes
    return version == .v4 || bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// The version 4 address that a version 6 address holds (RFC 4291 §2.5.5.2), or the address itself.
  var unmapped: IPAddress {
    let bytes = bytes
    guard bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF,
      let address = IPAddress(bytes: Array(bytes[12...]).span)
    else { return self }
    return address
  }
}
