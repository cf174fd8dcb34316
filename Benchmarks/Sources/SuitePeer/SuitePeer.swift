import Foundation

/// One contestant of the suite, which is asked line by line on standard input.
///
///     SuitePeer rootward|openssl|swift-certificates|boringssl
///
/// Each is a process of its own, so that the memory of one is not counted for another. ``Session`` has the questions.
/// The exit status is 2 if it was called wrongly.
@main
enum SuitePeer {
  static func main() {
    let name = CommandLine.arguments.dropFirst()
    guard name.count == 1, let first = name.first, let peer = peer(first) else {
      FileHandle.standardError.write(Data("usage: SuitePeer \(names.joined(separator: "|"))\n".utf8))
      exit(2)
    }
    var session = Session(peer)
    while let line = readLine() {
      // A line at once, whatever the standard stream would hold back; whoever asked and went away needs no answer.
      guard (try? FileHandle.standardOutput.write(contentsOf: Data((session.answer(line) + "\n").utf8))) != nil else {
        return
      }
    }
  }

  private static var names: [String] {
    #if canImport(LibCrypto)
      ["rootward", "openssl", "swift-certificates", "boringssl"]
    #else
      ["rootward", "swift-certificates", "boringssl"]
    #endif
  }

  private static func peer(_ name: String) -> (any Peer)? {
    switch name {
    case "rootward": RootwardPeer()
    #if canImport(LibCrypto)
      case "openssl": OpenSSLPeer()
    #endif
    case "swift-certificates": SwiftCertificatesPeer()
    case "boringssl": BoringSSLPeer()
    default: nil
    }
  }
}
