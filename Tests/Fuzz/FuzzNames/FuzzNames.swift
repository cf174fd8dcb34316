import CertificateEncoding
import CertificateVerification
import FuzzSupport

/// Splits any input in two, and compares one half as a presented name with the other as a reference.
@main
enum FuzzNames {
  static func main() {
    fuzz { input in
      let split = input.firstIndex(of: 0) ?? input.count / 2
      let text = String(decoding: input[..<split], as: UTF8.self)
      let presented = Array(input[min(split + 1, input.count)...])
      if let address = IPAddress(text) { precondition(IPAddress(address.description) == address) }
      if let address = IPAddress(bytes: presented.span) {
        precondition(address.equals(presented.span, 0..<presented.count))
      }
      let validity = DNSPattern.validity(presented.span, 0..<presented.count)
      guard let reference = try? DNSName(text) else { return }
      // A name that was normalized stays as it is, and stands for itself.
      precondition((try? DNSName(reference.description)) == reference)
      precondition(DNSPattern.matches(reference.ascii.span, 0..<reference.ascii.count, reference))
      if DNSPattern.matches(presented.span, 0..<presented.count, reference) { precondition(validity.isWellFormed) }
    }
  }
}
