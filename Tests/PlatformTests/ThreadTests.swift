import Foundation
import Testing

@testable import Platform

@Suite("Threads")
struct ThreadTests {
  @Test("Threads count together, and one that waits is told")
  func countsTogether() throws {
    let monitor = Monitor(0)
    let workers = try (0..<4).map { _ in
      try #require(
        WorkerThread {
          for _ in 0..<1_000 { monitor.withLock { $0 += 1 } }
          monitor.signalAll()
        })
    }
    #expect(monitor.wait { $0 == 4_000 ? $0 : nil } == 4_000)
    for worker in workers { worker.join() }
  }

  @Test("Each value that is put down is taken once")
  func handsOver() throws {
    let queue = Monitor<(values: [Int], isClosed: Bool, sum: Int)>(([], false, 0))
    let workers = try (0..<3).map { _ in
      try #require(
        WorkerThread {
          while let value = queue.wait(for: { state -> Int?? in
            if let value = state.values.popLast() { return value }
            return state.isClosed ? .some(nil) : nil
          }) {
            queue.withLock { $0.sum += value }
          }
        })
    }
    for value in 1...100 {
      queue.withLock { $0.values.append(value) }
      queue.signal()
    }
    queue.withLock { $0.isClosed = true }
    queue.signalAll()
    for worker in workers { worker.join() }
    #expect(queue.withLock { $0.sum } == 5_050)
  }

  @Test("A thread has room for deep recursion")
  func deepStack() throws {
    let result = Monitor(0)
    @Sendable func depth(_ count: Int) -> Int {
      var room: InlineArray<64, Int> = .init(repeating: count)
      room[count % 64] += 1
      return count == 0 ? 0 : depth(count - 1) + room[count % 64] - count
    }
    let worker = try #require(WorkerThread { result.withLock { $0 = depth(3_000) } })
    worker.join()
    #expect(result.withLock { $0 } == 3_000)
  }

  @Test("There is a processor, and the mask of those that may be used counts")
  func processors() {
    #expect(Processors.availableCount >= 1)
    #expect(Processors.availableCount <= ProcessInfo.processInfo.processorCount)
    #expect(Processors.allowedCount(Array("Name:\tx\nCpus_allowed:\tff,0000000f\nCpus_allowed_list:\t0-3".utf8)) == 12)
    #expect(Processors.allowedCount(Array("Cpus_allowed:\t0\n".utf8)) == nil)
    #expect(Processors.allowedCount([]) == nil)
  }

  @Test("A byte is found wherever it stands")
  func byteSearch() {
    let bytes: [UInt8] = [7, 1, 2, 7, 3]
    #expect(ByteSearch.first(7, in: bytes.span, from: 0) == 0)
    #expect(ByteSearch.first(7, in: bytes.span, from: 1) == 3)
    #expect(ByteSearch.first(7, in: bytes.span, from: 4) == nil)
    #expect(ByteSearch.first(3, in: bytes.span, from: 4) == 4)
    #expect(ByteSearch.first(7, in: bytes.span, from: 5) == nil)
    #expect(ByteSearch.first(7, in: bytes.span, from: -1) == nil)
    #expect(ByteSearch.first(0, in: bytes.span.extracting(0..<0), from: 0) == nil)
  }
}
