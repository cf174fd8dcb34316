import CertificateEncoding
import RegistryTrust
import TestSupport

extension DoctorSituation {
  private static let pem = Issued.pem(Issued.root())
  private static let base = "/etc/docker/certs.d"

  /// Directories that are not the host's, or not the client's.
  static let directories: [DoctorSituation] = [
    miss("without its port", "registry.example.com", ["it is without the port 5000", "cp -R"]),
    miss("with a port too many", host: "registry.example.com", "registry.example.com:5000", ["it has the port 5000"]),
    miss("in other letters", "Registry.Example.com:5000", ["upper and lower case differ", "mv "]),
    miss("without its colon", "registry.example.com5000", ["the colon before the port is missing"]),
    miss("with a scheme", "https:/registry.example.com:5000", ["a directory for the scheme"]),
    miss("with a dot", host: "registry.example.com", "registry.example.com.", ["ends in a dot"]),
    DoctorSituation(
      "dir-not-selected with underscores", ["warning dir-not-selected"],
      mentions: ["registry.example.com_5000_", "containerd alone reads", "cp -R"],
      clients: [.docker, .dockerContainerd]
    ) { $0.add(base + "/registry.example.com_5000_/ca.crt", pem) },
    DoctorSituation(
      "dir-not-selected named after an address", ["warning dir-not-selected"],
      mentions: ["192.0.2.7:5000", "an address of the host"],
      clients: [.docker], addresses: ["registry.example.com": ["192.0.2.7"]]
    ) { $0.add(base + "/192.0.2.7:5000/ca.crt", pem) },
    DoctorSituation("another registry's directory is no near miss", [], clients: [.docker]) {
      $0.add(base + "/other.example.com:5000/ca.crt", pem)
      $0.add(base + "/registry.example.com:5001/ca.crt", pem)
    },
    DoctorSituation(
      "nerdctl finds a directory without port 443", [], host: "registry.example.com:443", clients: [.nerdctl]
    ) {
      $0.add("/etc/containerd/certs.d/registry.example.com/ca.crt", pem)
    },
    elsewhere("cert.d", "/etc/docker/cert.d/registry.example.com:5000/ca.crt", ["with an s"]),
    elsewhere("flat", base + "/ca.crt", ["and not beside it", "mv -n \(base)/ca.crt"]),
    elsewhere(
      "Docker Desktop", "/home/user/.docker/certs.d/registry.example.com:5000/ca.crt", ["Docker Desktop", "restart"]),
    elsewhere("GitLab Runner", "/etc/gitlab-runner/certs/registry.example.com.crt", ["the runner's own way"]),
    elsewhere(
      "snap", "/var/snap/docker/current/etc/docker/certs.d/registry.example.com:5000/ca.crt", ["Docker's snap"]),
    elsewhere(
      "rootless", "/home/user/.config/docker/certs.d/registry.example.com:5000/ca.crt",
      ["without root's rights reads it"]),
    elsewhere("other client", "/etc/containers/certs.d/registry.example.com:5000/ca.crt", ["Podman reads it"]),
    DoctorSituation(
      "wrong-base rootful", ["warning wrong-base"],
      mentions: ["the daemon of the whole machine reads it", "/home/user/.config/docker/certs.d"],
      clients: [.docker], variables: ["HOME": "/home/user", "ROOTLESSKIT_STATE_DIR": "/run/user/1000/dockerd-rootless"]
    ) { $0.putRoot() },
    DoctorSituation(
      "wrong-base XDG for podman", ["warning wrong-base"], mentions: ["XDG_CONFIG_HOME", "/etc/containers/certs.d"],
      clients: [.podman],
      variables: ["HOME": "/home/user", "XDG_CONFIG_HOME": "/home/user/settings"]
    ) { $0.add("/home/user/settings/containers/certs.d/registry.example.com:5000/ca.crt", pem) },
    DoctorSituation(
      "docker.io-dir", ["warning docker.io-dir"],
      mentions: ["/etc/docker/certs.d/docker.io", "update-ca-certificates"], host: "docker.io", clients: [.docker]
    ) {
      $0.add(base + "/docker.io/ca.crt", pem)
    },
    DoctorSituation(
      "docker.io-dir of another name", ["warning docker.io-dir"], mentions: ["registry-1.docker.io"], host: "docker.io"
    ) {
      $0.add(base + "/registry-1.docker.io/ca.crt", pem)
    },
    DoctorSituation("Docker Hub without a directory", [], host: "docker.io") { _ in },
  ]

