@testable import CertificateCryptography
import TestSupport
import Testing

/// Signatures that OpenSSL made, from the test vectors.
@Suite("ML-DSA signatures")
struct MLDSASignatureTests {
  /// A file of `TestVectors/ml-dsa`.
  struct Vector {
    let set: MLDSAPublicKey.ParameterSet
    private let fields: [String: [UInt8]]

    init(_ set: MLDSAPublicKey.ParameterSet) throws {
      self.set = set
      let lines = try Vectors.text("ml-dsa/\(set.number).txt").split(separator: "\n")
      let pairs = lines.map { $0.split(separator: " ") }.filter { $0.count == 2 }
      fields = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), bytes(hexadecimal: String($0[1]))) })
    }

    func field(_ name: String) throws -> [UInt8] { try #require(fields[name]) }

    /// The key, plain and prepared.
    func keys() throws -> [MLDSAPublicKey] {
      let encoding = try field("key")
      let key = try MLDSAPublicKey(parameterSet: set, bytes: encoding.span)
      return [key, key.prepared()]
    }
  }

  /// The verdict; compared with `true` or `false` below, so that a failure does not print every byte.
  private func accepts(
    _ key: MLDSAPublicKey, _ signature: [UInt8], _ message: [UInt8], context: [UInt8] = []
  ) -> Bool {
    key.isValidSignature(signature.span, of: message.span, context: context.span)
  }

  @Test("Accepted with the context that they were made in", arguments: MLDSAPublicKey.ParameterSet.allCases)
  func accepted(_ set: MLDSAPublicKey.ParameterSet) throws {
    let vector = try Vector(set)
    let (message, context) = (try vector.field("message"), try vector.field("context"))
    let (signature, signatureInContext) = (try vector.field("signature"), try vector.field("signature-in-context"))
    for key in try vector.keys() {
      #expect(accepts(key, signature, message) == true)
      #expect(accepts(key, signatureInContext, message, context: context) == true)
      #expect(accepts(key, signatureInContext, message) == false)
      for other in [[], Array(signature.dropLast()), signature + [0]] { #expect(accepts(key, other, message) == false) }
    }
  }

  @Test("Refused with a bit changed in any part", arguments: MLDSAPublicKey.ParameterSet.allCases)
  func changed(_ set: MLDSAPublicKey.ParameterSet) throws {
    let vector = try Vector(set)
    let (message, context) = (try vector.field("message"), try vector.field("context"))
    let signature = try vector.field("signature-in-context")
    let hintStart = set.signatureByteCount - set.hintByteCount
    // A position in the hint that can be another: it decodes, and makes another w1.
    let hintByte = try #require(
      (hintStart..<hintStart + set.hintWeight).first { index in
        let other = flipped(signature, index)
        return MLDSAHint(other.span, at: hintStart, set) != nil
      })
    for key in try vector.keys() {
      for index in [0, set.commitmentByteCount - 1, set.commitmentByteCount, hintStart - 3, hintByte] {
        #expect(accepts(key, flipped(signature, index), message, context: context) == false, "byte \(index)")
      }
      // The last end of a row: the hint does not decode any more.
      #expect(accepts(key, flipped(signature, signature.count - 1), message, context: context) == false)
      #expect(accepts(key, signature, flipped(message, 0), context: context) == false)
      #expect(accepts(key, signature, message, context: flipped(context, context.count - 1)) == false)
    }
  }

  /// `bytes` with the lowest bit of one changed.
  private func flipped(_ bytes: [UInt8], _ index: Int) -> [UInt8] {
    var bytes = bytes
    bytes[index] ^= 1
    return bytes
  }

  @Test("A context has at most 255 bytes", arguments: MLDSAPublicKey.ParameterSet.allCases)
  func longContexts(_ set: MLDSAPublicKey.ParameterSet) throws {
    let vector = try Vector(set)
    let (message, signature) = (try vector.field("message"), try vector.field("signature"))
    // Were the length written as 256 modulo 256, the beginning of the message as the context would be hashed as no
    // context and the whole message, of which the signature is.
    try #require(message.count > 256)
    for key in try vector.keys() {
      #expect(accepts(key, signature, Array(message[256...]), context: Array(message[..<256])) == false)
    }
  }
}
