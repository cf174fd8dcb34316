extension [UInt8] {
  /// Fills the bytes with zeros, for good, where a secret had to be in an array for a moment.
  ///
  /// Nobody else may hold the array: then it would be a copy that is cleared.
  package mutating func wipe() {
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      // As many bytes as the array has.
      unsafe Wipe.clear(start, byteCount: bytes.count)
    }
  }
}
