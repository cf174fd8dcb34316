// swift-tools-version: 6.2

import PackageDescription

/// What every target is held to.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "rootward",
  platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
  products: [
    .library(name: "Rootward", targets: ["Rootward"]),
    .library(name: "CertificateEncoding", targets: ["CertificateEncoding"]),
    .library(name: "CertificateCryptography", targets: ["CertificateCryptography"]),
    .library(name: "Certificates", targets: ["Certificates"]),
    .library(name: "CertificateVerification", targets: ["CertificateVerification"]),
    .executable(name: "rootward", targets: ["RootwardCommand"]),
  ],
  targets: [
    // An arrow only ever points up this list.
    .target(name: "Platform", swiftSettings: strict),
    .target(name: "CertificateEncoding", swiftSettings: strict),
    .target(name: "CertificateCryptography", swiftSettings: strict),
    .target(
      name: "Certificates",
      dependencies: ["CertificateEncoding", "CertificateCryptography"],
      swiftSettings: strict),
    .target(
      name: "CertificateVerification",
      dependencies: ["Certificates", "CertificateEncoding", "CertificateCryptography", "Platform"],
      swiftSettings: strict),
    .target(
      name: "Rootward",
      dependencies: ["CertificateEncoding", "CertificateCryptography", "Certificates", "CertificateVerification"],
      swiftSettings: strict),
    .executableTarget(
      name: "RootwardCommand",
      dependencies: ["Rootward", "CertificateVerification", "Certificates", "CertificateEncoding", "Platform"],
      swiftSettings: strict),

    // Tests mirror the sources; TestSupport holds what several of them need.
    .target(
      name: "TestSupport", dependencies: ["CertificateEncoding"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "PlatformTests", dependencies: ["Platform"], swiftSettings: strict),
    .testTarget(
      name: "CertificateEncodingTests", dependencies: ["CertificateEncoding", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CertificateCryptographyTests", dependencies: ["CertificateCryptography", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CertificatesTests",
      dependencies: ["Certificates", "CertificateCryptography", "CertificateEncoding", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CertificateVerificationTests",
      dependencies: ["CertificateVerification", "Certificates", "CertificateEncoding", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "RootwardCommandTests",
      dependencies: ["RootwardCommand", "CertificateEncoding", "Platform", "TestSupport"], swiftSettings: strict),
    .executableTarget(
      name: "rootward-conformance",
      dependencies: [
        "Rootward", "CertificateVerification", "Certificates", "CertificateEncoding", "CertificateCryptography",
      ],
      path: "Tests/RootwardConformance", exclude: ["exceptions.txt"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzers need libFuzzer to link, so they exist only where Scripts/fuzz.sh asks for them.
if Context.environment["ROOTWARD_FUZZ"] == "1" {
  let fuzzers = ["FuzzPEM", "FuzzDER", "FuzzCertificate", "FuzzNames", "FuzzVerify"]
  package.targets += [
    .systemLibrary(name: "LibFuzzer", path: "Tests/Fuzz/LibFuzzer"),
    .target(name: "FuzzSupport", dependencies: ["LibFuzzer"], path: "Tests/Fuzz/Support", swiftSettings: strict),
  ]
  let engine: [Target.Dependency] = [
    "CertificateVerification", "Certificates", "CertificateEncoding", "CertificateCryptography",
  ]
  package.targets += fuzzers.map {
    .executableTarget(
      name: $0, dependencies: ["FuzzSupport"] + engine, path: "Tests/Fuzz/\($0)", swiftSettings: strict)
  }
}