  private static func miss(
    _ what: String, host: String = DoctorSituation.host, _ name: String, _ mentions: [String]
  ) -> DoctorSituation {
    DoctorSituation(
      "dir-not-selected \(what)", ["warning dir-not-selected"],
      mentions: ["\(base)/\(name)", "\(base)/\(host)", "to the letter", "$ "] + mentions, host: host, clients: [.docker]
    ) { $0.add("\(base)/\(name)/ca.crt", pem) }
  }

  private static func elsewhere(_ what: String, _ path: String, _ mentions: [String]) -> DoctorSituation {
    DoctorSituation(
      "wrong-base \(what)", ["warning wrong-base"], mentions: [folder, "mkdir -p", "is not read"] + mentions,
      clients: [.docker]
    ) { $0.add(path, pem) }
  }

  /// Hosts of which nothing is verified.
  static let hosts: [DoctorSituation] = [
    DoctorSituation(
      "loopback-insecure with a directory", ["warning loopback-insecure"],
      mentions: ["/etc/docker/certs.d/localhost:5000", "never read", "localhost:5000", "/etc/hosts"],
      host: "localhost:5000", clients: [.docker, .dockerContainerd]
    ) {
      $0.add(base + "/localhost:5000/ca.crt", pem)
    },
    DoctorSituation(
      "loopback-insecure without a directory", ["note loopback-insecure"], mentions: ["127.0.0.1"],
      host: "127.0.0.1:5000"
    ) { _ in },
    DoctorSituation(
      "loopback-insecure by its address", ["warning loopback-insecure"],
      mentions: ["127.0.0.2 is an address of this machine"], clients: [.docker],
      addresses: ["registry.example.com": ["127.0.0.2"]]
    ) { $0.putRoot() },
    DoctorSituation(
      "insecure-listed with a directory", ["warning insecure-listed"],
      mentions: ["/etc/docker/daemon.json:2", "does nothing there", "systemctl restart docker"], clients: [.docker]
    ) {
      $0.putRoot()
      $0.add("/etc/docker/daemon.json", "{\n  \"insecure-registries\": [\"registry.example.com:5000\"]\n}")
    },
    DoctorSituation("insecure-listed without a directory", ["note insecure-listed"], clients: [.docker]) {
      $0.add("/etc/docker/daemon.json", "{\"insecure-registries\": [\"registry.example.com:5000\"]}")
    },
    DoctorSituation(
      "insecure-listed without its port", ["note insecure-listed"],
      mentions: ["does not cover registry.example.com:5000", "daemon.json:1"], clients: [.docker]
    ) {
      $0.putRoot()
      $0.add("/etc/docker/daemon.json", "{\"insecure-registries\": [\"registry.example.com\"]}")
    },
    DoctorSituation(
      "insecure-listed in another file", ["warning insecure-listed"],
      mentions: ["/etc/containers/registries.conf", "roots decide nothing"], clients: [.podman]
    ) {
      $0.putRoot()
      $0.add(
        "/etc/containers/registries.conf", "[[registry]]\nlocation = \"registry.example.com:5000\"\ninsecure = true\n")
    },
    DoctorSituation(
      "insecure-listed in a file that is broken", ["error insecure-listed"],
      mentions: ["/etc/docker/daemon.json", "unable to configure the Docker daemon"], clients: [.docker]
    ) {
      $0.putRoot()
      $0.add("/etc/docker/daemon.json", "{\"insecure-registries\": [")
    },
    DoctorSituation("another registry is insecure", [], clients: [.docker]) {
      $0.putRoot()
      $0.add("/etc/docker/daemon.json", "{\"insecure-registries\": [\"other.example.com:5000\", \"10.0.0.0/8\"]}")
    },
  ]

