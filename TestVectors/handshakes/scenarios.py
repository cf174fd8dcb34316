"""The handshakes to record: who talks to whom, how, and what has to come of it."""

import dataclasses

import stacks
import tls
from expectations import FAIL, HIDDEN, PASS, Facts


@dataclasses.dataclass
class Scenario:
    folder: str
    name: str
    client: str
    server: str
    version: str = "1.3"
    key: str = "server-p256"
    suite: str = None
    ask: str = "no"  # no, request, or require
    identity: str = None
    sni: str = "www.example.com"
    groups: tuple = ()
    server_groups: tuple = ()
    ems: bool = True
    etm: bool = True
    resume: str = None  # id, ticket or psk
    connections: int = 1
    tickets: int = 0
    staple: bool = False
    early: bool = False
    pha: bool = False
    server_authority: bool = False  # the server knows the roots without asking at first
    server_version: str = None  # if it is another than the one that is spoken: any
    sct: bool = False
    as_logged: bool = False  # nothing is added to the key log
    hostname: str = None  # what is asked for when the recording is judged
    ip: str = None
    reneg: bool = False
    alpn: str = None
    insecure: bool = False
    always: bool = False
    server_talks: str = None  # how s_server treats what it reads; else it echoes
    server_more: list = dataclasses.field(default_factory=list)
    client_more: list = dataclasses.field(default_factory=list)
    gnutls_more: str = None
    address: str = "127.0.0.1"
    talk: list = dataclasses.field(default_factory=lambda: ["ping\n"])  # what the client is told, line by line
    about: str = ""
    facts: list = None  # one per connection; made from the rest if there is none
    fails: bool = False  # a side is meant to refuse
    has: tuple = ()  # kinds of messages that must be there, or the recording is not what was meant
    repeats: tuple = ()  # kinds of messages that must be there twice

    def expected(self):
        if self.facts is not None:
            return self.facts
        client = "none"
        if self.ask != "no":
            client = "sent" if self.identity else "empty"
        # Finished follows the wrong certificate in TLS 1.3, and the server answers with an alert.
        first = Facts(version=self.version, static=bool(self.suite) and static(self.suite), asked=self.ask != "no",
                      client=client, server_name=PASS if self.sni or self.hostname or self.ip else HIDDEN)
        return [first] + [Facts(version=self.version, resumed=True)] * (self.connections - 1)


def static(suite):
    return not suite.startswith(("ECDHE", "DHE", "TLS_"))


STACKS = ("openssl", "gnutls", "go")
KEYS = ("rsa", "pss", "p256", "p384", "ed25519")


def able(stack, key):
    return not (stack == "go" and key == "pss")  # crypto/x509 does not know keys of id-RSASSA-PSS


def peers():
    """Each stack with each, in both versions, with each kind of server key."""
    for client in STACKS:
        for server in STACKS:
            for version in ("1.2", "1.3"):
                for key in KEYS:
                    if not (able(client, key) and able(server, key)):
                        continue
                    yield Scenario("peers", f"{client}-{server}-{version}-{key}", client, server, version,
                                   f"server-{key}", address="::1" if key == "p384" else "127.0.0.1",
                                   about=f"{client} asks {server}, TLS {version}, server key {key}")


def clients():
    """Client certificates: sent, missing, refused."""
    for client in STACKS:
        for server in STACKS:
            for version in ("1.2", "1.3"):
                for key in KEYS:
                    if not (able(client, key) and able(server, key)):
                        continue
                    if key in ("p384", "rsa") and "openssl" not in (client, server):
                        continue
                    yield Scenario("clients", f"{client}-{server}-{version}-{key}", client, server, version,
                                   ask="require", identity=f"client-{key}",
                                   about=f"{client} proves itself to {server} with a key of kind {key}")
                yield Scenario("clients", f"{client}-{server}-{version}-missing", client, server, version,
                               ask="request", about="The server asks, the client has nothing, both go on")


