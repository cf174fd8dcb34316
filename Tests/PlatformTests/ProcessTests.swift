import Foundation
import Testing

@testable import Platform

@Suite("The process and its surroundings")
struct ProcessTests {
  @Test("A variable that is set to nothing counts as not set")
  func readsEnvironment() async {
    // In a process of its own: no other thread may ask while a variable is set.
    await #expect(processExitsWith: .success) {
      let name = "ROOTWARD_TEST"
      _ = unsafe unsetenv(name)
      #expect(Environment.value(of: name) == nil)
      _ = unsafe setenv(name, "a value = \u{E9}", 1)
      #expect(Environment.value(of: name) == "a value = \u{E9}")
      #expect(Environment.value(of: name + "\0x") == nil)
      _ = unsafe setenv(name, "", 1)
      #expect(Environment.value(of: name) == nil)
      #expect(Environment.value(of: "") == nil)
    }
  }

  @Test("The clock agrees with the system's, and the monotonic one only goes forward")
  func readsClocks() {
    let seconds = Clock.secondsSince1970()
    #expect(abs(Double(seconds) - Date().timeIntervalSince1970) < 5)
    var last = Clock.monotonicNanoseconds()
    let start = last
    for _ in 0..<1000 {
      let now = Clock.monotonicNanoseconds()
      #expect(now >= last)
      last = now
    }
    usleep(2000)
    #expect(Clock.monotonicNanoseconds() - start >= 2_000_000)
  }

  @Test("A text is written whole, also to a slow reader of a pipe that doesn't block")
  func writesWhole() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    try #require(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
    let text = String(repeating: "0123456789\u{E9}\n", count: 50_000)
    let writer = Thread {
      #expect(StandardStream.write(text, to: descriptor))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    usleep(10_000)
    let received = try #require(try pipe.fileHandleForReading.readToEnd())
    #expect(String(decoding: received, as: UTF8.self) == text)
  }

  @Test("A pipe without a reader makes writing fail, and nothing worse")
  func survivesBrokenPipes() async {
    // In a process of its own: what is done about a signal holds for a whole process, and its children inherit it.
    await #expect(processExitsWith: .success) {
      signal(SIGPIPE, SIG_IGN)
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      #expect(!StandardStream.write("text", to: pipe.fileHandleForWriting.fileDescriptor))
      #expect(!StandardStream.write("text", to: -1))
      #expect(StandardStream.write("", to: -1))
    }
  }

  @Test("A pipe without a reader ends the process, whatever its parent does about the signal")
  func endsOnBrokenPipes() async {
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      signal(SIGPIPE, SIG_IGN)
      CurrentProcess.endOnBrokenPipes()
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      _ = StandardStream.write("text", to: pipe.fileHandleForWriting.fileDescriptor)
    }
  }

  @Test("The process ends with the status that it is given")
  func exits() async {
    await #expect(processExitsWith: .exitCode(3)) { CurrentProcess.exit(3) }
    await #expect(processExitsWith: .exitCode(0)) { CurrentProcess.exit(0) }
  }

  @Test("Both standard streams are written to their descriptors")
  func writesToStreams() async throws {
    let result = try await #require(
      processExitsWith: .success,
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      StandardStream.output.write("to output\n")
      StandardStream.error.write("to error\n")
      guard !StandardStream.output.isTerminal else { CurrentProcess.exit(1) }
    }
    #expect(String(decoding: result.standardOutputContent, as: UTF8.self).contains("to output\n"))
    #expect(String(decoding: result.standardErrorContent, as: UTF8.self).contains("to error\n"))
  }

  @Test("Standard input is read to its end, within the limit")
  func readsStandardInput() async {
    // The exit test's process has no standard input of ours, so it puts a file there.
    await #expect(processExitsWith: .exitCode(4)) {
      let directory = try TemporaryDirectory()
      let path = try directory.file("input", [1, 2, 3])
      let descriptor = unsafe open(path, O_RDONLY)
      guard dup2(descriptor, 0) == 0 else { CurrentProcess.exit(1) }
      guard try FileSystem.readStandardInput(limit: 3) == [1, 2, 3] else { CurrentProcess.exit(2) }
      lseek(0, 0, SEEK_SET)
      do throws(FileError) {
        _ = try FileSystem.readStandardInput(limit: 2)
        CurrentProcess.exit(3)
      } catch {
        CurrentProcess.exit(error == FileError(.tooLarge(limit: 2), path: "-") ? 4 : 5)
      }
    }
  }

  #if canImport(Glibc)
    @Test("A signal does not end reading")
    func survivesInterruptions() async {
      await #expect(processExitsWith: .success) {
        // A handler, as an ignored signal interrupts nothing; and no restart of the call by the system.
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in }
        guard unsafe sigaction(SIGUSR1, &action, nil) == 0 else { CurrentProcess.exit(4) }
        // The threads that tests run on have signals blocked.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGUSR1)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        let directory = try TemporaryDirectory()
        let path = directory.path + "/pipe"
        guard unsafe mkfifo(path, 0o600) == 0 else { CurrentProcess.exit(1) }
        let reader = pthread_self()
        let text = String(repeating: "0123456789", count: 20_000)
        let writer = Thread {
          guard let handle = FileHandle(forWritingAtPath: path) else { CurrentProcess.exit(2) }
          for _ in 0..<20 {
            for _ in 0..<5 {
              pthread_kill(reader, SIGUSR1)
              usleep(200)
            }
            guard StandardStream.write(text, to: handle.fileDescriptor) else { CurrentProcess.exit(3) }
          }
          try? handle.close()
        }
        writer.start()
        let bytes = try FileSystem.read(path, limit: 4_000_000)
        #expect(bytes.count == 4_000_000)
      }
    }
  #endif
}
