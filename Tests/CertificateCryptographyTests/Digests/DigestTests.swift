import CertificateCryptography
import TestSupport
import Testing

@Suite("Digests: lengths and pieces")
struct DigestTests {
  private static let message: [UInt8] = {
    var generator = RepeatableGenerator(seed: 180)
    return generator.bytes(300)
  }()

  /// What a streaming hasher makes of `pieces`.
  private func digest(_ algorithm: HashAlgorithm, _ pieces: [ArraySlice<UInt8>]) -> Digest {
    var function = HashFunction(algorithm)
    for piece in pieces { function.update(Array(piece).span) }
    return function.finalize()
  }

  @Test("Every length up to 300 bytes agrees with the standard's text", arguments: HashAlgorithm.allCases)
  func everyLength(_ algorithm: HashAlgorithm) {
    for count in 0...300 {
      let message = Array(Self.message.prefix(count))
      let digest = algorithm.digest(of: message.span)
      #expect(digest.bytes == ReferenceHash.digest(algorithm, message), "\(count) bytes")
    }
  }

  @Test("A digest that somebody else has computed is the same", arguments: HashAlgorithm.allCases)
  func taken(_ algorithm: HashAlgorithm) {
    let digest = algorithm.digest(of: Self.message.span)
    #expect(Digest(digest.bytes, algorithm: algorithm) == digest)
    for count in [0, digest.count - 1, digest.count + 1, 200] {
      #expect(Digest([UInt8](repeating: 0, count: count), algorithm: algorithm) == nil)
    }
  }

  @Test("Two pieces are one message, wherever it is cut", arguments: HashAlgorithm.allCases)
  func everyCut(_ algorithm: HashAlgorithm) {
    let whole = algorithm.digest(of: Self.message.span)
    for cut in 0...Self.message.count {
      #expect(digest(algorithm, [Self.message[..<cut], Self.message[cut...]]) == whole, "cut at \(cut)")
    }
  }

  @Test("Single bytes and pieces of odd sizes are one message", arguments: HashAlgorithm.allCases)
  func manyPieces(_ algorithm: HashAlgorithm) {
    let whole = algorithm.digest(of: Self.message.span)
    for size in [1, 3, 7, 63, 64, 65, 127, 128, 129] {
      let starts = stride(from: 0, to: Self.message.count, by: size)
      let pieces = starts.map { Self.message[$0..<min($0 + size, Self.message.count)] }
      #expect(digest(algorithm, pieces) == whole, "pieces of \(size)")
    }
  }

  @Test("The bytes of a digest are the same in every form", arguments: HashAlgorithm.allCases)
  func forms(_ algorithm: HashAlgorithm) {
    let digest = algorithm.digest(of: Self.message.span)
    #expect(digest.algorithm == algorithm)
    #expect(digest.count == algorithm.digestByteCount)
    #expect(digest.bytes.count == digest.count)
    #expect((0..<digest.count).map { digest[$0] } == digest.bytes)
    #expect(bytes(hexadecimal: digest.hexadecimal) == digest.bytes)
    #expect(digest.hexadecimal == digest.hexadecimal.lowercased())
    #expect(digest.withBytes { bytes in bytes.indices.map { bytes[$0] } } == digest.bytes)
  }

  @Test("Digests are equal by algorithm and bytes")
  func equality() {
    let digests = HashAlgorithm.allCases.flatMap { algorithm in
      (0..<3).map { algorithm.digest(of: Array(Self.message.prefix($0)).span) }
    }
    #expect(Set(digests).count == digests.count)
    let empty: [UInt8] = []
    #expect(digests.contains(HashAlgorithm.sha384.digest(of: empty.span)))
  }

  @Test("Names are the standard's")
  func names() {
    #expect(
      HashAlgorithm.allCases.map(\.name) == [
        "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256", "SHA3-224", "SHA3-256",
        "SHA3-384", "SHA3-512", "SHAKE128", "SHAKE256",
      ])
  }
}
