import Certificates

/// Serial numbers are positive and have at most 20 bytes (RFC 5280 §4.1.2.2, CA/Browser Forum baseline §7.1.2.7).
///
/// Only the stricter profile demands it: RFC 5280 asks users to put up with numbers that are not positive. Deviation: the
/// number of an anchor is not looked at. Several of the public roots have the number zero, and nobody revokes a root.
enum SerialNumberRule {
  /// The most bytes that a number may have.
  static let maximumByteCount = 20

  static func check(_ context: RuleContext) -> Problem? {
    guard context.request.policy.requiresProperSerialNumbers, context.role != .anchor else { return nil }
    let number = context.certificate.serialNumber
    if (number.first ?? 0x80) >= 0x80 || number == [0] { return .fieldNotAllowed(.serialNumberNotPositive) }
    return number.count > maximumByteCount ? .fieldNotAllowed(.serialNumberTooLong(byteCount: number.count)) : nil
  }
}
