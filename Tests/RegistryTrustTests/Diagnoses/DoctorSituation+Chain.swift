import CertificateEncoding
import RegistryTrust
import TestSupport

extension DoctorSituation {
  private static let pem = Issued.pem(Issued.root())
  private static let base = "/etc/docker/certs.d"
  private static let other = Issued.server(by: "Other CA", issuerKey: 11)
  private static let otherRoot = Issued.root("Other CA", key: 11)

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
        "“CN=Public Issuing”", "chain-0.pem", "http://pki.example.com/issuing.der",
        "cat SERVER_CERTIFICATE INTERMEDIATE_FILE >CHAIN_FILE_FOR_THE_SERVER",
        "curl -gsSf --url", "rootward verify INTERMEDIATE_FILE --purpose any --roots \(folder)/ca.crt && cp",
        "clients in Go take it for one",
      ],
      clients: [.docker],
      chain: [Issued.server(by: "Public Issuing", issuerKey: 12) { $0.extensions?.append(issuerURL) }]
    ) { $0.putRoot() },
    DoctorSituation(
      "unknown-authority-wrong-ca", ["error unknown-authority-wrong-ca"],
      mentions: [
        "“CN=Other CA”", "“CN=Example CA”", "SHA-256", "cp CA_FILE \(folder)/ca-2.crt", "If it is no root but an",
      ],
      clients: [.docker], chain: [other]
    ) { $0.putRoot() },
    DoctorSituation(
      "unknown-authority-wrong-ca self-signed", ["error unknown-authority-wrong-ca"], mentions: ["which signed itself"],
      clients: [.docker],
      chain: [Issued.server(key: 2, by: "registry.example.com", issuerKey: 2)]
    ) { $0.putRoot() },
    DoctorSituation(
      "unknown-authority-wrong-ca self-signed and installed as a client's",
      ["error unknown-authority-wrong-ca", "warning server-key-on-client"],
      mentions: [
        "cp \(folder)/domain.cert \(folder)/domain.crt", "mv -n \(folder)/domain.cert \(folder)/domain.cert.old",
        "mv -n \(folder)/domain.key \(folder)/domain.key.old",
      ],
      clients: [.docker],
      chain: [Issued.server(key: 2, by: "registry.example.com", issuerKey: 2)]
    ) {
      $0.put("domain.cert", Issued.pem(Issued.server(key: 2, by: "registry.example.com", issuerKey: 2)))
      $0.put("domain.key", Material.key(2))
    },
    DoctorSituation(
      "ca-rotated-same-name", ["error ca-rotated-same-name"],
      mentions: [
        folder + "/ca.crt", "“CN=Example CA”", "x509: ECDSA verification failure",
        "cp NEW_CA_FILE \(folder)/ca-2.crt",
      ],
      clients: [.docker],
      chain: [Issued.server(issuerKey: 11)]
    ) { $0.putRoot() },
    DoctorSituation(
      "ca-rotated-same-name among the system's roots", ["error ca-rotated-same-name"],
      mentions: [
        "/etc/ssl/certs/ca-certificates.crt", "rootward inspect /etc/ssl/certs/ca-certificates.crt",
        "cp NEW_CA_FILE \(folder)/ca.crt",
      ], clients: [.docker], chain: [Issued.server(issuerKey: 11)]
    ) {
      $0.add("/etc/ssl/certs/ca-certificates.crt", Issued.pem(Issued.root("Public CA", key: 13)) + pem)
    },
    DoctorSituation(
      "unknown-authority-wrong-ca of a root of the same organization", ["error unknown-authority-wrong-ca"],
      mentions: ["“CN=Example Root 2,O=Example”", "the root that comes nearest"], clients: [.docker],
      chain: [Issued.server(issuerKey: 11) { $0.issuer = DER.name(("O", "Example"), ("CN", "Example Root 2")) }]
    ) {
      $0.put(
        "ca.crt",
        Issued.pem(
          Issued.root {
            $0.subject = DER.name(("O", "Example"), ("CN", "Example Root 1"))
            $0.issuer = $0.subject
          }))
    },
    DoctorSituation(
      "unknown-authority-wrong-ca of what an intermediate needs", ["error unknown-authority-wrong-ca"],
      mentions: ["which issued “CN=Other Issuing” of"], clients: [.docker],
      chain: [
        Issued.server(by: "Other Issuing", issuerKey: 12),
        Issued.intermediate("Other Issuing", key: 12, by: "Other CA", issuerKey: 11),
      ]
    ) { $0.putRoot() },
    DoctorSituation(
      "unknown-authority-missing-intermediate by its name", ["error unknown-authority-missing-intermediate"],
      mentions: ["“CN=Example Issuing CA”", "rootward verify INTERMEDIATE_FILE"], clients: [.docker],
      chain: [Issued.server(by: "Example Issuing CA", issuerKey: 12)]
    ) { $0.putRoot() },
    DoctorSituation(
      "unknown-authority-wrong-ca in two directories", ["error unknown-authority-wrong-ca"],
      mentions: [
        "cp CA_FILE /etc/docker/certs.d/registry.example.com:5000/ca.crt",
        "cp CA_FILE /etc/containerd/certs.d/registry.example.com:5000/ca.crt",
      ], chain: [other]
    ) { _ in },
    DoctorSituation(
      "unknown-authority-wrong-ca of Docker Hub", ["error unknown-authority-wrong-ca"],
      mentions: ["cp CA_FILE /usr/local/share/ca-certificates/registry-ca.crt", "systemctl restart docker"],
      host: "docker.io", clients: [.docker],
      chain: [Issued.server([DER.dnsName("registry-1.docker.io")], by: "Other CA", issuerKey: 11)]
    ) { _ in },
    DoctorSituation(
      "a server that is called after a product", ["error unknown-authority-wrong-ca"],
      mentions: ["which signed itself"],
      host: "squid.example.com", clients: [.docker],
      chain: [
        Issued.server([DER.dnsName("squid.example.com")], by: "squid.example.com", issuerKey: 2) {
          $0.subject = DER.name(("CN", "squid.example.com"))
        }
      ]
    ) { _ in },
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
      mentions: [
        "common name alone", "RFC 9525", "openssl req -new -key SERVER_KEY",
        "subjectAltName=DNS:registry.example.com", "chain-0.pem",
      ],
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
      mentions: [
        "the server's certificate “CN=registry.example.com”", "chain-0.pem", "expired at 2025", "date -u", "CHAIN_FILE",
      ],
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

  /// Issuers that the server's chain misses, and that lie somewhere.
  static let issuers: [DoctorSituation] = [
    found(
      "beside", "ca.pem", otherRoot, ["although \(folder)/ca.pem holds it", "cp \(folder)/ca.pem \(folder)/ca.crt"]),
    DoctorSituation(
      "issuer in DER beside", ["error unknown-authority-wrong-ca"],
      mentions: ["openssl x509 -inform DER -in \(folder)/ca.der -out \(folder)/ca-2.crt"], clients: [.docker],
      chain: [other]
    ) {
      $0.putRoot()
      $0.put("ca.der", bytes: otherRoot)
    },
    DoctorSituation(
      "issuer with its key beside", ["error unknown-authority-wrong-ca"],
      mentions: ["sed -n '/-BEGIN CERT/,/-END CERT/p' \(folder)/ca.pem >\(folder)/ca.crt"], clients: [.docker],
      chain: [other]
    ) { $0.put("ca.pem", Material.key(11) + Issued.pem(otherRoot)) },
    DoctorSituation(
      "issuer in a file that yields nothing", ["error unknown-authority-wrong-ca", "warning crt-yields-nothing"],
      mentions: ["although \(folder)/ca.crt holds it", "why is told apart"], clients: [.docker], chain: [other]
    ) { $0.put("ca.crt", bytes: otherRoot) },
    DoctorSituation(
      "issuer that hosts.toml doesn't name", ["error unknown-authority-wrong-ca", "warning hosts-toml-shadow"],
      mentions: ["nothing else counts", "Name \(folder)/ca.crt in \(folder)/hosts.toml"], clients: [.dockerContainerd],
      chain: [other]
    ) {
      $0.put("ca.crt", Issued.pem(otherRoot))
      $0.put("hosts.toml", hostsFile)
    },
    DoctorSituation(
      "issuer that nobody has beside a hosts.toml", ["error unknown-authority-wrong-ca"],
      mentions: ["cp CA_FILE \(folder)/ca.crt", "${EDITOR:-vi} \(folder)/hosts.toml"], clients: [.dockerContainerd],
      chain: [other]
    ) { $0.put("hosts.toml", hostsFile) },
    DoctorSituation(
      "issuer as a client's certificate with its key", ["error unknown-authority-wrong-ca"],
      mentions: ["although \(folder)/ca.cert holds it", "cp \(folder)/ca.cert \(folder)/ca.crt"], clients: [.docker],
      chain: [other]
    ) {
      $0.put("ca.cert", Issued.pem(otherRoot))
      $0.put("ca.key", Material.key(11))
    },
    DoctorSituation(
      "issuer in a directory that comes near", ["error dir-not-selected", "error unknown-authority-wrong-ca"],
      mentions: ["in a directory that is not read", "holds “CN=Other CA”, which the server's chain leads to"],
      clients: [.docker], chain: [other]
    ) { $0.add(base + "/registry.example.com/own.crt", Issued.pem(otherRoot)) },
    DoctorSituation(
      "issuer in another directory than the one that comes nearest",
      ["error dir-not-selected", "error unknown-authority-wrong-ca"],
      mentions: ["cp -R \(base)/registry.example.com/."], clients: [.docker], chain: [other]
    ) {
      $0.add(base + "/Registry.example.com:5000/ca.crt", pem)
      $0.add(base + "/registry.example.com/own.crt", Issued.pem(otherRoot))
    },
    DoctorSituation(
      "issuer in a place where nobody looks", ["error wrong-base", "error unknown-authority-wrong-ca"],
      mentions: ["with an s", "in a directory that is not read"], clients: [.docker], chain: [other]
    ) { $0.add("/etc/docker/cert.d/registry.example.com:5000/ca.crt", Issued.pem(otherRoot)) },
    DoctorSituation(
      "issuer in another client's directory", ["error unknown-authority-wrong-ca"],
      mentions: [
        "which Docker (classic store) reads; Podman reads another directory",
        "cp \(folder)/ca.crt /etc/containers/certs.d/registry.example.com:5000/ca.crt",
      ], clients: [.docker, .podman], chain: [other]
    ) {
      $0.put("ca.crt", Issued.pem(otherRoot))
      $0.add("/etc/containers/certs.d/registry.example.com:5000/own.crt", pem)
    },
    DoctorSituation(
      "two: a directory that comes near, and no issuer",
      ["warning dir-not-selected", "error unknown-authority-wrong-ca"],
      mentions: ["cp CA_FILE \(folder)/ca-2.crt"], clients: [.docker], chain: [other]
    ) { $0.add(base + "/registry.example.com/ca.crt", pem) },
    DoctorSituation(
      "two: a missing intermediate, and a hosts.toml that some clients read",
      ["error unknown-authority-missing-intermediate", "warning hosts-toml-shadow"],
      mentions: [
        "affects Docker (classic store) and Docker (containerd store)",
        "cp INTERMEDIATE_FILE \(folder)/intermediate.crt $ ${EDITOR:-vi} \(folder)/hosts.toml",
      ], clients: [.docker, .dockerContainerd], chain: [Issued.server(by: "Example Issuing", issuerKey: 12)]
    ) {
      $0.putRoot()
      $0.put("hosts.toml", hostsFile)
    },
    DoctorSituation(
      "two: an issuer that nobody has, and a directory for all hosts", ["error unknown-authority-wrong-ca"],
      mentions: [
        "cp -R /etc/containerd/certs.d/_default/. /etc/containerd/certs.d/registry.example.com:5000 "
          + "$ cp CA_FILE /etc/containerd/certs.d/registry.example.com:5000/ca-2.crt"
      ], clients: [.containerd], chain: [other]
    ) { $0.add("/etc/containerd/certs.d/_default/ca.crt", pem) },
    DoctorSituation(
      "two: BuildKit without a configuration, and an issuer that it would need",
      ["error unknown-authority-wrong-ca", "warning store-divergence"],
      mentions: ["although \(folder)/ca.crt holds it", "docker buildx create"], clients: [.buildkit], chain: [other]
    ) { $0.put("ca.crt", Issued.pem(otherRoot)) },
    DoctorSituation(
      "two: files beside the directories of hosts, of which one is another host's",
      ["error wrong-base", "error unknown-authority-wrong-ca"],
      mentions: ["cp \(base)/own.crt \(folder)"], clients: [.docker], chain: [other]
    ) {
      $0.add(base + "/ca.crt", pem)
      $0.add(base + "/own.crt", Issued.pem(otherRoot))
      $0.add(base + "/other.example.com.crt", pem)
    },
    DoctorSituation(
      "two: near misses for one client, of which one can be another registry's", ["warning dir-not-selected"],
      mentions: ["the colon before the port is missing"], clients: [.podman]
    ) {
      $0.add(base + "/registry.example.com5000/ca.crt", pem)
      $0.add("/etc/containers/certs.d/registry.example.com/ca.crt", pem)
    },
    DoctorSituation(
      "two: an expired issuer that nobody reads", ["error unknown-authority-wrong-ca"],
      mentions: ["although \(folder)/ca.pem holds it"], clients: [.docker], chain: [other]
    ) { $0.put("ca.pem", Issued.pem(Issued.root("Other CA", key: 11) { $0.validity = Issued.past })) },
    DoctorSituation(
      "two: an authority of the issuer's name and another key that nobody reads",
      ["error unknown-authority-wrong-ca", "warning ignored-extension"], mentions: ["cp CA_FILE"], clients: [.docker],
      chain: [other]
    ) { $0.put("other.pem", Issued.pem(Issued.root("Other CA", key: 14))) },
    DoctorSituation(
      "two: a missing intermediate that nobody reads", ["error unknown-authority-missing-intermediate"],
      mentions: ["cp \(folder)/issuing.pem \(folder)/issuing.crt"], clients: [.docker],
      chain: [Issued.server(by: "Example Issuing", issuerKey: 12)]
    ) {
      $0.putRoot()
      $0.put("issuing.pem", Issued.pem(Issued.intermediate("Example Issuing", key: 12)))
    },
  ]

  private static let hostsFile =
    "server = \"https://registry.example.com:5000\"\n[host.\"https://registry.example.com:5000\"]\n"

  private static func found(_ what: String, _ name: String, _ der: [UInt8], _ mentions: [String]) -> DoctorSituation {
    DoctorSituation(
      "issuer \(what)", ["error unknown-authority-wrong-ca"], mentions: mentions, clients: [.docker], chain: [other]
    ) { $0.put(name, Issued.pem(der)) }
  }

  private static let issuerURL = DER.extension(
    "1.3.6.1.5.5.7.1.1",
    DER.sequence(DER.sequence(DER.oid("1.3.6.1.5.5.7.48.2"), DER.uri("http://pki.example.com/issuing.der"))))
}
