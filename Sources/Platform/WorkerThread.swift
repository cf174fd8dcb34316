#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A thread of the system that runs one function.
package final class WorkerThread {
  /// The stack of a thread, as large as Linux gives the main one; some systems give others 128 kB only.
  ///
  /// What is not used of it takes no memory.
  private static let stackByteCount = 8 << 20

  #if canImport(Glibc) || canImport(Android)
    private typealias Handle = pthread_t
  #else
    private typealias Handle = pthread_t?
  #endif

  /// What a thread is started with.
  private final class Start {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let handle: Handle

  /// Starts a thread; `nil` if the system has none left.
  ///
  /// Whoever starts it calls ``join()``.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    // The attributes are a whole structure, made first and destroyed last. A size that the system does not take leaves
    // its default.
    guard unsafe pthread_attr_init(&attributes) == 0 else { return nil }
    defer { _ = unsafe pthread_attr_destroy(&attributes) }
    _ = unsafe pthread_attr_setstacksize(&attributes, Self.stackByteCount)
    // The thread takes over the one reference that is handed to it; without a thread it is taken back here.
    let start = unsafe Unmanaged.passRetained(Start(body))
    #if canImport(Glibc) || canImport(Android)
      var handle = Handle()
    #else
      var handle: Handle = nil
    #endif
    let code = unsafe pthread_create(
      &handle, &attributes,
      { argument in
        // The argument is the reference that was passed.
        #if canImport(Darwin)
          unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
        #else
          if let argument = unsafe argument {
            unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
          }
        #endif
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      unsafe start.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits until the function has returned; to be called once.
  package func join() {
    #if canImport(Glibc) || canImport(Android)
      // The thread was started and not joined yet.
      _ = pthread_join(handle, nil)
    #else
      if let handle = unsafe handle { _ = unsafe pthread_join(handle, nil) }
    #endif
  }
}
