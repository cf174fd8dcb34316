#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// The addresses of names, as the system's resolver knows them: its files, and the network.
package enum NameResolution {
  /// Why a name has no addresses, in the system's words.
  package struct Failure: Error, Sendable, Hashable {
    /// The words.
    package let text: String
  }

  /// The addresses of a host's name in the resolver's order, each once: four bytes each, or sixteen.
  ///
  /// It may wait as long as the system's resolver does.
  package static func addresses(of name: String) throws(Failure) -> [[UInt8]] {
    // C would read the name up to a zero only.
    guard !name.isEmpty, !name.utf8.contains(0) else { throw Failure(text: "it is no name") }
    var list: UnsafeMutablePointer<addrinfo>?
    // The bridge to C ends the name in a zero; `list` is what the call leaves its result in.
    let code = unsafe getaddrinfo(name, nil, nil, &list)
    guard code == 0 else {
      // The text ends in a zero, and is constant.
      throw Failure(text: unsafe gai_strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)")
    }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [[UInt8]] = []
    var next = unsafe list
    // The list is the call's, ends in a null pointer, and stays until it is freed.
    while let entry = unsafe next {
      if let bytes = unsafe bytes(of: entry.pointee), !addresses.contains(bytes) { addresses.append(bytes) }
      unsafe next = entry.pointee.ai_next
    }
    return addresses
  }

  /// The bytes of an entry's address; `nil` if it is of a family without any.
  private static func bytes(of entry: addrinfo) -> [UInt8]? {
    guard let address = unsafe entry.ai_addr else { return nil }
    switch unsafe entry.ai_family {
    case AF_INET where unsafe Int(entry.ai_addrlen) >= MemoryLayout<sockaddr_in>.size:
      // The call says by family and length that a whole sockaddr_in is there.
      var field = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self).sin_addr
      return unsafe withUnsafeBytes(of: &field) { unsafe Array($0) }
    case AF_INET6 where unsafe Int(entry.ai_addrlen) >= MemoryLayout<sockaddr_in6>.size:
      // And here a whole sockaddr_in6.
      var field = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self).sin6_addr
      return unsafe withUnsafeBytes(of: &field) { unsafe Array($0) }
    default: return nil
    }
  }
}
