extension Topic {
  static let handshakeHelp = """
    rootward handshake: verify recorded TLS handshakes, and say of each step whether it passes.

    Usage:
      rootward handshake CAPTURE|- [OPTIONS]

    CAPTURE is a recording in the format pcap or pcapng, as tcpdump and Wireshark write it, of any size; - is standard
    input. TLS 1.2 and 1.3 are found on any port, also behind STARTTLS and proxies.

    What is known:
      --keylog FILE         the secrets of the connections, as programs write them for SSLKEYLOGFILE; a recording may
                            bring some itself. Without them TLS 1.3 shows its hellos only, and TLS 1.2 no Finished.

    What is asked:
      --hostname HOST       the DNS name that every server has to have (default: the one that its client asked for)
      --ip ADDRESS          the IP address that every server has to have
      --at TIME             the moment for which certificates must hold: capture (default), which is when the connection
                            was recorded; now; a date such as 2026-01-31; or RFC 3339 such as 2026-01-31T12:00:00Z

    Whom to trust:
      --roots FILE|DIRECTORY
                            trust these roots too; may be given several times
      --no-system-roots     trust the given roots only, not those of this system

    What is printed:
      --json                the same for programs
      --help                this text

    The steps, each of which is PASS, FAIL, NOT CHECKABLE (the data or the secret is not there) or NOT APPLICABLE (the
    handshake has no such step):
      parameters            the other side offered what was chosen: version, suite, group, extensions, signature schemes
      serverChain           the server's certificates lead to a trusted root
      serverName            the server's certificate is for the name
      serverProof           the server's key signed the handshake (ServerKeyExchange or CertificateVerify)
      clientRequested       the server asked for a certificate of the client, and for which
      clientChain           the client's certificates lead to a trusted root
      clientProof           the client's key signed the handshake (CertificateVerify)
      serverFinished        the server's Finished is over the handshake as it was recorded
      clientFinished        the client's Finished is over the handshake as it was recorded

    A connection is FAIL if a step is, PASS if every applicable step is, and else NOT CHECKABLE; of several handshakes, or
    proofs of the client, the worst counts. A recording is FAIL if a connection is, and PASS if every connection is and
    nothing was left out: one that is malformed in part is NOT CHECKABLE, and so is one with TLS whose beginning was not
    recorded. One that is cut off is judged by what is there. Notes tell what was passed over, and where nobody proved a
    key. No step tells whether a server accepts a client that showed no certificate, or an application a user.

    The members of the JSON object:
      connections[]         the TLS connections in the order of appearance, each with:
        client, server        the two ends, each an address and a port
        time                  when its first packet was recorded, or null
        verifiedAt            the moment for which certificates had to hold
        serverName            the name that the client asked for, or null
        version, cipherSuite, group, applicationProtocol
                              what the sides agreed on, each a name or null
        serverScheme, clientScheme
                              the signature schemes of the two proofs, or null
        serverSubject, clientSubject
                              the subjects of the two certificates, or null
        steps                 an object of the steps above, each with result and reason
        verdict               PASS, FAIL or NOT CHECKABLE
        notes[]               what else is to be known of it
      verdict               that on the recording as a whole: PASS, FAIL or NOT CHECKABLE
      frames                how many packets were read
      tcpConnections        how many connections there were, of whatever protocol
      complete              whether the recording was read whole, neither cut off nor malformed in part
      notes[]               what else is to be known of the recording
      remedies[]            what would let more be checked, or pass

    Examples:
      rootward handshake traffic.pcapng --keylog keys.log
      rootward handshake traffic.pcap --keylog keys.log --roots corp-ca.pem --hostname registry.example.com
      tcpdump -w - -c 1000 port 443 | rootward handshake - --json

    Exit codes:
      0   every connection passes, and nothing was left out (the verdict on the recording is PASS)
      1   a connection fails or can't be checked in full, there is TLS whose beginning was not recorded, or a recording
          with TLS in it is malformed in part; the reasons are on standard output
      2   the command was called wrongly
      3   a file could not be read, or holds no TLS; standard error says which, where and why
    """
}
