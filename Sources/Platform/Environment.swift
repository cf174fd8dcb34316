#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// The environment variables of this process.
package enum Environment {
  /// The value of a variable; `nil` if it is not set, or set to nothing, which users take for the same.
  ///
  /// Nothing in this package sets variables. A program that does so while another thread asks breaks the rule of its C
  /// library, which no library can keep for it.
  package static func value(of name: String) -> String? {
    // C would read the name up to a zero only.
    guard !name.isEmpty, !name.utf8.contains(0) else { return nil }
    // The bridge to C ends the name in a zero; the value ends in one and is copied at once.
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe String(cString: value)
  }
}
