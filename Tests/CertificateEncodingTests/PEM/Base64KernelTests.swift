import TestSupport
import Testing

@testable import CertificateEncoding

/// The processor's own instructions against the plain code, which the other tests hold to the standards.
@Suite("Base64: every kernel gives what the plain one gives")
struct Base64KernelTests {
  static let kernels = Base64.Kernel.allCases.filter { $0.isUsable && $0 != .plain }
  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// All that a decoder has to say of a text.
  struct Outcome: Equatable {
    var bytes: [UInt8]
    var stop: Base64Decoder.Stop
    var unfinished: Base64.Fault?
    var place: [Int]
  }

  private func outcome(_ text: Span<UInt8>, _ kernel: Base64.Kernel) -> Outcome {
    var decoder = Base64Decoder(PEMCursor(position: 0, line: 5, lineStart: -3), kernel: kernel)
    var stop = Base64Decoder.Stop.end
    let bytes = [UInt8](capacity: Base64.maximumDecodedCount(text.count)) { output in
      stop = decoder.decode(text, into: &output)
    }
    let cursor = decoder.cursor
    return Outcome(
      bytes: bytes, stop: stop, unfinished: decoder.unfinished,
      place: [cursor.position, cursor.line, cursor.lineStart])
  }

  private func check(_ text: Span<UInt8>, _ comment: @autoclosure () -> String) {
    let plain = outcome(text, .plain)
    for kernel in Self.kernels {
      let other = outcome(text, kernel)
      if other != plain { Issue.record("\(kernel), \(comment()): \(other), not \(plain)") }
    }
  }

  /// Characters of the alphabet in lines.
  private func lines(
    _ count: Int, _ length: Int, _ end: [UInt8], _ generator: inout RepeatableGenerator
  ) -> [UInt8] {
    var text: [UInt8] = []
    for index in 0..<count {
      text.append(Self.alphabet[Int(generator.next() % 64)])
      if index % length == length - 1 { text += end }
    }
    return text
  }

  @Test("The kernel that is used is a usable one")
  func current() {
    #expect(Base64.Kernel.current.isUsable)
    #expect(Base64.Kernel.plain.isUsable)
  }

  @Test("Every count of characters up to 300, in lines of every length")
  func everyLength() {
    var generator = RepeatableGenerator(seed: 64)
    for count in 0...300 {
      for (length, end) in [
        (64, [0x0A]), (64, [0x0D, 0x0A]), (64, [0x0D]), (76, [0x0A]), (1_000, []), (1 + count % 80, [0x0A]),
        (4 * (1 + count % 17), [0x0D, 0x0A]), (64, [0x0A, 0x0A]), (64, [0x20, 0x0A]), (64, [0x0A, 0x0D]),
      ] as [(Int, [UInt8])] {
        let text = lines(count, length, end, &generator)
        check(text.span, "\(count) characters in lines of \(length) with \(end)")
      }
    }
  }

  @Test("Every byte at every place of lines")
  func everyByte() {
    var generator = RepeatableGenerator(seed: 4_648)
    for end in [[0x0A], [0x0D, 0x0A], []] as [[UInt8]] {
      let text = lines(150, 64, end, &generator)
      for place in text.indices {
        for byte in UInt8.min...UInt8.max {
          var changed = text
          changed[place] = byte
          check(changed.span, "\(byte) at \(place) with \(end)")
        }
      }
    }
  }

  @Test("What ends a line, at every place and at the very end")
  func everyCut() {
    var generator = RepeatableGenerator(seed: 7_468)
    for tail in ["", "=", "==", "===", "-", "-----END CERTIFICATE-----\n", "\r", "\r\n", "\n\n", " \t", "=A", "\n="] {
      let text = lines(260, 64, [0x0A], &generator)
      for cut in 0...text.count {
        let cutText = Array(text[..<cut]) + Array(tail.utf8)
        check(cutText.span, "\(tail) at \(cut)")
      }
    }
  }