def refusals():
    """Handshakes that one side breaks off."""
    for client in STACKS:
        for server in STACKS:
            for version in ("1.2", "1.3"):
                late = version == "1.3"  # there the client has sent its Finished by then, and had the server's

                def refused(name, about, asked=True, sent="sent", chain=FAIL, **more):
                    # In TLS 1.2 the client's Finished comes in one flight with its certificate; the server's never.
                    facts = Facts(version=version, asked=asked, client=sent, client_chain=chain,
                                  server_finished=PASS if late else HIDDEN)
                    return Scenario("refusals", f"{client}-{server}-{version}-{name}", client, server, version,
                                    about=about, facts=[facts], fails=True, ask="require", **more)

                yield refused("client-missing", "The server insists on a certificate, the client has none",
                              sent="empty")
                yield refused("client-other", "The client's certificate is of another authority",
                              identity="client-other", always=True)
                if client == "openssl" or server == "openssl":
                    yield refused("client-expired", "The client's certificate has expired", identity="client-expired")

                def broken(name, about, key, chain=FAIL, host=PASS, **more):
                    # The client breaks off once it has seen the certificate: in TLS 1.3 the server has sent its
                    # Finished by then, in TLS 1.2 there is none.
                    facts = Facts(version=version, server_chain=chain, server_name=host,
                                  server_finished=PASS if late else HIDDEN, client_finished=HIDDEN)
                    return Scenario("refusals", f"{client}-{server}-{version}-{name}", client, server, version,
                                    f"server-{key}", about=about, facts=[facts], fails=True, **more)

                yield broken("server-other", "The server's certificate is of another authority", "other")
                if client == server:
                    yield broken("server-expired", "The server's certificate has expired", "expired")
                    yield broken("server-host", "The server's certificate is for another host", "host", PASS, FAIL)
                    yield broken("server-purpose", "The server's certificate is for clients only", "for-clients")
                    yield broken("server-short", "The server sends no intermediate", "short")


def suites():
    """Each cipher suite and group, with and without encrypt-then-MAC and extended master secret."""
    pairs = (("openssl", "openssl"), ("gnutls", "openssl"), ("openssl", "gnutls"), ("gnutls", "gnutls"))
    turn = 0
    for suite, (_, in_go, exchange, cipher, mac) in stacks.SUITES.items():
        version = "1.2" if exchange else "1.3"
        key = "server-p256" if version == "1.3" or "ECDSA" in exchange else "server-rsa"

        def one(client, server, name="", **more):
            return Scenario("suites", f"{suite}-{client}-{server}{name}", client, server, version, key, suite,
                            about=f"{suite} between {client} and {server}", **more)

        client, server = pairs[turn % 4]
        turn += 1
        yield one(client, server)
        if in_go and version == "1.2":
            client, server = (("go", "openssl"), ("gnutls", "go"), ("go", "go"), ("openssl", "go"))[turn % 4]
            yield one(client, server)
        if mac != "AEAD" and version == "1.2":
            yield one(client if client != "go" else "openssl", server if server != "go" else "openssl",
                      "-no-etm", etm=False)
    for client, server in pairs:
        yield Scenario("suites", f"no-ems-{client}-{server}", client, server, "1.2", ems=False, ask="require",
                       identity="client-rsa", about="No extended master secret")
    yield Scenario("suites", "no-ems-no-etm-openssl-openssl", "openssl", "openssl", "1.2", "server-rsa", "AES128-SHA",
                   ems=False, etm=False, ask="require", identity="client-p256",
                   about="Static RSA, CBC, MAC-then-encrypt, no extended master secret, and a client certificate")
    for version in ("1.2", "1.3"):
        for group in ("x25519", "p256", "p384", "p521", "x448"):
            client, server = pairs[turn % 4]
            turn += 1
            yield Scenario("suites", f"group-{version}-{group}-{client}-{server}", client, server, version,
                           "server-rsa", groups=(group,), about=f"The group {group}")
    yield Scenario("suites", "group-1.3-ffdhe2048-gnutls-openssl", "gnutls", "openssl", groups=("ffdhe2048",),
                   about="A finite field group in TLS 1.3")
    for kind in ("p521", "ed448"):
        for version in ("1.2", "1.3"):
            yield Scenario("suites", f"key-{version}-{kind}-openssl-gnutls", "openssl", "gnutls", version,
                           f"server-{kind}", about=f"A server key of kind {kind}")


