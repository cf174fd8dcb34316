// swift-tools-version: 6.2

import Foundation
import PackageDescription

// A package of its own, so that what it measures against never becomes a dependency of Rootward.

/// Whether the system has OpenSSL's libcrypto to build against (Debian: libssl-dev); without it that peer is left out.
let hasLibCrypto = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].contains {
  FileManager.default.fileExists(atPath: "\($0)/openssl/evp.h")
}

/// The name by which SwiftPM knows the package in the folder above, which it takes from the folder.
let packageName = String(
  URL(fileURLWithPath: Context.packageDirectory).deletingLastPathComponent().lastPathComponent.lowercased()
    .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })

let strict: [SwiftSetting] = [
  .strictMemorySafety(), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  // Signatures alone are measured below the public surface, on what the package shares within itself. Each target says
  // `packageAccess: false`, which keeps SwiftPM from naming the target's own package later on the command line.
  .unsafeFlags(["-package-name", packageName]),
]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "rootward", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.0.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
  ],
  targets: [
    .executableTarget(
      name: "RootwardBenchmarks",
      dependencies: [
        .product(name: "Rootward", package: "rootward"),
        .product(name: "Certificates", package: "rootward"),
        .product(name: "CertificateCryptography", package: "rootward"),
        .product(name: "CertificateEncoding", package: "rootward"),
        .product(name: "CertificateVerification", package: "rootward"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "BigInt", package: "BigInt"), "Measuring",
      ] + (hasLibCrypto ? ["LibCrypto"] : []),
      packageAccess: false, swiftSettings: strict),
    .executableTarget(
      name: "SuitePeer",
      dependencies: [
        .product(name: "RegistryTrust", package: "rootward"),
        .product(name: "HandshakeCapture", package: "rootward"),
        .product(name: "HandshakeVerification", package: "rootward"),
        .product(name: "Certificates", package: "rootward"),
        .product(name: "CertificateEncoding", package: "rootward"),
        .product(name: "CertificateVerification", package: "rootward"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"), "Measuring",
      ] + (hasLibCrypto ? ["LibCrypto"] : []),
      packageAccess: false, swiftSettings: strict),
    // What both programs measure with.
    .target(
      name: "Measuring", dependencies: ["Allocations", "Instructions"], packageAccess: false, swiftSettings: strict),
    .target(name: "Allocations"),
    .target(name: "Instructions"),
  ],
  swiftLanguageModes: [.v6]
)

if hasLibCrypto {
  package.targets += [
    .systemLibrary(name: "LibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .executableTarget(
      name: "SignatureSelfCheck",
      dependencies: [
        .product(name: "Certificates", package: "rootward"),
        .product(name: "CertificateCryptography", package: "rootward"), "LibCrypto",
      ],
      packageAccess: false, swiftSettings: strict),
  ]
}
