package import CertificateEncoding

/// What an OCSP response says of one certificate, which a reader stands at (RFC 6960 §4.2.1, SingleResponse).
///
///     SingleResponse ::= SEQUENCE {
///       certID CertID, certStatus CertStatus, thisUpdate GeneralizedTime,
///       nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL, singleExtensions [1] EXPLICIT Extensions OPTIONAL }
package struct OCSPAnswer: Sendable, Hashable {
  /// The certificate.
  package let certificateID: OCSPCertificateID
  /// What is said of it.
  package let status: Status
  /// From when on it is known to be so.
  package let thisUpdate: Timestamp
  /// By when there is newer information; `nil` if there always is.
  package let nextUpdate: Timestamp?
  /// The list of Extension structures; empty where there is none.
  package let extensions: Range<Int>

  /// What is said of a certificate (RFC 6960 §4.2.1, CertStatus, and §2.2).
  package enum Status: Sendable, Hashable {
    /// It is not revoked, as far as the responder knows.
    case good
    /// It is, since a moment and for a reason; or it was never issued (§4.4.8).
    case revoked(at: Timestamp, RevocationReason?)
    /// The responder doesn't know it.
    case unknown
  }

  /// Reads an answer, and checks all of it.
  package init(_ bytes: Span<UInt8>, _ list: inout DERReader) throws(OCSPResponseError) {
    typealias Parser = OCSPResponseParser
    var fields = try Parser.read(.responses) { () throws(DERError) in try list.enter(.sequence, bytes) }
    certificateID = try Parser.read(.certID) { () throws(DERError) in try OCSPCertificateID(bytes, &fields) }
    status = try Status(bytes, &fields)
    thisUpdate = try Parser.time(bytes, &fields, .thisUpdate)
    let wrapper = try Parser.read(.nextUpdate) { () throws(DERError) in
      try fields.readOptional(.contextConstructed(0), bytes).map(fields.reader)
    }
    if var wrapper {
      nextUpdate = try Parser.time(bytes, &wrapper, .nextUpdate)
      try Parser.read(.nextUpdate) { () throws(DERError) in try wrapper.finish() }
    } else {
      nextUpdate = nil
    }
    extensions = try Parser.extensions(bytes, &fields, .singleExtensions)
    try Parser.read(.responses) { () throws(DERError) in try fields.finish() }
  }
}

extension OCSPAnswer.Status {
  /// Reads `CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL }`.
  fileprivate init(_ bytes: Span<UInt8>, _ fields: inout DERReader) throws(OCSPResponseError) {
    typealias Parser = OCSPResponseParser
    let element = try Parser.read(.certStatus) { () throws(DERError) in
      let element = try fields.read(bytes)
      switch element.tag {
      case .contextPrimitive(0), .contextPrimitive(2): try element.null()
      case .contextConstructed(1): break
      default: throw DERError(.unexpectedTag(expected: .contextPrimitive(0), found: element.tag), at: element.start)
      }
      return element
    }
    guard element.tag == .contextConstructed(1) else {
      self = element.tag == .contextPrimitive(0) ? .good : .unknown
      return
    }
    // RevokedInfo ::= SEQUENCE { revocationTime GeneralizedTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL }
    var info = try Parser.read(.certStatus) { () throws(DERError) in try fields.reader(of: element) }
    let moment = try Parser.time(bytes, &info, .certStatus)
    let reason = try Parser.read(.certStatus) { () throws(DERError) in
      guard var wrapper = try info.readOptional(.contextConstructed(0), bytes).map(info.reader) else {
        return nil as (number: Int, start: Int)?
      }
      let reason = try wrapper.read(.enumerated, bytes)
      try wrapper.finish()
      return (try reason.smallInteger(bytes), reason.start)
    }
    try Parser.read(.certStatus) { () throws(DERError) in try info.finish() }
    guard let reason else {
      self = .revoked(at: moment, nil)
      return
    }
    guard let known = UInt8(exactly: reason.number).flatMap(RevocationReason.init) else {
      throw OCSPResponseError(.unknownNumber(reason.number), in: .certStatus, at: reason.start)
    }
    self = .revoked(at: moment, known)
  }
}
