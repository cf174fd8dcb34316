/// Something in a valid `hosts.toml` that is likely to be otherwise than its author thinks.
package struct HostsFileNote: Sendable, Hashable {
  /// What it is.
  package enum Kind: Sendable, Hashable {
    /// There is no table `host`: containerd up to 1.7 refuses the file (``HostsFile/rootOnlyMessage``), and reads the
    /// files of certificates instead. An empty `[host]` helps.
    case noHosts
    /// A host whose settings stand in no table with a header `[host."…"]`, which containerd passes over.
    case hostWithoutHeader(String)
    /// A host that is named again after another one, and so is asked twice.
    case repeatedHost(String)
    /// A URL in which Go finds no host: one that starts with `http` gets no `https://` before it.
    case urlWithoutHost(String)
    /// A path that starts with two slashes, because the URL ends with one.
    case doubledSlash(String)
    /// A pair of `client` with an empty second string. containerd means it for a key in the certificate's file, but makes
    /// the empty path absolute, so that it opens the directory as a key and fails.
    case emptyKey
    /// A key that containerd does not know, and passes over.
    case unknownKey(String)
  }

  /// What it is.
  package let kind: Kind
  /// Where.
  package let position: TextPosition
}

extension HostsFile {
  /// What containerd up to 1.7 says of a file without a table `host`.
  package static let rootOnlyMessage = "invalid `host` tree"
}
