import CertificateCryptography
import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

/// Nothing of a secret is ever printed.
@Suite struct PrivateKeySecrecyTests {
  /// The secret numbers of a key without encryption.
  private func secrets(_ path: String) throws -> [[UInt8]] {
    let file = try KeyVectors.bytes(path)
    let block = PrivateKeyReading(file.span).blocks.first { $0.contents != nil }
    guard let contents = block?.contents, let form = block?.description.form else { return [] }
    var bytes: [UInt8] = []
    contents.withBytes { span in for index in span.indices { bytes.append(span[index]) } }
    let structure = try PrivateKeyStructure(bytes.span, form)
    return ranges(structure.parts).map { Array(bytes[$0]) }
  }

  private func ranges(_ parts: PrivateKeyStructure.Parts) -> [Range<Int>] {
    switch parts {
    case .rsa(let numbers, _):
      return [
        numbers.privateExponent, numbers.firstPrime, numbers.secondPrime, numbers.firstExponent,
        numbers.secondExponent, numbers.coefficient,
      ]
    case .ecdsa(_, let secret): return [secret]
    case .edwards(_, let secret): return [secret]
    case .mlDSA(_, let seed, let expandedKey):
      // Behind what is public in an expanded key.
      return [seed, expandedKey.map { $0.dropFirst(128) }].compactMap { $0 }
    }
  }

  @Test(arguments: KeyVectors.plain.filter { $0.hasSuffix(".pem") })
  func nothingOfTheKeyIsPrinted(_ path: String) throws {
    let key = try PrivateKey(try KeyVectors.bytes(path))
    let secrets = try secrets(path)
    #expect(!secrets.isEmpty)
    var dumped = ""
    dump(key, to: &dumped)
    dump(key.secret, to: &dumped)
    for text in [key.description, key.debugDescription, "\(key)", String(reflecting: key), "\(key.secret)", dumped] {
      for secret in secrets { #expect(SecretTraces(secret).found(in: text) == nil) }
    }
    #expect(key.description.count < 80)
  }

  /// What finds the traces finds them: a secret in an array, in words, in hexadecimal and in Base64.
  @Test func tracesAreFound() throws {
    let secret = try #require(try secrets("p256/pkcs8.pem").first)
    let traces = SecretTraces(secret)
    var dumped = ""
    dump(secret, to: &dumped)
    let hexadecimal = secret.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let words = stride(from: 0, to: 32, by: 8).map { start in
      secret[start..<start + 8].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    }
    for text in [
      "\(secret)", dumped, hexadecimal, hexadecimal.uppercased(), "\(words)", "\(Array(words.reversed()))",
      words.map { String($0, radix: 16) }.joined(separator: " "), Base64Text.encode(secret),
      Base64Text.encode([1] + secret), Base64Text.encode([1, 2] + secret),
    ] {
      #expect(traces.found(in: text) != nil, "\(text)")
    }
    #expect(traces.found(in: "private key: P-256") == nil)
  }
}
