import Foundation
import Testing

/// Certificates and keys that openssl makes for the tests of the doctor's remedies.
struct RemedyMaterial {
  /// A certificate and its key in PEM.
  struct Pair {
    let certificate: String
    let key: String
  }

  /// Authorities.
  let root: Pair
  let otherRoot: Pair
  let thirdRoot: Pair
  /// The authority that the sound files of a directory are from, and a client of it.
  let soundRoot: Pair
  let sound: Pair
  /// Clients.
  let client: Pair
  let other: Pair
  let third: Pair
  /// Another certificate for the client's key.
  let renewed: String
  /// A server that is no client.
  let server: Pair
  /// The DER of authorities and of the client's key.
  let rootDER: Data
  let otherRootDER: Data
  let keyDER: Data

  init(in folder: URL) throws {
    func make(_ name: String, _ subject: String, _ extensions: [String]) throws -> Pair {
      let options = extensions.map { "-addext \($0)" }.joined(separator: " ")
      try RemedyTests.shell(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -keyout \(name).key "
          + "-out \(name).crt -subj '/CN=\(subject)' \(options) 2>/dev/null", in: folder)
      return Pair(
        certificate: try String(contentsOf: folder.appending(path: name + ".crt"), encoding: .utf8),
        key: try String(contentsOf: folder.appending(path: name + ".key"), encoding: .utf8))
    }
    let leaf = ["basicConstraints=CA:FALSE", "extendedKeyUsage=clientAuth"]
    root = try make("root", "CA", [])
    otherRoot = try make("other-root", "Other CA", [])
    thirdRoot = try make("third-root", "Third CA", [])
    soundRoot = try make("sound-root", "Sound CA", [])
    sound = try make("sound", "sound", leaf)
    client = try make("client", "client", leaf)
    other = try make("other", "other", leaf)
    third = try make("third", "third", leaf)
    server = try make(
      "server", "server",
      ["basicConstraints=CA:FALSE", "extendedKeyUsage=serverAuth", "subjectAltName=DNS:\(RemedyTests.host)"])
    try RemedyTests.shell(
      "openssl req -x509 -new -key client.key -days 60 -out renewed.crt -subj /CN=renewed "
        + leaf.map { "-addext \($0)" }.joined(separator: " ")
        + " && openssl x509 -in root.crt -outform DER -out root.der && openssl x509 -in other-root.crt -outform DER "
        + "-out other-root.der && openssl pkey -in client.key -outform DER -out client.der", in: folder)
    renewed = try String(contentsOf: folder.appending(path: "renewed.crt"), encoding: .utf8)
    rootDER = try Data(contentsOf: folder.appending(path: "root.der"))
    otherRootDER = try Data(contentsOf: folder.appending(path: "other-root.der"))
    keyDER = try Data(contentsOf: folder.appending(path: "client.der"))
  }
}
