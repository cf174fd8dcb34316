/// Why clients stop at a file that a configuration file names.
enum NamedFileFault: Sendable, Hashable {
  /// It can't be read.
  case unreadable(RegistryFileError)
  /// It is to hold roots, and has no certificate that clients in Go find.
  case noCertificate
  /// It is a client's certificate or key, and the two make no pair.
  case pair(KeyPairFault)

  /// Its diagnosis.
  var id: DiagnosisID {
    switch self {
    case .unreadable: .permissions
    case .noCertificate: .fileYieldsNothing
    case .pair(.otherKey), .pair(.otherAlgorithm): .keyMismatch
    case .pair(.noBlockInCertificateFile), .pair(.noCertificate), .pair(.certificate): .fileYieldsNothing
    case .pair: .keyUnsupported
    }
  }
}
