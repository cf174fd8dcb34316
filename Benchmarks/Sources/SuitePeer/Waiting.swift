import Dispatch
import Synchronization

/// What a task leaves for the thread that waits for it.
private final class Parcel<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>?>(nil)
}

/// Waits on this thread for what is asynchronous.
///
/// It costs some microseconds, so that all runs of a measurement belong into one call.
func waiting<Value: Sendable>(for body: @escaping @Sendable () async throws -> Value) throws -> Value {
  let (done, parcel) = (DispatchSemaphore(value: 0), Parcel<Value>())
  Task.detached {
    do {
      let value = try await body()
      parcel.result.withLock { $0 = .success(value) }
    } catch {
      parcel.result.withLock { $0 = .failure(error) }
    }
    done.signal()
  }
  done.wait()
  guard let result = parcel.result.withLock({ $0 }) else { throw Refusal.wrong("nothing came of a task") }
  return try result.get()
}
