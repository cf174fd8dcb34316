import CertificateCryptography
import Testing

/// The examples that NIST publishes with the Secure Hash Standard, and the same messages for its younger functions.
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
    Example(
      .sha512_224, "",
      "6ed0dd02806fa89e25de060c19d3ac86cabb87d6a0ddd05c333b84f4"),
    Example(
      .sha512_224, short,
      "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa"),
    Example(
      .sha512_224, oneBlock,
      "e5302d6d54bb242275d1e7622d68df6eb02dedd13f564c13dbda2174"),
    Example(
      .sha512_224, millionTimes,
      "37ab331d76f0d36de422bd0edeb22a28accd487b7a8453ae965dd287"),
    Example(
      .sha512_256, "",
      "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a"),
    Example(
      .sha512_256, short,
      "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
    Example(
      .sha512_256, oneBlock,
      "bde8e1f9f19bb9fd3406c90ec6bc47bd36d8ada9f11880dbc8a22a7078b6a461"),
    Example(
      .sha512_256, millionTimes,
      "9a59a052930187a97038cae692f30708aa6491923ef5194394dc68d56c74fb21"),
    Example(
      .sha3_224, "",
      "6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7"),
    Example(
      .sha3_224, short,
      "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf"),
    Example(
      .sha3_224, oneBlock,
      "8a24108b154ada21c9fd5574494479ba5c7e7ab76ef264ead0fcce33"),
    Example(
      .sha3_224, millionTimes,
      "d69335b93325192e516a912e6d19a15cb51c6ed5c15243e7a7fd653c"),
    Example(
      .sha3_256, "",
      "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a"),
    Example(
      .sha3_256, short,
      "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"),
    Example(
      .sha3_256, oneBlock,
      "41c0dba2a9d6240849100376a8235e2c82e1b9998a999e21db32dd97496d3376"),
    Example(
      .sha3_256, millionTimes,
      "5c8875ae474a3634ba4fd55ec85bffd661f32aca75c6d699d0cdcb6c115891c1"),
    Example(
      .sha3_384, "",
      "0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2ac3713831264adb47fb6bd1e058d5f004"),
    Example(
      .sha3_384, short,
      "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25"),
    Example(
      .sha3_384, oneBlock,
      "991c665755eb3a4b6bbdfb75c78a492e8c56a22c5c4d7e429bfdbc32b9d4ad5aa04a1f076e62fea19eef51acd0657c22"),
    Example(
      .sha3_384, millionTimes,
      "eee9e24d78c1855337983451df97c8ad9eedf256c6334f8e948d252d5e0e76847aa0774ddb90a842190d2c558b4b8340"),
    Example(
      .sha3_512, "",
      """
      a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a6\
      15b2123af1f5f94c11e3e9402c3ac558f500199d95b6d3e301758586281dcd26
      """),
    Example(
      .sha3_512, short,
      """
      b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e\
      10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0
      """),
    Example(
      .sha3_512, oneBlock,
      """
      04a371e84ecfb5b8b77cb48610fca8182dd457ce6f326a0fd3d7ec2f1e91636d\
      ee691fbe0c985302ba1b0d8dc78c086346b533b49c030d99a27daf1139d6e75e
      """),
    Example(
      .sha3_512, millionTimes,
      """
      3c3a876da14034ab60627c077bb98f7e120a2a5370212dffb3385a18d4f38859\
      ed311d0a9d5141ce9cc5c66ee689b266a8aa18ace8282a0e0db596c90b0a7b87
      """),
    Example(
      .shake128, "",
      "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"),
    Example(
      .shake128, short,
      "5881092dd818bf5cf8a3ddb793fbcba74097d5c526a6d35f97b83351940f2cc8"),
    Example(
      .shake128, oneBlock,
      "1a96182b50fb8c7e74e0a707788f55e98209b8d91fade8f32f8dd5cff7bf21f5"),
    Example(
      .shake128, millionTimes,
      "9d222c79c4ff9d092cf6ca86143aa411e369973808ef97093255826c5572ef58"),
    Example(
      .shake256, "",
      """
      46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f\
      d75dc4ddd8c0f200cb05019d67b592f6fc821c49479ab48640292eacb3b7c4be
      """),
    Example(
      .shake256, short,
      """
      483366601360a8771c6863080cc4114d8db44530f8f1e1ee4f94ea37e78b5739\
      d5a15bef186a5386c75744c0527e1faa9f8726e462a12a4feb06bd8801e751e4
      """),
    Example(
      .shake256, oneBlock,
      """
      4d8c2dd2435a0128eefbb8c36f6f87133a7911e18d979ee1ae6be5d4fd2e3329\
      40d8688a4e6a59aa8060f1f9bc996c05aca3c696a8b66279dc672c740bb224ec
      """),
    Example(
      .shake256, millionTimes,
      """
      3578a7a4ca9137569cdf76ed617d31bb994fca9c1bbf8b184013de8234dfd13a\
      3fd124d4df76c0a539ee7dd2f6e1ec346124c815d9410e145eb561bcd97b18ab
      """),
  ]

  @Test("Every example", arguments: examples.indices)
  func example(_ index: Int) {
    let example = Self.examples[index]
    let bytes = Array(example.message.utf8)
    #expect(example.algorithm.digest(of: bytes.span).hexadecimal == example.digest)
  }
}
