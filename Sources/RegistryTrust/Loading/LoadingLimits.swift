/// How much of a machine's files is looked at, so that nobody's directory takes the memory or the time of ours.
package enum LoadingLimits {
  /// The most bytes of a file in a host's directory: a hundred times the public roots of all browsers together.
  package static let fileByteCount = 16 << 20
  /// The most bytes that are read for a host in all: four thousand files of the usual size, or eight of the largest.
  package static let totalByteCount = 128 << 20
  /// The most entries of a host's directory.
  package static let entryCount = 20_000
  /// The most bytes of a client's configuration file.
  package static let configurationByteCount = 1 << 20
  /// The most bytes of one of the system's files of roots, of which the largest in use has half a million.
  package static let systemFileByteCount = 64 << 20
  /// The most bytes of the system's files of roots in all.
  package static let systemByteCount = 256 << 20
  /// The most entries of a directory of system roots.
  package static let systemEntryCount = 100_000
}
