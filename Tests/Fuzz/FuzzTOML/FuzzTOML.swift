import FuzzSupport
import RegistryTrust

/// Reads any input as TOML, and as each of the files that are written in it.
@main
enum FuzzTOML {
  static func main() {
    fuzz { input in
      do throws(TOMLError) {
        let document = try TOMLDocument(input)
        check(document.root, depth: 0)
        for header in document.headers { precondition(!header.name.isEmpty && header.position.line >= 1) }
      } catch {
        check(error.position, input)
        precondition(!error.description.isEmpty)
        // What is no TOML is refused by every other reader.
        precondition((try? HostsFile(input, directory: "/d")) == nil)
        return
      }
      do throws(HostsFileError) {
        let file = try HostsFile(input, directory: "/d")
        precondition(file.servers.last?.isRoot == true)
        precondition(
          file.servers.allSatisfy { server in
            (server.authorities ?? []).allSatisfy { $0.path.utf8.first == UInt8(ascii: "/") }
          })
        precondition(file.servers(for: "registry.example.com").last?.host.isEmpty == false)
      } catch {
        check(error.position, input)
        precondition(!error.description.isEmpty)
      }
      do throws(ConfigurationError) {
        _ = try BuilderConfiguration(input)[""]
      } catch {
        check(error.position, input)
      }
      do throws(ConfigurationError) {
        _ = try ContainersRegistries(input).registry(for: "registry.example.com/x")
      } catch {
        check(error.position, input)
      }
    }
  }

  /// Every key is found under its name, and no table is deeper than the limit.
  static func check(_ table: TOMLTable, depth: Int) {
    precondition(depth <= TOMLDocument.maximumDepth)
    for entry in table.entries {
      precondition(table[entry.key]?.position == entry.position)
      check(entry.value, depth: depth + 1)
    }
  }

  static func check(_ value: TOMLValue, depth: Int) {
    switch value.content {
    case .table(let table): check(table, depth: depth)
    case .array(let elements):
      precondition(depth <= TOMLDocument.maximumDepth)
      for element in elements { check(element, depth: depth + 1) }
    default: break
    }
  }

  /// The place lies in the file, or right behind it.
  static func check(_ position: TextPosition, _ input: [UInt8]) {
    precondition(position.line >= 1 && position.column >= 1)
    precondition(position.line <= input.count { $0 == 0x0A } + 1 && position.column <= input.count + 1)
  }
}
