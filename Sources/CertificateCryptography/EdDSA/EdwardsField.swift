/// An element of the field below an Edwards curve, as far as the code that the curves share needs it.
///
/// Sums and differences are not reduced: each field says what its products take, and each formula of a curve proves
/// that it keeps to that.
protocol EdwardsField: Sendable {
  static var zero: Self { get }
  static var one: Self { get }

  static func + (left: Self, right: Self) -> Self
  /// The difference, for a subtrahend that is reduced.
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self

  /// The square.
  var squared: Self { get }
  /// The inverse, and 0 for 0.
  var inverse: Self { get }
  /// Whether the element is 0, for limbs that a product could take.
  var isZeroVarTime: Bool { get }
}

extension EdwardsField {
  /// The element squared `count` times: its power to 2^`count`.
  func squared(times count: Int) -> Self {
    var value = self
    for _ in 0..<count { value = value.squared }
    return value
  }
}
