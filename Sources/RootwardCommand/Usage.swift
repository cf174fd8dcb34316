/// The help texts: what each command is for, its options, examples to copy, and what its exit codes mean.
extension Topic {
  /// The text that `--help` prints, without a newline at its end.
  var help: String {
    switch self {
    case .rootward: Self.overview
    case .verify: Self.verifyHelp
    case .inspect: Self.inspectHelp
    case .trust: Self.trustHelp
    case .registry: Self.registryHelp
    case .identity: Self.identityHelp
    case .handshake: Self.handshakeHelp
    }
  }

  private static let overview = """
    rootward: may this peer be trusted, and if not, exactly why not?

    Usage:
      rootward verify CHAIN|- [OPTIONS]     verify a certificate chain, or say why it is refused
      rootward verify --batch FILE|- [OPTIONS]
                                            verify a stream of chains on all processors, a line of JSON for each
      rootward inspect FILE...|- [--json]   say what is in files of certificates, requests and keys
      rootward trust list|check [OPTIONS]   show the trusted roots, or what is wrong with them
      rootward registry HOST[:PORT] [OPTIONS]
                                            what container tools trust for a registry, and what is wrong there
      rootward identity [HOST[:PORT]] [OPTIONS]
                                            which client certificate answers a server's request, and why not the others
      rootward handshake CAPTURE|- [OPTIONS]
                                            verify recorded TLS handshakes, step by step
      rootward help [COMMAND]               this text, or that of a command (also COMMAND --help)
      rootward --version                    the version

    Start here:
      rootward verify chain.pem --hostname www.example.com

      To get the chain that a server sends:
      openssl s_client -connect www.example.com:443 -servername www.example.com -showcerts </dev/null >chain.pem

    Exit codes:
      0   verified, or nothing is wrong
      1   refused, or something is wrong; the reason is on standard output
      2   the command was called wrongly; the reason is on standard error
      3   an input could not be read or parsed; which, where and why is on standard error

    Results go to standard output, complaints to standard error. Colors are used on a terminal only, and never when
    NO_COLOR is set.
    """

  private static let verifyHelp = """
    rootward verify: verify a certificate chain, or say which certificate and which rule decide against it.

    Usage:
      rootward verify CHAIN|- [OPTIONS]
      rootward verify --batch FILE|- [OPTIONS]

    CHAIN is a file of PEM or DER, and - is standard input. The peer's own certificate comes first, as servers send
    it; the others may stand in any order, and ones that do not belong do no harm. Text around the PEM blocks is
    skipped, so that the output of “openssl s_client -showcerts” will do.

    What is asked:
      --hostname HOST              the DNS name under which the peer was called, such as www.example.com
      --ip ADDRESS                 the IP address under which it was called, such as 192.0.2.7 or 2001:db8::7
      --email MAILBOX              the mailbox that it is to be for, such as user@example.com
                                   Without one of them the name is not asked: the chain may then be anybody's.
      --purpose PURPOSE            what the certificate is used for: server (default), client, email (default with
                                   --email), code, timestamping, ocsp, any, or an object identifier
      --at TIME                    the moment for which it must hold (default: now): a date such as 2026-01-31,
                                   or RFC 3339 such as 2026-01-31T12:00:00Z
      --profile rfc5280|webpki     the rules: those of RFC 5280 with leniency for private authorities (default), or
                                   the stricter ones of the CA/Browser Forum for servers on the public web: among
                                   others complete key identifiers, purposes named and not mixed, a common name that
                                   repeats an alternative name, and no wildcard for all of a public suffix

    What is let pass:
      --allow SWITCH               takes what a rule of the profile refuses; may be given several times, and SWITCH may
                                   be a list with commas. It is one of:
          sha1                             signatures over a SHA-1 digest, which can be forged
          short-rsa                        RSA keys from 1024 bits on instead of 2048
          expired-roots                    trusted roots at any time, whatever their period
          non-critical-basic-constraints   authorities whose basic constraints are not marked as critical
          non-critical-name-constraints    name constraints that are not; they bind nonetheless
          non-critical-policy-constraints  policy constraints that are not; they bind nonetheless
          leading-dot-constraints          name constraints such as .example.com, which stand for all names below it
          missing-key-identifiers          key identifiers that are missing or differ
          underscores                      host names with an underscore

    Whom to trust:
      --roots FILE|DIRECTORY       trust these roots too; may be given several times
      --no-system-roots            trust the given roots only, not those of this system
                                   The system's are found as “rootward trust --help” says.
      --intermediates FILE         more certificates to build the path with, which are not trusted for their own
                                   sake; may be given several times

    Revocation:
      --crl FILE                   a revocation list of an authority on the path, PEM or DER; may be given several times
      --ocsp FILE                  an OCSP response about a certificate of the path, DER or PEM, such as one that was
                                   stapled; may be given several times
      --revocation off|soft|hard   off: nobody is asked; soft: what is known to be revoked is refused (default if there
                                   is a list or a response); hard: every certificate but the root must be known not to
                                   be revoked

    What is printed:
      --explain                    every path that was tried, how much work it took, and a tree of all of them
      --graph FILE.svg|FILE.dot    writes a picture of these paths to a file, as SVG or for Graphviz; what stands in
                                   the file is replaced
      --json                       the same for programs
      --help                       this text

    \(batchHelp)

    Examples:
      rootward verify chain.pem --hostname www.example.com
      rootward verify chain.pem --hostname registry.corp.example --roots corp-ca.pem
      rootward verify chain.pem --ip 192.0.2.7 --roots corp-ca.pem --no-system-roots --at 2026-01-31
      openssl s_client -connect www.example.com:443 -showcerts </dev/null | rootward verify - --hostname www.example.com
      rootward verify --batch chains.ndjson --roots corp-ca.pem --at 2026-01-31 >results.ndjson

    Exit codes:
      0   verified; with --batch, all items are
      1   refused; the reason is on standard output. With --batch, some items are, and none is malformed
      2   the command was called wrongly
      3   a file could not be read, is empty, or holds no certificate, or the picture could not be written; standard
          error says which, where and why. With --batch, some items are malformed, there is none, there are fewer than
          --skip passes over, or the results could not be written
    """

