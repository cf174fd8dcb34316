import CertificateEncoding
import CertificateVerification
import Certificates

/// What a rule of the doctor's found, with the facts; the words for it are ``DoctorWords``'s.
enum Symptom: Sendable {
  // Directories
  /// The directory that would be read isn't there, and ones with names that come near are, the nearest first.
  case nearMiss(expected: FilePath, [NearDirectory], holding: FoundIssuer?)
  /// The directory that would be read isn't there, and files lie elsewhere.
  case elsewhere(expected: FilePath, [Misplacement], holding: FoundIssuer?)
  /// Docker Hub has a directory; who reads which.
  case dockerHub(paths: [String], readers: [RegistryClient], others: [RegistryClient])

  // The host
  /// Nothing is verified because the host is this machine; which directory is there all the same.
  case loopback(InsecureReason, unread: [RegistryClient], unverified: [RegistryClient], directory: String?)
  /// An entry of `insecure-registries` covers the host; which directory is there all the same.
  case listed(entry: String, line: Int, file: String, directory: String?)
  /// An entry of `insecure-registries` has another port than the host.
  case listedOtherwise(entry: String, line: Int, file: String)
  /// Another configuration says that nothing is to be verified.
  case configuredInsecure(file: String, line: Int)
  /// A configuration file that the client refuses, and stops.
  case brokenConfiguration(file: String, String)

  // Files of roots
  /// A file holds no certificate that clients in Go find.
  case yieldsNothing(ExaminedFile, FileShape)
  /// Some blocks of a file are passed over.
  case partlyRead(ExaminedFile, [RegistryRoots.IgnoredBlock])
  /// Something is to be said of the roots of a file.
  case anchors(ExaminedFile, [AnchorFlaw])

  // Pairs
  /// An authority's certificate with the ending of a client's.
  case authorityAsClient(ExaminedFile, Certificate)
  /// A client certificate without a key of its name; where its key is, if anywhere.
  case withoutKey(ExaminedFile, Certificate, KeySource)
  /// A certificate and its key in one file.
  case keyInside(ExaminedFile, Certificate)
  /// A key without a certificate of its name; what belongs to it.
  case loneKey(ExaminedFile, KeyPartner)
  /// A pair that isn't one; where the certificate's key is.
  case mismatch(ExaminedFile, ExaminedFile, KeyPairFault, KeySource)
  /// A pair whose key belongs to a later certificate of the file.
  case reversed(ExaminedFile, ExaminedFile, later: Certificate)
  /// Pairs whose keys are in each other's place: each one's certificate belongs to the next one's key.
  case exchanged([(certificate: ExaminedFile, key: ExaminedFile)])
  /// The certificate's file holds the key, or the key's file the certificate.
  case swapped(ExaminedFile, ExaminedFile, bothWays: Bool)
  /// A key that wants a passphrase.
  case encrypted(ExaminedFile, subject: String)
  /// A key that clients in Go don't load, or can't sign with.
  case unsupported(ExaminedFile, certificate: ExaminedFile, UnsupportedKey)
  /// The registry's own certificate and key, which serve as a client's, or lie in files that nobody reads.
  case serverCertificate(ExaminedFile, key: ExaminedFile, Certificate, ServerEvidence, isRead: Bool)
  /// Of several identities the first that fits is sent; what is wrong with the first.
  case firstOfSeveral([(ExaminedFile, Certificate)], fault: TimeFault?)
  /// A client certificate that isn't valid now.
  case identityTime(ExaminedFile, Certificate, TimeFault)

  // Entries
  /// A file that nobody reads, and what it holds.
  case ignoredEnding(ExaminedFile, IgnoredContent)
  /// A path that can't be read; who stops and who goes on.
  case unreadable(RegistryFileError, stops: [RegistryClient], goesOn: [RegistryClient])
  /// A key that everybody may read.
  case exposed(ExaminedFile, mode: UInt16)

  // Clients
  /// A directory with an ending that counts: some clients stop at it.
  case directoryWithEnding(ExaminedFile, stops: [RegistryClient], goesOn: [RegistryClient])
  /// Clients make different things of one directory.
  case divergence(directory: String, [(clients: [RegistryClient], outcome: String)])
  /// BuildKit reads no directory by itself.
  case builder(directory: String, configuration: String)
  /// A valid `hosts.toml` leaves files uncounted.
  case shadowed(hostsFile: String, [ExaminedFile])
  /// A `hosts.toml` that can't be read.
  case invalidHostsFile(path: String, line: Int?, String)
  /// Something in a `hosts.toml` that its author may not mean.
  case hostsNotes(path: String, [HostsFileNote])
  /// A file that a configuration file names, and at which clients stop.
  case namedFile(NamedFile, NamedFileFault)

  // The server's chain
  /// A certificate's issuer isn't at hand.
  case missingIssuer(AbsentIssuer, of: Certificate, Missing, anchors: [Certificate])
  /// The chain is trusted, and by somebody who replaces certificates.
  case trustedInterception(product: String, Certificate)
  /// The server's certificate is for other names.
  case names(Certificate, Problem.PresentedNames, NameFault)
  /// A certificate of the chain isn't valid at the moment; which one, from the server's own on.
  case chainTime(Certificate, position: Int, isAnchor: Bool, TimeFault)
}
