import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import RegistryTrust

/// Rootward's way to do the work, by its public functions wherever it has one.
struct RootwardPeer: Peer {
  var version: String { "-" }

  func work(_ order: WorkOrder) throws -> Work {
    switch order.name {
    case "load": try load(order)
    case "lookup": try lookup(order)
    case "identify": try RootwardStore.identify(order)
    case "union": try RootwardStore.union(order)
    case "change": try RootwardStore.change(order)
    case "parse": try parse(order)
    case "verify": try RootwardChain(ChainOrder(order)).work
    case "crl": try revocationList(order)
    case "certsd": try certificatesDirectory(order)
    case "handshake": try RootwardHandshake(order).work
    default: throw Refusal.wrong("there is no task \(order.name)")
    }
  }

  /// A store of what a path names.
  static func store(_ path: String) throws -> TrustStore {
    var store = TrustStore()
    do {
      try store.insert(contentsOfPath: path)
    } catch {
      throw Refusal.wrong("\(error.path): \(error.reason)")
    }
    return store
  }

  private func load(_ order: WorkOrder) throws -> Work {
    guard ["pem", "der", "directory"].contains(try order.demand("form")) else {
      throw Refusal.wrong("form is pem, der or directory")
    }
    let path = try order.demand("path")
    let kept = Kept<TrustStore>()
    // For profiles: the same without reading files.
    if order["variant"] == "memory" {
      let bytes = try WorkOrder.bytes(at: path)
      return Work {
        let store = kept.replace {
          var store = TrustStore()
          store.insert(contentsOf: bytes, source: path)
          return store
        }
        return .roots(store.count)
      }
    }
    guard order["variant"] == nil else { throw Refusal.none("there is no such variant") }
    return Work { .roots(try kept.replace { try Self.store(path) }.count) }
  }

  private func lookup(_ order: WorkOrder) throws -> Work {
    let store = try Self.store(order.demand("roots"))
    // Each by itself, as a peer presents it.
    let children = try ChainOrder.certificates(at: order.demand("children")).map { try Certificate(der: $0) }
    let budget = SearchBudget()
    return Work {
      var count = 0
      for child in children {
        var effort = SearchEffort()
        store.forEachIssuerByName(of: child, &effort, budget) { _, _, _ in
          count += 1
          return true
        }
      }
      return .found(count)
    }
  }

  private func parse(_ order: WorkOrder) throws -> Work {
    let encoded = try ChainOrder.certificates(at: order.demand("path"))
    return Work {
      var count = 0
      for bytes in encoded {
        // What it was parsed to is asked for something, so that nobody can leave it out.
        if try Certificate(der: bytes).layout.whole.range.count == bytes.count { count += 1 }
      }
      return .certificates(count)
    }
  }

  private func revocationList(_ order: WorkOrder) throws -> Work {
    let list = try CertificateRevocationList(der: order.bytes("path"))
    let index = RevocationIndex(list)
    let serialNumbers = try order.serialNumbers
    return Work {
      var count = 0
      for serialNumber in serialNumbers {
        var isRevoked = false
        index.forEachEntry(of: list, serialNumber.span, 0..<serialNumber.count) { _, entry, _ in
          isRevoked = entry != nil
          return !isRevoked
        }
        if isRevoked { count += 1 }
      }
      return .revoked(count)
    }
  }

  /// A directory is that of a machine, with etc/docker/certs.d in it, or else certs.d itself; in either case there are
  /// no roots of the system's in it, so that those are not read each time.
  private func certificatesDirectory(_ order: WorkOrder) throws -> Work {
    let (root, host) = try (order.demand("root"), order.demand("host"))
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory), isDirectory.boolValue else {
      throw Refusal.wrong("\(root) is no directory")
    }
    var environment = RegistryEnvironment(platform: .linux, root: root)
    if !FileManager.default.fileExists(atPath: "\(root)/etc/docker/certs.d") {
      environment.certificatesDirectory = "/"
    }
    let resolved = try RegistryHost(host)
    return Work {
      let registry = RegistryTrust.resolve(resolved, as: .docker, in: environment)
      guard registry.failure == nil else { throw Refusal.wrong("Docker would stop there") }
      return .registry(roots: registry.roots.ownCount, identities: registry.identities.count)
    }
  }
}
