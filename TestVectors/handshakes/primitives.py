"""The ciphers of TLS in plain Python, slow and short: just enough to open and to seal the records of small captures.

Sources: FIPS 197 (AES), SP 800-38D (GCM), SP 800-38C (CCM), RFC 8439 (ChaCha20 and Poly1305), RFC 5869 (HKDF),
RFC 8446 §7.1 (its labels), RFC 5246 §5 (the PRF). `python3 primitives.py` asks one published case of each.
"""

import hashlib
import hmac
import struct


def _boxes():
    box, inverse, p, q = [0] * 256, [0] * 256, 1, 1
    while True:
        p ^= (p << 1) ^ (0x11B if p & 0x80 else 0)
        p &= 0xFF
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        value = q ^ (q << 1 | q >> 7) ^ (q << 2 | q >> 6) ^ (q << 3 | q >> 5) ^ (q << 4 | q >> 4)
        box[p] = (value ^ 0x63) & 0xFF
        if p == 1:
            break
    box[0] = 0x63
    for index, value in enumerate(box):
        inverse[value] = index
    return box, inverse


BOX, INVERSE = _boxes()


def times(a, b):
    result = 0
    while b:
        if b & 1:
            result ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return result


TIMES = {factor: [times(value, factor) for value in range(256)] for factor in (2, 3, 9, 11, 13, 14)}


class AES:
    def __init__(self, key):
        words = [list(key[index:index + 4]) for index in range(0, len(key), 4)]
        count, factor = len(words), 1
        self.rounds = count + 6
        for index in range(count, 4 * (self.rounds + 1)):
            word = list(words[-1])
            if index % count == 0:
                word = [BOX[value] for value in word[1:] + word[:1]]
                word[0] ^= factor
                factor = times(factor, 2)
            elif count > 6 and index % count == 4:
                word = [BOX[value] for value in word]
            words.append([a ^ b for a, b in zip(words[index - count], word)])
        self.keys = [sum(words[4 * index:4 * index + 4], []) for index in range(self.rounds + 1)]

    def encrypt(self, block):
        state = [a ^ b for a, b in zip(block, self.keys[0])]
        for number in range(1, self.rounds + 1):
            state = [BOX[state[(index + 4 * (index % 4)) % 16]] for index in range(16)]
            if number < self.rounds:
                two, three, mixed = TIMES[2], TIMES[3], []
                for column in range(0, 16, 4):
                    a, b, c, d = state[column:column + 4]
                    mixed += [two[a] ^ three[b] ^ c ^ d, a ^ two[b] ^ three[c] ^ d, a ^ b ^ two[c] ^ three[d],
                              three[a] ^ b ^ c ^ two[d]]
                state = mixed
            state = [a ^ b for a, b in zip(state, self.keys[number])]
        return bytes(state)

    def decrypt(self, block):
        state = [a ^ b for a, b in zip(block, self.keys[self.rounds])]
        for number in range(self.rounds - 1, -1, -1):
            state = [INVERSE[state[(index - 4 * (index % 4)) % 16]] for index in range(16)]
            state = [a ^ b for a, b in zip(state, self.keys[number])]
            if number:
                t9, t11, t13, t14, mixed = TIMES[9], TIMES[11], TIMES[13], TIMES[14], []
                for column in range(0, 16, 4):
                    a, b, c, d = state[column:column + 4]
                    mixed += [t14[a] ^ t11[b] ^ t13[c] ^ t9[d], t9[a] ^ t14[b] ^ t11[c] ^ t13[d],
                              t13[a] ^ t9[b] ^ t14[c] ^ t11[d], t11[a] ^ t13[b] ^ t9[c] ^ t14[d]]
                state = mixed
        return bytes(state)


