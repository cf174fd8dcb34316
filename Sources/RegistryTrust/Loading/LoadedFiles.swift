/// What was made of the files of one examination, so that all clients that ask for one see the same, and it is read once.
///
/// Certificates, keys and faults are kept, and no bytes of a key's file. It lives as long as the examination does, so that
/// nobody is told of what has changed on the disk since.
final class LoadedFiles {
  /// What was made of a file, and how many bytes that took.
  struct Entry<Value> {
    let value: Value
    let byteCount: Int
  }

  private struct PairPath: Hashable {
    let certificate: FilePath
    let key: FilePath
  }

  /// The private keys, as clients in Go read them.
  var keys = KeyReadings()
  private var certificates: [FilePath: Entry<GoCertificates>] = [:]
  private var pairs: [PairPath: Entry<Result<GoKeyPair.Outcome, KeyPairFault>>] = [:]
  /// How many bytes of files are remembered; what goes beyond the bound is read again by whoever asks for it.
  private var byteCount = 0
  private let limit: Int

  /// Remembers what takes no more than as many bytes of files.
  init(limit: Int = LoadingLimits.totalByteCount) { self.limit = limit }

  /// The certificates of a file.
  func certificates(of path: FilePath) -> Entry<GoCertificates>? { certificates[path] }

  /// What came of a certificate's file and its key's.
  func pair(_ certificate: FilePath, _ key: FilePath) -> Entry<Result<GoKeyPair.Outcome, KeyPairFault>>? {
    pairs[PairPath(certificate: certificate, key: key)]
  }

  func remember(_ value: GoCertificates, byteCount: Int, of path: FilePath) {
    guard take(byteCount) else { return }
    certificates[path] = Entry(value: value, byteCount: byteCount)
  }

  func remember(
    _ value: Result<GoKeyPair.Outcome, KeyPairFault>, byteCount: Int, of certificate: FilePath, _ key: FilePath
  ) {
    guard take(byteCount) else { return }
    pairs[PairPath(certificate: certificate, key: key)] = Entry(value: value, byteCount: byteCount)
  }

  private func take(_ count: Int) -> Bool {
    guard byteCount + count <= limit else { return false }
    byteCount += count
    return true
  }
}
