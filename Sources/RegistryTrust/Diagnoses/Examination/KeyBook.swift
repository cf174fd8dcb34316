import Certificates

/// Which certificate of a directory each private key is for, so that no file is given away twice.
struct KeyBook {
  private let directory: ExaminedDirectory
  /// The places of certificates' files, by those of the files that their keys are in.
  private var owners: [Int: Int] = [:]

  /// The keys that are beside their certificates, or in one file with them.
  init(_ directory: ExaminedDirectory) {
    self.directory = directory
    for pair in directory.pairs where pair.isSound { owners[pair.key] = pair.certificate }
    for (index, file) in directory.files.enumerated() where file.ending == .certificate && file.holdsOwnKey {
      owners[index] = index
    }
  }

  /// Finds the key for a certificate that has none beside it, or a wrong one, and keeps it for it.
  mutating func source(for certificate: Int, besides key: Int? = nil) -> KeySource {
    let file = directory.files[certificate]
    guard let leaf = file.found.first else { return .nowhere }
    let candidates = directory.keyFiles(for: leaf).filter { $0 != certificate && $0 != key }
    let free = candidates.filter { owners[$0] == nil }
    if let index = free.first(where: { directory.files[$0].ending == .key }) ?? free.first {
      owners[index] = certificate
      return .file(directory.files[index])
    }
    guard let index = candidates.first, let owner = owners[index] else { return .nowhere }
    let other = directory.files[owner]
    return file.isCopy(of: other)
      ? .copy(directory.files[index], of: other) : .shared(directory.files[index], certificate: other)
  }

  /// Another file with the same key, which some certificate has.
  func duplicate(of index: Int) -> ExaminedFile? {
    guard let key = directory.files[index].key else { return nil }
    return directory.keyFiles(like: key).first { $0 != index && owners[$0] != nil }.map { directory.files[$0] }
  }

  /// Keeps a key for a certificate.
  mutating func keep(_ key: Int, for certificate: Int) { owners[key] = certificate }
}

extension ExaminedDirectory.Pair {
  /// Whether the certificate belongs to the key.
  var isSound: Bool {
    switch outcome {
    case .identity, .unusable: true
    case .fault, .unreadable: false
    }
  }

  /// Whether the two are whole, and belong to others.
  var isMismatch: Bool {
    switch outcome {
    case .fault(.otherKey), .fault(.otherAlgorithm): true
    default: false
    }
  }
}
