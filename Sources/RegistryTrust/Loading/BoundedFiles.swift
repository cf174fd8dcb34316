import CertificateCryptography

/// Reads files of a client's machine as long as their bytes stay within a bound for all of them together.
struct BoundedFiles {
  private let files: any RegistryFiles
  private let fileLimit: Int
  private let totalLimit: Int
  private let loaded: LoadedFiles
  private var total = 0

  init(_ files: any RegistryFiles, fileLimit: Int, totalLimit: Int, _ loaded: LoadedFiles = LoadedFiles()) {
    self.files = files
    self.fileLimit = fileLimit
    self.totalLimit = totalLimit
    self.loaded = loaded
  }

  /// Reads a regular file whole.
  mutating func read(_ path: FilePath) throws(RegistryFileError) -> [UInt8] {
    let rest = totalLimit - total
    do throws(RegistryFileError) {
      let bytes = try files.read(path, limit: min(fileLimit, rest))
      total += bytes.count
      return bytes
    } catch {
      // The limit to tell of is the one that was met, not what was left of it.
      guard case .tooLarge = error.reason else { throw error }
      throw RegistryFileError(
        .tooLarge(limit: rest < fileLimit ? totalLimit : fileLimit), error.operation, path: error.path)
    }
  }

  /// The certificates of a file, which is read and parsed if no client before had it so.
  mutating func certificates(of path: FilePath) throws(RegistryFileError) -> GoCertificates {
    if let known = loaded.certificates(of: path), take(known.byteCount) { return known.value }
    var bytes = try read(path)
    // Somebody may have put a key there.
    defer { bytes.wipe() }
    return parse(bytes, path)
  }

  /// The certificates of a file whose bytes have been read already.
  func parse(_ bytes: [UInt8], _ path: FilePath) -> GoCertificates {
    if let known = loaded.certificates(of: path), known.byteCount == bytes.count { return known.value }
    let file = GoCertificates(bytes, source: path.text)
    loaded.remember(file, byteCount: bytes.count, of: path)
    return file
  }

  /// What comes of a certificate's file and its key's, which are read if no client before had them so.
  mutating func pair(certificate: FilePath, key: FilePath) throws(IdentityLoadingError) -> GoKeyPair.Outcome {
    if let known = loaded.pair(certificate, key), take(known.byteCount) {
      do throws(KeyPairFault) {
        return try known.value.get()
      } catch {
        throw .pair(error)
      }
    }
    var certificateBytes: [UInt8] = []
    var keyBytes: [UInt8] = []
    // Whatever comes of it, the key does not stay in memory, not even where the certificate's file holds it.
    defer {
      certificateBytes.wipe()
      keyBytes.wipe()
    }
    do throws(RegistryFileError) {
      certificateBytes = try read(certificate)
      if certificate != key { keyBytes = try read(key) }
    } catch {
      throw .file(error)
    }
    let byteCount = certificateBytes.count + keyBytes.count
    do throws(KeyPairFault) {
      let pair = try GoKeyPair(
        certificate: GoKeyPair.File(path: certificate, bytes: certificateBytes),
        key: GoKeyPair.File(path: key, bytes: certificate == key ? certificateBytes : keyBytes), &loaded.keys)
      loaded.remember(.success(pair.outcome), byteCount: byteCount, of: certificate, key)
      return pair.outcome
    } catch {
      loaded.remember(.failure(error), byteCount: byteCount, of: certificate, key)
      throw .pair(error)
    }
  }

  /// The private key of a file whose bytes have been read already, as clients in Go read it.
  func key(_ path: FilePath, _ bytes: [UInt8]) throws(KeyPairFault) -> GoPrivateKey {
    try loaded.keys.key(path, bytes)
  }

  /// Counts bytes that were read for another client; false if there is no room for them.
  private mutating func take(_ byteCount: Int) -> Bool {
    guard byteCount <= min(fileLimit * 2, totalLimit - total) else { return false }
    total += byteCount
    return true
  }
}
