import CertificateCryptography
import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

/// Which bytes are the two numbers of an ECDSA signature (RFC 3279 §2.2.3).
@Suite struct ECDSASignatureValueTests {
  private func flaw(_ bytes: [UInt8]) -> SignatureFlaw? {
    do {
      _ = try ECDSASignatureValue(bytes.span)
      return nil
    } catch {
      return error.flaw
    }
  }

  @Test func numbersAreFound() throws {
    let bytes = DER.sequence(DER.integer(unsigned: [0x80, 1]), DER.integer(7))
    let value = try ECDSASignatureValue(bytes.span)
    #expect(Array(bytes[value.r]) == [0x80, 1])
    #expect(Array(bytes[value.s]) == [7])
  }

  @Test(
    arguments: [
      ([], .encoding(.unexpectedTag(expected: .sequence, found: nil))),
      (DER.sequence(DER.integer(1), DER.integer(1)) + [0], .encoding(.trailingData)),
      (DER.sequence(DER.integer(1), DER.integer(1), DER.integer(1)), .encoding(.trailingData)),
      (DER.sequence([0x02, 2, 0, 1], DER.integer(1)), .encoding(.nonMinimalInteger)),
      ([0x30, 0x81, 6, 2, 1, 1, 2, 1, 1], .encoding(.nonMinimalLength)),
      ([0x30, 0x80, 2, 1, 1, 2, 1, 1, 0, 0], .encoding(.indefiniteLength)),
      (DER.sequence([0x02, 0], DER.integer(1)), .encoding(.emptyValue)),
      (DER.sequence(DER.integer(0), DER.integer(1)), .numberOutOfRange),
      (DER.sequence(DER.integer(1), DER.integer(0)), .numberOutOfRange),
      (DER.sequence(DER.integer(-1), DER.integer(1)), .numberOutOfRange),
    ] as [([UInt8], SignatureFlaw)])
  func everythingElseIsRefused(_ bytes: [UInt8], _ expected: SignatureFlaw) {
    #expect(flaw(bytes) == expected)
  }
}
