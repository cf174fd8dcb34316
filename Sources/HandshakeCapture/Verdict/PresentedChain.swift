import CertificateEncoding
import Certificates
import HandshakeVerification

/// The certificates that a side showed, as far as they can be read.
struct PresentedChain {
  /// The certificates before the first that can't be read.
  let certificates: [Certificate]
  /// The stapled OCSP response of the first one.
  let status: [UInt8]?
  /// Why one can't be read; `nil` if all can.
  let flaw: String?

  /// Reads the certificates of a message; `nil` if there is none.
  init?(_ read: HandshakeFacts.Read<CertificateMessage>?) {
    guard let read else { return nil }
    let arena = ByteArena(read.bytes)
    var certificates: [Certificate] = []
    var flaw: String?
    for (index, entry) in read.message.entries.enumerated() {
      do throws(CertificateError) {
        certificates.append(try Certificate(arena: arena, range: entry.certificate, position: nil))
      } catch {
        flaw = "certificate \(index + 1) of \(read.message.entries.count) can't be read: \(error)"
        break
      }
    }
    self.certificates = certificates
    self.flaw = flaw
    status = read.message.entries.first?.status.map { Array(read.bytes[$0]) }
  }

  /// The side's own certificate; `nil` if it can't be read.
  var leaf: Certificate? { certificates.first }
}
