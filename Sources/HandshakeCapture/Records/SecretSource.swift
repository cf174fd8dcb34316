/// The secrets that are known, which may become more while a recording is read.
final class SecretSource {
  /// What was read so far.
  var log: KeyLog
  /// Whether the recording may still bring some.
  var mayGrow: Bool

  init(_ log: KeyLog, mayGrow: Bool) {
    (self.log, self.mayGrow) = (log, mayGrow)
  }
}
