#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A value behind a lock, on whose changes threads can wait.
///
/// Safe to share: the value is reached under the lock alone.
@safe
package final class Monitor<State>: @unchecked Sendable {
  /// Allocated, for neither may move while a thread is at it.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  /// Creates a monitor of `state`.
  package init(_ state: sending State) {
    self.state = state
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    // Both are allocated; with the default attributes, making them fails on no system that is supported here.
    _ = unsafe pthread_mutex_init(mutex, nil)
    _ = unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    // Nobody waits for what nobody holds.
    _ = unsafe pthread_cond_destroy(condition)
    _ = unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Calls `body` with the value, alone.
  package func withLock<Result>(_ body: (inout State) -> Result) -> Result {
    // Both pointers are valid as long as this object is, and a thread locks once only.
    _ = unsafe pthread_mutex_lock(mutex)
    defer { _ = unsafe pthread_mutex_unlock(mutex) }
    return body(&state)
  }

  /// Calls `body` with the value, alone, again after each ``signal()`` or ``signalAll()``, until it returns something.
  package func wait<Result>(for body: (inout State) -> Result?) -> Result {
    _ = unsafe pthread_mutex_lock(mutex)
    defer { _ = unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      // The mutex is this thread's, and is so again when the call returns.
      _ = unsafe pthread_cond_wait(condition, mutex)
    }
  }

  /// Lets one thread that waits look again.
  package func signal() { _ = unsafe pthread_cond_signal(condition) }

  /// Lets all threads that wait look again.
  package func signalAll() { _ = unsafe pthread_cond_broadcast(condition) }
}
