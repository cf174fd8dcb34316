import Foundation
import Testing

/// Items of streams, made of the test vectors.
enum BatchMaterial {
  /// The options that trust the roots of the vectors in use.
  static let options = [
    "--roots", Vectors.path("good/roots.pem"), "--roots", Vectors.path("ecdsa/roots.pem"), "--no-system-roots", "--at",
    "2026-01-01",
  ]

  /// The chain of a folder of vectors, as text.
  static func text(_ folder: String) throws -> String {
    try #require(String(bytes: try Vectors.bytes("\(folder)/chain.pem"), encoding: .utf8))
  }

  /// The certificates of a folder of vectors, in Base64.
  static func elements(_ folder: String) throws -> [String] {
    try text(folder).components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().map {
      $0.components(separatedBy: "-----END")[0].filter { !$0.isNewline }
    }
  }

  /// A line of JSON with these members, and a line feed.
  static func line(_ members: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self) + "\n"
  }

  /// A stream of items of every kind, of which each `damage`th is damaged.
  static func stream(_ count: Int, damage: Int = 0) throws -> [UInt8] {
    let chains: [Any] = [
      try text("good"), try elements("ecdsa"), try text("wrong-host"), try elements("expired-leaf"),
      try text("ed25519"),
    ]
    var random = Numbers(state: 11)
    var stream: [UInt8] = []
    for number in 1...count {
      var line = Array(
        try line(["id": number, "chain": chains[number % chains.count], "hostname": "www.example.com"]).utf8)
      if damage > 0, number % damage == 0 {
        let place = random.next(line.count - 1)
        if number % (2 * damage) == 0 { line.removeSubrange(place..<line.count - 1) } else { line[place] = 0x23 }
      }
      stream += line
    }
    return stream
  }

  /// Numbers that are the same each time.
  struct Numbers {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
  }
}