def unlogged(pair, asked):
    """What is special where no key log is written: GnuTLS and Go write none when they resume in TLS 1.2.

    Two recordings stay so: whoever finds the first connection's secret by the session may use it. In the others
    record.py adds the line that OpenSSL would have written.
    """
    if pair not in ("gnutls-gnutls", "go-go"):
        return {}
    unknown = [HIDDEN, PASS]
    return {"as_logged": True, "facts": [
        Facts(version="1.2", asked=asked, client="sent" if asked else "none"),
        Facts(version="1.2", resumed=True, server_finished=unknown, client_finished=unknown)]}


def sessions():
    """HelloRetryRequest, resumption, early data."""
    for client, server in (("openssl", "openssl"), ("gnutls", "gnutls"), ("go", "go"), ("gnutls", "openssl"),
                           ("openssl", "gnutls"), ("go", "openssl"), ("openssl", "go"), ("gnutls", "go"),
                           ("go", "gnutls")):
        pair = f"{client}-{server}"
        # GnuTLS sends a share of each kind, so that only a group of no kind makes it try again.
        offered, wanted = (("x25519", "p256"), ("p256",)) if client != "gnutls" else (("x25519", "p256", "p384"),
                                                                                     ("p384",))
        yield Scenario("sessions", f"retry-{pair}", client, server, groups=offered, server_groups=wanted,
                       ask="require", identity="client-p256", repeats=(tls.CLIENT_HELLO, tls.SERVER_HELLO),
                       about="HelloRetryRequest")
        if "go" not in pair:
            yield Scenario("sessions", f"resume-id-{pair}", client, server, "1.2", resume="id", connections=2,
                           **unlogged(pair, False), about="A session that the server remembers")
        yield Scenario("sessions", f"resume-ticket-{pair}", client, server, "1.2", resume="ticket", connections=2,
                       ask="require", identity="client-p256", **unlogged(pair, True),
                       about="A session ticket of TLS 1.2")
        yield Scenario("sessions", f"resume-psk-{pair}", client, server, "1.3", resume="psk", connections=2, tickets=1,
                       about="A session ticket of TLS 1.3")
        if "go" not in pair:
            yield Scenario("sessions", f"early-{pair}", client, server, "1.3", resume="psk", connections=2, tickets=1,
                           early=True, has=(tls.END_OF_EARLY_DATA,), about="Early data")
    yield Scenario("sessions", "psk-openssl-openssl", "openssl", "openssl", has=(),
                   client_more=["-psk", "00112233445566778899aabbccddeeff", "-psk_identity", "test"],
                   server_more=["-psk", "00112233445566778899aabbccddeeff", "-psk_identity", "test", "-nocert"],
                   facts=[Facts(resumed=True)], about="A key agreed on beforehand, in TLS 1.3")


