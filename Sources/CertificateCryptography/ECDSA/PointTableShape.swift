/// How a table cuts the digits of a scalar into rows that share their doublings.
struct PointTableShape: Sendable {
  /// How many rows there are.
  let rowCount: Int
  /// How many digits a row has, which is also how many doublings a scalar takes.
  let stride: Int
}