  /// Chains that servers send.
  static let chains: [DoctorSituation] = [
    DoctorSituation("a chain that is trusted", [], clients: [.docker], chain: [Issued.server()]) { $0.putRoot() },
    DoctorSituation(
      "a chain with its intermediate", [], clients: [.docker],
      chain: [Issued.server(by: "Example Issuing", issuerKey: 12), Issued.intermediate("Example Issuing", key: 12)]
    ) { $0.putRoot() },
    DoctorSituation(
      "an intermediate among the roots", [], clients: [.docker],
      chain: [Issued.server(by: "Example Issuing", issuerKey: 12)]
    ) {
      $0.put("ca.crt", Issued.pem(Issued.intermediate("Example Issuing", key: 12)))
    },
    DoctorSituation(
      "unknown-authority-missing-intermediate", ["error unknown-authority-missing-intermediate"],
      mentions: [
        "“CN=Public Issuing”", "chain-0.pem", "http://pki.example.com/issuing.der", "cat server.pem intermediate.pem",
        "clients in Go take it for one",
      ],
      clients: [.docker],
      chain: [Issued.server(by: "Public Issuing", issuerKey: 12) { $0.extensions?.append(issuerURL) }]
    ) { $0.putRoot() },
    DoctorSituation(
      "unknown-authority-wrong-ca", ["error unknown-authority-wrong-ca"],
      mentions: ["“CN=Other CA”", "“CN=Example CA”", "SHA-256", "cp CA_FILE \(folder)/ca-2.crt"], clients: [.docker],
      chain: [Issued.server(by: "Other CA", issuerKey: 11)]
    ) { $0.putRoot() },
    DoctorSituation(
      "unknown-authority-wrong-ca self-signed", ["error unknown-authority-wrong-ca"], mentions: ["which signed itself"],
      clients: [.docker],
      chain: [Issued.server(key: 2, by: "registry.example.com", issuerKey: 2)]
    ) { $0.putRoot() },
    DoctorSituation(
      "ca-rotated-same-name", ["error ca-rotated-same-name"],
      mentions: [folder + "/ca.crt", "“CN=Example CA”", "crypto/rsa: verification error", "cp NEW_CA_FILE"],
      clients: [.docker],
      chain: [Issued.server(issuerKey: 11)]
    ) { $0.putRoot() },
    DoctorSituation(
      "tls-interception", ["error tls-interception"], mentions: ["Zscaler", "update-ca-certificates"],
      clients: [.docker],
      chain: [Issued.server(by: "Zscaler Intermediate Root CA", issuerKey: 12)]
    ) { $0.putRoot() },
    DoctorSituation(
      "tls-interception that is trusted", ["note tls-interception"], mentions: ["is trusted"], clients: [.docker],
      chain: [Issued.server(by: "Zscaler Root CA", issuerKey: 12)]
    ) { $0.add("/etc/ssl/certs/ca-certificates.crt", Issued.pem(Issued.root("Zscaler Root CA", key: 12))) },
    DoctorSituation(
      "cn-only", ["error cn-only"],
      mentions: ["common name alone", "RFC 9525", "subjectAltName=DNS:registry.example.com", "chain-0.pem"],
      clients: [.docker], chain: [Issued.server([])]
    ) { $0.putRoot() },
    DoctorSituation(
      "ip-san", ["error ip-san"], mentions: ["192.0.2.7", "as a DNS name", "subjectAltName=IP:192.0.2.7"],
      host: "192.0.2.7:5000",
      clients: [.docker], chain: [Issued.server([DER.dnsName("192.0.2.7")])]
    ) { $0.add(base + "/192.0.2.7:5000/ca.crt", pem) },
    DoctorSituation(
      "an address that is named", [], host: "192.0.2.7:5000", clients: [.docker],
      chain: [Issued.server([DER.ipAddress([192, 0, 2, 7])])]
    ) {
      $0.add(base + "/192.0.2.7:5000/ca.crt", pem)
    },
    DoctorSituation(
      "name-mismatch", ["error name-mismatch"],
      mentions: ["a.example.com", "registry.example.com", "A wildcard stands for one label"],
      clients: [.docker], chain: [Issued.server([DER.dnsName("a.example.com"), DER.dnsName("*.b.example.com")])]
    ) { $0.putRoot() },
    DoctorSituation(
      "time of the server's certificate", ["error time"],
      mentions: ["the server's certificate “CN=registry.example.com”", "chain-0.pem", "expired at 2025", "date -u"],
      clients: [.docker], chain: [Issued.server { $0.validity = Issued.past }]
    ) { $0.putRoot() },
    DoctorSituation(
      "time of the root", ["error time"], mentions: ["the root “CN=Example CA”", folder + "/ca.crt"],
      clients: [.docker], chain: [Issued.server()]
    ) { $0.put("ca.crt", Issued.pem(Issued.root { $0.validity = Issued.past })) },
    DoctorSituation(
      "time of a fresh certificate", ["error time"], mentions: ["10 minutes early", "a clock that is slow"],
      clients: [.docker],
      chain: [Issued.server { $0.validity = Issued.future }]
    ) { $0.putRoot() },
    DoctorSituation(
      "roots that are replaced", ["error unknown-authority-wrong-ca"], clients: [.docs, .legacyDocs],
      chain: [Issued.server(by: "Public CA", issuerKey: 13)]
    ) {
      $0.putRoot()
      $0.add("/etc/ssl/certs/ca-certificates.crt", Issued.pem(Issued.root("Public CA", key: 13)))
    },
  ]

  private static let issuerURL = DER.extension(
    "1.3.6.1.5.5.7.1.1",
    DER.sequence(DER.sequence(DER.oid("1.3.6.1.5.5.7.48.2"), DER.uri("http://pki.example.com/issuing.der"))))
}
