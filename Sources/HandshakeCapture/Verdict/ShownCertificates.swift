import CertificateEncoding
import Certificates
import HandshakeVerification

/// The certificates that a side showed, as far as they can be read.
struct ShownCertificates {
  /// What can be verified: the certificates before the first that can't be read, and what came with them.
  private(set) var chain: PresentedChain
  /// Why one can't be read; `nil` if all can.
  let flaw: String?

  /// Reads the certificates of a message; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - read: the message.
  ///   - status: an OCSP response in a message of its own, as TLS 1.2 has it (RFC 6066 §8).
  ///   - timestamps: the promises of logs in the ServerHello, as TLS 1.2 has them (RFC 6962 §3.3.1).
  init?(_ read: HandshakeFacts.Read<CertificateMessage>?, status: [UInt8]? = nil, timestamps: [UInt8]? = nil) {
    guard let read else { return nil }
    let entries = read.message.entries
    let arena = ByteArena(read.bytes)
    var certificates: [Certificate] = []
    var flaw: String?
    for (index, entry) in entries.enumerated() where flaw == nil {
      do throws(CertificateError) {
        certificates.append(try Certificate(arena: arena, range: entry.certificate, position: nil))
      } catch {
        flaw = "certificate \(index + 1) of \(entries.count) can't be read: \(error)"
      }
    }
    self.flaw = flaw.map { DisplayText.escaped($0) }
    chain = PresentedChain(certificates)
    chain.stapledResponses = entries.compactMap { entry in entry.status.map { Array(read.bytes[$0]) } }
    chain.timestampLists = entries.first?.timestamps.map { [Array(read.bytes[$0])] } ?? []
    if let status { chain.stapledResponses.append(status) }
    if let timestamps { chain.timestampLists.append(timestamps) }
  }

  /// The side's own certificate; `nil` if it can't be read.
  var leaf: Certificate? { chain.certificates.first }
}

extension HandshakeFacts {
  /// What the server showed.
  var serverShown: ShownCertificates? {
    var timestamps: [UInt8]?
    if let hello = serverHello, let range = hello.message.timestamps { timestamps = Array(hello.bytes[range]) }
    return ShownCertificates(serverCertificate, status: certificateStatus, timestamps: timestamps)
  }

  /// What the client showed.
  var clientShown: ShownCertificates? { ShownCertificates(clientCertificate) }
}
