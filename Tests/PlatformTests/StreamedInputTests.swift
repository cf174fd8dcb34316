import Foundation
import Testing

@testable import Platform

@Suite("Input that is streamed")
struct StreamedInputTests {
  private func path(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "rootward-\(name)-\(UUID().uuidString)").path
  }

  @Test("A file is read piece by piece, and its size is known")
  func file() throws {
    let path = path("file")
    let contents = Array("0123456789".utf8)
    try Data(contents).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let input = try StreamedInput(reading: path)
    #expect(input.byteCount == 10)
    #expect(input.wait(forInput: true, wakeup: nil, milliseconds: 0).isReadable)
    var bytes: [UInt8] = [0xFF]
    #expect(try input.read(4, into: &bytes) == 4)
    #expect(try input.read(100, into: &bytes) == 6)
    #expect(try input.read(100, into: &bytes) == 0)
    #expect(bytes == [0xFF] + contents)
  }

  @Test("A file's start is looked at without reading it, and a file can be read again and whole")
  func start() throws {
    let path = path("start")
    try Data("0123456789".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let input = try StreamedInput(reading: path)
    #expect(try input.start(2) == Array("01".utf8))
    #expect(try input.start(0) == [])
    #expect(try input.start(100) == Array("0123456789".utf8))
    var bytes: [UInt8] = []
    #expect(try input.read(4, into: &bytes) == 4)
    #expect(try input.start(3) == Array("012".utf8))
    #expect(try input.contents(limit: 10) == Array("456789".utf8))
    try input.rewind()
    #expect(try input.read(100, into: &bytes) == 10)
    #expect(bytes == Array("01230123456789".utf8))
    try input.rewind()
    #expect(throws: FileError(.tooLarge(limit: 9), path: path)) { try input.contents(limit: 9) }
  }

  @Test("What can't be read is an error", arguments: [("nowhere", FileError.Reason.notFound), ("", .isDirectory)])
  func errors(name: String, reason: FileError.Reason) {
    let path = name.isEmpty ? "/" : "/nowhere/\(name)"
    do throws(FileError) {
      _ = try StreamedInput(reading: path)
      Issue.record("\(path) was opened")
    } catch {
      #expect(error == FileError(reason, path: path))
    }
  }

  @Test("A pipe is waited for, and the wait ends with input, with a call, and in time")
  func pipe() throws {
    let path = path("pipe")
    // The bridge to C ends the path in a zero.
    try #require(unsafe mkfifo(path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: path) }
    // For reading and writing, so that nobody waits for anybody.
    let writer = try #require(FileHandle(forUpdatingAtPath: path))
    let input = try StreamedInput(reading: path)
    let wakeup = try Wakeup()
    #expect(input.byteCount == nil)
    #expect(input.wait(forInput: true, wakeup: wakeup, milliseconds: 1) == .init(isReadable: false, isWoken: false))
    wakeup.wake()
    wakeup.wake()
    #expect(input.wait(forInput: true, wakeup: wakeup, milliseconds: -1) == .init(isReadable: false, isWoken: true))
    #expect(input.wait(forInput: true, wakeup: wakeup, milliseconds: 0) == .init(isReadable: false, isWoken: false))
    try writer.write(contentsOf: Data("x".utf8))
    #expect(input.wait(forInput: true, wakeup: wakeup, milliseconds: -1) == .init(isReadable: true, isWoken: false))
    #expect(input.wait(forInput: false, wakeup: wakeup, milliseconds: 0) == .init(isReadable: false, isWoken: false))
    let worker = try #require(WorkerThread { wakeup.wake() })
    #expect(input.wait(forInput: false, wakeup: wakeup, milliseconds: -1).isWoken)
    worker.join()
    var bytes: [UInt8] = []
    #expect(try input.read(10, into: &bytes) == 1)
    #expect(bytes == Array("x".utf8))
    // A full pipe has wakeups enough.
    for _ in 0..<100_000 { wakeup.wake() }
    #expect(input.wait(forInput: false, wakeup: wakeup, milliseconds: -1).isWoken)
    #expect(!input.wait(forInput: false, wakeup: wakeup, milliseconds: 0).isWoken)
  }
}
