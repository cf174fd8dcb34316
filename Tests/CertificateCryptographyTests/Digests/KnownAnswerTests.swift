import CertificateCryptography
import Testing

/// The examples that NIST publishes with the Secure Hash Standard.
@Suite("Digests: known answers")
struct KnownAnswerTests {
  static let short = "abc"
  static let oneBlock = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
  static let twoBlocks =
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"

  /// A message and what it hashes to.
  struct Example: Sendable {
    let algorithm: HashAlgorithm
    let message: String
    let digest: String

    init(_ algorithm: HashAlgorithm, _ message: String, _ digest: String) {
      self.algorithm = algorithm
      self.message = message
      self.digest = digest
    }
  }

  static let millionTimes = String(repeating: "a", count: 1_000_000)

  static let examples: [Example] = [
    Example(
      .sha1, "",
      "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    Example(
      .sha1, short,
      "a9993e364706816aba3e25717850c26c9cd0d89d"),
    Example(
      .sha1, oneBlock,
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    Example(
      .sha1, twoBlocks,
      "a49b2446a02c645bf419f995b67091253a04a259"),
    Example(
      .sha224, "",
      "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"),
    Example(
      .sha224, short,
      "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
    Example(
      .sha224, oneBlock,
      "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525"),
    Example(
      .sha224, twoBlocks,
      "c97ca9a559850ce97a04a96def6d99a9e0e0e2ab14e6b8df265fc0b3"),
    Example(
      .sha256, "",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    Example(
      .sha256, short,
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    Example(
      .sha256, oneBlock,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    Example(
      .sha256, twoBlocks,
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"),
    Example(
      .sha384, "",
      "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"),
    Example(
      .sha384, short,
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"),
    Example(
      .sha384, oneBlock,
      "3391fdddfc8dc7393707a65b1b4709397cf8b1d162af05abfe8f450de5f36bc6b0455a8520bc4e6f5fe95b1fe3c8452b"),
    Example(
      .sha384, twoBlocks,
      "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039"),
    Example(
      .sha512, "",
      """
      cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce\
      47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
      """),
    Example(
      .sha512, short,
      """
      ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
      2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
      """),
    Example(
      .sha512, oneBlock,
      """
      204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c335\
      96fd15c13b1b07f9aa1d3bea57789ca031ad85c7a71dd70354ec631238ca3445
      """),
    Example(
      .sha512, twoBlocks,
      """
      8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018\
      501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909
      """),
    Example(
      .sha1, millionTimes,
      "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
    Example(
      .sha224, millionTimes,
      "20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67"),
    Example(
      .sha256, millionTimes,
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    Example(
      .sha384, millionTimes,
      "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f3d8985"),
    Example(
      .sha512, millionTimes,
      """
      e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb\
      de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b
      """),
  ]

  @Test("Every example", arguments: examples.indices)
  func example(_ index: Int) {
    let example = Self.examples[index]
    let bytes = Array(example.message.utf8)
    #expect(example.algorithm.digest(of: bytes.span).hexadecimal == example.digest)
  }
}