def more():
    """What else can be in a recording."""
    stapling = (("openssl", "openssl"), ("gnutls", "openssl"), ("openssl", "gnutls"), ("go", "go"), ("go", "openssl"),
                ("gnutls", "go"))
    for client, server in stapling:
        for version in ("1.2", "1.3"):
            yield Scenario("more", f"staple-{version}-{client}-{server}", client, server, version, staple=True,
                           has=(tls.STATUS,) if version == "1.2" else (), about="A stapled OCSP response")
    for version in ("1.2", "1.3"):
        yield Scenario("more", f"timestamp-{version}-go-go", "go", "go", version, sct=True,
                       about="A signed certificate timestamp, of a log that nobody knows")
    yield Scenario("more", "compressed-openssl35-openssl35", "openssl35", "openssl35", ask="require", key="server-rsa",
                   identity="client-rsa", has=(tls.COMPRESSED,), server_more=["-cert_comp"],
                   about="Certificates compressed with zlib")
    yield Scenario("more", "hybrid-openssl35-openssl35", "openssl35", "openssl35",
                   about="The group X25519MLKEM768, whose shares need several segments")
    yield Scenario("more", "hybrid-go-openssl35", "go", "openssl35", about="The group X25519MLKEM768")
    for client, server in (("openssl", "openssl"), ("gnutls", "gnutls"), ("openssl", "gnutls"),
                           ("gnutls", "openssl")):
        later = [Facts(asked=True, client="sent")]
        talk = ["ping\n", "**REAUTH**\n", "ping\n"] if server == "gnutls" else \
            ["ping\n", ("server", "c\n"), "ping\n"]
        yield Scenario("more", f"afterwards-{client}-{server}", client, server, identity="client-p256", pha=True,
                       server_talks=None if server == "gnutls" else "aloud", talk=talk, facts=later,
                       has=(tls.REQUEST,), server_authority=True,
                       about="The server asks for a certificate after the handshake")
        yield Scenario("more", f"afterwards-missing-{client}-{server}", client, server, pha=True,
                       server_talks=None if server == "gnutls" else "aloud", talk=talk,
                       facts=[Facts(asked=True, client="empty")], has=(tls.REQUEST,), server_authority=True,
                       about="The server asks for a certificate after the handshake, and there is none")
    again = dict(version="1.2", reneg=True, repeats=(tls.CLIENT_HELLO, tls.FINISHED))
    yield Scenario("more", "renegotiation-openssl-openssl", "openssl", "openssl", talk=["ping\n", "R\n", "ping\n"],
                   about="A second handshake in TLS 1.2, which the client wants", **again)
    yield Scenario("more", "renegotiation-gnutls-openssl", "gnutls", "openssl", client_more=["--rehandshake"],
                   about="A second handshake in TLS 1.2, which the client wants", **again)
    yield Scenario("more", "renegotiation-openssl-gnutls", "openssl", "gnutls",
                   talk=["ping\n", "**REHANDSHAKE**\n", "ping\n"],
                   about="A second handshake in TLS 1.2, which the server wants", **again)
    yield Scenario("more", "renegotiation-go-openssl", "go", "openssl", server_talks="aloud",
                   talk=[("server", "r\n"), ("server", "pong\n")],
                   about="A second handshake in TLS 1.2, which the server wants", **again)
    # RFC 5246 §7.4.1.1: the second handshake counts like the first; without the key log nobody sees it.
    yield Scenario("more", "renegotiation-proof-openssl-openssl", "openssl", "openssl", server_talks="aloud",
                   identity="client-p256", talk=["ping\n", ("server", "R\n"), "ping\n"], server_authority=True,
                   facts=[Facts(version="1.2", asked=True, asked_sealed=True, client="sent")], has=(tls.REQUEST,),
                   server_more=["-no_resumption_on_reneg"],
                   about="A second handshake in TLS 1.2, encrypted, in which the client has to prove itself", **again)
    for client, server in (("openssl", "openssl"), ("gnutls", "openssl"), ("openssl", "gnutls"), ("openssl", "go")):
        turn = "K\n" if client == "openssl" else "^rekey^\n"
        yield Scenario("more", f"key-update-{client}-{server}", client, server, talk=["ping\n", turn, "ping\n"],
                       has=(tls.KEY_UPDATE,), client_more=["--inline-commands"] if client == "gnutls" else [],
                       about="Both sides change their keys, and speak again")
    for version in ("1.2", "1.3"):
        yield Scenario("more", f"fragments-{version}-openssl-openssl", "openssl", "openssl", version, "server-rsa",
                       ask="require", identity="client-rsa", server_more=["-max_send_frag", "512"],
                       client_more=["-max_send_frag", "512"], about="Messages in records of at most 512 bytes")
        yield Scenario("more", f"fragments-{version}-gnutls-gnutls", "gnutls", "gnutls", version, "server-rsa",
                       ask="require", identity="client-rsa", server_more=["--recordsize", "512"],
                       client_more=["--recordsize", "512"], about="Records that the other side wants small")
        yield Scenario("more", f"protocols-{version}-openssl-go", "openssl", "go", version, alpn="http/1.1,zz",
                       about="An application protocol is agreed on")
        yield Scenario("more", f"protocols-{version}-go-openssl", "go", "openssl", version, alpn="http/1.1,zz",
                       about="An application protocol is agreed on")
        yield Scenario("more", f"nameless-{version}-openssl-openssl", "openssl", "openssl", version, sni=None,
                       about="No server name in the ClientHello, and none asked for")
        yield Scenario("more", f"named-{version}-openssl-openssl", "openssl", "openssl", version, sni=None,
                       hostname="www.example.com", about="No server name in the ClientHello; it is asked for")
        yield Scenario("more", f"address-{version}-gnutls-go", "gnutls", "go", version, sni=None, insecure=True,
                       ip="127.0.0.1", about="No server name in the ClientHello; asked for the address")
        yield Scenario("more", f"renamed-{version}-openssl-openssl", "openssl", "openssl", version,
                       hostname="www.example.org",
                       about="The certificate is for the server name, but not for what is asked",
                       facts=[Facts(version=version, server_name=FAIL)])
        for bad in ("other", "expired", "host", "for-clients", "short"):
            yield Scenario("more", f"insecure-{version}-{bad}-openssl-openssl", "openssl", "openssl", version,
                           f"server-{bad}", insecure=True,
                           facts=[Facts(version=version, server_chain=PASS if bad == "host" else FAIL,
                                        server_name=FAIL if bad == "host" else PASS)],
                           about=f"The certificate is wrong ({bad}), and the client goes on")
        for bad in ("other", "expired", "for-servers"):
            yield Scenario("more", f"lenient-{version}-{bad}-openssl-openssl", "openssl", "openssl", version,
                           ask="request", identity=f"client-{bad}",
                           facts=[Facts(version=version, asked=True, client="sent", client_chain=FAIL)],
                           about=f"The client's certificate is wrong ({bad}), and the server goes on")
    for client, server in (("openssl", "openssl"), ("gnutls", "go"), ("go", "gnutls")):
        yield Scenario("more", f"older-{client}-{server}", client, server, "1.2", server_version="any",
                       about="The client knows TLS 1.2 alone, and the server says in its random that it knows more")
    for version, one, other in (("1.3", "rsa_pss_rsae_sha512", "rsa_pss_rsae_sha384"),
                                ("1.2", "RSA+SHA512", "RSA+SHA384")):
        yield Scenario("more", f"algorithms-{version}-openssl-openssl", "openssl", "openssl", version, "server-rsa",
                       ask="require", identity="client-rsa",
                       client_more=["-sigalgs", one + ":RSA+SHA256", "-client_sigalgs", other],
                       server_more=["-client_sigalgs", other + ":RSA+SHA256"],
                       about="Each side names signature schemes of its own")


def large():
    """What is too large to keep: a certificate of 64 KB, a chain of 100."""
    for version in ("1.2", "1.3"):
        for kind in ("large", "many"):
            for client, server in (("openssl", "openssl"), ("go", "go")):
                yield Scenario("large", f"{kind}-{version}-{client}-{server}", client, server, version,
                               f"server-{kind}", insecure=True,
                               facts=[Facts(version=version, server_chain=[PASS, FAIL] if kind == "many" else PASS)],
                               about="A certificate of 64 KB" if kind == "large" else "A chain of 100 certificates")


ALL = (peers, clients, refusals, suites, sessions, more)


def scenarios(folders=None):
    for group in ALL + ((large,) if "large" in (folders or ()) else ()):
        for scenario in group():
            if not folders or scenario.folder in folders:
                yield scenario
