/// Handshake messages to be written, whose fields a test may replace.
package enum MessageFields {
  /// A vector behind its length.
  package static func vector(_ bytes: [UInt8], _ lengthByteCount: Int) -> [UInt8] {
    PromiseFields.vector(bytes, lengthByteCount: lengthByteCount)
  }

  /// Numbers of two bytes.
  package static func numbers(_ numbers: UInt16...) -> [UInt8] {
    numbers.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  /// An extension.
  package static func `extension`(_ type: UInt16, _ data: [UInt8]) -> [UInt8] { numbers(type) + vector(data, 2) }

  /// A message with the four bytes before its body.
  package static func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] { [type] + vector(body, 3) }

  /// 32 bytes that count up.
  package static let random = (0..<32).map { UInt8($0) }

  /// A ClientHello.
  package struct ClientHello {
    package var version: UInt16 = 0x0303
    package var sessionID: [UInt8] = []
    package var suites: [UInt8] = MessageFields.numbers(0x1301, 0xC02B)
    package var compression: [UInt8] = [0]
    package var extensions: [[UInt8]]? = [
      MessageFields.extension(0, MessageFields.vector([0] + MessageFields.vector(Array("a.example".utf8), 2), 2)),
      MessageFields.extension(43, MessageFields.vector(MessageFields.numbers(0x0304, 0x0303), 1)),
      MessageFields.extension(10, MessageFields.vector(MessageFields.numbers(0x1A1A, 0x001D, 0x0017), 2)),
      MessageFields.extension(13, MessageFields.vector(MessageFields.numbers(0x0403, 0x0804), 2)),
      MessageFields.extension(
        51,
        MessageFields.vector(
          MessageFields.numbers(0x1A1A) + MessageFields.vector([0], 2) + MessageFields.numbers(0x001D)
            + MessageFields.vector([UInt8](repeating: 9, count: 32), 2), 2)),
      MessageFields.extension(16, MessageFields.vector([2, 0x68, 0x32], 2)),
    ]

    package init() {}

    package var body: [UInt8] {
      MessageFields.numbers(version) + MessageFields.random + MessageFields.vector(sessionID, 1)
        + MessageFields.vector(suites, 2) + MessageFields.vector(compression, 1)
        + (extensions.map { MessageFields.vector($0.flatMap { $0 }, 2) } ?? [])
    }

    package static func with(_ change: (inout ClientHello) -> Void) -> [UInt8] {
      var hello = ClientHello()
      change(&hello)
      return hello.body
    }
  }

  /// A ServerHello.
  package struct ServerHello {
    package var version: UInt16 = 0x0303
    package var random = MessageFields.random
    package var suite: UInt16 = 0x1301
    package var compression: UInt8 = 0
    package var extensions: [[UInt8]]? = [
      MessageFields.extension(43, [3, 4]),
      MessageFields.extension(
        51, MessageFields.numbers(0x001D) + MessageFields.vector([UInt8](repeating: 7, count: 32), 2)),
    ]

    package init() {}

    package var body: [UInt8] {
      MessageFields.numbers(version) + random + [0] + MessageFields.numbers(suite) + [compression]
        + (extensions.map { MessageFields.vector($0.flatMap { $0 }, 2) } ?? [])
    }

    package static func with(_ change: (inout ServerHello) -> Void) -> [UInt8] {
      var hello = ServerHello()
      change(&hello)
      return hello.body
    }
  }

  /// A Certificate of TLS 1.3.
  package static func certificate13(_ entries: [(certificate: [UInt8], extensions: [[UInt8]])], context: [UInt8] = [])
    -> [UInt8]
  {
    vector(context, 1)
      + vector(entries.flatMap { vector($0.certificate, 3) + vector($0.extensions.flatMap { $0 }, 2) }, 3)
  }

  /// A Certificate of TLS 1.2.
  package static func certificate12(_ certificates: [[UInt8]]) -> [UInt8] {
    vector(certificates.flatMap { vector($0, 3) }, 3)
  }

  /// A CertificateRequest of TLS 1.3.
  package static func request13(
    schemes: [UInt8]? = numbers(0x0403), authorities: [[UInt8]]? = nil, _ more: [[UInt8]] = []
  ) -> [UInt8] {
    var extensions = schemes.map { [`extension`(13, vector($0, 2))] } ?? []
    if let authorities { extensions.append(`extension`(47, vector(authorities.flatMap { vector($0, 2) }, 2))) }
    return [0] + vector((extensions + more).flatMap { $0 }, 2)
  }

  /// A CertificateRequest of TLS 1.2.
  package static func request12(
    types: [UInt8] = [1, 64], schemes: [UInt8] = numbers(0x0403), authorities: [[UInt8]] = []
  ) -> [UInt8] {
    vector(types, 1) + vector(schemes, 2) + vector(authorities.flatMap { vector($0, 2) }, 2)
  }
}
