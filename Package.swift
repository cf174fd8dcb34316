// swift-tools-version: 6.2

import PackageDescription

/// What every target is held to.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Whether the processor's own instructions are reached; `ROOTWARD_PORTABLE=1` leaves all of that out.
let isAccelerated = Context.environment["ROOTWARD_PORTABLE"] != "1"
let acceleration: [Target.Dependency] =
  isAccelerated
  ? [
    "Acceleration", "AccelerationSHA", "AccelerationAES", "AccelerationAVX2", "AccelerationAVX512", "AccelerationIFMA",
    "AccelerationVBMI",
  ] : []
let whereAccelerated: [SwiftSetting] = isAccelerated ? [.define("ROOTWARD_ACCELERATED")] : []

/// A target of Acceleration, for one instruction set: the only ones that are compiled with more than the baseline.
///
/// The flags reach clang alone, whose intrinsics those sources call. `-Xarch_x86_64` keeps them from other processors,
/// and `-O` makes debug builds fast as well.
func instructionSet(_ name: String, _ flags: [String]) -> Target {
  let flags = flags.flatMap { ["-Xcc", "-Xarch_x86_64", "-Xcc", $0] } + ["-Xcc", "-Qunused-arguments", "-O"]
  return .target(
    name: "Acceleration\(name)", path: "Sources/Acceleration/\(name)",
    // `Builtin` has the instructions whose intrinsics clang has as macros, which can't be imported.
    swiftSettings: strict + [.enableExperimentalFeature("BuiltinModule"), .unsafeFlags(flags)])  // Acceleration only
}

