import Certificates

/// The private keys of files as clients in Go read them, each read once, however many clients and pairs have it.
struct KeyReadings {
  private enum Reading {
    case key(GoPrivateKey)
    case fault(KeyPairFault)
  }

  private var readings: [FilePath: Reading] = [:]

  init() {}

  /// The key of a file: of the first block whose label is, or ends in, `PRIVATE KEY`.
  ///
  /// - Parameters:
  ///   - path: The path of the file; of one that was read before, this is all that counts.
  ///   - file: The bytes of the file.
  mutating func key(_ path: FilePath, _ file: [UInt8]) throws(KeyPairFault) -> GoPrivateKey {
    switch readings[path] {
    case .key(let key)?: return key
    case .fault(let fault)?: throw fault
    case nil: break
    }
    do throws(KeyPairFault) {
      let key = try Self.read(file)
      readings[path] = .key(key)
      return key
    } catch {
      readings[path] = .fault(error)
      throw error
    }
  }

  private static func read(_ file: [UInt8]) throws(KeyPairFault) -> GoPrivateKey {
    let blocks = GoPEM(file.span).blocks
    guard let index = blocks.firstIndex(where: { $0.isPrivateKey }) else {
      let labels = blocks.map { $0.type }
      if labels.isEmpty { throw .noBlockInKeyFile }
      throw labels == ["CERTIFICATE"] ? .certificateInKeyFile : .noKey(labels)
    }
    return try GoPrivateKey(file, blocks[index], index: index)
  }
}
