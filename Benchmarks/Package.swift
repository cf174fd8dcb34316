// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that what it measures against never becomes a dependency of Rootward.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "rootward", path: "..")],
  targets: [
    .executableTarget(
      name: "RootwardBenchmarks",
      dependencies: [.product(name: "Rootward", package: "rootward")],
      swiftSettings: [
        .strictMemorySafety(), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("InternalImportsByDefault"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
