extension RegistryHost {
  /// The name of the host's directory for Docker: the text as it is, on Windows without its colons (moby's
  /// `hostCertsDir`).
  package func directoryName(on platform: RegistryEnvironment.Platform) -> String {
    platform == .windows ? text.filter { $0 != ":" } : text
  }

  /// The names of directories that containerd looks for, in its order (`hostPaths` of hosts.go).
  package func hostDirectoryNames(on platform: RegistryEnvironment.Platform) -> [String] {
    guard platform != .windows else { return [text.filter { $0 != ":" }, "_default"] }
    // The last colon counts, also if it is within the brackets of an address: `[::1]` gives `[:_1]_`.
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex else { return [text, "_default"] }
    return [text[..<colon] + "_" + text[text.index(after: colon)...] + "_", text, "_default"]
  }
}
