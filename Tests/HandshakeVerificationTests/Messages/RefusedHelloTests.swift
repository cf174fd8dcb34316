import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct RefusedHelloTests {
  typealias Fields = MessageFields
  typealias Reason = HandshakeMessageError.Reason

  /// A change of a message, and what is said of it.
  struct Refused<Message>: Sendable, CustomTestStringConvertible {
    let reason: Reason
    let alert: AlertDescription
    let change: @Sendable (inout Message) -> Void

    init(_ reason: Reason, _ alert: AlertDescription, _ change: @escaping @Sendable (inout Message) -> Void) {
      (self.reason, self.alert, self.change) = (reason, alert, change)
    }

    var testDescription: String { "\(reason)" }
  }

  /// One with another extension in a place.
  private static func replaced(
    _ index: Int, _ type: UInt16, _ data: [UInt8], _ reason: Reason, _ alert: AlertDescription
  ) -> Refused<Fields.ClientHello> {
    Refused(reason, alert) { $0.extensions?[index] = Fields.extension(type, data) }
  }

  /// One with another extension behind the others.
  private static func appended(
    _ type: UInt16, _ data: [UInt8], _ reason: Reason, _ alert: AlertDescription
  ) -> Refused<Fields.ClientHello> {
    Refused(reason, alert) { $0.extensions?.append(Fields.extension(type, data)) }
  }

  static let clientHellos: [Refused<Fields.ClientHello>] = [
    Refused(.length, .decodeError) { $0.compression = [] },
    Refused(.illegalValue(.compressionMethods), .illegalParameter) { $0.compression = [1] },
    // TLS 1.3 has null only.
    Refused(.illegalValue(.compressionMethods), .illegalParameter) { $0.compression = [1, 0] },
    Refused(.length, .decodeError) { $0.sessionID = [UInt8](repeating: 1, count: 33) },
    Refused(.length, .decodeError) { $0.suites = [] },
    Refused(.length, .decodeError) { $0.suites = [0x13, 0x01, 0x13] },
    appended(16, [0, 2, 1, 1], .duplicateExtension(.applicationProtocols), .illegalParameter),
    appended(48, [0, 0], .misplacedExtension(.oidFilters), .illegalParameter),
    replaced(0, 0, [0, 4, 1, 0, 1, 0x61], .illegalValue(.serverName), .illegalParameter),
    replaced(0, 0, [0, 4, 0, 0, 1, 0x00], .illegalValue(.serverName), .illegalParameter),
    replaced(0, 0, [0, 8, 0, 0, 1, 0x61, 0, 0, 1, 0x61], .illegalValue(.serverName), .illegalParameter),
    replaced(0, 0, [0, 0], .length, .decodeError),
    replaced(1, 43, [3, 3, 4, 3], .length, .decodeError),
    // A share of a group that was not offered, one that is too short, and twice the same.
    replaced(4, 51, [0, 5, 0, 0x1E, 0, 1, 7], .illegalValue(.keyShare), .illegalParameter),
    replaced(4, 51, [0, 5, 0, 0x1D, 0, 1, 7], .illegalValue(.keyShare), .illegalParameter),
    replaced(4, 51, [0, 10, 0x1A, 0x1A, 0, 1, 0, 0x1A, 0x1A, 0, 1, 0], .illegalValue(.keyShare), .illegalParameter),
    replaced(5, 16, [0, 1, 0], .length, .decodeError),
    appended(23, [0], .trailingData, .decodeError),
    appended(45, [0], .length, .decodeError),
    // RFC 8422 §5.1.2, RFC 6066 §4.
    appended(11, [1, 1], .illegalValue(.pointFormats), .illegalParameter),
    appended(1, [5], .illegalValue(.maxFragmentLength), .illegalParameter),
    appended(1, [1, 2], .trailingData, .decodeError),
    appended(0xFF01, [1], .truncated, .decodeError),
    Refused(.illegalValue(.preSharedKey), .illegalParameter) {
      $0.extensions?.insert(HelloTests.preSharedKey(binders: 1), at: 0)
    },
    Refused(.illegalValue(.preSharedKey), .illegalParameter) {
      $0.extensions?.append(HelloTests.preSharedKey(binders: 2))
    },
  ]

  @Test(arguments: clientHellos)
  func aClientHelloIsRefused(_ refused: Refused<Fields.ClientHello>) throws {
    let body = Fields.ClientHello.with(refused.change)
    let error = try #require(refusal { () throws(HandshakeMessageError) in try HelloTests.read(body) })
    #expect(error.reason == refused.reason && error.alert == refused.alert, "\(error)")
    #expect(error.message == .clientHello)
  }

  /// One with other extensions.
  private static func extensions(
    _ reason: Reason, _ alert: AlertDescription, _ extensions: [UInt8]...
  ) -> Refused<Fields.ServerHello> {
    Refused(reason, alert) { $0.extensions = extensions }
  }

  private static let version = Fields.extension(43, [3, 4])
  private static let share = Fields.extension(
    51, Fields.numbers(0x001D) + Fields.vector([UInt8](repeating: 7, count: 32), 2))

  static let serverHellos: [Refused<Fields.ServerHello>] = [
    Refused(.illegalValue(.compressionMethods), .illegalParameter) { $0.compression = 1 },
    Refused(.illegalValue(.version), .illegalParameter) { $0.version = 0x0304 },
    Refused(.illegalValue(.version), .illegalParameter) { $0.version = 0x0301 },
    extensions(.illegalValue(.version), .illegalParameter, Fields.extension(43, [3, 3]), share),
    extensions(
      .unsupportedVersion(ProtocolVersion(rawValue: 0x0305)), .protocolVersion, Fields.extension(43, [3, 5]), share),
    extensions(.length, .decodeError, Fields.extension(43, [3]), share),
    extensions(.missingExtension(.keyShare), .missingExtension, version),
    extensions(
      .misplacedExtension(.applicationProtocols), .illegalParameter, version, share, Fields.extension(16, [0, 2, 1, 1])),
    extensions(.illegalValue(.keyShare), .illegalParameter, version, Fields.extension(51, [0, 0x1D, 0, 1, 7])),
    extensions(.misplacedExtension(.keyShare), .illegalParameter, Fields.extension(51, [0, 0x1D])),
    extensions(.length, .decodeError, Fields.extension(16, [0, 4, 1, 1, 1, 2])),
    extensions(.trailingData, .decodeError, Fields.extension(5, [1])),
    extensions(.length, .decodeError, Fields.extension(11, [0])),
    extensions(.illegalValue(.pointFormats), .illegalParameter, Fields.extension(11, [1, 1])),
    extensions(.trailingData, .decodeError, Fields.extension(1, [1, 2, 3])),
    extensions(.truncated, .decodeError, Fields.extension(0xFF01, [])),
  ]

  @Test(arguments: serverHellos)
  func aServerHelloIsRefused(_ refused: Refused<Fields.ServerHello>) throws {
    let body = Fields.ServerHello.with(refused.change)
    let error = try #require(refusal { () throws(HandshakeMessageError) in try HelloTests.readServer(body) })
    #expect(error.reason == refused.reason && error.alert == refused.alert, "\(error)")
    #expect(error.message == .serverHello)
  }
}
