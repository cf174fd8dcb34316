/// A directory with a name that comes near the one that is looked for.
struct NearDirectory: Sendable, Hashable {
  /// Where it is.
  let path: FilePath
  /// How its name differs.
  let miss: NearMiss
}
