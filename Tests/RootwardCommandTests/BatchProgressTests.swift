import Testing

@testable import BatchVerification
@testable import RootwardCommand

@Suite("Progress and summary of a batch")
struct BatchProgressTests {
  private func tally(_ verified: Int, _ refused: Int, _ malformed: Int, skipped: Int = 0) -> BatchTally {
    var tally = BatchTally()
    (tally.verified, tally.refused, tally.malformed, tally.skipped) = (verified, refused, malformed, skipped)
    return tally
  }

  @Test("The line tells how far it is, if the size is known, and fits a terminal")
  func progress() {
    let unknown = BatchProgress(byteCount: nil)
    #expect(unknown.line(tally(1, 0, 0), readByteCount: 0, milliseconds: 0) == "1 item, 1,000/s")
    let known = BatchProgress(byteCount: 1_000)
    #expect(known.line(tally(0, 0, 0), readByteCount: 0, milliseconds: 9) == "[....................] 0% 0 items, 0/s")
    #expect(BatchProgress(byteCount: 0).line(tally(0, 0, 0), readByteCount: 0, milliseconds: 0) == "0 items, 0/s")
    let lines = [
      (tally(7, 0, 0), 1_000, 7_000, "[####################] 100% 7 items, 1/s"),
      (tally(450_000, 0, 0), 455, 60_000, "[#########...........] 45% 450,000 items, 7,500/s, 1:11 left"),
      (
        tally(448_890, 1_100, 10), 455, 60_000, "45% 450,000 items, 7,500/s, 1,100 refused, 10 malformed, 1:11 left"
      ),
      (
        tally(999_000_000, 99_999_999, 9_999_999), 500, 360_000_000,
        "50% 1,108,999,998 items, 3,080/s, 99,999,999 refused, 9,999,999 malformed"
      ),
    ]
    for (tally, readByteCount, milliseconds, line) in lines {
      #expect(known.line(tally, readByteCount: readByteCount, milliseconds: milliseconds) == line)
    }
    for number in [0, 99, 9_999, 999_999, 99_999_999, Int.max / 4] {
      for milliseconds in [0, 60_000, 360_000_000, .max] {
        for progress in [unknown, known] {
          let line = progress.line(tally(number, number, number), readByteCount: 500, milliseconds: milliseconds)
          #expect(line.count <= 79, "\(line)")
          #expect(line.contains(" items"))
        }
      }
    }
  }

  @Test("A duration has hours only if it lasts that long")
  func durations() {
    #expect(BatchProgress.duration(9) == "0:09")
    #expect(BatchProgress.duration(3_599) == "59:59")
    #expect(BatchProgress.duration(3_600) == "1:00:00")
  }

  @Test("The summary is a sentence")
  func summary() {
    #expect(
      BatchSummary(tally(998_000, 1_000, 1_000), nanoseconds: 132_440_000_000).text
        == "1,000,000 items in 132.4 s, 7,550 a second: 998,000 verified, 1,000 refused, 1,000 malformed")
    #expect(
      BatchSummary(tally(1, 0, 0, skipped: 1_234), nanoseconds: 0).text
        == "1 item in 0.0 s, 1,000 a second: 1 verified, 0 refused, 0 malformed; 1,234 passed over")
    #expect(
      BatchSummary(tally(2, 1, 0), nanoseconds: 1_500_000_000).json
        == #"{"items":3,"skipped":0,"verified":2,"refused":1,"malformed":0,"milliseconds":1500,"itemsPerSecond":2}"#)
  }

  @Test("A rate doesn't overflow")
  func rates() {
    #expect(BatchSummary.rate(.max, milliseconds: 1) == .max)
    #expect(BatchSummary.rate(.max, milliseconds: 2_000) == .max / 2)
  }
}
