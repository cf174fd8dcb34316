import CertificateEncoding
import RegistryTrust
import TestSupport

extension DoctorSituation {
  private static let build = "“CN=build”"

  /// Client certificates and keys, each with a fault.
  static let pairs: [DoctorSituation] = [
    DoctorSituation(
      "ca-named-cert", ["error ca-named-cert"],
      mentions: ["“CN=Example CA”", "mv -n \(folder)/ca.cert \(folder)/ca.crt", "must use the extension .crt"]
    ) {
      $0.putRoot("ca.cert")
    },
    DoctorSituation(
      "ca-named-cert under the documentation", ["error ca-named-cert"],
      mentions: ["CA certificates should use the extension .crt."], clients: [.docs, .legacyDocs]
    ) {
      $0.putRoot("ca.cert")
    },
    DoctorSituation(
      "key-mismatch no key at all", ["error key-mismatch"],
      mentions: ["client.cert", build, "nowhere in the directory", "cp KEY_FILE"]
    ) {
      $0.put("client.cert", Issued.pem(Issued.client()))
    },
    DoctorSituation(
      "key-mismatch key of another name", ["error key-mismatch"],
      mentions: ["mv -n \(folder)/other.key \(folder)/client.key"]
    ) {
      $0.put("client.cert", Issued.pem(Issued.client()))
      $0.put("other.key", Material.key(3))
    },
    DoctorSituation(
      "key-mismatch other key", ["error key-mismatch"],
      mentions: ["private key does not match public key", build, "openssl sha256"]
    ) {
      $0.putPair("client", key: 4, Issued.client(key: 3))
    },
    DoctorSituation(
      "key-mismatch reversed chain", ["error key-mismatch"], mentions: ["its order is reversed", "sed -n '"]
    ) {
      $0.put("client.cert", Issued.pem(Issued.root()) + Issued.pem(Issued.client()))
      $0.put("client.key", Material.key(3))
    },
    DoctorSituation(
      "key-mismatch keys in each other's place", ["error key-mismatch"],
      mentions: ["mv -n \(folder)/a.key.old \(folder)/b.key"]
    ) {
      $0.putPair("a", key: 4, Issued.client("a", key: 3))
      $0.putPair("b", key: 3, Issued.client("b", key: 4))
    },
    DoctorSituation(
      "key-mismatch swapped", ["error key-mismatch"], mentions: ["PEM inputs may have been switched", "client.key.old"]
    ) {
      $0.put("client.key", Issued.pem(Issued.client()))
      $0.put("client.cert", Material.key(3))
    },
    DoctorSituation(
      "lone-key", ["error lone-key"],
      mentions: ["client.key", "missing client certificate client.cert", "rm \(folder)/client.key"]
    ) {
      $0.putRoot()
      $0.put("client.key", Material.key(3))
    },
    DoctorSituation(
      "lone-key of the registry", ["error lone-key"],
      mentions: ["domain.crt beside it", "“CN=registry.example.com”", "rm \(folder)/domain.key"]
    ) {
      $0.put("domain.crt", Issued.pem(Issued.server()))
      $0.put("domain.key", Material.key(2))
    },
    DoctorSituation("lone-key is nothing to containerd", [], clients: [.dockerContainerd]) {
      $0.putRoot()
      $0.put("client.key", Material.key(3))
    },
    DoctorSituation(
      "server-key-on-client by purpose", ["warning server-key-on-client"],
      mentions: ["serverAuth", "rm \(folder)/client.key", "registry.example.com"]
    ) {
      $0.putPair("client", key: 2, Issued.server([DER.dnsName("other.example.com")]))
    },
    DoctorSituation(
      "server-key-on-client by name", ["warning server-key-on-client"], mentions: ["the registry's own name"]
    ) {
      $0.putPair(
        "client", key: 2,
        Issued.server {
          $0.extensions = [DER.extension("2.5.29.17", DER.sequence(DER.dnsName("registry.example.com")))]
        })
    },
    DoctorSituation(
      "server-key-on-client by key", ["warning server-key-on-client"],
      mentions: ["the certificate that the server sent"], chain: [Issued.server(key: 3)]
    ) {
      $0.putRoot()
      $0.putPair()
    },
    DoctorSituation(
      "key-encrypted", ["error key-encrypted"],
      mentions: ["client.key", build, "failed to parse private key", "openssl pkey"]
    ) {
      $0.put("client.cert", Issued.pem(Issued.client()))
      $0.put(
        "client.key",
        Material.pem("RSA PRIVATE KEY", [UInt8](repeating: 7, count: 32)).replacing(
          "KEY-----\nB",
          with: "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nB"))
    },
    unsupported(
      "OpenSSH", ["OpenSSH", "ssh-keygen"],
      Material.pem("OPENSSH PRIVATE KEY", Array("openssh-key-v1\0".utf8) + [0, 0])),
    unsupported("DSA", ["DSA"], Material.pem("PRIVATE KEY", Material.pkcs8("1.2.840.10040.4.1", DER.integer(5)))),
    unsupported("PKCS #11", ["PKCS #11"], "pkcs11:token=registry;object=client"),
    unsupported(
      "DER", ["it is DER", "openssl pkey -inform DER"],
      bytes: Material.pkcs8(
        "1.2.840.10045.2.1", parameters: DER.oid("1.2.840.10045.3.1.7"), Material.sec1(3, curve: nil) + [])),
    unsupported("empty", ["it is empty"], ""),
    DoctorSituation(
      "crt-yields-nothing for a client certificate in DER", ["error crt-yields-nothing"],
      mentions: ["client.cert", "openssl x509 -inform DER"]
    ) {
      $0.put("client.cert", bytes: Issued.client())
      $0.put("client.key", Material.key(3))
    },
    DoctorSituation("first-identity-wins", ["note first-identity-wins"], mentions: ["a.cert", "“CN=a”", "mv "]) {
      $0.putPair("a", key: 3)
      $0.putPair("b", key: 4)
    },
    DoctorSituation(
      "first-identity-wins with an expired first", ["warning first-identity-wins"],
      mentions: ["a.cert", "expired at", "is sent all the same"]
    ) {
      $0.putPair("a", key: 3, Issued.client("a", key: 3) { $0.validity = Issued.past })
      $0.putPair("b", key: 4)
    },
    DoctorSituation(
      "time of an identity", ["warning time"],
      mentions: ["client.cert", build, "expired at 2025-01-01", "openssl req -new -key"]
    ) {
      $0.putPair("client", Issued.client { $0.validity = Issued.past })
    },
    DoctorSituation(
      "time of an identity that is too new", ["warning time"], mentions: ["isn't valid before", "10 minutes early"]
    ) {
      $0.putPair("client", Issued.client { $0.validity = Issued.future })
    },
  ]

