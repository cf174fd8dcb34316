"""Takes a recorded connection apart with its key log, and puts it together again: records, messages, Finished.

`Conversation` opens every record for which there is a secret. Its messages can be changed, added or removed; `sealed()`
gives the events of the changed connection, encrypted with the same keys. It verifies no certificate and no signature.
"""

import dataclasses
import hashlib
import struct

import capture
import primitives
from primitives import exclusive, expand_label

CHANGE, ALERT, HANDSHAKE, DATA = 20, 21, 22, 23
HELLO_REQUEST, CLIENT_HELLO, SERVER_HELLO, TICKET, END_OF_EARLY_DATA, ENCRYPTED_EXTENSIONS = 0, 1, 2, 4, 5, 8
CERTIFICATE, KEY_EXCHANGE, REQUEST, DONE, VERIFY, CLIENT_EXCHANGE, FINISHED = 11, 12, 13, 14, 15, 16, 20
STATUS, KEY_UPDATE, COMPRESSED, HASHED = 22, 24, 25, 254
RETRY = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")


def _suites():
    result = {}

    def add(cipher, size, hash_, *numbers):
        for number in numbers:
            result[number] = (cipher, size, hash_)

    add("gcm", 16, "sha256", 0xC02F, 0xC02B, 0x009E, 0x009C, 0x1301)
    add("gcm", 32, "sha384", 0xC030, 0xC02C, 0x009F, 0x009D, 0x1302)
    add("chacha", 32, "sha256", 0xCCA8, 0xCCA9, 0xCCAA, 0x1303)
    add("ccm", 16, "sha256", 0xC0AC, 0xC09E, 0xC09C, 0x1304)
    add("ccm", 32, "sha256", 0xC0AD, 0xC09F, 0xC09D)
    add("ccm8", 16, "sha256", 0xC0AE, 0xC0A2, 0xC0A0, 0x1305)
    add("ccm8", 32, "sha256", 0xC0AF, 0xC0A3, 0xC0A1)
    add("sha1", 16, "sha256", 0xC013, 0xC009, 0x0033, 0x002F)
    add("sha1", 32, "sha256", 0xC014, 0xC00A, 0x0039, 0x0035)
    add("sha256", 16, "sha256", 0xC027, 0xC023, 0x0067, 0x003C)
    add("sha256", 32, "sha256", 0x006B, 0x003D)
    add("sha384", 32, "sha384", 0xC028, 0xC024)
    return result


SUITES = _suites()


def aead(cipher, key):
    if cipher == "gcm":
        return primitives.GCM(key)
    if cipher == "chacha":
        return primitives.ChaChaPoly(key)
    return primitives.CCM(key, 16 if cipher == "ccm" else 8)


class Keys13:
    """One direction's keys in TLS 1.3, from a traffic secret (RFC 8446 §7.3)."""

    def __init__(self, suite, secret):
        cipher, size, self.hash = SUITES[suite]
        self.suite, self.secret, self.sequence = suite, secret, 0
        self.aead = aead(cipher, expand_label(self.hash, secret, "key", b"", size))
        self.vector = expand_label(self.hash, secret, "iv", b"", 12)

    def _nonce(self):
        nonce = exclusive(self.vector, bytes(4) + struct.pack(">Q", self.sequence))
        self.sequence += 1
        return nonce

    def open(self, record):
        before = self.sequence
        inner = self.aead.open(self._nonce(), record.fragment, b"\x17\3\3" + struct.pack(">H", len(record.fragment)))
        if inner is None:
            self.sequence = before
            return False
        stripped = inner.rstrip(b"\0")
        record.kind, record.plain = stripped[-1], stripped[:-1]
        record.padding = len(inner) - len(stripped)
        return True

    def seal(self, record):
        inner = record.plain + bytes([record.kind]) + bytes(record.padding)
        return DATA, self.aead.seal(self._nonce(), inner, b"\x17\3\3" + struct.pack(">H", len(inner) + self.aead.tag))

    def next(self):
        size = len(self.secret)
        return Keys13(self.suite, expand_label(self.hash, self.secret, "traffic upd", b"", size))

    def again(self):
        return Keys13(self.suite, self.secret)


