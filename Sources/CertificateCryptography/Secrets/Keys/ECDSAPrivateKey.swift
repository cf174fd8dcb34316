/// An ECDSA private key: a scalar, and the point that it makes of the base point (FIPS 186-5 §6.2.1).
package struct ECDSAPrivateKey: Sendable {
  /// The public key, computed from the scalar.
  package let publicKey: ECDSAPublicKey
  /// The scalar, big-endian, with as many bytes as a coordinate has.
  let scalar: SecretBytes

  /// Takes a scalar, big-endian: between 1 and n - 1.
  ///
  /// RFC 5915 §3 has as many bytes as the order; some programs leave leading zeros out, or have one too many, which is
  /// taken too as long as the number is the same.
  package init(curve: ECDSAPublicKey.Curve, scalar: SecretBytes) throws(SecretKeyError) {
    switch curve {
    case .p256: (self.scalar, publicKey) = try Self.make(P256.self, P256.order.limbs, curve, scalar)
    case .p384: (self.scalar, publicKey) = try Self.make(P384.self, P384.order.limbs, curve, scalar)
    case .p521: (self.scalar, publicKey) = try Self.make(P521.self, P521.order.limbs, curve, scalar)
    }
  }

  private static func make<Curve: WeierstrassCurve, let limbCount: Int>(
    _ type: Curve.Type, _ order: InlineArray<limbCount, UInt64>, _ curve: ECDSAPublicKey.Curve, _ given: SecretBytes
  ) throws(SecretKeyError) -> (SecretBytes, ECDSAPublicKey) {
    let count = Curve.coordinateByteCount
    guard given.count > 0, given.count <= count + 8 else { throw .wrongLength }
    var excess: UInt64 = 0
    let scalar = SecretBytes(count: count) { scalar in
      given.withBytes { bytes in
        for position in 0..<bytes.count {
          let byte = bytes[bytes.count - 1 - position]
          // The places that a scalar does not have must be zeros.
          if position < count { scalar[count - 1 - position] = byte } else { excess |= UInt64(byte) }
        }
      }
    }
    // FIPS 186-5 §6.2.1: 1 <= d <= n - 1.
    let isValid = scalar.withBytes { Mask.ofZero(excess) & isInRange($0, order) }
    guard isValid != 0 else { throw .outOfRange }
    let point = scalar.withBytes { encodedPoint(type, $0) }
    Wipe.stack()
    do {
      return (scalar, try ECDSAPublicKey(curve: curve, point: point.span))
    } catch {
      // A multiple of the base point is a point of the curve.
      throw .inconsistent
    }
  }

  /// All ones for a number between 1 and `order` - 1.
  private static func isInRange<let limbCount: Int>(
    _ scalar: Span<UInt8>, _ order: InlineArray<limbCount, UInt64>
  ) -> UInt64 {
    let limbs = SecretNumber.load(scalar, limbCount: limbCount)
    var (any, borrow): (UInt64, UInt64) = (0, 0)
    for index in 0..<limbCount {
      any |= limbs[index]
      _ = Limb.subtract(limbs[index], order[index], &borrow)
    }
    return ~Mask.ofZero(any) & Mask.ofBit(borrow)
  }

  /// 04 and both coordinates of [scalar]G (SEC 1 §2.3.3).
  @inline(never)
  private static func encodedPoint<Curve: WeierstrassCurve>(_ type: Curve.Type, _ scalar: Span<UInt8>) -> [UInt8] {
    let point = Curve.baseComb.multiple(scalar).affine
    var bytes: [UInt8] = [4]
    for coordinate in [point.x.integer, point.y.integer] {
      var position = Curve.coordinateByteCount
      while position > 0 {
        position -= 1
        let shift = UInt64(truncatingIfNeeded: 8 * (position % 8))
        bytes.append(UInt8(truncatingIfNeeded: coordinate.limbs[position / 8] &>> shift))
      }
    }
    return bytes
  }
}
