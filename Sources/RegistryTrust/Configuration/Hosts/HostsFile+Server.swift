extension HostsFile {
  /// What a server is asked for.
  package struct Capabilities: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Manifests and blobs by their digest.
    package static let pull = Capabilities(rawValue: 1)
    /// Manifests by a name.
    package static let resolve = Capabilities(rawValue: 2)
    /// Uploads.
    package static let push = Capabilities(rawValue: 4)
    /// The list of what refers to a manifest; not before containerd 2.1.
    package static let referrers = Capabilities(rawValue: 8)
    /// What a server is asked for if the file does not say it.
    package static let all: Capabilities = [.pull, .resolve, .push, .referrers]

    /// The names of the capabilities, as the file writes them.
    package var names: [String] {
      [(Capabilities.pull, "pull"), (.resolve, "resolve"), (.push, "push"), (.referrers, "referrers")]
        .filter { contains($0.0) }.map(\.1)
    }
  }

  /// A client certificate and its key.
  package struct Identity: Sendable, Hashable {
    /// The file of the certificate.
    package let certificate: ConfiguredPath
    /// The file of the key; `nil` if the key is in the same file as the certificate.
    package let key: ConfiguredPath?
  }

  /// A header that is sent with each request.
  package struct Header: Sendable, Hashable {
    /// Its name, as the file writes it.
    package let name: String
    /// Its values.
    package let values: [String]
    /// Where its name stands.
    package let position: TextPosition
  }

  /// A server, and how it is reached.
  package struct Server: Sendable, Hashable {
    /// The URL as the file writes it; empty for the registry itself.
    package internal(set) var url = ""
    /// Where the URL stands; the start of the file for the registry itself.
    package internal(set) var position = TextPosition(line: 1, column: 1)
    /// Whether this is the last server, that of the settings outside all `[host."…"]`.
    package internal(set) var isRoot = false
    /// The scheme; empty for the registry itself.
    package internal(set) var scheme = ""
    /// Host and port; empty for the registry itself, and for a URL in which Go finds no host.
    package internal(set) var host = ""
    /// The path of the registry's interface: `/v2`.
    package internal(set) var path = ""
    /// What the server is asked for.
    package internal(set) var capabilities = Capabilities.all
    /// The files of certificates to trust besides the system's; `nil` if the file does not say.
    package internal(set) var authorities: [ConfiguredPath]?
    /// The client certificates, in the order of the file.
    package internal(set) var identities: [Identity] = []
    /// Whether the server's certificate is not looked at; `nil` if the file does not say.
    package internal(set) var skipsVerification: Bool?
    /// Where the file says so.
    package internal(set) var skipPosition: TextPosition?
    /// Headers to send, in the order of the file.
    package internal(set) var headers: [Header] = []
    /// Whether the path is left as it is.
    package internal(set) var overridesPath = false
    /// How long a connection may take to be made; `nil` if the file does not say.
    package internal(set) var dialTimeout: GoDuration?

    /// Creates the registry itself, without settings.
    package init() {}

    /// Whether any setting of TLS, or of the connection, is made for this server.
    ///
    /// containerd then asks an `http` server over TLS first, unless its port is 80, and without TLS if that fails.
    package var hasOwnConnection: Bool {
      authorities != nil || !identities.isEmpty || skipsVerification != nil || dialTimeout != nil
    }
  }
}
