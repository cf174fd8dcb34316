import CertificateEncoding
import FuzzSupport

/// Reads any input as DER down to its leaves, and decodes each element as every type there is.
@main
enum FuzzDER {
  static func main() {
    fuzz { input in
      let bytes = input.span
      var open = [DERReader(0..<bytes.count)]
      while var reader = open.popLast() {
        guard let element = try? reader.read(bytes) else { continue }
        precondition(element.encoded.upperBound <= bytes.count && reader.position == element.encoded.upperBound)
        open.append(reader)
        // Structures, and the strings of bytes that X.509 hides structures in.
        if element.tag.rawValue & 0x20 != 0 || element.tag == .octetString || element.tag == .bitString,
          let inner = try? reader.reader(of: element)
        {
          open.append(inner)
        }
        decode(element, bytes)
      }
    }
  }

  private static func decode(_ element: DERElement, _ bytes: Span<UInt8>) {
    _ = try? element.boolean(bytes)
    _ = try? element.integer(bytes)
    _ = try? element.smallInteger(bytes)
    _ = try? element.bitString(bytes)
    _ = try? element.bitStringOfBytes(bytes)
    _ = try? element.namedBits(bytes)
    _ = try? element.null()
    _ = element.tag.description
    // Every element is tried as every type; text is made of what says that it is an identifier, as it costs more.
    if let identifier = try? element.objectIdentifier(bytes), element.tag == .objectIdentifier {
      let text = identifier.description
      // What has no component beyond 64 bits comes back the same.
      if !text.contains("?") { precondition(OID(text) == identifier) }
    }
    if let moment = try? element.time(bytes) { precondition(Timestamp(moment.description) == moment) }
  }
}
