import CertificateEncoding
import CertificateVerification
import Certificates

extension SymptomList {
  /// How many roots a file may make before it is worth a word: more than any one organization has.
  private static let broadCount = 20

  /// Everything about files of roots.
  mutating func addRoots() {
    for directory in facts.directories {
      for file in directory.files where file.ending == .roots && file.error == nil {
        let clients = directory.clients(of: file)
        guard let shape = file.shape, !clients.isEmpty else { continue }
        guard !file.certificates.isEmpty else {
          guard !isExplained(file) else { continue }
          add(
            .yieldsNothing(file, shape), clients.contains { $0.demandsRoots } ? .error : .warning, clients,
            explaining: [file.path])
          continue
        }
        let lost = file.ignored.filter { $0.isLostCertificate }
        if !lost.isEmpty { add(.partlyRead(file, lost), .warning, clients, differs: false) }
        addAnchors(file, directory, clients)
      }
    }
  }

  private mutating func addAnchors(
    _ file: ExaminedFile, _ directory: ExaminedDirectory, _ clients: [RegistryClient]
  ) {
    var flaws: [AnchorFlaw] = []
    // A root that is there several times is one.
    var seen: Set<Certificate> = []
    let roots = file.certificates.filter { seen.insert($0).inserted }
    for certificate in roots {
      if let fault = TimeFault(certificate, at: facts.moment), !tellsTime(of: certificate) {
        flaws.append(.time(certificate, fault))
      }
      if !certificate.isAuthority, !isExplained(file) { flaws.append(.notAuthority(certificate)) }
      if certificate.hasWeakSignature, !certificate.isSelfIssued { flaws.append(.weakSignature(certificate)) }
    }
    if let line = file.privateKeyLine { flaws.append(.privateKey(line: line)) }
    let system = directory.readers.first { $0.roots.includesSystem }?.roots.system.store
    let duplicates = roots.count { system?.contains($0) == true }
    if duplicates > 0 { flaws.append(.duplicates(duplicates)) }
    if roots.count >= Self.broadCount { flaws.append(.broad(roots.count)) }
    guard !flaws.isEmpty else { return }
    add(.anchors(file, flaws), flaws.contains { $0.isGrave } ? .warning : .note, clients, differs: false)
  }

  /// Whether the verdict on the server's chain tells that a root isn't valid.
  private func tellsTime(of certificate: Certificate) -> Bool {
    facts.verdicts.contains { verdict in
      verdict.evaluation.attempts.first?.findings.contains { finding in
        finding.rule == .validity
          && verdict.evaluation.attempts.first?.certificates.dropFirst(finding.certificate).first == certificate
      } == true
    }
  }
}

extension RegistryRoots.IgnoredBlock {
  /// Whether the block is, or once was, a certificate.
  var isLostCertificate: Bool {
    switch reason {
    case .label(let label): label == "TRUSTED CERTIFICATE" || label == "X509 CERTIFICATE"
    case .headers, .certificate, .certificateKey, .malformed: true
    }
  }
}

extension AnchorFlaw {
  /// Whether it keeps the root from working, or is a risk.
  var isGrave: Bool {
    switch self {
    case .time, .privateKey: true
    case .notAuthority, .weakSignature, .duplicates, .broad: false
    }
  }
}

extension ExaminedFile {
  /// The line of the first private key; `nil` if there is none.
  var privateKeyLine: Int? {
    for block in ignored {
      if case .label(let label) = block.reason, label.hasSuffix("PRIVATE KEY") { return block.line }
    }
    return nil
  }
}
