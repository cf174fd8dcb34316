extension CertificateFields {
  /// The whole certificate, signed by a key.
  public func signed(by key: TestKey) -> [UInt8] {
    var fields = self
    fields.signature = TestKey.algorithm
    fields.signatureAlgorithm = TestKey.algorithm
    fields.signatureValue = DER.bitString(key.signature(of: fields.signedPart))
    return fields.encoded
  }

  /// An authority's certificate; one whose name is its issuer's is a root.
  ///
  /// - Parameters:
  ///   - name: the common name of its subject.
  ///   - issuer: the common name of its issuer.
  ///   - key: its key.
  ///   - pathLength: how many intermediates may follow.
  ///   - extensions: more extensions, such as name constraints.
  public static func authority(
    _ name: String, by issuer: String, key: TestKey, pathLength: Int? = nil, extensions: [[UInt8]] = []
  ) -> CertificateFields {
    var fields = CertificateFields()
    fields.subject = DER.name(("CN", name))
    fields.issuer = DER.name(("CN", issuer))
    fields.publicKeyInfo = key.publicKeyInfo
    let constraints = DER.sequence([DER.boolean(true)] + (pathLength.map { [DER.integer($0)] } ?? []))
    fields.extensions =
      [
        DER.extension("2.5.29.19", critical: true, constraints),
        DER.extension("2.5.29.15", critical: true, DER.namedBits(5, 6)),
      ] + extensions
    return fields
  }

  /// A server's certificate, whose key is of no importance.
  ///
  /// - Parameters:
  ///   - issuer: the common name of its issuer.
  ///   - names: the general names that it is for.
  ///   - extensions: more extensions.
  public static func leaf(
    by issuer: String, names: [[UInt8]] = [DER.dnsName("www.example.com")], extensions: [[UInt8]] = []
  ) -> CertificateFields {
    var fields = CertificateFields()
    fields.subject = DER.name(("O", "Rootward Tests"))
    fields.issuer = DER.name(("CN", issuer))
    fields.publicKeyInfo = TestKey(1).publicKeyInfo
    fields.extensions =
      [
        DER.extension("2.5.29.19", critical: true, DER.sequence()),
        DER.extension("2.5.29.15", critical: true, DER.namedBits(0)),
        DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.1"))),
      ]
      + (names.isEmpty ? [] : [DER.extension("2.5.29.17", DER.sequence(names))]) + extensions
    return fields
  }
}