def exclusive(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def blocks(data, size=16):
    return [data[index:index + size] for index in range(0, len(data), size)]


class GCM:
    tag = 16

    def __init__(self, key):
        self.aes = AES(key)
        self.h = int.from_bytes(self.aes.encrypt(bytes(16)), "big")

    def _ghash(self, data):
        y = 0
        for block in blocks(data):
            y ^= int.from_bytes(block.ljust(16, b"\0"), "big")
            product, v = 0, self.h
            for bit in range(127, -1, -1):
                if y >> bit & 1:
                    product ^= v
                v = v >> 1 ^ (0xE1 << 120 if v & 1 else 0)
            y = product
        return y.to_bytes(16, "big")

    def _stream(self, nonce, data):
        return b"".join(exclusive(block, self.aes.encrypt(nonce + struct.pack(">I", 2 + index)))
                        for index, block in enumerate(blocks(data)))

    def _tag(self, nonce, sealed, extra):
        padded = extra + bytes(-len(extra) % 16) + sealed + bytes(-len(sealed) % 16)
        hash_ = self._ghash(padded + struct.pack(">QQ", 8 * len(extra), 8 * len(sealed)))
        return exclusive(hash_, self.aes.encrypt(nonce + b"\0\0\0\1"))

    def seal(self, nonce, data, extra):
        sealed = self._stream(nonce, data)
        return sealed + self._tag(nonce, sealed, extra)

    def open(self, nonce, sealed, extra):
        body, tag = sealed[:-16], sealed[-16:]
        return self._stream(nonce, body) if self._tag(nonce, body, extra) == tag else None


class CCM:
    def __init__(self, key, tag):
        self.aes, self.tag = AES(key), tag

    def _stream(self, nonce, data):
        return b"".join(exclusive(block, self.aes.encrypt(b"\2" + nonce + (index + 1).to_bytes(3, "big")))
                        for index, block in enumerate(blocks(data)))

    def _tag(self, nonce, data, extra):
        flags = (64 if extra else 0) | (self.tag - 2) // 2 << 3 | 2
        text = bytes([flags]) + nonce + len(data).to_bytes(3, "big")
        if extra:
            text += struct.pack(">H", len(extra)) + extra
            text += bytes(-len(text) % 16)
        text += data + bytes(-len(data) % 16)
        state = bytes(16)
        for block in blocks(text):
            state = self.aes.encrypt(exclusive(state, block))
        return exclusive(state, self.aes.encrypt(b"\2" + nonce + b"\0\0\0"))[:self.tag]

    def seal(self, nonce, data, extra):
        return self._stream(nonce, data) + self._tag(nonce, data, extra)

    def open(self, nonce, sealed, extra):
        data = self._stream(nonce, sealed[:-self.tag])
        return data if self._tag(nonce, data, extra) == sealed[-self.tag:] else None


class ChaChaPoly:
    tag = 16

    def __init__(self, key):
        self.key = struct.unpack("<8I", key)

    def _block(self, counter, nonce):
        start = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *self.key, counter, *struct.unpack("<3I", nonce)]
        x = list(start)
        for _ in range(10):
            for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                               (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
                for target, source, other, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                    x[target] = x[target] + x[source] & 0xFFFFFFFF
                    value = x[other] ^ x[target]
                    x[other] = (value << turn | value >> 32 - turn) & 0xFFFFFFFF
        return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(x, start)))

    def _stream(self, nonce, data):
        return b"".join(exclusive(block, self._block(1 + index, nonce)) for index, block in enumerate(blocks(data, 64)))

    def _tag(self, nonce, sealed, extra):
        key = self._block(0, nonce)
        r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
        text = extra + bytes(-len(extra) % 16) + sealed + bytes(-len(sealed) % 16)
        text += struct.pack("<QQ", len(extra), len(sealed))
        total = 0
        for block in blocks(text):
            total = (total + int.from_bytes(block + b"\1", "little")) * r % ((1 << 130) - 5)
        return (total + int.from_bytes(key[16:32], "little") & (1 << 128) - 1).to_bytes(16, "little")

    def seal(self, nonce, data, extra):
        sealed = self._stream(nonce, data)
        return sealed + self._tag(nonce, sealed, extra)

    def open(self, nonce, sealed, extra):
        body = sealed[:-16]
        return self._stream(nonce, body) if self._tag(nonce, body, extra) == sealed[-16:] else None


def cbc_encrypt(aes, vector, data):
    result = []
    for block in blocks(data):
        vector = aes.encrypt(exclusive(vector, block))
        result.append(vector)
    return b"".join(result)


def cbc_decrypt(aes, vector, data):
    result = []
    for block in blocks(data):
        result.append(exclusive(vector, aes.decrypt(block)))
        vector = block
    return b"".join(result)


def mac(hash_, key, data):
    return hmac.new(key, data, hash_).digest()


def expand(hash_, key, info, size):
    result, last, number = b"", b"", 0
    while len(result) < size:
        number += 1
        last = mac(hash_, key, last + info + bytes([number]))
        result += last
    return result[:size]


def expand_label(hash_, secret, label, context, size):
    label = b"tls13 " + label.encode()
    return expand(hash_, secret, struct.pack(">HB", size, len(label)) + label + bytes([len(context)]) + context, size)


def prf(hash_, secret, label, seed, size):
    seed = label.encode() + seed
    result, a = b"", seed
    while len(result) < size:
        a = mac(hash_, secret, a)
        result += mac(hash_, secret, a + seed)
    return result[:size]


def test():
    key = bytes(range(16))
    assert AES(key).encrypt(bytes.fromhex("00112233445566778899aabbccddeeff")).hex() == \
        "69c4e0d86a7b0430d8cdb78070b4c55a"
    assert AES(bytes(range(32))).decrypt(bytes.fromhex("8ea2b7ca516745bfeafc49904b496089")).hex() == \
        "00112233445566778899aabbccddeeff"
    # SP 800-38D's validation suite, test case 4 of the algorithm's first specification.
    gcm = GCM(bytes.fromhex("feffe9928665731c6d6a8f9467308308"))
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    extra = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = gcm.seal(nonce, bytes.fromhex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                           "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"), extra)
    assert sealed[-16:].hex() == "5bc94fbc3221a5db94fae95ae7121a47"
    # SP 800-38C's example 3.
    ccm = CCM(bytes.fromhex("404142434445464748494a4b4c4d4e4f"), 8)
    assert ccm.seal(bytes.fromhex("101112131415161718191a1b"), bytes(range(0x20, 0x38)), bytes(range(20))).hex() == \
        "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"
    # RFC 8439 §2.8.2, its tag.
    chacha = ChaChaPoly(bytes(range(0x80, 0xA0)))
    text = (b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            b"sunscreen would be it.")
    extra = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    nonce = bytes.fromhex("070000004041424344454647")
    assert chacha.seal(nonce, text, extra)[-16:].hex() == "1ae10b594f09e26a7e902ecbd0600691"
    print("5 passed, 0 failed")


if __name__ == "__main__":
    test()