  @Test("Text and room between pages that cannot be touched")
  func pageEnds() throws {
    let (source, target) = (try #require(GuardedMemory()), try #require(GuardedMemory()))
    var generator = RepeatableGenerator(seed: 3)
    for count in Array(0...200) + [1_000, 1_023, 1_024, 1_025] {
      for end in [[0x0A], [0x0D, 0x0A], []] as [[UInt8]] {
        let text = lines(count, 64, end, &generator)
        let plain = outcome(text.span, .plain)
        unsafe source.withBytes { source in
          unsafe target.withBytes { target in
            let start = source.count - text.count
            for index in text.indices { unsafe source[start + index] = text[index] }
            let room = Base64.maximumDecodedCount(text.count)
            for kernel in Self.kernels {
              var decoder = Base64Decoder(PEMCursor(), kernel: kernel)
              let place = unsafe UnsafeMutableBufferPointer(rebasing: target[(target.count - room)...])
              var output = unsafe OutputSpan(buffer: place, initializedCount: 0)
              let stop = decoder.decode(unsafe source.span.extracting(start...), into: &output)
              #expect(stop == plain.stop, "\(kernel), \(count) characters with \(end)")
              let written = unsafe output.finalize(for: place)
              #expect(unsafe Array(place.prefix(written)) == plain.bytes, "\(kernel), \(count) characters with \(end)")
            }
          }
        }
      }
    }
  }

  @Test("What is refused, and a key, leaves nothing decoded in memory", arguments: Base64.Kernel.allCases)
  func refusedBlocks(_ kernel: Base64.Kernel) throws {
    guard kernel.isUsable else { return }
    let memory = try #require(GuardedMemory())
    var generator = RepeatableGenerator(seed: 7_468)
    let secret = lines(200, 64, [0x0A], &generator)
    let key = "-----BEGIN EC PRIVATE KEY-----\n"
    let keyEnd = "\n-----END EC PRIVATE KEY-----\n"
    // A fault in front of the secret and one behind it; text that is first taken for Base64; the wrong end; a key that
    // is not decoded, and one right behind a block whose last line is.
    let documents = [
      ("-----BEGIN A-----\n", "*", "-----END A-----\n"), ("-----BEGIN A-----\n", "", "*\n-----END A-----\n"),
      ("-----BEGIN A-----\nX: \n\n", "*", "-----END A-----\n"), ("-----BEGIN A-----\n", "", "-----END B-----\n"),
      (key, "", keyEnd), ("-----BEGIN A-----\nAAAA\n-----END A-----\n" + key, "", keyEnd),
    ]
    // All that may be decoded is zeros.
    for zeros in 0...70 {
      for (begin, fault, end) in documents {
        let filling = [UInt8](repeating: UInt8(ascii: "A"), count: zeros)
        let text = Array(begin.utf8) + filling + Array(fault.utf8) + secret + Array(end.utf8)
        unsafe memory.withBytes { bytes in
          unsafe bytes.update(repeating: 0)
          var scanner = PEMScanner(kernel: kernel)
          _ = scanner.findBegin(text.span)
          let place = unsafe UnsafeMutableBufferPointer(
            rebasing: bytes[..<Base64.maximumDecodedCount(text.count)])
          var output = unsafe OutputSpan(buffer: place, initializedCount: 0)
          var count = 0
          while scanner.next(text.span, into: &output) { count += scanner.block == nil ? 0 : 1 }
          scanner.finish(&output)
          _ = unsafe output.finalize(for: place)
          #expect(count + scanner.problems.count > 0)
          #expect(unsafe bytes.allSatisfy { $0 == 0 }, "\(kernel), \(zeros) zeros: \(begin)\(fault)\(end)")
        }
      }
    }
  }

  @Test("Random documents with a few bytes changed, removed or doubled")
  func randomDocuments() {
    var generator = RepeatableGenerator(seed: 1_421)
    let replacements: [UInt8] = [0x0A, 0x0D, 0x20, 0x2D, 0x3D, 0x41, 0x2F, 0x2B, 0x5F, 0x00, 0x80, 0xC1, 0xFF]
    for round in 0..<Soak.count(1_500) {
      var text: [UInt8] = []
      for _ in 0...generator.next() % 3 {
        let length = round % 4 == 0 ? Int(1 + generator.next() % 90) : round % 4 == 1 ? 76 : 64
        let end: [UInt8] = round % 5 == 0 ? [0x0D, 0x0A] : [0x0A]
        text += Array("-----BEGIN CERTIFICATE-----\n".utf8)
        text += lines(Int(generator.next() % 400), length, end, &generator)
        text += Array(generator.next() % 2 == 0 ? "\n".utf8 : "=\n".utf8)
        text += Array("-----END CERTIFICATE-----\n".utf8)
      }
      for _ in 0..<generator.next() % 4 {
        let place = Int(generator.next() % UInt64(text.count))
        switch generator.next() % 3 {
        case 0: text[place] = replacements[Int(generator.next() % UInt64(replacements.count))]
        case 1: text.remove(at: place)
        default: text.insert(text[place], at: place)
        }
      }
      let plain = PEMDocument(text.span, kernel: .plain)
      for kernel in Self.kernels {
        let other = PEMDocument(text.span, kernel: kernel)
        #expect(
          other.decoded == plain.decoded && other.blocks == plain.blocks && other.problems == plain.problems,
          "\(kernel), round \(round)")
      }
      check(text.span.extracting(28...), "round \(round)")
    }
  }
}
