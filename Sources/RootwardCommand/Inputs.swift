import CertificateEncoding
import CertificateVerification
import Certificates
import Platform

/// The files that a command is given.
enum Inputs {
  /// The most bytes of a chain, of intermediates, or of a file that is looked into; a chain has some thousands.
  static let maximumByteCount = 64 << 20
  /// The most complaints about one file that are written out.
  static let maximumComplaintCount = 20

  /// The name of standard input among operands.
  static let standardInput = "-"

  /// What a person would call an operand.
  static func source(_ path: String) -> String { path == standardInput ? "standard input" : path }

  /// Reads a file, or standard input for `-`.
  static func read(_ path: String, _ console: Console) throws(Failure) -> [UInt8] {
    do {
      if path == standardInput { return try console.readStandardInput(limit: maximumByteCount) }
      return try FileSystem.read(path, limit: maximumByteCount)
    } catch {
      throw .input("\(DisplayText.escaped(source(path))): \(error.reason)")
    }
  }

  /// Reads the certificates of a file, complains about the blocks that it leaves out, and demands at least one.
  static func certificates(_ path: String, _ console: Console) throws(Failure) -> CertificateBundle {
    var bytes = try read(path, console)
    let bundle: CertificateBundle
    do throws(Failure) {
      bundle = try certificates(bytes, path, console)
    } catch {
      bytes.erase()
      throw error
    }
    // A file of PEM may hold the private key as well. One of DER is what the certificates lie in.
    if !bundle.isDER { bytes.erase() }
    return bundle
  }

  private static func certificates(
    _ bytes: [UInt8], _ path: String, _ console: Console
  ) throws(Failure) -> CertificateBundle {
    let bundle = CertificateBundle(bytes, source: source(path))
    guard !bundle.certificates.isEmpty else {
      throw .input(lines(bundle.source, bundle.skipped) + [whyEmpty(bundle.source, bytes, bundle.skipped)])
    }
    for line in lines(bundle.source, bundle.skipped.filter { !$0.isOtherContent }) { console.complain(line) }
    return bundle
  }

  /// Reads the revocation lists and OCSP responses of a file into a store, complains about the blocks that it leaves out,
  /// and demands at least one of what the option is for.
  static func revocation(
    _ path: String, _ option: Option, into store: inout RevocationStore, _ arguments: Arguments, _ console: Console
  ) throws(Failure) {
    guard path != standardInput else {
      throw arguments.misuse("\(option.spelling) reads no standard input; a file of that name is ./-")
    }
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(path, limit: TrustStore.maximumFileByteCount)
    } catch {
      throw .input("\(DisplayText.escaped(path)): \(error.reason)")
    }
    let loaded = store.insert(contentsOf: bytes, source: path)
    var lines = loaded.ignored.prefix(maximumComplaintCount).map {
      "\(place($0.source, $0.position)): left out: \(Sentences.text($0.reason))"
    }
    if loaded.ignored.count > maximumComplaintCount {
      lines.append(
        "\(DisplayText.escaped(path)): \(loaded.ignored.count - maximumComplaintCount) more blocks are left out")
    }
    let (isFound, kind) =
      option == .crl ? (loaded.lists > 0, "revocation list") : (loaded.responses > 0, "OCSP response with an answer")
    // What is there twice was found the first time.
    guard isFound || loaded.duplicates > 0 else {
      let why = bytes.isEmpty ? "the file is empty" : "no \(kind) could be read from it"
      throw .input(lines + ["\(DisplayText.escaped(path)): \(why)"])
    }
    for line in lines { console.complain(line) }
  }

  /// A line for each block that was left out, up to a bound.
  static func lines(_ source: String?, _ skipped: [CertificateBundle.Skipped]) -> [String] {
    var lines = skipped.prefix(maximumComplaintCount).map {
      "\(place(source, $0.position)): left out: \(Sentences.text($0.reason))"
    }
    if skipped.count > maximumComplaintCount {
      lines.append(
        "\(DisplayText.escaped(source ?? "")): \(skipped.count - maximumComplaintCount) more blocks are left out")
    }
    return lines
  }

  /// A file and a block of it, such as `chain.pem, line 25 (block 2)`.
  static func place(_ source: String?, _ position: Certificate.Position) -> String {
    var parts: [String] = []
    if let source { parts.append(DisplayText.escaped(source)) }
    switch (position.line, position.block) {
    case (0, let block): parts.append("block \(block)")
    case (let line, 0): parts.append("line \(line)")
    case (let line, let block): parts.append("line \(line) (block \(block))")
    }
    return parts.joined(separator: ", ")
  }

  /// Why a file gave no certificate at all.
  static func whyEmpty(_ source: String?, _ bytes: [UInt8], _ skipped: [CertificateBundle.Skipped]) -> String {
    let name = DisplayText.escaped(source ?? "")
    if bytes.isEmpty { return "\(name): the file is empty" }
    if skipped.isEmpty { return "\(name): no certificate in it: it has no BEGIN line, and is not DER" }
    return "\(name): no certificate could be read from it"
  }

  /// Why nothing at all was found in a file.
  static func whyUnknown(_ source: String, _ bytes: [UInt8]) -> String {
    let name = DisplayText.escaped(source)
    return bytes.isEmpty
      ? "\(name): the file is empty"
      : "\(name): it holds nothing that is known here: it has no BEGIN line, and is not DER"
  }
}

extension CertificateBundle.Skipped {
  /// Whether the block is sound and holds something else.
  var isOtherContent: Bool {
    if case .otherContent = reason { true } else { false }
  }
}
