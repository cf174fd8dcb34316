/// Files that lie where a client doesn't look.
struct Misplacement: Sendable, Hashable {
  /// The directory, or the file if it is one.
  let path: FilePath
  /// What kind of place it is.
  let place: WrongPlace
}
