import CertificateCryptography
import Testing

@testable import HandshakeVerification

@Suite struct TranscriptTests {
  @Test func messagesAddUp() {
    let (first, second): ([UInt8], [UInt8]) = ([1, 0, 0, 1, 5], [2, 0, 0, 0])
    var transcript = Transcript(.sha384)
    transcript.append(first.span)
    let early = transcript.digest()
    transcript.append(second.span)
    #expect(early == HashAlgorithm.sha384.digest(of: first.span))
    #expect(transcript.digest() == HashAlgorithm.sha384.digest(of: (first + second).span))
    #expect(transcript.digest() == transcript.digest())
  }

  @Test func theFirstHelloBecomesItsDigest() {
    let (first, request): ([UInt8], [UInt8]) = ([1, 0, 0, 1, 5], [2, 0, 0, 0])
    var transcript = Transcript(.sha256)
    transcript.append(first.span)
    transcript.replaceByMessageHash()
    transcript.append(request.span)
    let expected = [254, 0, 0, 32] + HashAlgorithm.sha256.digest(of: first.span).bytes + request
    #expect(transcript.digest() == HashAlgorithm.sha256.digest(of: expected.span))
  }
}
