import CertificateEncoding
import CertificateVerification
import Certificates

/// What a rule of the doctor's found, with the facts; the words for it are ``DoctorWords``'s.
enum Symptom: Sendable {
  // Directories
  /// The directory that would be read isn't there, and one with a name that comes near is.
  case nearMiss(expected: FilePath, found: FilePath, NearMiss)
  /// The directory that would be read isn't there, and files lie elsewhere.
  case elsewhere(expected: String, found: String, WrongPlace)
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
  case configuredInsecure(file: String)
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
  case withoutKey(ExaminedFile, Certificate, keyFile: ExaminedFile?)
  /// A certificate and its key in one file.
  case keyInside(ExaminedFile, Certificate)
  /// A key without a certificate of its name; the file with the certificate that it belongs to.
  case loneKey(ExaminedFile, partner: ExaminedFile?)
  /// A pair that isn't one; the certificate of the same file that the key belongs to, or the key file of the certificate.
  ///
  /// If that is in another pair, whose certificate has this one's key, the two keys are in each other's place.
  case mismatch(
    ExaminedFile, ExaminedFile, KeyPairFault, later: Certificate?, keyFile: ExaminedFile?, isExchange: Bool)
  /// The certificate's file holds the key, or the key's file the certificate.
  case swapped(ExaminedFile, ExaminedFile, bothWays: Bool)
  /// A key that wants a passphrase.
  case encrypted(ExaminedFile, subject: String)
  /// A key that clients in Go don't load, or can't sign with.
  case unsupported(ExaminedFile, certificate: ExaminedFile, UnsupportedKey)
  /// The registry's own certificate serves as a client's.
  case serverCertificate(ExaminedFile, key: ExaminedFile, Certificate, ServerEvidence)
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

/// How a directory's name differs from the one that is looked for.
enum NearMiss: Sendable, Hashable {
  /// It has a port, and the host has none.
  case portTooMany(String)
  /// It has no port, and the host has one.
  case portMissing(String)
  /// Upper and lower case differ.
  case letters
  /// It is in the form that containerd alone reads.
  case underscores
  /// The colon before the port has gone.
  case noColon
  /// A scheme stands before it.
  case scheme
  /// A dot stands at the end of the name.
  case dot
  /// It is an address of the host.
  case address
}

/// A place where a client doesn't look, and people put files.
enum WrongPlace: Sendable, Hashable {
  /// `cert.d` without the s.
  case misspelled
  /// In the directory of hosts itself.
  case flat
  /// Docker Desktop's, which it copies to its daemon when it starts.
  case desktop
  /// GitLab Runner's.
  case gitLabRunner
  /// That of Docker's snap.
  case snap
  /// That of Docker without root's rights, whose daemon isn't the one that was asked for.
  case rootless
  /// That of Docker with root's rights, whose daemon isn't the one that was asked for.
  case rootful
  /// Below XDG_CONFIG_HOME, which Podman doesn't ask for.
  case xdg
  /// Another client's.
  case otherClient([RegistryClient])
}

/// Something to be said of a root.
enum AnchorFlaw: Sendable, Hashable {
  /// It isn't valid now.
  case time(Certificate, TimeFault)
  /// It is no authority; whether it signed itself.
  case notAuthority(Certificate)
  /// Its signature, which nobody checks in a root, is made with SHA-1 or older.
  case weakSignature(Certificate)
  /// A private key stands in the same file, at this line.
  case privateKey(line: Int)
  /// It is among the system's roots as well.
  case duplicates(Int)
  /// The file makes so many roots.
  case broad(Int)
}

/// Why a certificate isn't valid at a moment.
enum TimeFault: Sendable, Hashable {
  case expired(Timestamp, at: Timestamp)
  case notYetValid(Timestamp, at: Timestamp)

  /// What is wrong with a validity period at a moment; `nil` if nothing is.
  init?(_ certificate: Certificate, at moment: Timestamp) {
    if moment > certificate.notAfter {
      self = .expired(certificate.notAfter, at: moment)
    } else if moment < certificate.notBefore {
      self = .notYetValid(certificate.notBefore, at: moment)
    } else {
      return nil
    }
  }
}

/// Why a key isn't loaded, or of no use.
enum UnsupportedKey: Sendable, Hashable {
  /// The file is something else than a key in PEM.
  case shape(FileShape)
  /// The key is of a kind or form that Go doesn't have; its own words, and ours.
  case refused(wording: String, PrivateKeyError?)
  /// Go loads it, and can't sign with it.
  case unusable(PrivateKeyError)
  /// The certificate is for a key that Go has no certificates for.
  case certificateKey(PublicKey)
}

/// Why a client certificate is taken for the registry's own.
enum ServerEvidence: Sendable, Hashable {
  /// It has the key of the certificate that the server sent.
  case sameKey
  /// It is for servers and not for clients.
  case purpose
  /// It is for the host's name.
  case name(String)
}

/// What a file holds that nobody reads.
enum IgnoredContent: Sendable, Hashable {
  /// Certificates of authorities.
  case authorities
  /// A client's certificate, and the file of its key, which nobody reads either.
  case certificate(key: FilePath?)
  /// A private key, and the file of the certificate that misses it.
  case key(missedBy: FilePath?)
  /// A certificate and its key.
  case pair
  /// A certificate in DER.
  case der
  /// A container of PKCS #7, or of PKCS #12.
  case pkcs7, pkcs12
}

/// An issuer that isn't at hand.
struct AbsentIssuer: Sendable, Hashable {
  /// Its name.
  let name: DistinguishedName
  /// The identifier of its key, if the certificate tells it.
  var keyIdentifier: [UInt8]?
  /// Where the certificate says that it can be fetched.
  var url: String?
  /// The anchor that comes nearest.
  var nearest: Certificate?
  /// Whether the certificate is its own issuer.
  var isSelfIssued = false
}

/// Which issuer is missing.
enum Missing: Sendable, Hashable {
  /// An intermediate certificate that the server should send.
  case intermediate
  /// A root that isn't trusted.
  case root
  /// A root of the same name and another key than a trusted one.
  case rotated(Certificate)
  /// A root of a product that replaces certificates.
  case interceptor(String)
}

/// How the server's names differ from what it is called.
enum NameFault: Sendable, Hashable {
  /// The name is in the common name alone.
  case commonNameOnly(String)
  /// It is called by an address, and has none, or others.
  case address(String)
  /// It has other names.
  case other(String)
}
