import CertificateEncoding
import FuzzSupport

/// Reads any input as PEM.
@main
enum FuzzPEM {
  static func main() {
    fuzz { input in
      let document = PEMDocument(input.span)
      var end = 0
      for block in document.blocks {
        // The blocks lie one after the other, and none is larger than Base64 can make it.
        precondition(block.line >= 1 && block.index >= 1)
        guard !block.contents.isEmpty else { continue }
        precondition(block.contents.lowerBound >= end && block.contents.upperBound <= document.decoded.count)
        end = block.contents.upperBound
      }
      precondition(document.decoded.count <= input.count)
      for problem in document.problems { precondition(problem.line >= 1) }
    }
  }
}
