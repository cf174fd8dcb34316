import LibFuzzer

// A C function captures nothing, so what it calls is global. It is set once, before the only thread starts to fuzz.
nonisolated(unsafe) private var target: ([UInt8]) -> Void = { _ in }

/// Runs libFuzzer with the arguments of the command line, and hands each input that it makes up to `run`.
///
/// Whatever `run` traps on, leaks or dawdles over is a finding. A fuzzer is an executable whose `main` calls this.
package func fuzz(_ run: @escaping ([UInt8]) -> Void) {
  unsafe target = run
  var count = CommandLine.argc
  var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
  _ = unsafe LLVMFuzzerRunDriver(&count, &arguments) { data, size in
    // libFuzzer promises `size` readable bytes at `data`, which is null only for the empty input.
    unsafe target(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  }
}
