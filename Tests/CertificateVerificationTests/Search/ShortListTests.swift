import Testing

@testable import CertificateVerification

@Suite struct ShortListTests {
  @Test(arguments: 0...4)
  func elementsAreInTheOrderInWhichTheyCame(_ count: Int) {
    var list = ShortList<String>()
    for number in 0..<count { list.append("\(number)") }
    #expect(list.count == count)
    #expect((0..<list.count).map { list[$0] } == (0..<count).map { "\($0)" })
    list.sort { $0 > $1 }
    #expect((0..<list.count).map { list[$0] } == (0..<count).reversed().map { "\($0)" })
  }
}
