"""The handshakes to record: who talks to whom, how, and what has to come of it."""

import dataclasses

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
    compress: str = None
    early: bool = False
    pha: bool = False
    reneg: bool = False
    alpn: str = None
    insecure: bool = False
    always: bool = False
    server_sigalgs: str = None
    client_sigalgs: str = None
    server_talks: str = None  # how s_server treats what it reads; else it echoes
    server_more: list = dataclasses.field(default_factory=list)
    client_more: list = dataclasses.field(default_factory=list)
    gnutls_more: str = None
    address: str = "127.0.0.1"
    talk: list = dataclasses.field(default_factory=lambda: ["ping\n"])  # what the client is told, line by line
    about: str = ""
    facts: list = None  # one per connection; made from the rest if there is none
    fails: bool = False  # a side is meant to refuse
    limit: int = 400  # bytes of application data to keep per direction

    def expected(self):
        if self.facts is not None:
            return self.facts
        client = "none"
        if self.ask != "no":
            client = "sent" if self.identity else "empty"
        # Finished follows the wrong certificate in TLS 1.3, and the server answers with an alert.
        first = Facts(version=self.version, static=bool(self.suite) and static(self.suite), asked=self.ask != "no",
                      client=client, server_name=PASS if self.sni else HIDDEN)
        return [first] + [Facts(version=self.version, resumed=True)] * (self.connections - 1)


def static(suite):
    return not suite.startswith(("ECDHE", "DHE", "TLS_"))


SHORT = {"openssl": "openssl", "gnutls": "gnutls", "go": "go"}
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
                    if client != server and key in ("p384", "rsa") and "openssl" not in (client, server):
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


ALL = (peers, clients, refusals)


def scenarios(folders=None):
    for group in ALL:
        for scenario in group():
            if not folders or scenario.folder in folders:
                yield scenario