let package = Package(
  name: "rootward",
  platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
  products: [
    .library(name: "Rootward", targets: ["Rootward"]),
    .library(name: "CertificateEncoding", targets: ["CertificateEncoding"]),
    .library(name: "CertificateCryptography", targets: ["CertificateCryptography"]),
    .library(name: "Certificates", targets: ["Certificates"]),
    .library(name: "CertificateVerification", targets: ["CertificateVerification"]),
    .library(name: "RegistryTrust", targets: ["RegistryTrust"]),
    .library(name: "HandshakeVerification", targets: ["HandshakeVerification"]),
    .library(name: "HandshakeCapture", targets: ["HandshakeCapture"]),
    .executable(name: "rootward", targets: ["RootwardCommand"]),
  ],
  targets: [
    // An arrow only ever points up this list.
    .target(name: "Platform", swiftSettings: strict),
    .target(name: "CertificateEncoding", dependencies: acceleration, swiftSettings: strict + whereAccelerated),
    .target(name: "CertificateCryptography", dependencies: acceleration, swiftSettings: strict + whereAccelerated),
    .target(
      name: "Certificates",
      dependencies: ["CertificateEncoding", "CertificateCryptography"],
      swiftSettings: strict),
    .target(
      name: "CertificateVerification",
      dependencies: ["Certificates", "CertificateEncoding", "CertificateCryptography", "Platform"],
      swiftSettings: strict),
    .target(
      name: "RegistryTrust",
      dependencies: [
        "CertificateVerification", "Certificates", "CertificateEncoding", "CertificateCryptography", "Platform",
      ],
      swiftSettings: strict),
    .target(
      name: "HandshakeVerification",
      dependencies: ["CertificateVerification", "Certificates", "CertificateEncoding", "CertificateCryptography"],
      swiftSettings: strict),
    // Recordings are a module of their own, so that whoever verifies handshakes compiles none of it.
    .target(
      name: "HandshakeCapture",
      dependencies: [
        "HandshakeVerification", "CertificateVerification", "Certificates", "CertificateEncoding",
        "CertificateCryptography", "Platform",
      ],
      swiftSettings: strict),
    .target(
      name: "BatchVerification",
      dependencies: [
        "RegistryTrust", "CertificateVerification", "Certificates", "CertificateEncoding", "Platform",
      ],
      swiftSettings: strict),
    .target(
      name: "Rootward",
      dependencies: [
        "CertificateEncoding", "CertificateCryptography", "Certificates", "CertificateVerification", "RegistryTrust",
        "HandshakeVerification", "HandshakeCapture",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "RootwardCommand",
      dependencies: [
        "Rootward", "BatchVerification", "RegistryTrust", "HandshakeVerification", "HandshakeCapture",
        "CertificateVerification", "Certificates", "CertificateCryptography", "CertificateEncoding", "Platform",
      ],
      swiftSettings: strict),

    // Tests mirror the sources; TestSupport holds what several of them need.
    .target(
      name: "TestSupport", dependencies: ["CertificateEncoding", "CertificateCryptography"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "PlatformTests", dependencies: ["Platform"], swiftSettings: strict),
    .testTarget(
      name: "CertificateEncodingTests", dependencies: ["CertificateEncoding", "TestSupport"] + acceleration,
      exclude: ["Compression/make.py"], swiftSettings: strict + whereAccelerated),
    .testTarget(
      name: "CertificateCryptographyTests", dependencies: ["CertificateCryptography", "TestSupport"] + acceleration,
      swiftSettings: strict + whereAccelerated),
    .testTarget(
      name: "CertificatesTests",
      dependencies: ["Certificates", "CertificateCryptography", "CertificateEncoding", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CertificateVerificationTests",
      dependencies: ["CertificateVerification", "Certificates", "CertificateEncoding", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "RegistryTrustTests",
      dependencies: [
        "RegistryTrust", "CertificateVerification", "Certificates", "CertificateEncoding", "Platform", "TestSupport",
        "rootward-conformance",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "HandshakeVerificationTests",
      dependencies: [
        "HandshakeVerification", "CertificateVerification", "Certificates", "CertificateEncoding",
        "CertificateCryptography", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "HandshakeCaptureTests",
      dependencies: [
        "HandshakeCapture", "HandshakeVerification", "CertificateVerification", "Certificates", "CertificateEncoding",
        "CertificateCryptography", "Platform", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RootwardCommandTests",
      dependencies: [
        "RootwardCommand", "BatchVerification", "RegistryTrust", "HandshakeVerification", "CertificateVerification",
        "Certificates", "CertificateEncoding", "Platform", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .executableTarget(
      name: "rootward-conformance",
      dependencies: [
        "Rootward", "RegistryTrust", "CertificateVerification", "Certificates", "CertificateEncoding",
        "CertificateCryptography", "Platform", "TestSupport",
      ],
      path: "Tests/RootwardConformance", exclude: ["exceptions.txt"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

if isAccelerated {
  package.targets += [
    .target(
      name: "Acceleration", dependencies: ["Platform", "AccelerationDetection"], path: "Sources/Acceleration/Choice",
      swiftSettings: strict),
    .testTarget(
      name: "AccelerationTests", dependencies: ["Acceleration", "AccelerationDetection"], swiftSettings: strict),
    instructionSet("Detection", ["-mxsave"]),
    instructionSet("SHA", ["-msha", "-mssse3", "-msse4.1"]),
    instructionSet("AES", ["-maes", "-mpclmul", "-mssse3", "-msse4.1"]),
    instructionSet("AVX2", ["-mavx2", "-mbmi2"]),
    instructionSet("AVX512", ["-mavx512f", "-mavx512vl", "-mbmi2"]),
    instructionSet("IFMA", ["-mavx512f", "-mavx512ifma", "-mavx512dq", "-mbmi2"]),
    instructionSet("VBMI", ["-mavx512f", "-mavx512bw", "-mavx512vbmi", "-mbmi2"]),
  ]
}

// The fuzzers need libFuzzer to link, so they exist only where Scripts/fuzz.sh asks for them.
if Context.environment["ROOTWARD_FUZZ"] == "1" {
  let fuzzers = [
    "FuzzPEM", "FuzzDER", "FuzzCertificate", "FuzzNames", "FuzzKeys", "FuzzSignatures", "FuzzVerify",
    "FuzzRevocationLists", "FuzzOCSPResponses", "FuzzTOML", "FuzzJSON",
    "FuzzPrivateKeys", "FuzzRegistryFiles", "FuzzHandshakeMessages", "FuzzRecords", "FuzzCaptures", "FuzzKeyLog",
    "FuzzRecordCiphers", "FuzzBatch",
  ]
  package.targets += [
    .systemLibrary(name: "LibFuzzer", path: "Tests/Fuzz/LibFuzzer"),
    .target(name: "FuzzSupport", dependencies: ["LibFuzzer"], path: "Tests/Fuzz/Support", swiftSettings: strict),
  ]
  let engine: [Target.Dependency] = [
    "BatchVerification", "HandshakeCapture", "HandshakeVerification", "RegistryTrust", "CertificateVerification",
    "Certificates", "CertificateEncoding", "CertificateCryptography",
  ]
  package.targets += fuzzers.map {
    .executableTarget(
      name: $0, dependencies: ["FuzzSupport"] + engine, path: "Tests/Fuzz/\($0)", swiftSettings: strict)
  }
}
