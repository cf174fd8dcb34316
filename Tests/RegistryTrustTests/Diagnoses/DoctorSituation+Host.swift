import RegistryTrust
import TestSupport

extension DoctorSituation {
  private static let pem = Issued.pem(Issued.root())
  private static let base = "/etc/docker/certs.d"

  /// Directories that are not the host's, or not the client's.
  static let directories: [DoctorSituation] = [
    miss("without its port", "registry.example.com", ["it is without the port 5000", "mkdir -p", "cp -R"]),
    miss("with a port too many", host: "registry.example.com", "registry.example.com:5000", ["it has the port 5000"]),
    miss("in other letters", "Registry.Example.com:5000", ["upper and lower case differ", "cp -R"]),
    miss("without its colon", "registry.example.com5000", ["the colon before the port is missing"]),
    miss("with another character for its colon", "registry.example.com_5000", ["the colon before the port is missing"]),
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
    miss(
      "in another spelling of its address", host: "[2001:db8::1]:5000", "[2001:DB8:0::1]:5000",
      ["the same address in another spelling"]),
    miss(
      "without the brackets of its address", host: "[2001:db8::1]:5000", "2001:db8::1:5000",
      ["an address of version 6 stands in brackets"]),
    miss("with an address without its port", host: "[2001:db8::1]:5000", "2001:db8::1", ["without the port 5000"]),
    miss("with a port after an address", host: "[2001:db8::1]", "[2001:DB8::1]:5000", ["it has the port 5000"]),
    DoctorSituation("another address is no near miss", [], host: "[2001:db8::1]:5000", clients: [.docker]) {
      $0.add(base + "/[2001:db8::2]:5000/ca.crt", pem)
      $0.add(base + "/[2001:db8::1]:5001/ca.crt", pem)
    },
    DoctorSituation(
      "dir-not-selected by clients that share a directory", ["warning dir-not-selected"],
      mentions: ["affects Docker (classic store), Docker (containerd store) and Podman", "registry.example.com5000"],
      clients: [.docker, .dockerContainerd, .podman]
    ) {
      $0.add(base + "/registry.example.com/ca.crt", pem)
      $0.add(base + "/registry.example.com5000/ca.crt", pem)
    },
    DoctorSituation(
      "dir-not-selected because it is empty", ["warning dir-not-selected"], mentions: ["looked for, and empty"],
      clients: [.docker]
    ) {
      $0.addDirectory(folder)
      $0.add(base + "/Registry.example.com:5000/ca.crt", pem)
    },
    DoctorSituation(
      "dir-not-selected beside a default", ["warning dir-not-selected"],
      mentions: ["and goes on with what is in /etc/containerd/certs.d/_default"], clients: [.containerd]
    ) {
      $0.add("/etc/containerd/certs.d/_default/hosts.toml", "[host.\"https://mirror.example.com\"]\n")
      $0.add("/etc/containerd/certs.d/registry.example.com/ca.crt", pem)
    },
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
    elsewhere("flat", base + "/ca.crt", ["and not beside it", "cp \(base)/ca.crt"]),
    elsewhere(
      "Docker Desktop", "/home/user/.docker/certs.d/registry.example.com:5000/ca.crt", ["Docker Desktop", "restart"]),
    elsewhere("GitLab Runner", "/etc/gitlab-runner/certs/registry.example.com.crt", ["the runner's own way"]),
    elsewhere(
      "snap", "/var/snap/docker/current/etc/docker/certs.d/registry.example.com:5000/ca.crt", ["Docker's snap"]),
    elsewhere(
      "rootless", "/home/user/.config/docker/certs.d/registry.example.com:5000/ca.crt",
      ["it is for a daemon without root's rights"]),
    elsewhere("other client", "/etc/containers/certs.d/registry.example.com:5000/ca.crt", ["Podman reads it"]),
    DoctorSituation(
      "wrong-base rootful", ["warning wrong-base"],
      mentions: ["it is for the daemon of the whole machine", "/home/user/.config/docker/certs.d"],
      clients: [.docker], variables: ["HOME": "/home/user", "ROOTLESSKIT_STATE_DIR": "/run/user/1000/dockerd-rootless"]
    ) { $0.putRoot() },
    DoctorSituation(
      "wrong-base XDG for podman", ["warning wrong-base"], mentions: ["XDG_CONFIG_HOME", "/etc/containers/certs.d"],
      clients: [.podman],
      variables: ["HOME": "/home/user", "XDG_CONFIG_HOME": "/home/user/settings"]
    ) { $0.add("/home/user/settings/containers/certs.d/registry.example.com:5000/ca.crt", pem) },
    DoctorSituation(
      "wrong-base rootful that another client reads", ["warning wrong-base"],
      mentions: ["affects Docker (classic store)", "/home/user/.config/docker/certs.d"], clients: [.docker, .podman],
      variables: ["HOME": "/home/user", "ROOTLESSKIT_STATE_DIR": "/run/user/1000/dockerd-rootless"]
    ) { $0.putRoot() },
    DoctorSituation(
      "wrong-base behind an empty directory", ["warning wrong-base"],
      mentions: [
        "affects Podman rule", "which is empty, comes before it",
        "rmdir /home/user/.config/containers/certs.d/registry.example.com:5000",
      ]
    ) {
      $0.putRoot()
      $0.addDirectory("/home/user/.config/containers/certs.d/registry.example.com:5000")
    },
    DoctorSituation(
      "wrong-base in several places", ["warning wrong-base"],
      mentions: ["/etc/docker/cert.d/", "/home/user/.docker/certs.d/", "with an s"], clients: [.docker]
    ) {
      $0.add("/home/user/.docker/certs.d/registry.example.com:5000/ca.crt", pem)
      $0.add("/etc/docker/cert.d/registry.example.com:5000/ca.crt", pem)
    },
    DoctorSituation("another client's directory is nobody else's loss", [], clients: [.docker, .podman]) {
      $0.add("/etc/containers/certs.d/registry.example.com:5000/ca.crt", pem)
    },
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
      mentions: ["/etc/containers/registries.conf:3", "+3", "roots decide nothing"], clients: [.podman]
    ) {
      $0.putRoot()
      $0.add(
        "/etc/containers/registries.conf", "[[registry]]\nlocation = \"registry.example.com:5000\"\ninsecure = true\n")
    },
    DoctorSituation(
      "insecure-listed in one of several files", ["warning insecure-listed"],
      mentions: ["/etc/containers/registries.conf.d/50-registry.conf:2 affects"], clients: [.podman]
    ) {
      $0.putRoot()
      $0.add("/etc/containers/registries.conf", "unqualified-search-registries = []\n")
      $0.add(
        "/etc/containers/registries.conf.d/50-registry.conf",
        "[[registry]]\ninsecure = true\nprefix = \"registry.example.com:5000\"\n")
    },
    DoctorSituation(
      "insecure-listed by hosts.toml", ["warning insecure-listed"],
      mentions: ["hosts.toml:3", "containerd takes whatever certificate"], clients: [.containerd]
    ) {
      $0.add("/etc/containerd/certs.d/registry.example.com:5000/ca.crt", pem)
      $0.add(
        "/etc/containerd/certs.d/registry.example.com:5000/hosts.toml",
        "[host.\"https://registry.example.com:5000\"]\nca = \"ca.crt\"\nskip_verify = true\n")
    },
    DoctorSituation(
      "insecure-listed for the containerd store", ["warning insecure-listed"],
      mentions: ["of the directory the client certificates count"], clients: [.dockerContainerd]
    ) {
      $0.putRoot()
      $0.add("/etc/docker/daemon.json", "{\n  \"insecure-registries\": [\"registry.example.com:5000\"]\n}")
    },
    DoctorSituation(
      "insecure-listed without root's rights", ["warning insecure-listed"],
      mentions: ["/home/user/.config/docker/daemon.json:1", "systemctl --user restart docker"], clients: [.docker],
      variables: ["HOME": "/home/user", "ROOTLESSKIT_STATE_DIR": "/run/user/1000/dockerd-rootless"]
    ) {
      $0.add("/home/user/.config/docker/certs.d/registry.example.com:5000/ca.crt", pem)
      $0.add("/home/user/.config/docker/daemon.json", "{\"insecure-registries\": [\"registry.example.com:5000\"]}")
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
}
