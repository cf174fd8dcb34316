import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct CertificateRequestTests {
  typealias Fields = MessageFields

  static let name = DER.name(("C", "NL"), ("CN", "Root"))

  @Test func theFormOf12IsRead() throws {
    let body = Fields.request12(schemes: Fields.numbers(0x0403, 0x0804), authorities: [Self.name])
    let request = try CertificateRequest(body, version: .tls12)
    #expect(request.certificateTypes == [.rsaSign, .ecdsaSign])
    #expect(request.schemes.map { $0.rawValue } == [0x0403, 0x0804] && request.certificateSchemes == nil)
    #expect(request.authorities.map { $0.text } == ["CN=Root,C=NL"] && request.filters.isEmpty)
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in
      try CertificateRequest(bytes, range, version: .tls12)
    }
    #expect(try CertificateRequest(Fields.request12(), version: .tls12).authorities.isEmpty)
  }

  @Test func theFormOf13IsRead() throws {
    let usage: [UInt8] = [3, 2, 7, 0x80]
    let filter = Fields.vector(DER.oid("2.5.29.15"), 1) + Fields.vector(usage, 2)
    let body = Fields.request13(
      authorities: [Self.name],
      [
        Fields.extension(50, Fields.vector(Fields.numbers(0x0401), 2)), Fields.extension(48, Fields.vector(filter, 2)),
        Fields.extension(27, [2, 0, 1]),
      ])
    let request = try CertificateRequest(body, version: .tls13)
    #expect(request.certificateSchemes?.map { $0.rawValue } == [0x0401] && request.certificateCompression == [1])
    #expect(request.filters == [CertificateRequest.Filter(identifier: .keyUsage, values: usage)])
    #expect(request.authorities.first?.name != nil && request.context.isEmpty)
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in
      try CertificateRequest(bytes, range, version: .tls13)
    }
  }

  @Test func aFileHasTheMessageOrItsBody() throws {
    let bodies: [(ProtocolVersion, [UInt8])] = [
      (.tls12, Fields.request12(authorities: [Self.name])), (.tls13, Fields.request13(authorities: [Self.name])),
    ]
    for (version, body) in bodies {
      for file in [body, Fields.message(13, body)] {
        for named in [nil, version] {
          let request = try CertificateRequest(file: file, version: named)
          #expect(request.version == version && request.authorities.map { $0.text } == ["CN=Root,C=NL"])
        }
      }
    }
    for file in [[], [0], [13], [13, 0, 0, 0], [13, 0, 0, 1, 0], [13, 0, 0, 2, 0]] as [[UInt8]] {
      for version in [nil, .tls12, .tls13] as [ProtocolVersion?] {
        let error = refusal { () throws(HandshakeMessageError) in try CertificateRequest(file: file, version: version) }
        #expect(error?.message == .certificateRequest && error?.alert == .decodeError)
      }
    }
    // What neither version has is told as of the one that it resembles.
    let error = refusal { () throws(HandshakeMessageError) in
      try CertificateRequest(file: Fields.request13(schemes: nil), version: nil)
    }
    #expect(error?.alert == .missingExtension)
  }

  @Test func whatIsWrongIsTold() {
    func error(_ body: [UInt8], _ version: ProtocolVersion) -> HandshakeMessageError? {
      refusal { () throws(HandshakeMessageError) in try CertificateRequest(body, version: version) }
    }
    #expect(error(Fields.request13(schemes: nil), .tls13)?.alert == .missingExtension)
    #expect(error(Fields.request13(authorities: []), .tls13)?.reason == .length)
    #expect(error(Fields.request12(types: []), .tls12)?.reason == .length)
    // Go: “tls: missing signature_algorithms from TLS 1.2 peer”.
    #expect(error(Fields.request12(schemes: []), .tls12)?.reason == .length)
    #expect(error(Fields.request12(schemes: [4]), .tls12)?.alert == .decodeError)
    #expect(error(Fields.request12(), .tls11)?.alert == .protocolVersion)
    #expect(error(Fields.request12(authorities: [[]]), .tls12)?.reason == .length)
    #expect(error(Fields.request12(authorities: [[4, 0]]), .tls12)?.reason == .illegalValue(.authority))
    #expect(error(Fields.request12(authorities: [[0x30, 0, 0]]), .tls12)?.reason == .illegalValue(.authority))
    let filter = Fields.vector(DER.oid("2.5.29.15"), 1) + [0, 0]
    #expect(
      error(Fields.request13([Fields.extension(48, Fields.vector(filter + filter, 2))]), .tls13)?.reason
        == .illegalValue(.filter))
    #expect(HandshakeMessageError(.illegalValue(.filter), at: 0).alert == .illegalParameter)
    #expect(
      error(Fields.request13([Fields.extension(48, Fields.vector([1, 6, 0, 0], 2))]), .tls13)?.reason
        == .illegalValue(.objectIdentifier))
    #expect(error(Fields.request13([Fields.extension(51, [])]), .tls13)?.reason == .misplacedExtension(.keyShare))
  }

  @Test func aNameThatIsNoneIsKeptByItsBytes() throws {
    // A SEQUENCE of something else than sets.
    let odd: [UInt8] = [0x30, 2, 4, 0]
    let request = try CertificateRequest(Fields.request12(authorities: [odd]), version: .tls12)
    #expect(request.authorities[0].name == nil && request.authorities[0].text == "#30020400")
  }
}
