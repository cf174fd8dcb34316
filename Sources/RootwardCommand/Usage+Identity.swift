extension Topic {
  static let identityHelp = """
    rootward identity: which identity a client sends when a server asks for a certificate, and why not the others.

    Usage:
      rootward identity HOST[:PORT] [--certs-dir DIR] [OPTIONS]
      rootward identity --certs-dir DIR/HOST[:PORT] [OPTIONS]
      rootward identity --identity FILE[,FILE]... [OPTIONS]

    Nothing is asked over a network. What the server asks for is told with the options, or is in a file; without them it
    takes any authority, and the signatures that servers commonly take.

    The identities:
      HOST[:PORT]                the client certificates that a container tool has for a registry, in its order
      --certs-dir DIR            look for the host in this directory; without HOST, the directory is the host's own
      --client NAME              whose rules find the certificates: those of “rootward registry” (default: docker)
      --root DIR                 look every file up below DIR
      --identity CERT[,KEY]      a certificate with its chain, and its key, if that is in another file; may be given several
                                 times, in the order in which they are tried

    What the server asks for:
      --authority NAME|FILE      an authority that it names: CN=Example CA,O=Example,C=NL, or a file of certificates, whose
                                 subjects are taken; may be given several times
      --schemes LIST             the signatures that it takes, the best first: ecdsa_secp256r1_sha256,rsa_pss_rsae_sha256
      --certificate-types LIST   the kinds of certificates that it takes, in TLS 1.2: rsa_sign,ecdsa_sign
      --tls 1.2|1.3              the version of TLS (default: 1.3)
      --request FILE             its CertificateRequest, instead of the four above: the message or its body, as bytes or in
                                 hexadecimal digits, or - for standard input; the version is found out, unless --tls says

    How it is answered:
      --rules go|strict          go (default): as crypto/tls of Go does, and so Docker, containerd, Podman and the like: the
                                 first that fits, issuers compared by their bytes, expiry ignored; strict: as the standards
                                 have it, with names compared by RFC 5280, signatures in the chain, filters and expiry
      --at TIME                  when it must be valid (default: now), such as 2026-01-31
      --json                     the same for programs
      --help                     this text

    The members of the JSON object:
      rules, time         what was asked
      chosen              the place of the identity that goes out, counted from 0, or null
      scheme              what it signs with, or null
      headline, outlook   what goes out, and what happens next, in words
      request             version, schemes, certificateSchemes, certificateTypes, authorities, filters
      identities[]        subject, issuer, sha256, key, certificates, source, result (chosen, passedOver, refused), scheme,
                          objections[] and remarks[] (code, statement, facts, remedy, reference): remarks are what Go does
                          not look at, and the server will
      notes[]             what else is to be known

    Examples:
      rootward identity registry.example.com:5000 --authority "CN=Example CA"
      rootward identity --certs-dir /etc/docker/certs.d/registry.example.com:5000 --authority ca.crt --tls 1.2
      rootward identity --identity client.cert,client.key --schemes rsa_pss_rsae_sha256 --rules strict
      rootward identity registry.example.com --request request.bin --json

    Exit codes:
      0   an identity goes out
      1   none does
      2   the command was called wrongly
      3   a file could not be read, or the client stops before it asks the registry
    """
}