class Keys12:
    """One direction's keys in TLS 1.2, from a master secret (RFC 5246 §6.3)."""

    def __init__(self, suite, master, randoms, from_client, etm):
        self.parts = (suite, master, randoms, from_client, etm)
        self.cipher, size, hash_ = SUITES[suite]
        self.etm, self.sequence = etm, 0
        macs = {"sha1": 20, "sha256": 32, "sha384": 48}.get(self.cipher, 0)
        fixed = 12 if self.cipher == "chacha" else 0 if macs else 4
        block = primitives.prf(hash_, master, "key expansion", randoms[1] + randoms[0], 2 * (macs + size + fixed))
        place, pieces = 0, []
        for length in (macs, macs, size, size, fixed, fixed):
            pieces.append(block[place:place + length])
            place += length
        side = 0 if from_client else 1
        self.mac_key, key, self.fixed = pieces[side], pieces[2 + side], pieces[4 + side]
        self.aead = None if macs else aead(self.cipher, key)
        self.aes = primitives.AES(key) if macs else None

    def again(self):
        return Keys12(*self.parts)

    def _head(self, kind, size):
        head = struct.pack(">QBHH", self.sequence, kind, 0x0303, size)
        return head

    def open(self, record):
        data, kind = record.fragment, record.outer
        if self.aead:
            if self.cipher == "chacha":
                record.explicit, nonce = b"", exclusive(self.fixed, bytes(4) + struct.pack(">Q", self.sequence))
            else:
                record.explicit, nonce = data[:8], self.fixed + data[:8]
            body = data[len(record.explicit):]
            plain = self.aead.open(nonce, body, self._head(kind, len(body) - self.aead.tag))
        else:
            plain = self._open_blocks(record, data, kind)
        if plain is None:
            return False
        self.sequence += 1
        record.kind, record.plain = kind, plain
        return True

    def _open_blocks(self, record, data, kind):
        size = len(self.mac_key)
        if self.etm:
            data, tag = data[:-size], data[-size:]
            if primitives.mac(self.cipher, self.mac_key, self._head(kind, len(data)) + data) != tag:
                return None
        record.explicit = data[:16]
        padded = primitives.cbc_decrypt(self.aes, data[:16], data[16:])
        record.padding = padded[-1]
        inner = padded[:-1 - padded[-1]]
        if self.etm:
            return inner
        plain, tag = inner[:-size], inner[-size:]
        return plain if primitives.mac(self.cipher, self.mac_key, self._head(kind, len(plain)) + plain) == tag else None

    def seal(self, record):
        kind, plain = record.kind, record.plain
        if self.aead:
            if self.cipher == "chacha":
                explicit, nonce = b"", exclusive(self.fixed, bytes(4) + struct.pack(">Q", self.sequence))
            else:
                explicit = record.explicit or struct.pack(">Q", self.sequence)
                nonce = self.fixed + explicit
            result = explicit + self.aead.seal(nonce, plain, self._head(kind, len(plain)))
        else:
            explicit = record.explicit or hashlib.sha256(self.mac_key + struct.pack(">Q", self.sequence)).digest()[:16]
            inner = plain
            if not self.etm:
                inner += primitives.mac(self.cipher, self.mac_key, self._head(kind, len(plain)) + plain)
            count = 15 - len(inner) % 16
            result = explicit + primitives.cbc_encrypt(self.aes, explicit, inner + bytes([count]) * (count + 1))
            if self.etm:
                result += primitives.mac(self.cipher, self.mac_key, self._head(kind, len(result)) + result)
        self.sequence += 1
        return kind, result


@dataclasses.dataclass
class Record:
    from_client: bool
    outer: int
    version: bytes
    fragment: bytes
    event: int  # the event with which it was complete
    kind: int = None
    plain: bytes = None
    padding: int = 0
    explicit: bytes = b""
    keys: object = None  # None: in the clear
    sealed: bool = False  # nobody could open it


@dataclasses.dataclass
class Message:
    """A handshake message; `body` may be changed, and `gone` set."""
    from_client: bool
    kind: int
    body: bytes
    records: list
    gone: bool = False
    kept: bool = False  # not to be repaired
    raw: bytes = None  # instead of kind, length and body

    def bytes(self):
        if self.gone:
            return b""
        return self.raw if self.raw is not None else bytes([self.kind]) + len(self.body).to_bytes(3, "big") + self.body


