import Allocations

/// The memory that this process has asked for, on Linux; elsewhere the count stays zero.
package enum AllocationCount {
  /// How many times so far.
  package static var now: Int { Int(rootward_allocation_count()) }

  /// Whether anybody counts.
  package static var isCounted: Bool {
    #if os(Linux)
      true
    #else
      false
    #endif
  }
}
