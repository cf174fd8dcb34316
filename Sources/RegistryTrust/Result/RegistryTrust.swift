public import CertificateVerification

/// What a client would trust and present for a registry, as its own code reads the files of its machine.
///
/// ```swift
/// let registry = try RegistryTrust.resolve(host: "registry.example.com:5000", as: .docker)
/// if let failure = registry.failure { print(failure.clientWording) }
/// let verifier = CertificateVerifier(trust: registry.trust)
/// ```
public struct RegistryTrust: Sendable {
  /// The host that was asked for.
  public let host: RegistryHost
  /// The client whose rules were followed.
  public let client: RegistryClient
  /// Every directory that the client looks at, in its order, and why it was taken or not.
  public internal(set) var candidates: [DirectoryCandidate] = []
  /// The entries of the directory that was taken, in the order of their names' bytes, and what the client makes of each.
  public internal(set) var entries: [DirectoryEntryReport] = []
  /// The servers that the client asks for this host, in its order; more than one only with a `hosts.toml`.
  ///
  /// There is always one, also after a ``failure``: then it holds what was loaded until then.
  public internal(set) var endpoints: [RegistryEndpoint]
  /// The error with which the client stops; `nil` if it goes on to ask the registry.
  public internal(set) var failure: RegistryFailure?
  /// What the client, which runs as root, may read, and the user of this process may not.
  ///
  /// If there is anything, and no ``failure``, nobody can say here whether the client goes on.
  public internal(set) var closed: [RegistryFileError] = []
  /// Whether ``closed`` has nothing that could hold a root, or lead to one.
  package internal(set) var hasAllRoots = true
  /// The name whose addresses decide whether the host is an insecure one, and that nobody was told to resolve.
  public internal(set) var unresolved: UnresolvedName?
  /// The files of roots and identities that a configuration file names, in its order.
  public internal(set) var namedFiles: [NamedFile] = []
  /// What became of a `hosts.toml`; `nil` if there is none that counts.
  public internal(set) var hostsFile: HostsFileOutcome?
  /// What the client says in its log and nowhere else, in its own words.
  public internal(set) var warnings: [String] = []

  /// The directory that is read; `nil` if there is none.
  public var directory: String? { candidates.first { $0.isTaken }?.path }

  /// Which of the ``endpoints`` is the registry itself: the first one with its host, or the last one, which is asked when
  /// the others have failed.
  public var registryEndpoint: RegistryEndpoint {
    endpoints.first { $0.host == host.text } ?? endpoints[endpoints.count - 1]
  }

  /// The roots that the registry is verified with.
  public var roots: RegistryRoots { registryEndpoint.roots }
  /// The roots as a verifier takes them.
  public var trust: TrustStore { registryEndpoint.roots.store }
  /// The client identities, in their order.
  public var identities: [RegistryIdentity] { registryEndpoint.identities }
  /// Whether the server's certificate is verified.
  public var serverCheck: ServerCheck { registryEndpoint.serverCheck }
  /// Which identity to present, and which next.
  public var attempts: IdentityAttempts {
    IdentityAttempts(identityCount: identities.count, rule: client.attemptRule)
  }
}

/// What containerd makes of a `hosts.toml`.
public enum HostsFileOutcome: Sendable, Hashable {
  /// It is read, and the loose files beside it count for nothing.
  case valid(path: String)
  /// It can't be read, so that the loose files beside it count; why, with the line.
  case invalid(path: String, String)
}

/// A server that a client asks for a host, and the TLS configuration for it.
///
/// The same configuration serves the token server that the registry names and every redirect: a directory for their
/// hosts is not consulted, and they are offered the same identities.
public struct RegistryEndpoint: Sendable {
  /// The server's host, with its port if the client has one there.
  public internal(set) var host: String
  /// The roots.
  public internal(set) var roots: RegistryRoots
  /// The client identities, in their order.
  public internal(set) var identities: [RegistryIdentity] = []
  /// Pairs that the client loads without a word and that no handshake can sign with.
  public internal(set) var unusableIdentities: [UnusableIdentity] = []
  /// Whether the server's certificate is verified.
  public internal(set) var serverCheck: ServerCheck = .verified
  /// Whether the client falls back to HTTP when there is no TLS.
  public internal(set) var fallsBackToHTTP = false
}
