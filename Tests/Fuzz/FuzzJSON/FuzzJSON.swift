import FuzzSupport
import RegistryTrust

/// Reads any input as JSON, and as Docker's `daemon.json`.
@main
enum FuzzJSON {
  static func main() {
    fuzz { input in
      do throws(JSONError) {
        let document = try JSONDocument(input)
        check(document.root, depth: 0)
        for duplicate in document.duplicates { precondition(duplicate.first < duplicate.position) }
      } catch {
        precondition(error.position.line >= 1 && error.position.column >= 1)
        precondition(error.position.line <= input.count { $0 == 0x0A } + 1)
        precondition(error.position.column <= input.count + 1)
        precondition(!error.description.isEmpty)
      }
      guard let file = try? DaemonConfiguration(input) else { return }
      for problem in file.problems { precondition(problem.daemonMessage?.isEmpty != true) }
      for mirror in file.mirrors { precondition(mirror.url.scheme == "http" || mirror.url.scheme == "https") }
      for entry in file.insecureRegistries {
        if case .host(let host) = entry.scope, host != "docker.io" {
          precondition(file.insecurity(of: host) != nil)
        }
      }
    }
  }

  static func check(_ value: JSONNode, depth: Int) {
    precondition(depth <= JSONDocument.maximumDepth)
    for element in value.elements ?? [] { check(element, depth: depth + 1) }
    for member in value.members ?? [] {
      precondition(value[member.name] != nil)
      check(member.value, depth: depth + 1)
    }
  }
}
