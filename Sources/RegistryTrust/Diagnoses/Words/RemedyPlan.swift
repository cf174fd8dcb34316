import Certificates
import Platform

/// The machine's files as the commands of one report leave them, so that no command destroys what is there or what
/// another one makes.
///
/// Whoever needs a name for something asks ``target(_:)`` or ``target(_:_:in:)``: the first name that nothing has, in any
/// directory, and that no other command of the report was promised. A name stays taken when its file is moved away, since
/// a person may leave any command out. What may not be lost is set aside, and removed only where another file of the
/// directory holds the same.
struct RemedyPlan: Sendable {
  private let environment: RegistryEnvironment
  private let shell: ShellCommands
  /// The names that commands make, as ``key(_:)`` has them.
  private var promised: Set<FilePath> = []
  /// Where the files are that were moved.
  private var places: [FilePath: FilePath] = [:]
  private var removed: Set<FilePath> = []
  /// The last number that was tried behind a name.
  private var numbers: [FilePath: Int] = [:]
  /// The files of roots that hold a certificate, or will.
  private var holders: [Certificate: [FilePath]] = [:]
  /// The links of the directories, by what they lead to.
  private var links: [FilePath: [FilePath]] = [:]
  /// The files that a `hosts.toml` names.
  private var named: Set<FilePath> = []

  /// A plan in which nothing was moved yet.
  init(_ facts: DoctorCase) {
    environment = facts.environment
    shell = ShellCommands(platform: environment.platform)
    for directory in facts.directories {
      let names = Set(directory.readers.flatMap { $0.entries.filter { $0.role == .named }.map { $0.name } })
      for file in directory.files {
        if names.contains(file.text) { named.insert(file.path) }
        if file.ending == .roots, file.error == nil {
          for certificate in file.certificates where holders[certificate]?.last != file.path {
            holders[certificate, default: []].append(file.path)
          }
        }
        guard file.node == .link, let target = environment.files.linkTarget(of: file.path) else { continue }
        let platform = environment.platform
        let path = target.isAbsolute(platform) ? target : directory.path.appending(target.bytes, platform)
        links[path.cleaned(platform), default: []].append(file.path)
      }
    }
  }

  // MARK: Names

  /// The first name that is free, promised to the caller: the wanted one, or it with `-2`, `-3`… before its ending (`_2` in
  /// pairs).
  mutating func target(_ wanted: FilePath) -> FilePath {
    var path = wanted
    var number = numbers[wanted] ?? 1
    while !isFree(path) {
      number += 1
      path = wanted.numbered(number, environment.platform)
    }
    numbers[wanted] = number
    promised.insert(key(path))
    return path
  }

  /// The first name that is free in a directory, promised to the caller: the name with its ending, or numbered.
  mutating func target(_ name: String, _ ending: String, in directory: FilePath) -> FilePath {
    target(directory.appending(name + ending, environment.platform))
  }

  /// The first two names that are free and have one stem, promised to the caller.
  mutating func pair(_ certificate: FilePath, _ key: FilePath) -> (certificate: FilePath, key: FilePath) {
    var (result, number) = ((certificate: certificate, key: key), 1)
    while !isFree(result.certificate) || !isFree(result.key) {
      number += 1
      result = (certificate.numbered(number, environment.platform), key.numbered(number, environment.platform))
    }
    promised.formUnion([self.key(result.certificate), self.key(result.key)])
    return result
  }

  /// Whether nothing has a name and no command makes it; a name that can't be asked for is free, as its command fails.
  func isFree(_ path: FilePath) -> Bool {
    guard !promised.contains(key(path)) else { return false }
    do throws(RegistryFileError) {
      _ = try environment.files.node(at: path, followingLinks: false)
      return false
    } catch {
      return true
    }
  }

  /// A path as the system tells names apart.
  private func key(_ path: FilePath) -> FilePath {
    guard environment.platform != .linux else { return path }
    return FilePath(bytes: path.bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
  }

  // MARK: What is where

  /// Where a file is when the commands that were given so far have run.
  func place(of path: FilePath) -> FilePath { places[path] ?? path }

  /// Whether a command removes a file.
  func isRemoved(_ path: FilePath) -> Bool { removed.contains(path) }

  /// Whether a `hosts.toml` names a file, so that it must keep its name.
  func isNamed(_ path: FilePath) -> Bool { named.contains(path) }

  /// A file of roots, besides one, that holds all of some certificates, or will when the commands have run.
  func rootFile(with certificates: [Certificate], besides path: FilePath) -> FilePath? {
    guard let first = certificates.first else { return nil }
    let linked = links[path] ?? []
    return holders[first]?.first { candidate in
      candidate != path && !linked.contains(candidate) && !removed.contains(candidate)
        && certificates.allSatisfy { holders[$0]?.contains(candidate) == true }
    }
  }

  /// Takes note that a command makes a file of roots.
  mutating func addRoots(_ certificates: [Certificate], _ path: FilePath) {
    for certificate in certificates { holders[certificate, default: []].append(path) }
  }

  // MARK: Commands

  /// Moves a file to a name that ``target(_:)`` gave, or that a file of the same remedy has just left.
  ///
  /// - Parameters:
  ///   - path: The file, as it was called at first.
  ///   - target: The name.
  ///   - isRefilled: Whether another file takes the old name; else a file whose name is needed is copied.
  mutating func move(_ path: FilePath, to target: FilePath, isRefilled: Bool = false) -> [String] {
    let source = place(of: path)
    promised.insert(key(target))
    guard isRefilled || !isNamed(path) else { return [shell.copy(source, target)] }
    places[path] = target
    return [shell.move(source, target)] + (links[path] ?? []).map { shell.link($0, to: target) }
  }

  /// Gives a file a name that no client reads.
  mutating func setAside(_ path: FilePath, isRefilled: Bool = false) -> [String] {
    move(
      path, to: target(FilePath(bytes: place(of: path).bytes + Array(".old".utf8))), isRefilled: isRefilled)
  }

  /// Removes a file of which another one holds all; one that something leads to is set aside instead.
  mutating func remove(_ path: FilePath) -> [String] {
    guard !isNamed(path) else { return [] }
    guard links[path] == nil else { return setAside(path) }
    removed.insert(path)
    return [shell.remove(place(of: path))]
  }
}

extension FilePath {
  /// The path with a number before the ending of its last name: behind an underscore in the names of pairs, so that a new
  /// identity comes after the one whose name it wanted, for `-` sorts before the dot.
  fileprivate func numbered(_ number: Int, _ platform: RegistryEnvironment.Platform) -> FilePath {
    let start = bytes.lastIndex(where: platform.isSeparator).map { $0 + 1 } ?? 0
    let dot = bytes[start...].lastIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex
    let isPair = bytes[dot...].elementsEqual(".cert".utf8) || bytes[dot...].elementsEqual(".key".utf8)
    return FilePath(bytes: bytes[..<dot] + Array("\(isPair ? "_" : "-")\(number)".utf8) + bytes[dot...])
  }
}
