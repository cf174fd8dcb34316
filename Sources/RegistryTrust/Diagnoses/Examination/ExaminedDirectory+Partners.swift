import CertificateCryptography
import Certificates

extension ExaminedDirectory {
  /// The places of the files with the private key of a certificate.
  func keyFiles(for certificate: Certificate) -> [Int] {
    (certificate.verificationKey?.unrestricted).flatMap { keyFiles[$0] } ?? []
  }

  /// The places of the files with the same private key.
  func keyFiles(like key: PrivateKey) -> [Int] { keyFiles[key.verificationKey.unrestricted] ?? [] }

  /// The places of the files with a certificate for a private key.
  func certificateFiles(for key: PrivateKey) -> [Int] { certificateFiles[key.verificationKey.unrestricted] ?? [] }
}

extension ExaminedFile {
  /// Whether the file holds a client's certificate and nothing that another file doesn't hold.
  func isCopy(of other: ExaminedFile) -> Bool {
    !found.isEmpty && !holdsKey && found.first == other.found.first && found.allSatisfy { other.found.contains($0) }
  }

  /// Whether the file's first certificate is the one of its own private key.
  var holdsOwnKey: Bool { found.first.map { key?.publicKeyMatches($0) == true } ?? false }
}
