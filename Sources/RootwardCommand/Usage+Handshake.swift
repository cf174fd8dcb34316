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
      clientFinished        the client's Finished is

    A connection is FAIL if a step is, PASS if every applicable step is, and else NOT CHECKABLE; of several handshakes, or
    proofs of the client, the worst counts. Notes tell what was passed over, and where nobody proved a key. In JSON:
      {"connections": [{"client": …, "server": …, "time": …, "steps": {"parameters": {"result": "PASS", "reason": …}, …},
      "verdict": …, …}], …}

    Examples:
      rootward handshake traffic.pcapng --keylog keys.log
      rootward handshake traffic.pcap --keylog keys.log --roots corp-ca.pem --hostname registry.example.com
      tcpdump -w - -c 1000 port 443 | rootward handshake - --json

    Exit codes:
      0   every connection passes
      1   a connection fails, or can't be checked in full, or there is TLS whose beginning was not recorded; the reasons
          are on standard output
      2   the command was called wrongly
      3   a file could not be read, or holds no TLS handshake; standard error says which, where and why
    """
}
