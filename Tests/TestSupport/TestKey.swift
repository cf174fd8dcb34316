import CertificateCryptography
import CertificateEncoding

/// A key pair on P-256 for chains that tests sign while they run; there is nothing secret about it.
///
/// The private key is a small number, and the nonce of every signature is 1, so that a signature of ECDSA (FIPS 186-5
/// §6.4) takes one multiplication: r is the x of the base point, and s = e + r · d. Whoever sees one can read the key.
public struct TestKey: Sendable, Hashable {
  /// The largest private key that there is.
  public static let maximum = 48

  /// The private key.
  public let number: Int

  /// Creates the key pair of a private key from 1 to ``maximum``.
  public init(_ number: Int) {
    precondition((1...Self.maximum).contains(number), "there is no such test key")
    self.number = number
  }

  /// ecdsa-with-SHA256 (RFC 5758 §3.2).
  public static let algorithm = DER.algorithm("1.2.840.10045.4.3.2")

  /// The public key as an uncompressed point (SEC 1 §2.3.3).
  public var point: [UInt8] {
    let point = Self.points[number - 1]
    return [4] + point.x.bigEndian(32) + point.y.bigEndian(32)
  }

  /// The public key as a certificate has it (RFC 5480 §2).
  public var publicKeyInfo: [UInt8] {
    CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), point)
  }

  /// The SHA-1 digest of the key's bits, by which OCSP names a responder (RFC 6960 §4.2.1).
  public var keyHash: [UInt8] { HashAlgorithm.sha1.digest(of: point.span).bytes }

  /// A certificate of the fields, signed; a test may also change the algorithms that it names.
  public func certificate(_ change: (inout CertificateFields) -> Void) -> [UInt8] {
    var fields = CertificateFields()
    (fields.signature, fields.signatureAlgorithm) = (Self.algorithm, Self.algorithm)
    change(&fields)
    fields.signatureValue = DER.bitString(signature(of: fields.signedPart))
    return fields.encoded
  }

  /// The digest of a message.
  public static func sha256(of message: [UInt8]) -> [UInt8] {
    HashAlgorithm.sha256.digest(of: message.span).withBytes { span in span.indices.map { span[$0] } }
  }

  /// The Ecdsa-Sig-Value of a message (RFC 3279 §2.2.3).
  public func signature(of message: [UInt8]) -> [UInt8] {
    let s = (Natural(bigEndian: Self.sha256(of: message)) + Self.base.x * Natural(UInt64(number))) % Self.order
    return DER.sequence(DER.integer(unsigned: Self.base.x.bigEndian(32)), DER.integer(unsigned: s.bigEndian(32)))
  }
}

// MARK: The curve (SP 800-186 §3.2.1.3)

extension TestKey {
  private typealias Point = (x: Natural, y: Natural)

  private static let prime = Natural(limbs: [
    0xFFFF_FFFF_FFFF_FFFF, 0x0000_0000_FFFF_FFFF, 0, 0xFFFF_FFFF_0000_0001,
  ])
  private static let order = Natural(limbs: [
    0xF3B9_CAC2_FC63_2551, 0xBCE6_FAAD_A717_9E84, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000,
  ])
  private static let base: Point = (
    Natural(limbs: [0xF4A1_3945_D898_C296, 0x7703_7D81_2DEB_33A0, 0xF8BC_E6E5_63A4_40F2, 0x6B17_D1F2_E12C_4247]),
    Natural(limbs: [0xCBB6_4068_37BF_51F5, 0x2BCE_3357_6B31_5ECE, 0x8EE7_EB4A_7C0F_9E16, 0x4FE3_42E2_FE1A_7F9B])
  )

  /// The multiples of the base point, from 1 on.
  ///
  /// They are added up in Jacobian coordinates (x = X / Z², y = Y / Z³), so that one inverse does for all of them
  /// (Montgomery's trick: the inverse of a product gives those of its factors).
  private static let points: [Point] = {
    func reduced(_ number: Natural) -> Natural { number % prime }
    func difference(_ left: Natural, _ right: Natural) -> Natural { reduced(left + prime + prime + prime - right) }
    let (x, y) = base
    var sums = [(x: x, y: y, z: Natural(1))]
    // 2 G: the tangent, with a = −3.
    let slope = reduced(Natural(3) * (x * x + prime - Natural(1)))
    let squared = reduced(y * y)
    let four = reduced(Natural(4) * x * squared)
    let doubled = difference(reduced(slope * slope), reduced(four + four))
    sums.append(
      (
        doubled, difference(reduced(slope * difference(four, doubled)), reduced(Natural(8) * squared * squared)),
        reduced(y + y)
      ))
    while sums.count < maximum {
      let last = sums[sums.count - 1]
      let square = reduced(last.z * last.z)
      let h = difference(reduced(x * square), last.x)
      let r = difference(reduced(y * reduced(square * last.z)), last.y)
      let h2 = reduced(h * h)
      let (h3, v) = (reduced(h2 * h), reduced(last.x * h2))
      let third = difference(reduced(r * r), reduced(h3 + v + v))
      sums.append((third, difference(reduced(r * difference(v, third)), reduced(last.y * h3)), reduced(last.z * h)))
    }
    var products = [Natural(1)]
    for sum in sums { products.append(reduced(products[products.count - 1] * sum.z)) }
    var inverse = products[sums.count].power(prime - Natural(2), modulo: prime)
    var points: [Point] = []
    for (index, sum) in sums.enumerated().reversed() {
      let own = reduced(inverse * products[index])
      inverse = reduced(inverse * sum.z)
      let square = reduced(own * own)
      points.append((reduced(sum.x * square), reduced(sum.y * reduced(square * own))))
    }
    return points.reversed()
  }()
}
