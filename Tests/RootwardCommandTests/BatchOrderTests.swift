import CertificateEncoding
import CertificateVerification
import Testing

@testable import BatchVerification

@Suite("The order of a batch")
struct BatchOrderTests {
  /// Lots of one item each.
  private func lots(_ count: Int) -> [ItemLot] {
    (0..<count).map { sequence in
      ItemLot(sequence: sequence, format: .json, firstNumber: sequence + 1, items: [0..<2], bytes: Array("{}\n".utf8))
    }
  }

  @Test("Lots come out in the order of the stream, whichever is done first, and are counted until then")
  func order() throws {
    let moment = try #require(Timestamp("2026-01-01"))
    let verifier = BatchVerifier(
      CertificateVerifier(trust: TrustStore()), defaults: ItemDefaults(name: nil, purpose: nil, moment: moment))
    var lots = lots(6)
    for index in lots.indices { lots[index].verify(verifier) }
    var window = OrderedLots(capacity: 3)
    for lot in lots[..<3] { window.begin(lot) }
    #expect(window.count == 3)
    #expect(window.byteCount == 9)
    window.finish(lots[2])
    window.finish(lots[1])
    let early = window.popFirst()
    #expect(early?.sequence == nil)
    // What is done and waits counts with its results.
    #expect(window.byteCount == 9 + lots[1].output.count + lots[2].output.count)
    window.finish(lots[0])
    let first = window.popFirst()
    #expect(first?.sequence == 0)
    // Its place is free for the next.
    window.begin(lots[3])
    window.finish(lots[3])
    let rest = (0..<3).map { _ in window.popFirst()?.sequence }
    #expect(rest == [1, 2, 3])
    let late = window.popFirst()
    #expect(late?.sequence == nil)
    #expect(window.count == 0)
    #expect(window.byteCount == 0)
  }

  @Test("Numbers beyond the greatest go round, in a lot and between two")
  func greatestNumbers() throws {
    let moment = try #require(Timestamp("2026-01-01"))
    let verifier = BatchVerifier(
      CertificateVerifier(trust: TrustStore()), defaults: ItemDefaults(name: nil, purpose: nil, moment: moment))
    var splitter = ItemSplitter(firstNumber: .max, skip: 1)
    var rest = Array(repeatElement(Array("{}\n".utf8), count: 258).joined())
    while splitter.read({ bytes in
      defer { rest = [] }
      bytes += rest
      return rest.count
    }) {}
    var numbers: [Int] = []
    while var lot = splitter.takeLot(recycling: []) {
      numbers.append(lot.firstNumber)
      lot.verify(verifier)
    }
    #expect(numbers == [.min, .min + 256])
    var lot = ItemLot(sequence: 0, format: .json, firstNumber: .max, items: [0..<2, 0..<2], bytes: Array("{}".utf8))
    lot.verify(verifier)
    let output = String(decoding: lot.output, as: UTF8.self)
    #expect(output.split(separator: "\n").last?.hasPrefix("{\"item\":\(Int.min),") == true)
  }

  @Test("A thread that verifies is told what to do, to wait and to end")
  func tasks() throws {
    var state = BatchState()
    if case .some = state.nextTask() { Issue.record("there is nothing to do yet") }
    let lots = lots(2)
    state.waiting = lots
    for lot in lots {
      guard case .verify(let next) = state.nextTask() else {
        Issue.record("there is a lot to verify")
        return
      }
      #expect(next.sequence == lot.sequence)
    }
    // Only who sleeps is woken, and once.
    let isAwake = state.finish(lots[0])
    #expect(!isAwake)
    state.isAsleep = true
    let wasAsleep = state.finish(lots[1])
    #expect(wasAsleep)
    #expect(!state.isAsleep)
    #expect(state.done.map { $0.sequence } == [0, 1])
    // What waits when the run is over is left.
    state.waiting = self.lots(1)
    state.isClosed = true
    guard case .end = state.nextTask() else {
      Issue.record("no more lots come")
      return
    }
  }
}
