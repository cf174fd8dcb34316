import FuzzSupport
import HandshakeCapture

/// Reads any input as a key log; read twice, it brings nothing new.
@main
enum FuzzKeyLog {
  static func main() {
    fuzz { input in
      var log = KeyLog()
      log.insert(input.span)
      let (count, connectionCount) = (log.count, log.connectionCount)
      precondition(connectionCount <= count && log.problems.count <= log.problemCount)
      precondition(log.problems.allSatisfy { $0.line >= 1 && $0.line <= input.count { $0 == 0x0A } + 1 })
      log.insert(input.span)
      precondition(log.count == count && log.connectionCount == connectionCount)
    }
  }
}
