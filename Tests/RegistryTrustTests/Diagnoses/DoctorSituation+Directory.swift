import Platform
import RegistryTrust
import TestSupport

extension DoctorSituation {
  private static let der = Issued.root()
  private static let pem = Issued.pem(der)
  private static let ca = "“CN=Example CA”"

  /// Directories in which nothing is wrong.
  static let healthy: [DoctorSituation] = [
    DoctorSituation("nothing at all", []) { _ in },
    DoctorSituation("healthy root", []) { $0.putRoot() },
    DoctorSituation("healthy root and pair", []) {
      $0.putRoot()
      $0.putPair()
    },
    DoctorSituation("healthy pair alone", []) { $0.putPair() },
    DoctorSituation("healthy bundle", []) {
      $0.put("ca.crt", [1, 2, 3].map { Issued.pem(Issued.root("CA \($0)", key: 10 + $0)) }.joined())
    },
    DoctorSituation("healthy text around blocks", []) {
      $0.put("ca.crt", "Certificate:\r\n    Data: of no importance\r\n" + pem.replacing("\n", with: "\r\n") + "the end")
    },
    DoctorSituation("healthy with notes and spare copies", []) {
      $0.putRoot()
      $0.put("README", "who runs this registry")
      $0.put("ca.crt.bak", pem)
      $0.put("ca.pem", pem)
      $0.put("client.csr", Material.pem("CERTIFICATE REQUEST", [1, 2, 3]))
    },
    DoctorSituation("healthy hosts.toml that names its root", []) {
      $0.putRoot()
      $0.put(
        "hosts.toml",
        "server = \"https://registry.example.com:5000\"\n[host.\"https://registry.example.com:5000\"]\nca = \"ca.crt\"\n"
      )
    },
    DoctorSituation("healthy containerd directory", [], clients: [.containerd]) {
      $0.add("/etc/containerd/certs.d/registry.example.com_5000_/ca.crt", pem)
    },
    DoctorSituation("healthy podman directory", [], clients: [.podman]) {
      $0.add("/home/user/.config/containers/certs.d/registry.example.com:5000/ca.crt", pem)
    },
    DoctorSituation("healthy key that its owner alone reads", [], modes: [folder + "/client.key": 0o600]) {
      $0.putPair()
    },
    DoctorSituation("healthy key in a closed directory", [], modes: [folder + "/client.key": 0o644, folder: 0o700]) {
      $0.putPair()
    },
  ]

