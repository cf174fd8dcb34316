import CertificateEncoding
import Certificates
import TestSupport

/// The name that the bytes of one Name are.
func distinguishedName(_ bytes: [UInt8]) throws -> DistinguishedName {
  var reader = DERReader(0..<bytes.count)
  let range = try DistinguishedName.validate(&reader, bytes.span)
  try reader.finish()
  return DistinguishedName(arena: ByteArena(bytes), range: range)
}

/// The refusal of the bytes as a Name; `nil` if they are one.
func refusal(ofName bytes: [UInt8]) -> DERError? {
  var reader = DERReader(0..<bytes.count)
  do {
    _ = try DistinguishedName.validate(&reader, bytes.span)
    return nil
  } catch { return error }
}

/// A Name of one common name, given as a whole element.
func commonName(_ value: [UInt8]) -> [UInt8] { DER.name(relativeNames: [[DER.attribute("2.5.4.3", value)]]) }
