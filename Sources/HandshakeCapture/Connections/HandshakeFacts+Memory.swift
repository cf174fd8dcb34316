import HandshakeVerification

/// How much memory messages take, whose parts may take many times the bytes that were sent.
///
/// What there may be many of is counted when it is read, as this is asked for with each segment.
extension HandshakeFacts {
  /// How much memory is taken by what strangers can make large.
  var heldByteCount: Int {
    let hellos = [firstHello, clientHello].reduce(0) {
      $0 + ($1.map { $0.bytes.count + $0.message.heldByteCount } ?? 0)
    }
    let answers = [retryRequest, serverHello].reduce(0) {
      $0 + ($1.map { $0.bytes.count + $0.message.extensions.heldByteCount } ?? 0)
    }
    let extensions = encryptedExtensions.map { $0.bytes.count + $0.message.extensions.heldByteCount } ?? 0
    let proofs = [serverProof, clientProof].reduce(0) { $0 + ($1?.heldByteCount ?? 0) }
    return hellos + answers + extensions + proofs + requestByteCount + certificateByteCounts.server
      + certificateByteCounts.client + (serverKeyExchange?.bytes.count ?? 0) + (certificateStatus?.count ?? 0)
      + later.reduce(0) { $0 + $1.heldByteCount }
  }
}

extension HandshakeExtensions {
  fileprivate var heldByteCount: Int { list.count * MemoryLayout<HandshakeExtension>.stride }
}

extension ClientHello {
  /// The parts, beside the bytes themselves.
  fileprivate var heldByteCount: Int {
    let numbers =
      cipherSuites.count + (supportedVersions?.count ?? 0) + (groups?.count ?? 0) + (schemes?.count ?? 0)
      + (certificateSchemes?.count ?? 0) + (keyShareGroups?.count ?? 0) + certificateCompression.count
    let ranges =
      applicationProtocols.count + (preSharedKeys?.identities.count ?? 0) + (preSharedKeys?.binders.count ?? 0)
    return extensions.heldByteCount + numbers * 2 + (preSharedKeyModes?.count ?? 0) + ranges
      * MemoryLayout<Range<Int>>.stride
  }
}

extension HandshakeFacts.Read<CertificateMessage> {
  /// The bytes, and the parts that were read.
  var heldByteCount: Int {
    message.entries.reduce(bytes.count) {
      $0 + MemoryLayout<CertificateMessage.Entry>.stride + $1.extensions.heldByteCount
    }
  }
}

extension CertificateRequest {
  /// About what an authority takes: its place in the list, and two arrays with a buffer each.
  private static let authorityByteCount = MemoryLayout<Authority>.stride + 160

  /// How much memory is taken; counted once, as there may be many authorities.
  var heldByteCount: Int {
    let names = authorities.reduce(0) { $0 + Self.authorityByteCount + $1.byteCount }
    let values = filters.reduce(0) { $0 + MemoryLayout<Filter>.stride + 32 + $1.values.count }
    let numbers = schemes.count + (certificateSchemes?.count ?? 0) + certificateTypes.count + extensionTypes.count
    return names + values + numbers * 2 + context.count
  }
}

extension PeerProof {
  /// What was signed, which in TLS 1.2 is all messages of the handshake, and the signature.
  var heldByteCount: Int {
    signature.count + message.count
  }
}
