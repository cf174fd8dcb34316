import Certificates
import Platform
import RegistryTrust

extension RegistryEnvironment {
  /// Demands the directory of hosts of `--certs-dir`, which is looked up below that of `--root`.
  func demandCertificatesDirectory(_ path: String) throws(Failure) {
    let place = "\(Option.certsDir.spelling) \(DisplayText.escaped(path))"
    let kind: FileNode
    do throws(RegistryFileError) {
      kind = try files.node(at: FilePath(path), followingLinks: true)
    } catch {
      throw .input("\(place): \(error.reason)")
    }
    guard kind == .directory else { throw .input("\(place): it is not a directory") }
  }
}
