import Foundation

/// A directory with faults, what the doctor calls them, and what of it a person has to decide.
struct RemedySituation {
  /// What lies in a directory.
  enum Entry {
    case data(Data)
    case text(String)
    case link(String)
  }

  /// The names of the errors and warnings, each once.
  let ids: Set<String>
  /// Those of them that no command mends.
  var remaining: Set<String> = []
  /// What lies in the directory.
  var entries: [String: Entry]

  init(_ ids: Set<String>, remaining: Set<String> = [], _ entries: [String: Entry]) {
    self.ids = ids
    self.remaining = remaining
    self.entries = entries
  }

  /// The same with a root and a pair that are sound, under names that the fault's own files are told to take if they can.
  func besideSoundFiles(_ material: RemedyMaterial) -> RemedySituation {
    var result = self
    let root = entries["ca.crt"] == nil ? "ca.crt" : "sound.crt"
    let stem = ["c.cert", "c.key"].allSatisfy { entries[$0] == nil } ? "c" : "sound"
    result.entries[root] = .text(material.soundRoot.certificate)
    result.entries[stem + ".cert"] = .text(material.sound.certificate)
    result.entries[stem + ".key"] = .text(material.sound.key)
    return result
  }

  /// Puts the files there.
  func write(to folder: URL) throws {
    let manager = FileManager.default
    try? manager.removeItem(at: folder)
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, entry) in entries {
      let file = folder.appending(path: name)
      try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      switch entry {
      case .data(let data): try data.write(to: file)
      case .text(let text): try Data(text.utf8).write(to: file)
      case .link(let target):
        try manager.createSymbolicLink(atPath: file.path, withDestinationPath: target)
        continue
      }
      try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }
  }
}

extension RemedySituation {
  /// Directories with one fault each.
  static func single(_ made: RemedyMaterial) -> [RemedySituation] {
    let (root, client) = (made.root.certificate, made.client)
    let base64 = root.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
    func roots(_ text: String) -> RemedySituation { RemedySituation(["crt-yields-nothing"], ["ca.crt": .text(text)]) }
    func ignored(_ entries: [String: Entry]) -> RemedySituation { RemedySituation(["ignored-extension"], entries) }
    func mismatch(_ entries: [String: Entry]) -> RemedySituation { RemedySituation(["key-mismatch"], entries) }
    return [
      RemedySituation(["crt-yields-nothing"], ["ca.crt": .data(made.rootDER)]),
      RemedySituation(["crt-yields-nothing"], ["ca.crt": .data(root.data(using: .utf16) ?? Data())]),
      roots("\u{FEFF}" + root),
      roots(root.replacing("\n", with: "\n   ").replacing("-----BEGIN", with: "  -----BEGIN")),
      roots(root.replacing("\n", with: "")),
      roots(root.dropLast() + root),
      roots(root.replacing("CERTIFICATE-----\nM", with: "CERTIFICATE-----\nname: ca\n\nM")),
      roots(root.replacing("CERTIFICATE", with: "X509 CERTIFICATE")),
      roots(base64 + "\n"),
      roots(""),
      roots("<!DOCTYPE html><html></html>"),
      roots(client.key),
      RemedySituation(["ca-named-cert"], ["ca.cert": .text(root)]),
      RemedySituation(["ca-named-cert"], ["ca.cert": .data(made.rootDER)]),
      ignored(["ca.pem": .text(root)]),
      ignored(["ca.CRT": .text(root)]),
      ignored(["ca.crt.txt": .text(root)]),
      ignored(["ca.cer": .data(made.rootDER)]),
      ignored(["ca.der": .data(made.rootDER)]),
      ignored(["ca.pem": .text("\u{FEFF}" + root)]),
      ignored(["ca.pem": .text(root + made.root.key)]),
      ignored(["it's $(touch owned) `touch owned`\u{1B}[2J\n.pem": .text(root)]),
      ignored(["c.pem": .text(client.certificate + client.key)]),
      ignored(["c.pem": .text(root + client.certificate + client.key)]),
      ignored(["c.pem": .text(client.certificate), "c-key.pem": .text(client.key)]),
      ignored(["c.cert": .text(client.certificate), "c.KEY": .text(client.key)]),
      ignored(["c.cert": .text(client.certificate), "c.der": .data(made.keyDER)]),
      RemedySituation(
        ["ignored-extension"], remaining: ["ignored-extension"],
        ["c.cert": .text(client.certificate), "both.pem": .text(made.renewed + client.key)]),
      mismatch(["c.cert": .text(client.key), "c.key": .text(client.certificate)]),
      mismatch(["c.cert": .text(root + client.certificate), "c.key": .text(client.key)]),
      mismatch(["c.cert": .text(client.certificate), "other.key": .text(client.key)]),
      mismatch(["c.cert": .text(client.certificate), "c.key": .text(made.other.key), "x.key": .text(client.key)]),
      mismatch(["c.cert": .text(client.certificate), "c.key": .text(made.other.key), "x.pem": .text(client.key)]),
      RemedySituation(["key-unsupported"], ["c.cert": .text(client.certificate), "c.key": .data(made.keyDER)]),
      RemedySituation(["store-divergence"], ["c.cert": .text(client.certificate + client.key)]),
      RemedySituation(["store-divergence"], ["sub.crt/ca.crt": .text(root)]),
      RemedySituation(["lone-key"], ["c.key": .text(client.key)]),
      RemedySituation(["lone-key"], ["c.key": .text(client.key), "c.crt": .text(client.certificate)]),
      RemedySituation(["lone-key"], ["c.key": .text(client.key), "c.pem": .text(client.certificate)]),
      RemedySituation(
        ["lone-key"], ["domain.key": .text(made.server.key), "domain.crt": .text(made.server.certificate)]),
      RemedySituation(["lone-key"], ["ca.key": .text(made.root.key), "root.crt": .text(root)]),
      RemedySituation(["anchor-quality"], ["ca.crt": .text(root + client.key + made.otherRoot.certificate)]),
      RemedySituation(
        ["server-key-on-client"], ["d.cert": .text(made.server.certificate), "d.key": .text(made.server.key)]),
    ]
  }

