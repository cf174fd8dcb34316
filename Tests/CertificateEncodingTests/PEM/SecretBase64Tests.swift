import TestSupport
import Testing

@testable import CertificateEncoding

/// The decoder of secrets gives what the fast one gives, for text and for faults.
@Suite struct SecretBase64Tests {
  private func secret(_ text: [UInt8]) -> Result<[UInt8], Base64.Fault> {
    var output = [UInt8](repeating: 0, count: text.count / 4 * 3 + 3)
    var span = output.mutableSpan
    do throws(SecretBase64.Failure) {
      let count = try SecretBase64.decode(text.span, into: &span)
      return .success(Array(output.prefix(count)))
    } catch {
      return .failure(error.fault)
    }
  }

  private func plain(_ text: [UInt8]) -> Result<[UInt8], Base64.Fault> {
    do throws(Base64.Fault) {
      return .success(try Base64.decode(text.span))
    } catch {
      return .failure(error)
    }
  }

  @Test func eachByteInEachPlace() {
    for place in 0..<4 {
      for byte in 0...255 as ClosedRange<UInt8> {
        var text = Array("Zm9v".utf8)
        text[place] = byte
        #expect(secret(text) == plain(text), "\(byte) at \(place)")
      }
    }
  }

  @Test(arguments: [
    "", "=", "==", "A", "A=", "AA", "AA=", "AA==", "AB==", "AAA", "AAA=", "AAB=", "AAAA", "AAAA=", "AA==AA", "AA=A",
    "AAA=A",
    " A\tA\r\nA\u{B}A\u{C}", "AA\n==\n", "AAAAA", "Zm9vYmFy", "====", "A===",
  ])
  func everyKindOfEnd(_ text: String) {
    #expect(secret(Array(text.utf8)) == plain(Array(text.utf8)))
  }

  @Test func longTexts() {
    var generator = RepeatableGenerator(seed: 5)
    for count in 0..<100 {
      let bytes = generator.bytes(count)
      #expect(secret(Array(Base64Text.encode(bytes).utf8)) == .success(bytes))
    }
  }

  @Test func faultsAreLocated() {
    func offset(_ text: String) -> Int? {
      var output = [UInt8](repeating: 0, count: 100)
      var span = output.mutableSpan
      do throws(SecretBase64.Failure) {
        _ = try SecretBase64.decode(Array(text.utf8).span, into: &span)
        return nil
      } catch {
        return error.offset
      }
    }
    #expect(offset("AAAA\nAA!A") == 7)
    #expect(offset("AAAA\nAA") == 7)
    #expect(offset("AAAA") == nil)
  }
}