  private static func unsupported(
    _ what: String, _ mentions: [String], _ text: String = "", bytes: [UInt8]? = nil
  ) -> DoctorSituation {
    let contents = bytes ?? Array(text.utf8)
    return DoctorSituation(
      "key-unsupported \(what)", ["error key-unsupported"],
      mentions: [folder + "/client.key", build, "RSA keys of 1024 bits and more"] + mentions
    ) {
      $0.put("client.cert", Issued.pem(Issued.client()))
      $0.put("client.key", bytes: contents)
    }
  }

  /// Two and three faults at once.
  static let several: [DoctorSituation] = [
    DoctorSituation("two: authority with the wrong ending, key alone", ["error ca-named-cert", "error lone-key"]) {
      $0.putRoot("ca.cert")
      $0.put("other.key", Material.key(4))
    },
    DoctorSituation("two: DER root, ignored root", ["error crt-yields-nothing", "warning ignored-extension"]) {
      $0.put("ca.crt", bytes: Issued.root())
      $0.put("other.pem", Issued.pem(Issued.root("Other CA", key: 11)))
    },
    DoctorSituation("two: expired root, expired identity", ["warning time", "warning anchor-quality"]) {
      $0.put("ca.crt", Issued.pem(Issued.root { $0.validity = Issued.past }))
      $0.putPair("client", Issued.client { $0.validity = Issued.past })
    },
    DoctorSituation(
      "two: insecure with a fault in a file", ["error crt-yields-nothing", "warning insecure-listed"],
      clients: [.docker, .podman]
    ) {
      $0.add("/etc/docker/daemon.json", "{\"insecure-registries\": [\"registry.example.com:5000\"]}")
      $0.put("client.cert", "")
      $0.put("client.key", Material.key(3))
    },
    DoctorSituation(
      "three: wrong name, expired certificate, unknown authority",
      ["error unknown-authority-wrong-ca", "error name-mismatch", "error time"],
      chain: [
        Issued.server([DER.dnsName("other.example.com")], by: "Other CA", issuerKey: 11) { $0.validity = Issued.past }
      ]
    ) { $0.putRoot() },
    DoctorSituation(
      "three: encrypted key, byte order mark, exposed key",
      ["error crt-yields-nothing", "error key-mismatch", "warning secrets-exposed"],
      modes: [folder + "/client.key": 0o644]
    ) {
      $0.put("ca.crt", "\u{FEFF}" + Issued.pem(Issued.root()))
      $0.putPair("client", key: 4, Issued.client(key: 3))
    },
    DoctorSituation(
      "two: loopback with a lone key", ["warning loopback-insecure"], host: "localhost:5000", clients: [.docker]
    ) {
      $0.add("/etc/docker/certs.d/localhost:5000/domain.key", Material.key(3))
    },
  ]
}
