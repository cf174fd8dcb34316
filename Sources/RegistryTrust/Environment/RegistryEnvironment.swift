public import CertificateEncoding
import Platform

/// The machine that a client runs on: what its answers depend on besides the host.
///
/// ```swift
/// var environment = RegistryEnvironment.current
/// environment.root = "/mnt/copy"                       // look every file up below this directory
/// let registry = try RegistryTrust.resolve(host: "registry.example.com:5000", as: .docker, in: environment)
/// ```
public struct RegistryEnvironment: Sendable {
  /// The system that the client runs on.
  public enum Platform: String, Sendable, Hashable {
    /// Linux, and the BSDs as far as paths go.
    case linux
    /// macOS.
    case macOS
    /// Windows.
    case windows

    /// The system of this process.
    public static var current: Platform {
      #if os(Windows)
        .windows
      #elseif canImport(Darwin)
        .macOS
      #else
        .linux
      #endif
    }
  }

  /// The system that the client runs on.
  public var platform: Platform
  /// The environment variables of the client that matter, by name; one that is set to nothing counts as not set.
  public var variables: [String: String]
  /// The directory that stands for `/`; `nil` for the machine as it is.
  ///
  /// Every absolute path is looked up below it, the home directory's and the targets of links too.
  public var root: String?
  /// The directory to look for hosts in instead of each client's own ones, as `/etc/docker/certs.d` is for Docker.
  public var certificatesDirectory: String?
  /// The hosts directories that containerd is configured with (`config_path`, `--hosts-dir`); `nil` for its default.
  public var containerdDirectories: [String]?
  /// The directory that `podman --cert-dir` names, which is read as it is, without a host appended.
  public var podmanDirectory: String?
  /// Asks for the addresses of a name, where a client's rules depend on them; `nil`, the default, asks nobody.
  public var addresses: (@Sendable (String) -> [IPAddress])?

  /// Whether the files are read with root's rights, as a daemon reads them; what is closed to a user says nothing of that.
  public var readsAsRoot: Bool

  /// The files below ``root``, or all.
  package var fileAccess: any RegistryFiles

  /// Creates an environment of this machine's files.
  ///
  /// - Parameters:
  ///   - platform: The system that the client runs on.
  ///   - variables: The client's environment variables.
  ///   - root: The directory that stands for `/`; `nil` for the machine as it is.
  public init(platform: Platform = .current, variables: [String: String] = [:], root: String? = nil) {
    self.init(
      platform: platform, variables: variables, root: root, files: SystemFiles(), readsAsRoot: CurrentProcess.isRoot)
  }

  /// Creates an environment of any files.
  package init(
    platform: Platform = .linux, variables: [String: String] = [:], root: String? = nil, files: any RegistryFiles,
    readsAsRoot: Bool = true
  ) {
    self.platform = platform
    self.variables = variables
    self.root = root
    self.readsAsRoot = readsAsRoot
    fileAccess = files
  }

  /// The names of the variables that some client's rules ask for.
  public static let variableNames = [
    "HOME", "XDG_CONFIG_HOME", "ROOTLESSKIT_STATE_DIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "ProgramData", "ProgramFiles",
    "USERPROFILE", "AppData",
  ]

  /// The machine that this process runs on, with the process' own variables.
  public static var current: RegistryEnvironment {
    var variables: [String: String] = [:]
    for name in variableNames { variables[name] = Environment.value(of: name) }
    return RegistryEnvironment(variables: variables)
  }
}

extension RegistryEnvironment {
  /// The value of a variable; `nil` if it is not set or set to nothing.
  ///
  /// Windows tells no upper from lower case.
  package func variable(_ name: String) -> String? {
    if let value = variables[name], !value.isEmpty { return value }
    guard platform == .windows else { return nil }
    return variables.first { $0.key.lowercased() == name.lowercased() && !$0.value.isEmpty }?.value
  }

  /// The user's home directory (Go's `os.UserHomeDir`); `nil` if nobody says.
  package var home: String? { variable(platform == .windows ? "USERPROFILE" : "HOME") }

  /// Whether Docker runs without root's rights, in RootlessKit (moby's `rootless.RunningWithRootlessKit`).
  package var isRootless: Bool { platform == .linux && variable("ROOTLESSKIT_STATE_DIR") != nil }

  /// The user's directory for configurations (Go's `os.UserConfigDir`, of which clients on Linux alone make use).
  package var configurationHome: String? {
    // Go refuses a value that is not absolute, and clients then behave as if there were none.
    if let value = variable("XDG_CONFIG_HOME") { return value.hasPrefix("/") ? value : nil }
    return home.map { joined($0, ".config") }
  }

  /// The files of the client's machine.
  package var files: any RegistryFiles {
    guard let root else { return fileAccess }
    return RootedFiles(root: FilePath(root), files: fileAccess)
  }

  /// A path of parts that the platform's separator joins, cleaned (Go's `filepath.Join`).
  package func joined(_ parts: String...) -> String {
    let separator = String(decoding: [platform.separator], as: UTF8.self)
    let text = parts.filter { !$0.isEmpty }.joined(separator: separator)
    return text.isEmpty ? "" : FilePath(text).cleaned(platform).text
  }
}
