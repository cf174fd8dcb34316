import CertificateEncoding

/// The extensions of a message, each at most once and none that does not belong there (RFC 8446 §4.2).
///
///     struct { ExtensionType extension_type; opaque extension_data<0..2^16-1>; } Extension;
package struct HandshakeExtensions: Sendable, Hashable {
  /// The extensions, in their order.
  package private(set) var list: [HandshakeExtension] = []

  /// No extension.
  init() {}

  /// Reads the extensions that take the whole of `range`.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>, in place: ExtensionType.Places) throws(HandshakeMessageError) {
    var reader = MessageReader(range)
    var known: Set<ExtensionType> = []
    while !reader.isAtEnd {
      let start = reader.offset
      let type = ExtensionType(rawValue: try reader.uint16(bytes))
      let data = try reader.vector(bytes, lengthByteCount: 2)
      // RFC 8446 §4.2: no more than one of a type, and none in a message that it is not specified for.
      guard known.insert(type).inserted else { throw HandshakeMessageError(.duplicateExtension(type), at: start) }
      guard type.isAllowed(in: place) else { throw HandshakeMessageError(.misplacedExtension(type), at: start) }
      list.append(HandshakeExtension(type: type, data: data))
    }
  }

  /// Where the data of an extension lies; `nil` if it is not there.
  package subscript(type: ExtensionType) -> Range<Int>? { list.first { $0.type == type }?.data }

  /// Whether an extension is there.
  package func contains(_ type: ExtensionType) -> Bool { self[type] != nil }

  /// Reads an extension with `body`, which must read all of it; `nil` if it is not there.
  func read<Value>(
    _ type: ExtensionType, _ body: (inout MessageReader) throws(HandshakeMessageError) -> Value
  ) throws(HandshakeMessageError) -> Value? {
    guard let data = self[type] else { return nil }
    do throws(HandshakeMessageError) {
      var reader = MessageReader(data)
      let value = try body(&reader)
      try reader.finish()
      return value
    } catch {
      throw error.within(type)
    }
  }

  /// Whether an extension is there that has no data.
  func readFlag(_ type: ExtensionType) throws(HandshakeMessageError) -> Bool {
    try read(type) { _ throws(HandshakeMessageError) in true } ?? false
  }
}
