import CertificateEncoding
import Certificates

/// What a file is, whatever its name says.
enum FileShape: Sendable, Hashable {
  /// Nothing, or white space.
  case empty
  /// Text in UTF-16, as editors on Windows save it.
  case utf16
  /// PEM behind a byte order mark of UTF-8.
  case byteOrderMark
  /// A web page.
  case html
  /// A certificate in DER.
  case derCertificate
  /// A private key in DER.
  case derKey
  /// A container of PKCS #7 in DER.
  case derPKCS7
  /// A container of PKCS #12.
  case pkcs12
  /// PEM in which clients in Go find blocks of these labels.
  case blocks([String])
  /// PEM whose BEGIN at this line doesn't start its line.
  case indented(line: Int)
  /// PEM in which the BEGIN at this line stands behind the END of another block.
  case glued(line: Int)
  /// PEM with BEGIN and END in one line.
  case singleLine(line: Int)
  /// PEM whose END is missing.
  case truncated(line: Int)
  /// PEM of which no block can be read, for another reason.
  case damaged(line: Int)
  /// Base64 without the lines around it.
  case bareBase64
  /// A URI that says where a key is.
  case pkcs11
  /// Another text.
  case text
  /// Other bytes.
  case binary

  /// Recognizes a file.
  init(_ bytes: [UInt8]) {
    let start = bytes.firstIndex { !Self.isSpace($0) } ?? bytes.count
    guard start < bytes.count else {
      self = .empty
      return
    }
    self = Self.encoded(bytes) ?? Self.container(bytes) ?? Self.armored(bytes) ?? Self.bare(bytes[start...])
  }

  /// What the first bytes tell of the encoding of a text.
  private static func encoded(_ bytes: [UInt8]) -> FileShape? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
    let dash = UInt8(ascii: "-")
    if bytes.starts(with: [dash, 0, dash, 0]) || bytes.starts(with: [0, dash, 0, dash]) { return .utf16 }
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return nil }
    return bytes.dropFirst(3).starts(with: "-----BEGIN ".utf8) ? .byteOrderMark : nil
  }

  /// What a structure in DER is; `nil` if the file is none.
  private static func container(_ bytes: [UInt8]) -> FileShape? {
    guard bytes.count > 2, bytes[0] == 0x30 else { return nil }
    guard bytes[1] >= 0x80 else {
      // A text may start so, too: only a key is as short.
      guard Int(bytes[1]) + 2 == bytes.count, let key = PrivateKeyFile(bytes).firstKey else { return nil }
      return key.problem == nil ? .derKey : nil
    }
    if !CertificateBundle(bytes).certificates.isEmpty { return .derCertificate }
    // The contents type signedData of PKCS #7 (RFC 5652 §5.1), and version 3 of PKCS #12 (RFC 7292 §4).
    let head = bytes.prefix(24)
    let signedData: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    if head.indices.contains(where: { head[$0...].starts(with: signedData) }) { return .derPKCS7 }
    let version: [UInt8] = [0x02, 0x01, 0x03, 0x30]
    if (2...6).contains(where: { $0 < head.count && head[$0...].starts(with: version) }) { return .pkcs12 }
    // Its structure tells a key; whether its numbers are sound is not asked here.
    guard let key = PrivateKeyFile(bytes).firstKey else { return .binary }
    return key.problem == nil ? .derKey : .binary
  }

  /// What there is of PEM.
  private static func armored(_ bytes: [UInt8]) -> FileShape? {
    let pem = GoPEM(bytes.span)
    guard pem.blocks.isEmpty else { return .blocks(pem.blocks.map { $0.type }) }
    let begin = Array("-----BEGIN ".utf8)
    let end = Array("-----END ".utf8)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let offset = Self.offset(of: begin, in: line) else { continue }
      let before = line[line.startIndex..<offset]
      if let end = Self.offset(of: end, in: line) {
        return end < offset ? .glued(line: index + 1) : .singleLine(line: index + 1)
      }
      if !before.isEmpty, before.allSatisfy(Self.isSpace) { return .indented(line: index + 1) }
      // The END may be indented where the BEGIN is not, or have gone with the rest of the file.
      for (number, other) in lines.enumerated() where number > index {
        guard let end = Self.offset(of: end, in: other) else { continue }
        let rest = other[end...]
        if Self.offset(of: begin, in: rest) != nil { return .glued(line: number + 1) }
        return end > other.startIndex ? .indented(line: number + 1) : .damaged(line: index + 1)
      }
      return .truncated(line: index + 1)
    }
    return nil
  }

  private static func bare(_ bytes: ArraySlice<UInt8>) -> FileShape {
    if ["<!doctype", "<html", "<?xml"].contains(where: { Self.starts(bytes, $0) }) { return .html }
    if Self.starts(bytes, "pkcs11:") { return .pkcs11 }
    let isBase64 = bytes.prefix(4096).allSatisfy { byte in
      Self.isSpace(byte) || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "+/=".utf8.contains(byte)
    }
    // A structure of a length that takes more than one byte starts with 30 8x, and its Base64 with MI.
    if isBase64, bytes.starts(with: "MI".utf8), bytes.count > 100 { return .bareBase64 }
    return bytes.prefix(4096).contains(0) || bytes.prefix(4096).contains { $0 < 0x09 } ? .binary : .text
  }

  /// Whether bytes start with a word of lower-case letters, in any letters; they may be a key's, and are not copied.
  private static func starts(_ bytes: ArraySlice<UInt8>, _ word: String) -> Bool {
    bytes.count >= word.utf8.count
      && zip(bytes, word.utf8).allSatisfy { byte, letter in
        byte == letter || (0x41...0x5A).contains(byte) && byte + 0x20 == letter
      }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func offset(of pattern: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= pattern.count else { return nil }
    return (line.startIndex...line.endIndex - pattern.count).first { line[$0...].starts(with: pattern) }
  }
}

extension PrivateKeyError {
  /// Whether the key is one that wants a passphrase.
  var isEncrypted: Bool {
    switch reason {
    case .passphraseNeeded, .wrongPassphrase, .unsupportedEncryption, .encryptionTooCostly, .headers: true
    default: false
    }
  }
}
