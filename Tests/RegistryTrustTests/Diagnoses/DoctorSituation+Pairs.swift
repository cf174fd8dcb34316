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
      "key-mismatch swapped", ["error key-mismatch"],
      mentions: ["PEM inputs may have been switched", "client.cert.old"]
    ) {
      $0.put("client.key", Issued.pem(Issued.client()))
      $0.put("client.cert", Material.key(3))
    },
    DoctorSituation(
      "lone-key", ["error lone-key"],
      mentions: [
        "client.key", "missing client certificate client.cert", "mv -n \(folder)/client.key \(folder)/client.key.old",
      ]
    ) {
      $0.putRoot()
      $0.put("client.key", Material.key(3))
    },
    DoctorSituation(
      "lone-key of the registry", ["error lone-key"],
      mentions: ["domain.crt beside it", "“CN=registry.example.com”", "mv -n \(folder)/domain.key"]
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
      mentions: ["serverAuth", "mv -n \(folder)/client.key", "registry.example.com"]
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
    DoctorSituation(
      "key-unsupported OpenSSH Ed25519", ["error key-unsupported"],
      mentions: ["in its own format only", "openssl ecparam", "client.key.new"]
    ) {
      $0.put(
        "client.cert",
        Issued.pem(
          Issued.client {
            $0.publicKeyInfo = DER.sequence(
              DER.sequence(DER.oid("1.3.101.112")),
              DER.bitString(
                [0xD7, 0x5A, 0x98, 0x01, 0x82, 0xB1, 0x0A, 0xB7, 0xD5, 0x4B, 0xFE, 0xD3, 0xC9, 0x64, 0x07, 0x3A]
                  + [0x0E, 0xE1, 0x72, 0xF3, 0xDA, 0xA6, 0x23, 0x25, 0xAF, 0x02, 0x1A, 0x68, 0xF7, 0x07, 0x51, 0x1A]))
          }))
      $0.put("client.key", Material.pem("OPENSSH PRIVATE KEY", Array("openssh-key-v1\0".utf8) + [0, 0]))
    },
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
    DoctorSituation("first-identity-wins", ["note first-identity-wins"], mentions: ["a.cert", "“CN=a”"]) {
      $0.putPair("a", key: 3)
      $0.putPair("b", key: 4)
    },
    DoctorSituation(
      "first-identity-wins with an expired first", ["warning first-identity-wins"],
      mentions: ["a.cert", "expired at", "is sent all the same", "mv -n \(folder)/a.key \(folder)/a.key.old"]
    ) {
      $0.putPair("a", key: 3, Issued.client("a", key: 3) { $0.validity = Issued.past })
      $0.putPair("b", key: 4)
    },
    DoctorSituation(
      "first-identity-wins with a first that is too new", ["warning first-identity-wins"],
      mentions: ["isn't valid before", "mv -n \(folder)/a.cert \(folder)/b_later.cert"]
    ) {
      $0.putPair("a", key: 3, Issued.client("a", key: 3) { $0.validity = Issued.future })
      $0.putPair("b", key: 4)
    },
    DoctorSituation(
      "lone-key of a client among roots", ["error lone-key"],
      mentions: ["as a root", "mv -n \(folder)/client.crt \(folder)/client.cert"]
    ) {
      $0.putRoot()
      $0.put("client.crt", Issued.pem(Issued.client()))
      $0.put("client.key", Material.key(3))
    },
    DoctorSituation(
      "lone-key that another pair has", ["error lone-key"],
      mentions: ["holds the same key", "rm \(folder)/z.key"]
    ) {
      $0.putPair()
      $0.put("z.key", Material.key(3))
    },
    DoctorSituation(
      "lone-key of an authority", ["error lone-key"],
      mentions: ["an authority's or the registry's own key", "mv -n \(folder)/ca.key \(folder)/ca.key.old"]
    ) {
      $0.putRoot()
      $0.put("ca.key", Material.key(10))
    },
    DoctorSituation(
      "lone-key three times", ["error lone-key"],
      mentions: ["so it is with 2 more", "\(folder)/c.key: a private key"]
    ) {
      for (stem, key) in [("a", 4), ("b", 5), ("c", 6)] { $0.put(stem + ".key", Material.key(key)) }
    },
    DoctorSituation(
      "ca-named-cert that is there already", ["error ca-named-cert"],
      mentions: ["\(folder)/ca.crt holds as well", "rm \(folder)/ca.cert"]
    ) {
      $0.putRoot()
      $0.putRoot("ca.cert")
    },
    DoctorSituation(
      "ca-named-cert beside another", ["error ca-named-cert"],
      mentions: ["mv -n \(folder)/ca.cert \(folder)/ca-2.crt"]
    ) {
      $0.putRoot()
      $0.put("ca.cert", Issued.pem(Issued.root("Other CA", key: 11)))
    },
    DoctorSituation(
      "key-mismatch copy of another", ["error key-mismatch"],
      mentions: ["is the same certificate, and has its key", "rm \(folder)/copy.cert", "copy.key.old"]
    ) {
      $0.putPair()
      $0.put("copy.cert", Issued.pem(Issued.client("client")))
      $0.put("copy.key", Material.key(4))
    },
    DoctorSituation(
      "key-mismatch two of one key", ["error key-mismatch"],
      mentions: ["is for the same key", "cp -R \(folder)/client.key \(folder)/new.key"]
    ) {
      $0.putPair()
      $0.put("new.cert", Issued.pem(Issued.client("new", key: 3)))
    },
    DoctorSituation(
      "key-mismatch three keys in a circle", ["error key-mismatch"],
      mentions: ["around 3 pairs", "mv -n \(folder)/a.key.old \(folder)/b.key"]
    ) {
      $0.putPair("a", key: 4, Issued.client("a", key: 3))
      $0.putPair("b", key: 5, Issued.client("b", key: 4))
      $0.putPair("c", key: 3, Issued.client("c", key: 5))
    },
    DoctorSituation(
      "ignored-extension key without a certificate", ["warning ignored-extension"],
      mentions: ["which is not in the directory", "rootward inspect"]
    ) {
      $0.putPair()
      $0.put("foo-key.pem", Material.key(5))
    },
    DoctorSituation(
      "ignored-extension p12 of a pair", ["note ignored-extension"], mentions: ["Nothing needs to be done"]
    ) {
      $0.putPair("client")
      $0.put(
        "client.p12", bytes: [0x30, 0x82, 0x01, 0x00, 0x02, 0x01, 0x03, 0x30, 0x82] + [UInt8](repeating: 0, count: 251))
    },
    DoctorSituation(
      "ignored-extension one certificate in two files", ["warning ignored-extension", "note ignored-extension"],
      mentions: ["what \(folder)/ca.cer holds", "-out \(folder)/ca.crt"]
    ) {
      $0.put("ca.cer", bytes: Issued.root())
      $0.put("ca.pem", Issued.pem(Issued.root()))
    },
    DoctorSituation(
      "ignored-extension two files for one name", ["warning ignored-extension"],
      mentions: ["so it is with 1 more", "mv -n \(folder)/ca.txt \(folder)/ca-2.crt"]
    ) {
      $0.put("ca.pem", Issued.pem(Issued.root()))
      $0.put("ca.txt", Issued.pem(Issued.root("Other CA", key: 11)))
    },
    DoctorSituation(
      "server-key-on-client in files that nobody reads", ["warning server-key-on-client"],
      mentions: ["No client reads the two", "registry.example.com-key.pem"]
    ) {
      $0.putRoot()
      $0.put("registry.example.com.pem", Issued.pem(Issued.server()))
      $0.put("registry.example.com-key.pem", Material.key(2))
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
