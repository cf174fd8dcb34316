import CertificateEncoding
import Certificates

/// What a block of a file holds; the raw value is its name for programs.
enum ObjectKind: String, Sendable {
  case certificate
  case certificateRequest
  case revocationList
  case ocspResponse
  case publicKey
  case privateKey
  case pkcs7
  case parameters
  case other
  case unreadable

  /// The kind in words.
  var words: String {
    switch self {
    case .certificate: "certificate"
    case .certificateRequest: "certificate request"
    case .revocationList: "certificate revocation list"
    case .ocspResponse: "OCSP response"
    case .publicKey: "public key"
    case .privateKey: "private key"
    case .pkcs7: "PKCS #7 structure"
    case .parameters: "parameters of a key"
    case .other: "something else"
    case .unreadable: "unreadable"
    }
  }

  /// The kind that a PEM label announces.
  init(_ label: PEMLabel) {
    switch label {
    case .certificate, .trustedCertificate: self = .certificate
    case .certificateRequest: self = .certificateRequest
    case .revocationList: self = .revocationList
    case .pkcs7: self = .pkcs7
    case .publicKey: self = .publicKey
    case .privateKey: self = .privateKey
    case .parameters: self = .parameters
    case .other(OCSPResponse.pemLabel): self = .ocspResponse
    case .other: self = .other
    }
  }

  /// The kind of a DER structure, told by its first fields; `nil` if it is none of these, which a certificate is too.
  ///
  /// - Returns: the kind, and for a private key the name of its form and whether it is encrypted.
  static func recognize(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (
    kind: ObjectKind, form: String, isEncrypted: Bool
  )? {
    switch PrivateKeyForm.recognize(bytes, range) {
    case .privateKey(let form): return (.privateKey, form.words, form == .encryptedPKCS8)
    case .other(.publicKey): return (.publicKey, "", false)
    case .other(.pkcs7): return (.pkcs7, "", false)
    // Of what begins like a certificate, a list and a request do too.
    case .other, .pkcs12, .nothing: break
    }
    let tags = Tags(bytes, range)
    guard let first = tags.fields.first else { return nil }
    switch (first, tags.fields.dropFirst().first) {
    // RFC 6960 §4.2.1: a status, and the response unless it is an error.
    case (.enumerated, nil), (.enumerated, .contextConstructed(0)?): return (.ocspResponse, "", false)
    case (.sequence, .sequence?):
      // RFC 2986 §4: a version, and at once a name. RFC 5280 §5.1: no serial number before the time.
      guard let inner = tags.inner else { return nil }
      if inner.starts(with: [.integer, .sequence, .sequence]), !inner.dropFirst(3).contains(.sequence),
        !inner.dropFirst(3).contains(.utcTime), !inner.dropFirst(3).contains(.generalizedTime)
      {
        return (.certificateRequest, "", false)
      }
      let beforeTime = inner.prefix { $0 == .integer || $0 == .sequence }
      let time = inner.dropFirst(beforeTime.count).first
      return time == .utcTime || time == .generalizedTime ? (.revocationList, "", false) : nil
    default: return nil
    }
  }

  /// The tags of the first fields of a structure, and of the structure that its first field is.
  private struct Tags {
    var fields: [DERTag] = []
    var inner: [DERTag]?

    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
      var outer = DERReader(range)
      guard let structure = try? outer.enter(.sequence, bytes) else { return }
      fields = Self.read(bytes, structure)
      var reader = structure
      inner = (try? reader.enter(.sequence, bytes)).map { Self.read(bytes, $0) }
    }

    private static func read(_ bytes: Span<UInt8>, _ reader: DERReader) -> [DERTag] {
      var (reader, tags) = (reader, [DERTag]())
      while tags.count < 10, !reader.isAtEnd, let element = try? reader.read(bytes) { tags.append(element.tag) }
      return tags
    }
  }
}

extension PrivateKeyForm {
  /// The form in words.
  fileprivate var words: String {
    switch self {
    case .pkcs1: "PKCS #1 (RSA)"
    case .sec1: "SEC 1 (elliptic curve)"
    case .pkcs8: "PKCS #8"
    case .encryptedPKCS8: "PKCS #8, encrypted"
    case .dsa: "DSA"
    case .encryptedPEM, .openSSH, .unknown: ""
    }
  }
}
