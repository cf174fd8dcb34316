import CertificateCryptography
import Certificates
import FuzzSupport

/// Reads any input as a file of a private key, with the passphrase of the test vectors, and as the file of an identity.
///
/// What a file may have a passphrase cost is bounded, but by seconds. Whatever costs more than the test vectors do is only
/// looked at.
@main
enum FuzzPrivateKeys {
  static func main() {
    let passphrase = Array("test".utf8)
    fuzz { input in
      let file = PrivateKeyFile(input)
      for block in file.blocks { _ = block.encryption?.description }
      precondition(file.problem == nil || file.blocks.isEmpty)
      if let encryption = file.firstKey?.encryption, isCostly(encryption) { return }
      do throws(PrivateKeyError) {
        let key = try PrivateKey(input, passphrase: passphrase)
        precondition(file.firstKey?.position == key.position, "the key is the first one that is listed")
        precondition(key.description.utf8.count < 200)
      } catch {
        if let position = error.position { precondition(position.block > 0 || position.line >= 0) }
      }
      _ = try? Identity(certificates: input, key: input, passphrase: passphrase)
    }
  }

  private static func isCostly(_ encryption: PrivateKeyEncryption) -> Bool {
    switch encryption.recipe?.derivation {
    case .pbkdf2(_, _, let iterationCount): iterationCount > 2_100
    case .scrypt(let cost, _): cost.work > 1 << 15
    case .openSSL, nil: false
    }
  }
}
