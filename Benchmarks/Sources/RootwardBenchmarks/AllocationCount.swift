import Allocations

/// The memory that this process has asked for.
enum AllocationCount {
  /// How many times so far.
  static var now: Int { Int(rootward_allocation_count()) }
}
