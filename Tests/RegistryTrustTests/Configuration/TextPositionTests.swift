import RegistryTrust
import Testing

struct TextPositionTests {
  @Test func ordersByLineThenColumn() {
    #expect(TextPosition(line: 1, column: 9) < TextPosition(line: 2, column: 1))
    #expect(TextPosition(line: 2, column: 1) < TextPosition(line: 2, column: 3))
    #expect(TextPosition(line: 3, column: 7).description == "line 3, column 7")
  }
}
