import Foundation
import Measuring
import SwiftASN1
import X509

/// swift-certificates' way to do the work: its parser, its store and its asynchronous verifier.
struct SwiftCertificatesPeer: Peer {
  var version: String { Versions.package("swift-certificates") }

  func work(_ order: WorkOrder) throws -> Work {
    switch order.name {
    case "load": try load(order)
    case "lookup": throw Refusal.none("a store tells nobody what it holds by subject")
    case "identify": throw Refusal.none("a store tells nobody what it holds by a key's identifier")
    case "union": try union(order)
    case "change": throw Refusal.none("a store gives nothing back")
    case "parse": try parse(order)
    case "verify": try SwiftCertificatesChain(ChainOrder(order)).work
    case "crl": throw Refusal.none("it has no revocation lists")
    case "certsd": throw Refusal.none("it reads no configuration of registries")
    case "handshake": throw Refusal.none("it verifies no handshakes")
    default: throw Refusal.wrong("there is no task \(order.name)")
    }
  }

  private func load(_ order: WorkOrder) throws -> Work {
    let path = try order.demand("path")
    let kept = Kept<CertificateStore>()
    guard order["variant"] == nil else { throw Refusal.none("there is one way to load") }
    switch try order.demand("form") {
    case "pem": return Work { try Self.stored(kept, Self.certificates(inPEM: path)) }
    case "der": return Work { try Self.stored(kept, Self.certificates(inDER: path)) }
    case "directory":
      return Work { try Self.stored(kept, WorkOrder.files(of: path).flatMap { try Self.certificates(inPEM: $0) }) }
    default: throw Refusal.wrong("form is pem, der or directory")
    }
  }

  /// Makes a store, which keeps what is there twice and tells nobody how much it keeps.
  private static func stored(
    _ kept: Kept<CertificateStore>, _ certificates: @autoclosure () throws -> [Certificate]
  ) rethrows -> Outcome {
    var count = 0
    _ = try kept.replace {
      let certificates = try certificates()
      count = certificates.count
      return CertificateStore(certificates)
    }
    return .roots(count)
  }

  /// A store tells nobody what it holds: what is added to a copy of one are certificates.
  private func union(_ order: WorkOrder) throws -> Work {
    let own = try Self.certificates(inPEM: order.demand("roots"))
    let store = CertificateStore(own)
    let other = try Self.certificates(inPEM: order.demand("other"))
    let kept = Kept<CertificateStore>()
    return Work {
      _ = kept.replace { store.appending(contentsOf: other) }
      return .roots(own.count + other.count)
    }
  }

  private static func certificates(inPEM path: String) throws -> [Certificate] {
    guard let file = FileManager.default.contents(atPath: path) else { throw Refusal.wrong("\(path) can't be read") }
    let text = String(decoding: file, as: UTF8.self)
    // One that can't be read costs its neighbors nothing, as with the others.
    return try PEMDocument.parseMultiple(pemString: text).compactMap { try? Certificate(pemDocument: $0) }
  }

  private static func certificates(inDER path: String) throws -> [Certificate] {
    var rest = try WorkOrder.bytes(at: path)[...]
    var certificates: [Certificate] = []
    while let byteCount = DERParts.elementByteCount(rest) {
      try certificates.append(Certificate(derEncoded: Array(rest.prefix(byteCount))))
      rest = rest.dropFirst(byteCount)
    }
    return certificates
  }

  private func parse(_ order: WorkOrder) throws -> Work {
    let encoded = try ChainOrder.certificates(at: order.demand("path"))
    return Work {
      var count = 0
      for bytes in encoded {
        // What it was parsed to is asked for something, so that nobody can leave it out.
        if try !Certificate(derEncoded: bytes).tbsCertificateBytes.isEmpty { count += 1 }
      }
      return .certificates(count)
    }
  }
}