  private static let inspectHelp = """
    rootward inspect: say what is in files of certificates, requests, revocation lists and keys.

    Usage:
      rootward inspect FILE...|- [--json]

    Each FILE is PEM with any number of blocks and any text around them, or DER; - is standard input. Certificates are
    shown with every field and every extension, requests and revocation lists with what matters. Of a private key only
    its kind is told, never its contents. A block that can't be read is told with its line and the reason.

    Options:
      --json   the same for programs
      --help   this text

    Examples:
      rootward inspect chain.pem
      rootward inspect server.crt server.key ca.crt
      rootward inspect --json chain.pem

    Exit codes:
      0   everything was read
      2   the command was called wrongly
      3   a file could not be read, a block in it could not, or it holds nothing that is known
    """

  private static let trustHelp = """
    rootward trust: show the trusted roots, or what is wrong with them.

    Usage:
      rootward trust list  [--roots FILE|DIRECTORY]... [--no-system-roots] [--json]
      rootward trust check [--roots FILE|DIRECTORY]... [--no-system-roots] [--at TIME] [--json]

    “list” prints a line for each trusted root: the start of its SHA-256 fingerprint, the day on which it expires, its
    key, its subject, and the file and line that it comes from. A root that stands in several files is shown once.

    “check” says what was loaded and from where, what was left out and why, and warns of roots that are expired, not
    valid yet, weak, or not marked as an authority, and of those that “rootward verify” refuses for a rule of its
    default profile.

    Options:
      --roots FILE|DIRECTORY   trust these roots too; may be given several times
      --no-system-roots        the given roots only, not those of this system
      --at TIME                the moment for which “check” asks (default: now), such as 2026-01-31
      --json                   the same for programs
      --help                   this text

    Where the system's roots come from:
      If SSL_CERT_FILE or SSL_CERT_DIR is set, exactly what they name (the latter with colons between directories).
      Otherwise the first bundle that the distributions keep, such as /etc/ssl/certs/ca-certificates.crt, and the
      directories beside it, such as /etc/ssl/certs.

    Examples:
      rootward trust list
      rootward trust check --roots corp-ca.pem --no-system-roots
      rootward trust check --at 2027-01-01

    Exit codes:
      0   nothing is wrong
      1   “check” has warnings, or left something out
      2   the command was called wrongly
      3   something could not be read, or no root was found
    """
}
