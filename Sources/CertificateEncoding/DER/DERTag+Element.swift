extension DERTag {
  /// An element with this tag and its shortest length (X.690 §10.1), for parts of certificates, which have below 2^24
  /// bytes.
  package func element(_ contents: [UInt8]) -> [UInt8] {
    let count = contents.count
    var header = [rawValue]
    if count < 0x80 {
      header.append(UInt8(truncatingIfNeeded: count))
    } else {
      let lengthByteCount = count < 0x100 ? 1 : count < 0x1_0000 ? 2 : 3
      header.append(0x80 | UInt8(truncatingIfNeeded: lengthByteCount))
      for index in (0..<lengthByteCount).reversed() { header.append(UInt8(truncatingIfNeeded: count >> (8 * index))) }
    }
    return header + contents
  }
}
