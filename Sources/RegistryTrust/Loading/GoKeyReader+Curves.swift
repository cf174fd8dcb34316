import CertificateCryptography
import CertificateEncoding
import Certificates

extension GoKeyReader {
  /// Reads an ECPrivateKey (`parseECPrivateKey` of x509/sec1.go); the curve of the outer structure, if that names one, is
  /// the one that counts.
  func readCurve(
    _ range: Range<Int>, outerCurve: String?, _ form: PrivateKeyForm
  ) throws(GoASN1.Fault) -> Reading {
    let structure: GoASN1.SEC1
    do throws(GoASN1.Fault) {
      structure = try der.withBytes { bytes throws(GoASN1.Fault) in try GoASN1.sec1(bytes, range) }
    } catch {
      throw hint(.pkcs8, range) ?? hint(.pkcs1, range)
        ?? GoASN1.Fault(text: "x509: failed to parse EC private key: " + error.text)
    }
    guard structure.version == 1 else {
      throw GoASN1.Fault(text: "x509: unknown EC private key version \(structure.version)")
    }
    switch outerCurve ?? structure.curve {
    case "1.3.132.0.33":
      try checkP224(try scalar(structure, byteCount: 28))
      let point = structure.point.map { range in der.withBytes { bytes in range.map { bytes[$0] } } }
      return .unusable(.p224(point: point), .unsupportedCurve(.p224))
    case "1.2.840.10045.3.1.7": return try readCurve(.p256, try scalar(structure, byteCount: 32), form)
    case "1.3.132.0.34": return try readCurve(.p384, try scalar(structure, byteCount: 48), form)
    case "1.3.132.0.35": return try readCurve(.p521, try scalar(structure, byteCount: 66), form)
    default: throw GoASN1.Fault(text: "x509: unknown elliptic curve")
    }
  }

  private func readCurve(
    _ curve: ECDSAPublicKey.Curve, _ scalar: SecretBytes, _ form: PrivateKeyForm
  ) throws(GoASN1.Fault) -> Reading {
    guard !Self.isZero(scalar) else { throw .zeroScalar }
    do throws(SecretKeyError) {
      return .secret(.ecdsa(try ECDSAPrivateKey(curve: curve, scalar: scalar)), form)
    } catch {
      throw .scalarTooLarge
    }
  }

  /// The scalar, without the zeros that it has too many.
  private func scalar(_ structure: GoASN1.SEC1, byteCount: Int) throws(GoASN1.Fault) -> SecretBytes {
    let excess = structure.scalar.dropLast(byteCount)
    let isPadded = der.withBytes { bytes in excess.reduce(0) { $0 | bytes[$1] } == 0 }
    guard isPadded else { throw GoASN1.Fault(text: "x509: invalid private key length") }
    return der.extracting(structure.scalar.suffix(byteCount))
  }

  /// Whether all bytes are zeros, as they are if there are none.
  private static func isZero(_ scalar: SecretBytes) -> Bool {
    scalar.isEqual(to: SecretBytes(count: scalar.count) { _ in })
  }

  /// Checks that a scalar is between 1 and n - 1 of P-224 (SP 800-186 §3.2.1.2).
  private func checkP224(_ scalar: SecretBytes) throws(GoASN1.Fault) {
    let order: [UInt8] = [
      0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x16, 0xA2, 0xE0, 0xB8, 0xF0,
      0x3E, 0x13, 0xDD, 0x29, 0x45, 0x5C, 0x5C, 0x2A, 0x3D,
    ]
    guard !Self.isZero(scalar) else { throw .zeroScalar }
    guard scalar.count == order.count else { return }
    // The highest bit of a difference of two bytes, less the borrow, is the next borrow.
    let borrow = scalar.withBytes { bytes in
      order.indices.reversed().reduce(0 as UInt16) { borrow, index in
        (UInt16(bytes[index]) &- UInt16(order[index]) &- borrow) >> 15
      }
    }
    guard borrow == 1 else { throw .scalarTooLarge }
  }
}

extension GoASN1.Fault {
  /// What Go says of the point that 0 makes, which is at infinity.
  fileprivate static let zeroScalar = GoASN1.Fault(text: "ecdsa: invalid public key encoding")
  /// What Go says of a scalar that is not below the order of its curve.
  fileprivate static let scalarTooLarge = GoASN1.Fault(text: "input overflows the modulus")
}
