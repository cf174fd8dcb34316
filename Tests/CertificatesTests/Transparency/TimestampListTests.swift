import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct TimestampListTests {
  @Test func everyFieldIsRead() throws {
    var promise = PromiseFields(TestKey(1))
    promise.extensions = [1, 2, 3]
    promise.scheme = 0x0401
    promise.signature = [9, 8]
    var other = promise
    other.version = 1
    let list = try SignedCertificateTimestampList(
      tls: PromiseFields.list([promise.encoded, other.encoded, [7, 7], promise.encoded]))
    #expect(list.timestamps.count == 2 && list.unknownVersionCount == 2)
    let bytes = list.arena.bytes
    let found = try #require(list.timestamps.last)
    #expect(Array(bytes[found.logID]) == promise.logID)
    #expect(found.milliseconds == promise.milliseconds)
    #expect(found.moment == Timestamp("2025-06-01T00:00:00Z"))
    #expect(Array(bytes[found.extensions]) == [1, 2, 3])
    #expect(found.scheme == SignatureScheme(rawValue: 0x0401))
    #expect(Array(bytes[found.signature]) == [9, 8])
  }

  @Test func theLatestMomentThereIsCanBeTold() throws {
    var promise = PromiseFields(TestKey(1))
    promise.milliseconds = .max
    let list = try SignedCertificateTimestampList(tls: PromiseFields.list([promise.encoded]))
    #expect(list.timestamps.first?.moment == Timestamp(secondsSince1970: 18_446_744_073_709_551))
  }

  @Test func whatIsNoListIsRefused() {
    let promise = PromiseFields(TestKey(1)).encoded
    let good = PromiseFields.list([promise])
    #expect(refusal(good) == nil)
    #expect(refusal([]) == TimestampListError.Reason.truncated)
    #expect(refusal([0, 0]) == .empty)
    #expect(refusal([0, 2, 0, 0]) == .empty)
    #expect(refusal(good + [0]) == .trailingData)
    #expect(refusal(PromiseFields.list([promise + [0]])) == .trailingData)
    for length in 1..<good.count { #expect(refusal(Array(good[..<length])) == .truncated) }
    for length in 1..<promise.count { #expect(refusal(PromiseFields.list([Array(promise[..<length])])) == .truncated) }
  }

  private func refusal(_ bytes: [UInt8]) -> TimestampListError.Reason? {
    do {
      _ = try SignedCertificateTimestampList(tls: bytes)
      return nil
    } catch { return error.reason }
  }

  @Test func theListStandsInAnOctetStringOfItsOwn() throws {
    let list = PromiseFields.list([PromiseFields(TestKey(1)).encoded])
    let identifier = "1.3.6.1.4.1.11129.2.4.2"
    func read(_ value: [UInt8]) throws -> Result<SignedCertificateTimestampList, TimestampListError>? {
      try Certificate(der: CertificateFields.with { $0.extensions = [DER.extension(identifier, value)] }).timestampList
    }
    #expect(try read(DER.octetString(list))?.get().timestamps.count == 1)
    let bare = try #require(try read(list))
    #expect(throws: TimestampListError.self) { try bare.get() }
    let more = try #require(try read(DER.octetString(list) + DER.null))
    #expect(throws: TimestampListError.self) { try more.get() }
    #expect(try Certificate(der: CertificateFields().encoded).timestampList == nil)
  }

  @Test func anAnswerOfOCSPMayHaveAListToo() throws {
    let list = DER.octetString(PromiseFields.list([PromiseFields(TestKey(1)).encoded]))
    let nonce = DER.extension("1.3.6.1.5.5.7.48.1.2", DER.octetString([1]))
    let response = try OCSPResponse(
      der: OCSPFields.with {
        $0.answers.append(OCSPAnswerFields())
        $0.answers[1].extensions = [nonce, DER.extension("1.3.6.1.4.1.11129.2.4.5", list)]
        $0.answers.append(OCSPAnswerFields())
        $0.answers[2].extensions = [DER.extension("1.3.6.1.4.1.11129.2.4.5", DER.null)]
      })
    var counts: [Int?] = []
    response.forEachAnswer { _, answer in
      switch response.timestampList(of: answer) {
      case .success(let list)?: counts.append(list.timestamps.count)
      case .failure?: counts.append(-1)
      case nil: counts.append(nil)
      }
      return true
    }
    #expect(counts == [nil, 1, -1])
  }
}
