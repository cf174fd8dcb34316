/// What `daemon.json` says to Docker's daemon about registries.
///
/// All problems are collected, so that one does not hide the next; the daemon stops at the first and does not start.
/// Settings of other things are not looked at.
package struct DaemonConfiguration: Sendable {
  /// An entry of `insecure-registries`.
  package struct InsecureRegistry: Sendable, Hashable {
    /// What an entry stands for.
    package enum Scope: Sendable, Hashable {
      /// All hosts with an address in a range.
      case network(NetworkRange)
      /// A host, with its port or without one, compared letter by letter.
      case host(String)
    }

    /// The entry as the file writes it.
    package let text: String
    /// What it stands for.
    package let scope: Scope
    /// Where it stands.
    package let position: TextPosition
  }

  /// An entry of `registry-mirrors`.
  package struct Mirror: Sendable, Hashable {
    /// The URL as the file writes it.
    package let text: String
    /// The URL, taken apart.
    package let url: ServerURL
    /// Where it stands.
    package let position: TextPosition
  }

  /// The entries of `insecure-registries` that the daemon takes, in the order of the file.
  package private(set) var insecureRegistries: [InsecureRegistry] = []
  /// The entries of `registry-mirrors` that the daemon takes, in the order of the file.
  package private(set) var mirrors: [Mirror] = []
  /// What `features.containerd-snapshotter` says: whether containerd's store holds the images; `nil` if nothing.
  package private(set) var usesContainerdStore: Bool?
  /// What the daemon refuses, or passes over, in the order of the file.
  package private(set) var problems: [DaemonConfigurationProblem] = []

  /// Creates what a daemon without `daemon.json` works with.
  package init() {}

  /// Reads a file.
  ///
  /// An empty file, and one of white space alone, says nothing. A byte order mark is passed over, and with one a file
  /// may be in UTF-16, as the daemon has it for files that are written on Windows.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``JSONError`` if it is not JSON.
  package init(_ bytes: [UInt8]) throws(JSONError) {
    let text = Self.decoded(bytes)
    guard !text.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else { return }
    let document = try JSONDocument(text)
    for duplicate in document.duplicates {
      problems.append(.init(.duplicate(duplicate.name, first: duplicate.first), duplicate.position))
    }
    for position in document.repairs { problems.append(.init(.malformedText, position)) }
    guard case .object(let members) = document.root.content else {
      problems.append(.init(.wrongType("daemon.json", expected: "an object"), document.root.position))
      return
    }
    for member in members {
      switch member.name {
      case "insecure-registries", "registry-mirrors", "features": break
      case _ where ["insecure-registries", "registry-mirrors", "features"].contains(member.name.lowercased()):
        problems.append(.init(.unknownDirective(member.name), member.position))
      default: break
      }
    }
    readRegistries(document.root["insecure-registries"])
    readMirrors(document.root["registry-mirrors"])
    readFeatures(document.root["features"])
    problems.sort { $0.position < $1.position }
  }

  /// The bytes in UTF-8 without a byte order mark.
  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    // More than the reader of JSON takes is not worth the work.
    guard bytes.count <= 2 * JSONDocument.maximumByteCount, let first = bytes.first, bytes.count > 1 else {
      return bytes
    }
    let isBig = first == 0xFE && bytes[1] == 0xFF
    guard isBig || (first == 0xFF && bytes[1] == 0xFE) else { return bytes }
    // A last byte without its half is a unit that no text has.
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      guard index + 1 < bytes.count else { return UInt16(0xDC00) }
      let (high, low) = isBig ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
      return UInt16(high) << 8 | UInt16(low)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}

extension DaemonConfiguration {
  /// The strings of an array, as Go's `encoding/json` gives them: `null` is an empty one.
  private mutating func strings(_ member: JSONNode.Member?) -> [(text: String, position: TextPosition)] {
    guard let member else { return [] }
    if case .null = member.value.content { return [] }
    guard let elements = member.value.elements else {
      problems.append(.init(.wrongType(member.name, expected: "an array of strings"), member.value.position))
      return []
    }
    return elements.compactMap { element in
      switch element.content {
      case .string(let text): return (text, element.position)
      case .null: return ("", element.position)
      default:
        problems.append(.init(.wrongType(member.name, expected: "an array of strings"), element.position))
        return nil
      }
    }
  }

  private mutating func readRegistries(_ member: JSONNode.Member?) {
    for (text, position) in strings(member) {
      do throws(RegistryEntryError) {
        let (scope, scheme) = try Self.scope(text)
        if let scheme { problems.append(.init(.schemeRemoved(text, scheme: scheme), position)) }
        insecureRegistries.append(InsecureRegistry(text: text, scope: scope, position: position))
      } catch {
        problems.append(.init(.invalidRegistry(text, error), position))
      }
    }
  }

  private mutating func readMirrors(_ member: JSONNode.Member?) {
    for (text, position) in strings(member) {
      do throws(MirrorError) {
        mirrors.append(Mirror(text: text, url: try Self.mirror(text), position: position))
      } catch {
        problems.append(.init(.invalidMirror(text, error), position))
      }
    }
  }

  private mutating func readFeatures(_ member: JSONNode.Member?) {
    guard let member else { return }
    if case .null = member.value.content { return }
    guard let features = member.value.members else {
      problems.append(.init(.wrongType(member.name, expected: "an object of Booleans"), member.value.position))
      return
    }
    for feature in features {
      switch feature.value.content {
      case .boolean(let isOn):
        if feature.name == "containerd-snapshotter" { usesContainerdStore = isOn }
      case .null: break
      default:
        problems.append(
          .init(.wrongType("features." + feature.name, expected: "a Boolean"), feature.value.position))
      }
    }
  }
}