  /// Files of roots, each with a fault.
  static let roots: [DoctorSituation] = [
    yieldsNothing("empty", ["it is empty"], ""),
    yieldsNothing("DER", ["a certificate in DER", "openssl x509 -inform DER"], bytes: der),
    yieldsNothing("byte order mark", ["byte order mark", "tail -c +4"], "\u{FEFF}" + pem),
    yieldsNothing("UTF-16", ["UTF-16", "iconv -f UTF-16"], bytes: [0xFF, 0xFE] + pem.utf8.flatMap { [$0, 0] }),
    yieldsNothing(
      "TRUSTED CERTIFICATE", ["TRUSTED CERTIFICATE", "openssl x509 -in"], Material.pem("TRUSTED CERTIFICATE", der)),
    yieldsNothing("X509 CERTIFICATE", ["X509 CERTIFICATE"], Material.pem("X509 CERTIFICATE", der)),
    yieldsNothing("PKCS7", ["PKCS #7", "openssl pkcs7 -print_certs"], Material.pem("PKCS7", [0x30, 0x00])),
    yieldsNothing("web page", ["a web page"], "<!DOCTYPE html><html><body>Sign in</body></html>"),
    yieldsNothing("private key", ["a private key, and no certificate"], Material.key()),
    yieldsNothing("request", ["a request for a certificate"], Material.pem("CERTIFICATE REQUEST", [0x30, 0x00])),
    yieldsNothing("indented", ["indented (line 1)", "sed"], pem.split(separator: "\n").map { "    \($0)\n" }.joined()),
    yieldsNothing("one line", ["in a single line (line 1)"], pem.replacing("\n", with: "")),
    yieldsNothing(
      "glued", ["stand in one line"],
      String(pem.dropLast())
        + Issued.pem(Issued.root("Other CA", key: 11)).replacing("-----END CERTIFICATE-----", with: "")),
    yieldsNothing("cut off", ["cut off: its END is missing"], String(pem.prefix(200))),
    yieldsNothing(
      "bare Base64", ["without the lines BEGIN and END"],
      pem.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")),
    yieldsNothing(
      "PEM headers", ["PEM headers"],
      pem.replacing("CERTIFICATE-----\nM", with: "CERTIFICATE-----\nfriendlyName: ca\n\nM")),
    yieldsNothing("damaged certificate", ["can't be read"], Material.pem("CERTIFICATE", Array(der.dropLast(20)))),
    DoctorSituation(
      "crt-yields-nothing for docker alone", ["warning crt-yields-nothing"], mentions: ["without a word"],
      clients: [.docker]
    ) {
      $0.put("ca.crt", bytes: der)
    },
    DoctorSituation(
      "crt-partial", ["warning crt-partial"],
      mentions: [folder + "/ca.crt:11", ca, "TRUSTED CERTIFICATE", "rootward inspect"]
    ) {
      $0.put("ca.crt", pem + "\n" + Material.pem("TRUSTED CERTIFICATE", Issued.root("Other CA", key: 11)))
    },
    DoctorSituation(
      "anchor-quality expired", ["warning anchor-quality"], mentions: ["ca.crt", ca, "expired at 2025-01-01"]
    ) {
      $0.put("ca.crt", Issued.pem(Issued.root { $0.validity = Issued.past }))
    },
    DoctorSituation(
      "anchor-quality leaf", ["note anchor-quality"], mentions: ["isn't marked as an authority", "-partial_chain"]
    ) {
      $0.put("ca.crt", Issued.pem(Issued.server()))
    },
    DoctorSituation(
      "anchor-quality private key inside", ["warning anchor-quality"],
      mentions: ["a private key", "everybody may read"]
    ) {
      $0.put("ca.crt", pem + Material.key())
    },
    DoctorSituation(
      "anchor-quality duplicates of the system's", ["note anchor-quality"],
      mentions: ["1 root that the system has as well"]
    ) {
      $0.putRoot()
      $0.add("/etc/ssl/certs/ca-certificates.crt", pem)
    },
    DoctorSituation("anchor-quality broad", ["note anchor-quality"], mentions: ["25 roots"]) {
      $0.put("ca.crt", (11...35).map { Issued.pem(Issued.root("CA \($0)", key: $0)) }.joined())
    },
  ]

  private static func yieldsNothing(
    _ what: String, _ mentions: [String], _ text: String = "", bytes: [UInt8]? = nil
  ) -> DoctorSituation {
    let contents = bytes ?? Array(text.utf8)
    return DoctorSituation(
      "crt-yields-nothing \(what)", ["error crt-yields-nothing"],
      mentions: [folder + "/ca.crt", "label CERTIFICATE", "containerd", "$ "] + mentions
    ) { $0.put("ca.crt", bytes: contents) }
  }

  /// Entries of the directory, each with a fault.
  static let entries: [DoctorSituation] = [
    DoctorSituation(
      "ignored-extension pem", ["warning ignored-extension"],
      mentions: [ca, "mv -n \(folder)/ca.pem \(folder)/ca.crt", "exactly these letters"]
    ) {
      $0.put("ca.pem", pem)
    },
    DoctorSituation(
      "ignored-extension CRT", ["warning ignored-extension"], mentions: ["mv -n \(folder)/ca.CRT \(folder)/ca.crt"]
    ) {
      $0.put("ca.CRT", pem)
    },
    DoctorSituation(
      "ignored-extension crt.txt", ["warning ignored-extension"],
      mentions: ["mv -n \(folder)/ca.crt.txt \(folder)/ca.crt"]
    ) {
      $0.put("ca.crt.txt", pem)
    },
    DoctorSituation(
      "ignored-extension cer in DER", ["warning ignored-extension"],
      mentions: ["openssl x509 -inform DER -in \(folder)/ca.cer"]
    ) {
      $0.put("ca.cer", bytes: der)
    },
    DoctorSituation("ignored-extension p12", ["warning ignored-extension"], mentions: ["PKCS #12", "openssl pkcs12"]) {
      $0.put(
        "client.p12", bytes: [0x30, 0x82, 0x01, 0x00, 0x02, 0x01, 0x03, 0x30, 0x82] + [UInt8](repeating: 0, count: 251))
    },
    DoctorSituation(
      "ignored-extension pair of pem files", ["warning ignored-extension"],
      mentions: ["“CN=build”", "mv -n \(folder)/client-key.pem \(folder)/client.key"]
    ) {
      $0.put("client.pem", Issued.pem(Issued.client()))
      $0.put("client-key.pem", Material.key(3))
    },
    DoctorSituation(
      "ignored-extension key", ["error ignored-extension"],
      mentions: ["mv -n \(folder)/client.KEY \(folder)/client.key", "has no key without it"],
    ) {
      $0.put("client.cert", Issued.pem(Issued.client()))
      $0.put("client.KEY", Material.key(3))
    },
    DoctorSituation(
      "permissions directory", ["error permissions"],
      mentions: [folder, "permission denied", "Podman goes on", "chmod"]
    ) {
      $0.add(folder, .unreadable(.permissionDenied))
    },
    DoctorSituation("permissions root", ["error permissions"], mentions: ["ca.crt: permission denied"]) {
      $0.add(folder + "/ca.crt", .unreadable(.permissionDenied))
    },
    DoctorSituation(
      "permissions dangling link", ["error permissions"],
      mentions: ["no such file", "Podman goes on", "rm \(folder)/ca.crt"]
    ) {
      $0.add(folder + "/ca.crt", .link("/nowhere"))
    },
    DoctorSituation("permissions pipe", ["error permissions"], mentions: ["is a pipe"]) {
      $0.add(folder + "/ca.crt", .special(.pipe))
    },
    DoctorSituation(
      "permissions directory is a file", ["error permissions"], mentions: ["not a directory", "mkdir -p"]
    ) {
      $0.add(folder, pem)
    },
    DoctorSituation(
      "permissions system roots", ["error permissions"], mentions: ["/etc/ssl/certs/ca-certificates.crt"],
      clients: [.docker]
    ) {
      $0.putRoot()
      $0.add("/etc/ssl/certs/ca-certificates.crt", .unreadable(.permissionDenied))
    },
    DoctorSituation(
      "secrets-exposed", ["warning secrets-exposed"], mentions: ["mode 0644", "chmod 600 \(folder)/client.key"],
      modes: [folder + "/client.key": 0o644, folder: 0o755]
    ) { $0.putPair() },
    DoctorSituation(
      "store-divergence directory with the ending of a file", ["error store-divergence"],
      mentions: ["sub.crt", "is a directory", "mv "]
    ) {
      $0.add(folder + "/sub.crt/ca.crt", pem)
    },
    DoctorSituation(
      "store-divergence certificate and key in one file", ["error store-divergence"],
      mentions: ["openssl pkey", "chmod 600"]
    ) {
      $0.put("client.cert", Issued.pem(Issued.client()) + Material.key(3))
    },
    DoctorSituation(
      "store-divergence default directory", ["warning store-divergence"],
      mentions: ["_default", "Docker (classic store)"], clients: [.docker, .dockerContainerd]
    ) {
      $0.add("/etc/docker/certs.d/_default/ca.crt", pem)
    },
    DoctorSituation(
      "store-divergence builder", ["warning store-divergence"], mentions: ["docker buildx create"], clients: [.buildkit]
    ) { $0.putRoot() },
    DoctorSituation(
      "hosts-toml-shadow", ["warning hosts-toml-shadow"], mentions: [folder + "/hosts.toml", "ca.crt", ca, "EDITOR"]
    ) {
      $0.putRoot()
      $0.put("hosts.toml", "[host.\"https://registry.example.com:5000\"]\n")
    },
    DoctorSituation(
      "hosts-toml-shadow invalid", ["warning hosts-toml-shadow"],
      mentions: ["hosts.toml:3", "unknown capability", "in the log alone"]
    ) {
      $0.putRoot()
      $0.put(
        "hosts.toml",
        "server = \"https://registry.example.com:5000\"\n[host.\"https://mirror.example.com\"]\ncapabilities = [\"pul\"]\n"
      )
    },
    DoctorSituation(
      "hosts-toml-shadow unknown key", ["warning hosts-toml-shadow"], mentions: ["skip_verfy", "hosts.toml:2"]
    ) {
      $0.put("hosts.toml", "[host.\"https://registry.example.com:5000\"]\nskip_verfy = true\n")
    },
    DoctorSituation(
      "hosts-toml-shadow root only", ["note hosts-toml-shadow"], mentions: ["containerd up to 1.7", "[host]"]
    ) {
      $0.put("hosts.toml", "server = \"https://registry.example.com:5000\"\n")
    },
  ]
}
