import Certificates
import CertificateVerification
import FuzzSupport
import Platform
import RegistryTrust

/// Reads any input as every kind of file that a client looks for, and as a host.
@main
enum FuzzRegistryFiles {
  static func main() {
    fuzz { input in
      _ = try? RegistryHost(String(decoding: input.prefix(400), as: UTF8.self))
      let environment = RegistryEnvironment(
        variables: ["SSL_CERT_FILE": "/none", "SSL_CERT_DIR": "/none"], files: OneFile(bytes: input))
      for client in RegistryClient.allCases {
        guard let registry = try? RegistryTrust.resolve(host: "h", as: client, in: environment) else { continue }
        precondition(registry.roots.ownCount <= registry.trust.count || registry.endpoints.count > 1)
        precondition(registry.failure.map { !$0.clientWording.isEmpty } ?? true)
        for file in registry.roots.files {
          for block in file.ignored { precondition(block.line >= 1) }
          for certificate in file.certificates { precondition(certificate.position.map { $0.line >= 1 } ?? false) }
        }
      }
    }
  }
}

/// A machine on which every file of a host's directory has the same bytes.
private struct OneFile: RegistryFiles {
  let bytes: [UInt8]

  func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    path.text.hasSuffix("/h") || path.text.hasSuffix("certs.d") ? .directory : .file
  }

  func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    guard directory.text.hasSuffix("/h") else { throw RegistryFileError(.notFound, .open, path: directory.text) }
    // The input decides whether there is a configuration that hides the rest.
    let names = (bytes.first ?? 0) & 1 == 0 ? ["a.cert", "a.crt", "a.key"] : ["a.crt", "hosts.toml"]
    return names.map { FileSystem.ByteEntry(name: Array($0.utf8), node: .file) }
  }

  func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    let hasHosts = (bytes.first ?? 0) & 1 == 1
    guard path.text.contains("/h/"), !path.text.hasSuffix("hosts.toml") || hasHosts else {
      throw RegistryFileError(.notFound, .open, path: path.text)
    }
    return bytes
  }

  func linkTarget(of path: FilePath) -> FilePath? { nil }
}
