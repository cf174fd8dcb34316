import CertificateCryptography
import CertificateEncoding

/// The blocks of a file that may hold a private key, decoded into memory that is zeroed.
struct PrivateKeyReading {
  /// A block, and what is known of it.
  struct Block {
    let description: PrivateKeyFile.Block
    /// The DER of a private key, or what encrypts it.
    var contents: SecretBytes?
    /// The curve that a block of EC PARAMETERS before this one names.
    var curve: OID?
  }

  private(set) var blocks: [Block] = []
  private(set) var problems: [PEMProblem] = []
  private(set) var isDER = false
  /// Why there are no blocks.
  private(set) var failure: PrivateKeyError?

  init(_ bytes: Span<UInt8>) {
    // DER starts with a SEQUENCE: 30, which is the digit zero, and a length, which is no character of text.
    if bytes.count >= 2, bytes[0] == DERTag.sequence.rawValue, bytes[1] >= 0x80 || bytes.count == Int(bytes[1]) + 2 {
      isDER = true
      readDER(bytes)
      return
    }
    let document = PEMDocument(bytes)
    problems = document.problems
    let decoded = document.decoded
    var curve: OID?
    for block in document.blocks {
      let position = Certificate.Position(block: block.index, line: block.line)
      switch block.label {
      case .privateKey(let label):
        var read = Self.read(bytes.extracting(block.text), block, label, position)
        read.curve = curve
        blocks.append(read)
      case .parameters("EC PARAMETERS"):
        curve = Self.curve(decoded.span, block.contents)
        append(block.label, position)
      default:
        append(block.label, position)
      }
    }
    if blocks.isEmpty, problems.isEmpty { failure = PrivateKeyError(Self.reason(bytes)) }
  }

  private mutating func append(_ label: PEMLabel, _ position: Certificate.Position) {
    blocks.append(
      Block(
        description: PrivateKeyFile.Block(
          label: label, position: position, form: nil, encryption: nil, problem: nil)))
  }

  private mutating func readDER(_ bytes: Span<UInt8>) {
    let position = Certificate.Position(block: 1, line: 0)
    guard bytes.count <= PrivateKeyFile.maximumBlockByteCount else {
      failure = PrivateKeyError(.tooLarge)
      return
    }
    switch PrivateKeyForm.recognize(bytes, 0..<bytes.count) {
    case .privateKey(let form): blocks = [Self.block(nil, position, form, SecretBytes(bytes))]
    case .other(let label): append(label, position)
    case .pkcs12: failure = PrivateKeyError(.pkcs12)
    case .nothing: failure = PrivateKeyError(.unrecognized)
    }
  }

  /// The curve of a block of EC PARAMETERS, if it names one (RFC 5480 §2.1.1).
  private static func curve(_ bytes: Span<UInt8>, _ range: Range<Int>) -> OID? {
    var reader = DERReader(range)
    guard let name = try? reader.read(.objectIdentifier, bytes), reader.isAtEnd else { return nil }
    return try? name.objectIdentifier(bytes)
  }

  /// What a file without any block is.
  private static func reason(_ bytes: Span<UInt8>) -> PrivateKeyError.Reason {
    var start = 0
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    let rest = bytes.extracting(start..<bytes.count)
    if rest.isEmpty { return .empty }
    if rest.beginsIgnoringCase(with: "pkcs11:") { return .pkcs11URI }
    // RFC 7512's URI within a setting of OpenSSL, and the engines' own way to name a key.
    if rest.beginsIgnoringCase(with: "engine:") || rest.beginsIgnoringCase(with: "org.openssl.engine:") {
      return .keptElsewhere
    }
    return .unrecognized
  }
}

extension PrivateKeyReading {
  /// Reads a block whose label says that it is a private key.
  private static func read(
    _ text: Span<UInt8>, _ block: PEMBlock, _ label: String, _ position: Certificate.Position
  ) -> Block {
    func refused(_ form: PrivateKeyForm, _ reason: PrivateKeyError.Reason) -> Block {
      Block(
        description: PrivateKeyFile.Block(
          label: block.label, position: position, form: form, encryption: nil,
          problem: PrivateKeyError(reason, at: position)))
    }
    switch label {
    case "OPENSSH PRIVATE KEY", "SSH2 ENCRYPTED PRIVATE KEY": return refused(.openSSH, .openSSH)
    case "TSS2 PRIVATE KEY": return refused(.unknown, .keptElsewhere)
    case "PGP PRIVATE KEY BLOCK": return refused(.unknown, .unrecognized)
    default: break
    }
    do throws(PrivateKeyError) {
      let headers = try PEMHeaders(text)
      let contents = try decode(text.extracting(headers.end..<text.count), block.line + headers.lineCount)
      guard let encryption = headers.encryption else {
        return Self.block(block.label, position, recognize(contents), contents)
      }
      var description = PrivateKeyFile.Block(
        label: block.label, position: position, form: .encryptedPEM, encryption: encryption, problem: nil)
      if label == "DSA PRIVATE KEY" { description = description.with(PrivateKeyError(.dsa, at: position)) }
      return Block(description: description, contents: contents)
    } catch {
      let form: PrivateKeyForm = block.isEncrypted ? .encryptedPEM : .unknown
      return Block(
        description: PrivateKeyFile.Block(
          label: block.label, position: position, form: form, encryption: nil, problem: error.located(at: position)))
    }
  }