  /// Directories with several faults, beside which sound files are put.
  static func several(_ made: RemedyMaterial) -> [RemedySituation] {
    let (root, client, other, third) = (made.root.certificate, made.client, made.other, made.third)
    let mismatch: Set<String> = ["key-mismatch"]
    return [
      // Files that are told to take one name.
      RemedySituation(
        ["ignored-extension"], ["ca.pem": .text(root), "ca.cer": .data(made.otherRootDER)]),
      RemedySituation(
        ["ignored-extension"],
        [
          "ca.CRT": .text(root), "ca.crt.txt": .text(made.otherRoot.certificate),
          "ca.pem": .text(made.thirdRoot.certificate),
        ]),
      RemedySituation(["ignored-extension"], ["ca.pem": .text(root), "ca.der": .data(made.rootDER)]),
      RemedySituation(
        ["ca-named-cert", "ignored-extension"], ["ca.cert": .text(root), "ca.pem": .text(made.otherRoot.certificate)]),
      // The same in two files.
      RemedySituation(
        ["ca-named-cert", "lone-key"], ["ca.cert": .text(made.soundRoot.certificate), "z.key": .text(made.sound.key)]),
      RemedySituation(
        ["key-mismatch", "lone-key"],
        ["d.cert": .text(made.sound.certificate), "d.key": .text(other.key), "z.key": .text(third.key)]),
      RemedySituation(
        ["ignored-extension", "key-mismatch"],
        ["client.cert": .text(client.certificate), "zz.cert": .text(made.renewed), "client-key.pem": .text(client.key)]
      ),
      RemedySituation(
        ["ignored-extension", "key-mismatch"],
        [
          "client.cert": .text(client.certificate), "zz.cert": .text(client.certificate),
          "client-key.pem": .text(client.key),
        ]),
      RemedySituation(
        ["lone-key"],
        ["a.key": .text(client.key), "b.key": .text(client.key), "client.pem": .text(client.certificate)]),
      RemedySituation(["ca-named-cert"], ["ca.cert": .text(root), "ca.crt": .link("ca.cert")]),
      // A client's pair, half of it among the roots.
      RemedySituation(
        ["ca-named-cert", "lone-key"],
        ["client.crt": .text(client.certificate), "client.key": .text(client.key), "ca.cert": .text(root)]),
      // Keys that have changed places.
      RemedySituation(
        mismatch,
        [
          "x.cert": .text(client.certificate), "x.key": .text(other.key), "y.cert": .text(other.certificate),
          "y.key": .text(third.key), "z.cert": .text(third.certificate), "z.key": .text(client.key),
        ]),
      RemedySituation(
        ["ignored-extension", "key-mismatch"],
        [
          "x.cert": .text(client.certificate), "x.key": .text(other.key), "y.cert": .text(other.certificate),
          "y.key": .text(client.key), "x.key.old": .text(third.key), "ca.pem": .text(root),
        ]),
      RemedySituation(
        mismatch,
        [
          "x.cert": .text(client.certificate), "x.key": .text(other.key), "y.cert": .text(other.certificate),
          "z.key": .text(client.key),
        ]),
      RemedySituation(
        ["ignored-extension", "key-mismatch"],
        [
          "x.cert": .text(root + client.certificate), "x.key": .text(client.key), "x.cert.old": .text("notes"),
          "ca.CRT": .text(root),
        ]),
      // What can't be read.
      RemedySituation(
        ["crt-yields-nothing", "store-divergence"],
        [
          "empty.crt": .text(""), "mark.crt": .text("\u{FEFF}" + root), "page.crt": .text("<html></html>"),
          "sub.crt/ca.crt": .text(root), "sub.crt.d": .text("taken"),
        ]),
      RemedySituation(
        ["ca-named-cert", "crt-yields-nothing"], ["root.cert": .text(root), "root.crt": .data(made.rootDER)]),
      RemedySituation(
        ["key-unsupported", "lone-key"],
        ["x.cert": .text(client.certificate), "x.key": .data(made.keyDER), "z.key": .text(client.key)]),
      RemedySituation(
        ["anchor-quality", "lone-key"],
        [
          "bundle.crt": .text(root + client.key + made.otherRoot.certificate), "bundle.crt.old": .text("notes"),
          "z.key": .text(client.key),
        ]),
      RemedySituation(
        ["key-mismatch", "store-divergence"],
        ["x.cert": .text(client.certificate + client.key), "y.cert": .text(made.renewed)]),
      // Pairs under a name that a sound pair has.
      RemedySituation(["ignored-extension"], ["c.pem": .text(client.certificate + client.key), "ca.pem": .text(root)]),
      // A server's own files.
      RemedySituation(
        ["ca-named-cert", "server-key-on-client"],
        [
          "d.cert": .text(made.server.certificate), "d.key": .text(made.server.key),
          "ca.cert": .text(made.soundRoot.certificate),
        ]),
      RemedySituation(
        ["ignored-extension", "lone-key"],
        [
          "domain.crt": .text(made.server.certificate), "domain.key": .text(made.server.key), "ca.pem": .text(root),
        ]),
      RemedySituation(
        ["ignored-extension", "server-key-on-client"], remaining: ["server-key-on-client"],
        [
          "\(RemedyTests.host).pem": .text(made.server.certificate),
          "\(RemedyTests.host)-key.pem": .text(made.server.key), "ca.pem": .text(root),
        ]),
      // Keys without anything that belongs to them.
      RemedySituation(
        ["ignored-extension"], remaining: ["ignored-extension"], ["foo-key.pem": .text(client.key)]),
      RemedySituation(
        ["ignored-extension"], ["client.crt": .text(client.certificate), "client-key.pem": .text(client.key)]),
      RemedySituation(
        ["ignored-extension", "lone-key"], remaining: ["ignored-extension"],
        ["foo-key.pem": .text(client.key), "domain.key": .text(other.key)]),
      RemedySituation(
        ["ignored-extension", "key-mismatch", "hosts-toml-shadow", "permissions"],
        [
          "hosts.toml": .text(
            "[host.\"https://\(RemedyTests.host)\"]\nca = [\"ca.crt\", \"ca-2.crt\"]\n"
              + "client = [[\"c.cert\", \"c.key\"], [\"x.cert\", \"x.key\"]]\n"),
          "x.cert": .text(client.certificate), "x.key": .text(other.key), "other.key": .text(client.key),
          "ca.pem": .text(root),
        ]),
      // What a hosts.toml names keeps its name.
      RemedySituation(
        ["ignored-extension", "lone-key"],
        [
          "hosts.toml": .text(
            "[host.\"https://\(RemedyTests.host)\"]\nca = [\"ca.crt\", \"root.pem\"]\n"
              + "client = [[\"c.cert\", \"c.key\"], [\"client.pem\", \"client.key\"]]\n"),
          "root.pem": .text(root), "client.pem": .text(client.certificate), "client.key": .text(client.key),
        ]),
    ]
  }
}
