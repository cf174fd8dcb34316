/// A call of OpenSSL that should have succeeded and did not, so that nothing could be compared.
struct OpenSSLFailure: Error, CustomStringConvertible {
  /// What was called.
  let call: String

  init(_ call: String) {
    self.call = call
  }

  var description: String { "OpenSSL's \(call) failed" }
}

/// Throws unless `result` is 1, which is how OpenSSL's functions say that they succeeded.
func require(_ result: Int32, _ call: String) throws(OpenSSLFailure) {
  guard result == 1 else { throw OpenSSLFailure(call) }
}
