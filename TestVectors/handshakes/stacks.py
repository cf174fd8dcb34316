"""How to start OpenSSL, GnuTLS and Go as client and as server for one scenario.

Each function gives arguments and environment; those of clients give a list of arguments, one per time it is started.
"""

import os
import shlex

# OpenSSL's name: the number, the name in Go if it is there, and GnuTLS's key exchange, cipher and MAC.
SUITES = {
    "ECDHE-RSA-AES128-GCM-SHA256": (0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA", "AES-128-GCM",
        "AEAD"),
    "ECDHE-RSA-AES256-GCM-SHA384": (0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA", "AES-256-GCM",
        "AEAD"),
    "ECDHE-ECDSA-AES128-GCM-SHA256": (0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA",
        "AES-128-GCM", "AEAD"),
    "ECDHE-ECDSA-AES256-GCM-SHA384": (0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA",
        "AES-256-GCM", "AEAD"),
    "ECDHE-RSA-CHACHA20-POLY1305": (0xCCA8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA",
        "CHACHA20-POLY1305", "AEAD"),
    "ECDHE-ECDSA-CHACHA20-POLY1305": (0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA",
        "CHACHA20-POLY1305", "AEAD"),
    "ECDHE-ECDSA-AES128-CCM": (0xC0AC, None, "ECDHE-ECDSA", "AES-128-CCM", "AEAD"),
    "ECDHE-ECDSA-AES256-CCM": (0xC0AD, None, "ECDHE-ECDSA", "AES-256-CCM", "AEAD"),
    "ECDHE-ECDSA-AES128-CCM8": (0xC0AE, None, "ECDHE-ECDSA", "AES-128-CCM-8", "AEAD"),
    "ECDHE-ECDSA-AES256-CCM8": (0xC0AF, None, "ECDHE-ECDSA", "AES-256-CCM-8", "AEAD"),
    "ECDHE-RSA-AES128-SHA": (0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA", "AES-128-CBC", "SHA1"),
    "ECDHE-RSA-AES256-SHA": (0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA", "AES-256-CBC", "SHA1"),
    "ECDHE-RSA-AES128-SHA256": (0xC027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA", "AES-128-CBC", "SHA256"),
    "ECDHE-RSA-AES256-SHA384": (0xC028, None, "ECDHE-RSA", "AES-256-CBC", "SHA384"),
    "ECDHE-ECDSA-AES128-SHA256": (0xC023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "ECDHE-ECDSA", "AES-128-CBC",
        "SHA256"),
    "ECDHE-ECDSA-AES256-SHA384": (0xC024, None, "ECDHE-ECDSA", "AES-256-CBC", "SHA384"),
    "DHE-RSA-AES128-GCM-SHA256": (0x009E, None, "DHE-RSA", "AES-128-GCM", "AEAD"),
    "DHE-RSA-AES256-GCM-SHA384": (0x009F, None, "DHE-RSA", "AES-256-GCM", "AEAD"),
    "DHE-RSA-CHACHA20-POLY1305": (0xCCAA, None, "DHE-RSA", "CHACHA20-POLY1305", "AEAD"),
    "DHE-RSA-AES128-CCM": (0xC09E, None, "DHE-RSA", "AES-128-CCM", "AEAD"),
    "DHE-RSA-AES256-CCM8": (0xC0A3, None, "DHE-RSA", "AES-256-CCM-8", "AEAD"),
    "DHE-RSA-AES128-SHA": (0x0033, None, "DHE-RSA", "AES-128-CBC", "SHA1"),
    "DHE-RSA-AES256-SHA256": (0x006B, None, "DHE-RSA", "AES-256-CBC", "SHA256"),
    "AES128-GCM-SHA256": (0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", "RSA", "AES-128-GCM", "AEAD"),
    "AES256-GCM-SHA384": (0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", "RSA", "AES-256-GCM", "AEAD"),
    "AES128-CCM": (0xC09C, None, "RSA", "AES-128-CCM", "AEAD"),
    "AES256-CCM8": (0xC0A1, None, "RSA", "AES-256-CCM-8", "AEAD"),
    "AES128-SHA": (0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", "RSA", "AES-128-CBC", "SHA1"),
    "AES256-SHA256": (0x003D, None, "RSA", "AES-256-CBC", "SHA256"),
    # TLS 1.3
    "TLS_AES_128_GCM_SHA256": (0x1301, "TLS_AES_128_GCM_SHA256", None, "AES-128-GCM", "AEAD"),
    "TLS_AES_256_GCM_SHA384": (0x1302, "TLS_AES_256_GCM_SHA384", None, "AES-256-GCM", "AEAD"),
    "TLS_CHACHA20_POLY1305_SHA256": (0x1303, "TLS_CHACHA20_POLY1305_SHA256", None, "CHACHA20-POLY1305", "AEAD"),
    "TLS_AES_128_CCM_SHA256": (0x1304, None, None, "AES-128-CCM", "AEAD"),
    "TLS_AES_128_CCM_8_SHA256": (0x1305, None, None, "AES-128-CCM-8", "AEAD"),
}

# A name of a group: OpenSSL's, GnuTLS's, Go's number.
GROUPS = {
    "x25519": ("X25519", "GROUP-X25519", "29"),
    "p256": ("P-256", "GROUP-SECP256R1", "23"),
    "p384": ("P-384", "GROUP-SECP384R1", "24"),
    "p521": ("P-521", "GROUP-SECP521R1", "25"),
    "x448": ("X448", "GROUP-X448", None),
    "ffdhe2048": ("ffdhe2048", "GROUP-FFDHE2048", None),
}


class Missing(Exception):
    """A stack cannot do what a scenario wants, or is not installed."""


class Place:
    """Where keys and programs are."""

    def __init__(self, keys, work, peer):
        self.keys, self.work, self.peer = keys, work, peer
        self.openssl = os.environ.get("OPENSSL", "openssl")
        self.newer = shlex.split(os.environ.get("OPENSSL_NEW", ""))

    def program(self, stack):
        """How to call an openssl: the ordinary one, or for `openssl35` the newer one, if there is one."""
        if stack == "openssl":
            return [self.openssl]
        if not self.newer:
            raise Missing("there is no $OPENSSL_NEW")
        return self.newer

    def key(self, name):
        return os.path.join(self.keys, name)


def openssl_environment(place, scenario, role):
    options = []
    if not scenario.etm:
        options.append("-EncryptThenMac")
    if not scenario.ems:
        options.append("-ExtendedMasterSecret")
    if scenario.resume == "id":
        options.append("-SessionTicket")
    lines = ["openssl_conf = start", "[start]", "ssl_conf = part", "[part]", "system_default = settings", "[settings]",
             "CipherString = DEFAULT:@SECLEVEL=0"]
    if options:
        lines.append("Options = " + ",".join(options))
    path = os.path.join(place.work, f"{role}.cnf")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")
    return {"OPENSSL_CONF": path}


def openssl_common(scenario, version):
    arguments = {"1.2": ["-tls1_2"], "1.3": ["-tls1_3"], "any": []}[version]
    if scenario.suite:
        arguments += ["-cipher", scenario.suite + ":@SECLEVEL=0"] if scenario.version == "1.2" else \
            ["-ciphersuites", scenario.suite]
    return arguments


def without_leaf(place, identity):
    """The file with the rest of a chain, made from the chain's file."""
    with open(place.key(identity + ".chain")) as file:
        text = file.read()
    marker = "-----END CERTIFICATE-----\n"
    rest = text.split(marker, 1)[1]
    path = os.path.join(place.work, identity + ".rest")
    with open(path, "w") as file:
        file.write(rest)
    return path if rest else None


def openssl_identity(place, identity):
    arguments = ["-cert", place.key(identity + ".pem"), "-key", place.key(identity + ".key")]
    rest = without_leaf(place, identity)
    return arguments + (["-cert_chain", rest] if rest else [])


def openssl_server(place, scenario, address, port, keylog):
    host = f"[{address}]" if ":" in address else address
    arguments = place.program(scenario.server) + ["s_server", "-accept", f"{host}:{port}", "-keylogfile", keylog,
                 "-naccept", str(scenario.connections)]
    arguments += openssl_common(scenario, scenario.server_version or scenario.version)
    if "-nocert" not in scenario.server_more:
        arguments += openssl_identity(place, scenario.key)
    if scenario.server_groups or scenario.groups:
        names = scenario.server_groups or scenario.groups
        arguments += ["-groups", ":".join(GROUPS[name][0] for name in names)]
    if scenario.server_authority:
        arguments += ["-CAfile", place.key("roots.pem")]
    if scenario.ask != "no":
        arguments += ["-verify" if scenario.ask == "request" else "-Verify", "3"]
        if scenario.ask != "request":
            arguments += ["-verify_return_error"]
        arguments += ["-CAfile", place.key("roots.pem")]
    if scenario.staple:
        arguments += ["-status_file", place.key("ocsp-p256.der")]
    if scenario.version == "1.3":
        arguments += ["-num_tickets", str(scenario.tickets)]
    if scenario.alpn:
        arguments += ["-alpn", scenario.alpn.split(",")[0]]
    if scenario.early:
        arguments += ["-early_data", "-max_early_data", "1000"]
    if scenario.suite and scenario.suite.startswith("DHE"):
        arguments += ["-dhparam", place.key("dh.pem")]
    if scenario.reneg:
        arguments += ["-client_renegotiation"]
    if not scenario.server_talks and not scenario.early:
        arguments += ["-rev"]
    return arguments + scenario.server_more, openssl_environment(place, scenario, "server")


def openssl_client(place, scenario, address, port, keylog):
    host = f"[{address}]" if ":" in address else address
    arguments = place.program(scenario.client) + ["s_client", "-connect", f"{host}:{port}", "-keylogfile", keylog]
    arguments += openssl_common(scenario, scenario.version)
    if scenario.identity:
        arguments += openssl_identity(place, scenario.identity)
    arguments += ["-CAfile", place.key("roots.pem")]
    if not scenario.insecure:
        arguments += ["-verify", "3", "-verify_return_error"]
        arguments += ["-verify_hostname", "www.example.com"] if scenario.sni else []
    arguments += ["-servername", scenario.sni] if scenario.sni else ["-noservername"]
    if scenario.groups:
        arguments += ["-groups", ":".join(GROUPS[name][0] for name in scenario.groups)]
    if scenario.staple:
        arguments += ["-status"]
    if scenario.alpn:
        arguments += ["-alpn", scenario.alpn]
    if scenario.pha:
        arguments += ["-enable_pha"]
    arguments += scenario.client_more
    environment = openssl_environment(place, scenario, "client")
    if scenario.connections == 1:
        return [arguments], environment
    session, early = os.path.join(place.work, "session.pem"), []
    if scenario.early:
        early = ["-early_data", os.path.join(place.work, "early.txt")]
        with open(early[1], "w") as file:
            file.write("early\n")
    return [arguments + ["-sess_out", session], arguments + ["-sess_in", session] + early], environment


def gnutls_priority(scenario, groups, version):
    version = "+VERS-TLS1.3:+VERS-TLS1.2" if version == "any" else "+VERS-TLS" + version
    if scenario.suite:
        _, _, exchange, cipher, mac = SUITES[scenario.suite]
        parts = ["NONE", version, "+" + cipher, "+" + mac, "+COMP-NULL", "+SIGN-ALL", "+CTYPE-ALL"]
        parts.append("+" + (exchange or "ECDHE-RSA:+ECDHE-ECDSA:+DHE-RSA"))
    else:
        parts = ["NORMAL", "-VERS-ALL", version, "-GROUP-ALL"]
    parts += ["+" + GROUPS[name][1] for name in groups] if groups else ["+GROUP-ALL"]
    if not scenario.etm:
        parts.append("%NO_ETM")
    if not scenario.ems:
        parts.append("%NO_SESSION_HASH")
    if scenario.gnutls_more:
        parts.append(scenario.gnutls_more)
    return ":".join(parts)


def gnutls_server(place, scenario, address, port, keylog):
    arguments = ["gnutls-serv", "-p", str(port), "--echo", "--x509certfile", place.key(scenario.key + ".chain"),
                 "--x509keyfile", place.key(scenario.key + ".key"),
                 "--priority", gnutls_priority(scenario, scenario.server_groups or scenario.groups,
                                               scenario.server_version or scenario.version)]
    if scenario.pha:
        arguments += ["--x509cafile", place.key("roots.pem"), "--disable-client-cert"]
    elif scenario.ask == "no":
        arguments += ["--disable-client-cert"]
    else:
        arguments += ["--x509cafile", place.key("roots.pem")]
        if scenario.ask != "request":
            arguments += ["--require-client-cert", "--verify-client-cert"]
    if scenario.resume != "ticket" and not (scenario.version == "1.3" and scenario.tickets):
        arguments += ["--noticket"]
    if scenario.staple:
        arguments += ["--ocsp-response", place.key("ocsp-p256.der"), "--ignore-ocsp-response-errors"]
    if scenario.early:
        arguments += ["--earlydata"]
    if scenario.alpn:
        arguments += ["--alpn", scenario.alpn.split(",")[0]]
    return arguments + scenario.server_more, {"SSLKEYLOGFILE": keylog}


def gnutls_client(place, scenario, address, port, keylog):
    arguments = ["gnutls-cli", address, "-p", str(port), "--x509cafile", place.key("roots.pem"),
                 "--priority", gnutls_priority(scenario, scenario.groups, scenario.version)]
    if scenario.sni:
        arguments += ["--sni-hostname", scenario.sni, "--verify-hostname", scenario.sni]
    else:
        arguments += ["--disable-sni"]
    if scenario.insecure:
        arguments += ["--insecure"]
    if not scenario.staple:
        arguments += ["--no-ocsp"]
    if scenario.identity:
        arguments += ["--x509certfile", place.key(scenario.identity + ".chain"),
                      "--x509keyfile", place.key(scenario.identity + ".key")]
    if scenario.pha:
        arguments += ["--post-handshake-auth"]
    if scenario.resume == "id":
        arguments += ["--noticket"]
    for name in (scenario.alpn or "").split(","):
        arguments += ["--alpn", name] if name else []
    if scenario.connections == 2:
        arguments += ["--resume"] + (["--waitresumption"] if scenario.version == "1.3" else [])
    if scenario.early:
        path = os.path.join(place.work, "early.txt")
        with open(path, "w") as file:
            file.write("early\n")
        arguments += ["--earlydata", path]
    return [arguments + scenario.client_more], {"SSLKEYLOGFILE": keylog}


def go_common(place, scenario, version, identity, groups, keylog):
    arguments = ["-version", version, "-keylog", keylog, "-roots", place.key("roots.pem")]
    if scenario.suite and scenario.version == "1.2":
        if SUITES[scenario.suite][1] is None:
            raise Missing("Go has no " + scenario.suite)
        arguments += ["-suites", SUITES[scenario.suite][1]]
    if identity:
        arguments += ["-certificate", place.key(identity + ".chain"), "-key", place.key(identity + ".key")]
    if groups:
        arguments += ["-groups", ",".join(GROUPS[name][2] for name in groups)]
    if scenario.alpn:
        arguments += ["-alpn", scenario.alpn]
    arguments += ["-connections", str(scenario.connections)]
    if scenario.resume is None and not scenario.tickets:
        arguments += ["-no-tickets"]
    return arguments


def go_server(place, scenario, address, port, keylog):
    host = f"[{address}]" if ":" in address else address
    arguments = [place.peer, "server", "-listen", f"{host}:{port}"]
    arguments += go_common(place, scenario, scenario.server_version or scenario.version, scenario.key,
                           scenario.server_groups or scenario.groups, keylog)
    arguments += ["-ask", {"require": "verify"}.get(scenario.ask, scenario.ask)]
    if scenario.staple:
        arguments += ["-staple", place.key("ocsp-p256.der")]
    if scenario.sct:
        arguments += ["-scts", place.key("sct.bin")]
    return arguments + scenario.server_more, {}


def go_client(place, scenario, address, port, keylog):
    host = f"[{address}]" if ":" in address else address
    arguments = [place.peer, "client", "-connect", f"{host}:{port}", "-name", scenario.sni or ""]
    arguments += go_common(place, scenario, scenario.version, scenario.identity, scenario.groups, keylog)
    if scenario.insecure:
        arguments += ["-insecure"]
    if scenario.always:
        arguments += ["-always"]
    if scenario.reneg:
        arguments += ["-renegotiate"]
    return [arguments + scenario.client_more], {}


SERVERS = {"openssl": openssl_server, "openssl35": openssl_server, "gnutls": gnutls_server, "go": go_server}
CLIENTS = {"openssl": openssl_client, "openssl35": openssl_client, "gnutls": gnutls_client, "go": go_client}
