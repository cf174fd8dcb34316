import CertificateEncoding
import CertificateVerification
import Certificates
import HandshakeVerification

/// What a server asks for, out of a file or put together from options.
struct RequestSource {
  /// A request, and what is to be said about where it is from.
  struct Result {
    let request: CertificateRequest
    var notes: [String] = []
  }

  private let arguments: Arguments
  private let version: ProtocolVersion?

  /// Prepares to read what the arguments name.
  ///
  /// - Parameter version: the version that was named; `nil` leaves it to the file.
  init(_ arguments: Arguments, version: ProtocolVersion?) {
    self.arguments = arguments
    self.version = version
  }

  /// What servers take that say nothing else, in the order of OpenSSL's and Go's own lists.
  private static let commonSchemes: [UInt16] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x0401, 0x0501, 0x0601,
  ]

  /// Reads it.
  ///
  /// - Parameter chains: the chains of the identities, whose issuers tell how a name that was typed is encoded.
  func request(_ chains: [[Certificate]], _ console: Console) throws(Failure) -> Result {
    if let path = arguments.value(.request) { return try file(path, console) }
    let schemes = try arguments.value(.schemes).map(schemes) ?? Self.commonSchemes.map { SignatureScheme(rawValue: $0) }
    let types = try arguments.value(.certificateTypes).map(types) ?? [.rsaSign, .ecdsaSign]
    if arguments.contains(.certificateTypes), version != .tls12 {
      throw arguments.misuse("\(Option.certificateTypes.spelling) is a matter of TLS 1.2; add --tls 1.2")
    }
    var (authorities, notes) = ([DistinguishedName](), [String]())
    for value in arguments.all(.authority) {
      // A name has no slash before its first equals sign, and a path with one may have it.
      guard let sign = value.firstIndex(of: "="), !value[..<sign].contains("/") else {
        authorities += try Inputs.certificates(value, console).certificates.map { $0.subject }
        continue
      }
      let (name, note) = try authority(value, chains)
      authorities.append(name)
      if let note { notes.append(note) }
    }
    let request = CertificateRequest(
      version: version ?? .tls13, schemes: schemes, authorities: authorities, certificateTypes: types)
    return Result(request: request, notes: notes)
  }

  // MARK: Options

  private func schemes(_ text: String) throws(Failure) -> [SignatureScheme] {
    var schemes: [SignatureScheme] = []
    for part in text.split(separator: ",") {
      let name = part.trimmed
      if let known = SignatureScheme.known.first(where: { $0.description == name }) {
        schemes.append(known)
      } else if name.hasPrefix("0x"), let number = Self.number(name.dropFirst(2)) {
        schemes.append(SignatureScheme(rawValue: number))
      } else {
        let nearest = Spelling.nearest(to: name, in: SignatureScheme.known.map { $0.description })
        throw arguments.misuse(
          "--schemes: \(Spelling.quoted(name)) is no signature scheme of TLS"
            + (nearest.map { "; did you mean \($0)?" } ?? "; write names such as ecdsa_secp256r1_sha256, or 0x0403"))
      }
    }
    guard !schemes.isEmpty else { throw arguments.misuse("--schemes names no scheme") }
    return schemes
  }

  /// A code point of hexadecimal digits and nothing else, of which a sign is none.
  private static func number(_ digits: Substring) -> UInt16? {
    digits.allSatisfy { $0.isHexDigit } ? UInt16(digits, radix: 16) : nil
  }

  private func types(_ text: String) throws(Failure) -> [ClientCertificateType] {
    let known = (0...UInt8.max).map { ClientCertificateType(rawValue: $0) }
    var types: [ClientCertificateType] = []
    for part in text.split(separator: ",") {
      let name = part.trimmed
      guard let type = known.first(where: { $0.description == name }) else {
        throw arguments.misuse(
          "\(Option.certificateTypes.spelling): \(Spelling.quoted(name)) is no kind of certificate; write rsa_sign, "
            + "dss_sign, ecdsa_sign or a number")
      }
      types.append(type)
    }
    return types
  }

  /// The name that was typed, in the encoding that an issuer has it in.
  private func authority(
    _ text: String, _ chains: [[Certificate]]
  ) throws(Failure) -> (DistinguishedName, note: String?) {
    guard let name = DistinguishedName(text: text) else {
      throw arguments.misuse(
        "--authority: \(Spelling.quoted(text)) is no name; write it as CN=Example CA,O=Example,C=NL, or name a file of "
          + "the authority's certificate")
    }
    let reversed = DistinguishedName(text: text, mostGeneralFirst: true)
    let issuers = chains.flatMap { chain in chain.map { $0.issuer } }
    guard let issuer = issuers.first(where: { $0 == name }) ?? issuers.first(where: { $0 == reversed }) else {
      return (name, nil)
    }
    let isGo = arguments.value(.rules) != IdentitySelector.Rules.strict.rawValue
    return (
      issuer,
      isGo
        ? "\(Spelling.quoted(text)) was typed, which does not tell the bytes that Go compares; they are taken to be those "
          + "of the certificates. With --authority FILE or --request they are known." : nil
    )
  }

  // MARK: Files

  private func file(_ path: String, _ console: Console) throws(Failure) -> Result {
    let contents = try Inputs.read(path, console)
    let name = DisplayText.escaped(Inputs.source(path))
    guard !contents.isEmpty else { throw .input("\(name): the file is empty") }
    let digits = Self.hexadecimalBytes(contents)
    let bytes = digits ?? contents
    do throws(HandshakeMessageError) {
      return Result(request: try CertificateRequest(file: bytes, version: version))
    } catch {
      // Where a text was meant to be digits, lengths that its letters make up explain nothing.
      guard digits != nil || !contents.allSatisfy({ (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }) else {
        throw .input("\(name): it is a text, and neither hexadecimal digits nor the bytes of a CertificateRequest")
      }
      throw .input("\(name): \(error)")
    }
  }

  /// The bytes of a text of hexadecimal digits, as tools show messages; `nil` if it is none.
  private static func hexadecimalBytes(_ text: [UInt8]) -> [UInt8]? {
    var (bytes, high): ([UInt8], UInt8?) = ([], nil)
    for character in text {
      switch character {
      case UInt8(ascii: " "), UInt8(ascii: ":"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
      default: break
      }
      guard let digit = Character(Unicode.Scalar(character)).hexDigitValue.map({ UInt8($0) }) else { return nil }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil && !bytes.isEmpty ? bytes : nil
  }
}

extension Substring {
  /// The text without spaces around it.
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
