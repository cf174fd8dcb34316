/// What the thread that reads and writes shares with those that verify.
struct BatchState: Sendable {
  /// The lots that nobody verifies yet, in the order of the stream.
  var waiting: [ItemLot] = []
  /// The lots that are verified, in any order.
  var done: [ItemLot] = []
  /// Whether no more lots are verified.
  var isClosed = false
  /// Whether the thread that reads and writes waits, and is to be woken for a lot that is done.
  var isAsleep = false

  /// What a thread that verifies does next.
  enum Task {
    case verify(ItemLot)
    case end
  }

  /// The next thing to do; `nil` if there is nothing yet.
  ///
  /// Of lots that wait when no more come nobody takes the results: an output has failed, and the run is over.
  mutating func nextTask() -> Task? {
    if isClosed { return .end }
    return waiting.isEmpty ? nil : .verify(waiting.removeFirst())
  }

  /// Puts down a lot that is done; true if somebody has to be woken for it.
  mutating func finish(_ lot: consuming ItemLot) -> Bool {
    done.append(lot)
    defer { isAsleep = false }
    return isAsleep
  }
}