def key_log(text):
    result = {}
    for line in text.splitlines():
        parts = line.split()
        if len(parts) == 3:
            result[parts[0], bytes.fromhex(parts[1])] = bytes.fromhex(parts[2])
    return result


def vector(data, offset, size):
    length = int.from_bytes(data[offset:offset + size], "big")
    return data[offset + size:offset + size + length], offset + size + length


def extensions(data):
    result, offset = {}, 0
    while offset + 4 <= len(data):
        kind = int.from_bytes(data[offset:offset + 2], "big")
        result[kind], offset = vector(data, offset + 2, 2)
    return result


def server_hello(body):
    session, offset = vector(body, 34, 1)
    suite = int.from_bytes(body[offset:offset + 2], "big")
    found = extensions(vector(body, offset + 3, 2)[0]) if offset + 3 < len(body) else {}
    return body[2:34], session, suite, found


def client_hello(body):
    session, offset = vector(body, 34, 1)
    suites, offset = vector(body, offset, 2)
    _, offset = vector(body, offset, 1)
    return body[2:34], session, suites, extensions(vector(body, offset, 2)[0]) if offset < len(body) else {}


class Conversation:
    """One connection of a recording."""

    def __init__(self, events, secrets):
        self.events, self.secrets = events, secrets
        self.records, self.messages = [], []
        self.version = self.suite = None
        self.randoms = [b"", b""]
        self.resumed = self.etm = False
        self._split()
        self._open()

    # --- Taking apart -----------------------------------------------------------------------------------------------

    def _split(self):
        waiting = {True: b"", False: b""}
        for number, event in enumerate(self.events):
            if event.kind != "data":
                continue
            data = waiting[event.from_client] + event.data
            while len(data) >= 5 and len(data) >= 5 + int.from_bytes(data[3:5], "big"):
                end = 5 + int.from_bytes(data[3:5], "big")
                self.records.append(Record(event.from_client, data[0], data[1:3], data[5:end], number))
                data = data[end:]
            waiting[event.from_client] = data
        self.rest = waiting

    def _secret(self, label):
        return self.secrets.get((label, self.randoms[0]))

    def _look_ahead(self):
        """Whether this is TLS 1.3, and with which suite: early data comes before the server's hello."""
        for record in self.records:
            if not record.from_client and record.outer == HANDSHAKE and record.fragment[:1] == b"\2":
                random, _, suite, found = server_hello(record.fragment[4:])
                if random != RETRY:
                    self.version = "1.3" if 43 in found else "1.2"
                    self.suite = suite
                    return

    def _open(self):
        self._look_ahead()
        keys = {True: None, False: None}
        partial = {True: (b"", []), False: (b"", [])}
        self.hellos = 0
        for record in self.records:
            side = record.from_client
            if record.outer == CHANGE and self.version != "1.2":
                record.kind, record.plain = CHANGE, record.fragment
                continue
            use = keys[side]
            if use is None:
                record.kind, record.plain = record.outer, record.fragment
                if record.outer == DATA:
                    self._early(record)
            elif use == "unknown" or not use.open(record):
                if self.version == "1.3" and side and self._plain_alert(record):
                    pass
                else:
                    record.sealed = True
            else:
                record.keys = use
            if record.sealed:
                continue
            if record.kind == CHANGE:
                keys[side] = self._keys12(side)
                continue
            if record.kind != HANDSHAKE:
                continue
            data, held = partial[side]
            data, held = data + record.plain, held + [record]
            while len(data) >= 4 and len(data) >= 4 + int.from_bytes(data[1:4], "big"):
                end = 4 + int.from_bytes(data[1:4], "big")
                message = Message(side, data[0], data[4:end], list(held))
                self.messages.append(message)
                data, held = data[end:], [record] if len(data) > end else []
                self._follow(message, keys)
            partial[side] = (data, held)

    def _plain_alert(self, record):
        if record.outer == ALERT and len(record.fragment) == 2:
            record.kind, record.plain = ALERT, record.fragment
            return True
        return False

    def _early(self, record):
        secret = self._secret("CLIENT_EARLY_TRAFFIC_SECRET")
        if secret is None:
            record.sealed = True
            return
        if not hasattr(self, "early"):
            self.early = Keys13(self.suite, secret)
        if self.early.open(record):
            record.keys = self.early
        else:
            record.sealed = True

    def _keys12(self, side):
        master = self._secret("CLIENT_RANDOM")
        if master is None or self.suite not in SUITES:
            return "unknown"
        return Keys12(self.suite, master, list(self.randoms), side, self.etm)

    def _follow(self, message, keys):
        if message.kind == CLIENT_HELLO:
            self.randoms[0], _, _, _ = client_hello(message.body)
        elif message.kind == SERVER_HELLO:
            random, session, self.suite, found = server_hello(message.body)
            if random == RETRY:
                return
            self.randoms[1] = random
            self.version = "1.3" if 43 in found else "1.2"
            self.etm = 22 in found
            if self.version == "1.3":
                self.resumed = 41 in found
                for side, name in ((True, "CLIENT"), (False, "SERVER")):
                    secret = self._secret(name + "_HANDSHAKE_TRAFFIC_SECRET")
                    early = side and hasattr(self, "early")
                    self.client_handshake = Keys13(self.suite, secret) if side and secret else None \
                        if side else self.client_handshake
                    if early:
                        keys[side] = self.early
                    else:
                        keys[side] = Keys13(self.suite, secret) if secret else "unknown"
        elif self.version == "1.3" and message.kind == END_OF_EARLY_DATA:
            keys[True] = self.client_handshake
        elif self.version == "1.3" and message.kind == ENCRYPTED_EXTENSIONS and hasattr(self, "early"):
            if 42 not in extensions(vector(message.body, 0, 2)[0]):
                keys[True] = self.client_handshake  # refused
        elif self.version == "1.3" and message.kind == FINISHED:
            name = "CLIENT" if message.from_client else "SERVER"
            if not getattr(self, "done" + name, False):
                secret = self._secret(name + "_TRAFFIC_SECRET_0")
                keys[message.from_client] = Keys13(self.suite, secret) if secret else "unknown"
                setattr(self, "done" + name, True)
        elif self.version == "1.3" and message.kind == KEY_UPDATE:
            keys[message.from_client] = keys[message.from_client].next()

    # --- Finished and proofs -----------------------------------------------------------------------------------------

    def finished(self, repair=False, sign=None):
        """For each Finished whether it fits what went before.

        With `repair` it is made to fit, unless the message is marked `kept`; and where `sign` is given, so are proofs:
        it is called with the side, the scheme and what has to be signed, and gives the signature.
        """
        results, transcript = [], []
        hash_ = SUITES[self.suite][2] if self.suite in SUITES else "sha256"
        main = None  # TLS 1.3: the transcript up to the client's Finished
        randoms = [b"", b""]
        for message in self.messages:
            if message.gone or message.kind in (HELLO_REQUEST, KEY_UPDATE) or \
                    message.kind == TICKET and self.version == "1.3":
                continue
            if message.kind == CLIENT_HELLO and self.version != "1.3":
                transcript = []  # a renegotiation starts anew
                randoms[0] = client_hello(message.body)[0]
            if message.kind == SERVER_HELLO:
                randoms[1] = server_hello(message.body)[0]
                if randoms[1] == RETRY:
                    digest = hashlib.new(hash_, b"".join(transcript)).digest()
                    transcript = [bytes([HASHED, 0, 0, len(digest)]) + digest]
            if self.version == "1.3" and main is not None and message.kind == REQUEST:
                transcript = list(main)  # each post-handshake authentication follows the handshake alone
            if message.kind == VERIFY and sign is not None and not message.kept:
                self._sign(message, hash_, b"".join(transcript), sign)
            if message.kind == FINISHED:
                wanted = self._verify_data(message, hash_, b"".join(transcript), randoms[0])
                if wanted is not None:
                    if repair and not message.kept:
                        message.body = wanted
                    results.append((message.from_client, wanted == message.body))
            transcript.append(message.bytes())
            if message.kind == FINISHED and message.from_client and main is None:
                main = list(transcript)
        return results

    def _sign(self, message, hash_, transcript, sign):
        if self.version == "1.3":
            side = b"client" if message.from_client else b"server"
            transcript = b" " * 64 + b"TLS 1.3, " + side + b" CertificateVerify\0" + \
                hashlib.new(hash_, transcript).digest()
        scheme = int.from_bytes(message.body[:2], "big")
        signature = sign(message.from_client, scheme, transcript)
        message.body = message.body[:2] + struct.pack(">H", len(signature)) + signature

    def _verify_data(self, message, hash_, transcript, client_random):
        digest = hashlib.new(hash_, transcript).digest()
        if self.version == "1.3":
            keys = message.records[-1].keys
            if keys is None:
                return None
            key = expand_label(hash_, keys.secret, "finished", b"", len(digest))
            return primitives.mac(hash_, key, digest)
        master = self.secrets.get(("CLIENT_RANDOM", client_random))
        if master is None:
            return None
        label = "client finished" if message.from_client else "server finished"
        return primitives.prf(hash_, master, label, digest, 12)

    # --- Putting together -------------------------------------------------------------------------------------------

    def find(self, kind, from_client, number=0):
        found = [message for message in self.messages
                 if message.kind == kind and message.from_client == from_client]
        return found[number] if number < len(found) else None

    def sealed(self):
        """The events of the connection as its messages now are.

        Messages are written again into the records that they came in; what grew goes into the last of them.
        """
        remaining = {}
        for record in self.records:
            if not record.sealed and record.kind == HANDSHAKE:
                remaining[id(record)] = b""
        for message in self.messages:
            # A message goes whole into the first of its records: fragments are joined.
            remaining[id(message.records[0])] += message.bytes()
        written = []
        for record in self.records:
            plain = remaining.get(id(record), record.plain)
            if plain or record.kind != HANDSHAKE:
                written.append(dataclasses.replace(record, plain=plain))
        return self._events(written)

    def recut(self, size, padding=0):
        """The events of the same messages in records of at most `size` bytes, each with so much padding (TLS 1.3)."""
        written = []
        for record in self.records:
            last = written[-1] if written else None
            if record.sealed or record.kind != HANDSHAKE:
                written.append(record)
            elif (last is not None and not last.sealed and last.kind == HANDSHAKE and last.keys is record.keys
                    and last.from_client == record.from_client):
                last.plain += record.plain
            else:
                written.append(dataclasses.replace(record))
        pieces = []
        for record in written:
            if record.sealed or record.kind != HANDSHAKE:
                pieces.append(record)
                continue
            for offset in range(0, len(record.plain), size):
                pieces.append(dataclasses.replace(record, plain=record.plain[offset:offset + size], explicit=b"",
                                                  padding=padding))
        return self._events(pieces)

    def _events(self, records):
        fresh, output = {}, {}
        for record in records:
            fragment, outer = record.fragment, record.outer
            if not record.sealed:
                if record.keys is None:
                    fragment = record.plain
                else:
                    keys = fresh.setdefault(id(record.keys), record.keys.again())
                    outer, fragment = keys.seal(record)
            data = bytes([outer]) + record.version + struct.pack(">H", len(fragment)) + fragment
            output.setdefault(record.event, []).append(data)
        result = []
        for number, event in enumerate(self.events):
            if event.kind != "data":
                result.append(dataclasses.replace(event))
            elif number in output:
                result.append(capture.Event(event.connection, event.from_client, b"".join(output[number])))
        return result

    def summary(self):
        """What is in it, for a comparison with what was meant."""
        kinds = [(message.from_client, message.kind) for message in self.messages]
        certificate = self.find(CERTIFICATE, True) or self.find(COMPRESSED, True)
        client = "none"
        if (False, REQUEST) in kinds:
            client = "absent"
            if certificate is not None:
                context = certificate.body[0] + 1 if self.version == "1.3" and certificate.kind == CERTIFICATE else 0
                client = "sent" if len(certificate.body) > context + 3 else "empty"
        finished = self.finished()
        resumed = self.resumed
        if self.version == "1.2":
            resumed = (False, CERTIFICATE) not in kinds and (False, SERVER_HELLO) in kinds
        return {"version": self.version, "suite": self.suite, "resumed": resumed, "client": client,
                "server_finished": [fits for from_client, fits in finished if not from_client],
                "client_finished": [fits for from_client, fits in finished if from_client],
                "sealed": sum(record.sealed for record in self.records), "kinds": kinds}


def conversations(events, secrets):
    numbers = list(dict.fromkeys(event.connection for event in events))
    return [Conversation([event for event in events if event.connection == number], secrets) for number in numbers]