  /// Decodes the Base64 of a block into memory of its own.
  private static func decode(_ text: Span<UInt8>, _ line: Int) throws(PrivateKeyError) -> SecretBytes {
    // Four characters are three bytes, and white space is seldom more than a tenth.
    guard text.count <= PrivateKeyFile.maximumBlockByteCount * 2 else { throw PrivateKeyError(.tooLarge) }
    var count = 0
    do throws(SecretBase64.Failure) {
      let room = try SecretBytes(count: text.count / 4 * 3 + 3) { bytes throws(SecretBase64.Failure) in
        count = try SecretBase64.decode(text, into: &bytes)
      }
      if count > 0 { return room.extracting(0..<count) }
    } catch {
      throw PrivateKeyError(.pem(reason(error, text)))
    }
    throw PrivateKeyError(.pem(.empty))
  }

  private static func reason(_ failure: SecretBase64.Failure, _ text: Span<UInt8>) -> PEMProblem.Reason {
    switch failure.fault {
    case .invalidCharacter:
      var column = 1
      while column <= failure.offset, text[failure.offset - column] != 0x0A, text[failure.offset - column] != 0x0D {
        column += 1
      }
      // The byte that is no Base64 is not of the key.
      return .invalidCharacter(text[failure.offset], column: column)
    case .wrongPadding: return .wrongPadding
    case .dataAfterPadding: return .dataAfterPadding
    case .nonZeroTrailingBits: return .nonZeroTrailingBits
    }
  }

  /// The form of a private key; unknown if it is none.
  static func recognize(_ contents: SecretBytes) -> PrivateKeyForm {
    let recognized = contents.withBytes { PrivateKeyForm.recognize($0, 0..<$0.count) }
    return if case .privateKey(let form) = recognized { form } else { .unknown }
  }

  /// A block of a form that has been told, with the encryption or the problem that shows at once.
  private static func block(
    _ label: PEMLabel?, _ position: Certificate.Position, _ form: PrivateKeyForm, _ contents: SecretBytes
  ) -> Block {
    var encryption: PrivateKeyEncryption?
    var problem: PrivateKeyError?
    switch form {
    case .encryptedPKCS8:
      do throws(DERError) {
        encryption = try contents.withBytes { bytes throws(DERError) in
          try PrivateKeyEncryption.Envelope(bytes, 0..<bytes.count).encryption
        }
      } catch {
        problem = PrivateKeyError(error)
      }
    case .dsa: problem = PrivateKeyError(.dsa)
    case .unknown: problem = PrivateKeyError(contents.whyUnknown)
    default:
      do throws(PrivateKeyError) {
        _ = try contents.withBytes { bytes throws(PrivateKeyError) in try PrivateKeyStructure(bytes, form) }
      } catch {
        problem = error
      }
    }
    return Block(
      description: PrivateKeyFile.Block(
        label: label, position: position, form: form, encryption: encryption,
        problem: problem?.located(at: position)),
      contents: contents)
  }
}

extension PrivateKeyFile.Block {
  fileprivate func with(_ problem: PrivateKeyError) -> PrivateKeyFile.Block {
    PrivateKeyFile.Block(label: label, position: position, form: form, encryption: encryption, problem: problem)
  }
}

extension SecretBytes {
  /// Why bytes below a private key's label are none: what DER says of them, or that they are something else.
  var whyUnknown: PrivateKeyError.Reason {
    withBytes { bytes in
      var reader = DERReader(0..<bytes.count)
      do throws(DERError) {
        _ = try reader.read(.sequence, bytes)
        try reader.finish()
      } catch {
        return .malformed(error.reason)
      }
      return .unrecognized
    }
  }
}

extension Span<UInt8> {
  /// Whether the bytes begin with a word of lower-case ASCII, in any case.
  fileprivate func beginsIgnoringCase(with word: String) -> Bool {
    guard count >= word.utf8.count else { return false }
    var offset = 0
    for character in word.utf8 {
      let byte = self[offset]
      guard (0x41...0x5A).contains(byte) ? byte | 0x20 == character : byte == character else { return false }
      offset += 1
    }
    return true
  }
}
