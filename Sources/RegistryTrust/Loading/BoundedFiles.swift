/// Reads files of a client's machine as long as their bytes stay within a bound for all of them together.
struct BoundedFiles {
  private let files: any RegistryFiles
  private let fileLimit: Int
  private let totalLimit: Int
  private var total = 0

  init(_ files: any RegistryFiles, fileLimit: Int, totalLimit: Int) {
    self.files = files
    self.fileLimit = fileLimit
    self.totalLimit = totalLimit
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
}
