"""The generator: what it writes has the right form, is the same each time, and is what its size says."""

import hashlib
import itertools
import json
import os
import tempfile
import unittest

import authority
import certificates
import dataset
import der


def elements(content, start, end):
    """Tag and content of each element between two offsets."""
    found = []
    while start < end:
        first, after = der.element(content, start)
        found.append((content[start], content[first:after]))
        start = after
    return found


class Encoding(unittest.TestCase):
    def test_lengths_take_the_fewest_bytes(self):
        for count, header in (
            (0, "0400"),
            (127, "047f"),
            (128, "048180"),
            (255, "0481ff"),
            (256, "04820100"),
            (65_535, "0482ffff"),
            (65_536, "0483010000"),
        ):
            encoded = der.octet_string(bytes(count))
            self.assertEqual(encoded[: len(encoded) - count].hex(), header)
            self.assertEqual(der.element(encoded, 0), (len(header) // 2, len(encoded)))

    def test_numbers_are_not_negative(self):
        self.assertEqual(der.integer(0), bytes.fromhex("020100"))
        self.assertEqual(der.integer(127), bytes.fromhex("02017f"))
        self.assertEqual(der.integer(128), bytes.fromhex("02020080"))
        self.assertEqual(der.integer(b"\0\0\x80"), bytes.fromhex("02020080"))
        self.assertEqual(der.integer(b"\0\0"), bytes.fromhex("020100"))

    def test_identifiers_have_base_128(self):
        self.assertEqual(der.oid("1.2.840.113549.1.1.11").hex(), "06092a864886f70d01010b")

    def test_pem_has_lines_of_64(self):
        lines = der.pem(bytes(100)).splitlines()
        self.assertEqual([len(line) for line in lines[1:-1]], [64, 64, 8])


class JunkCertificates(unittest.TestCase):
    def setUp(self):
        self.roots = list(certificates.Junk("test").roots(100))

    def test_the_same_seed_gives_the_same_bytes(self):
        self.assertEqual(self.roots, list(certificates.Junk("test").roots(100)))
        self.assertNotEqual(self.roots[0], next(certificates.Junk("another").roots(1)))
        # Whoever changes what is made changes the version too, so that nobody takes old files for new ones.
        digest = hashlib.sha256(b"".join(certificates.Junk("roots").roots(50))).hexdigest()
        self.assertEqual((dataset.VERSION, digest[:16]), (3, "fd737c5070a65e65"))

    def test_sizes_and_names(self):
        self.assertEqual(len({*self.roots}), 100)
        self.assertTrue(900 < sum(map(len, self.roots)) / 100 < 1100)
        self.assertEqual(len({certificates.junk_name(number) for number in range(5_000)}), 5_000)

    def test_own_roots_share_no_name_with_others(self):
        others = certificates.Junk("own").others(139)
        self.assertEqual(len({*others}), 139)
        names = {certificates.junk_name(number, "Company") for number in range(139)}
        self.assertFalse(names & {certificates.junk_name(number) for number in range(100_000)})

    def test_form(self):
        for number, content in enumerate(self.roots):
            start, end = der.element(content, 0)
            self.assertEqual(end, len(content))
            (_, body), (_, algorithm), (_, signature) = elements(content, start, end)
            fields = elements(body, 0, len(body))
            self.assertEqual([tag for tag, _ in fields], [0xA0, 0x02, 0x30, 0x30, 0x30, 0x30, 0x30, 0xA3])
            self.assertEqual(fields[2][1], algorithm)
            self.assertEqual(fields[3], fields[5], "self-issued")
            (_, kind), (_, key) = elements(fields[6][1], 0, len(fields[6][1]))
            if number % 4 == 3:
                x, y = int.from_bytes(key[2:34], "big"), int.from_bytes(key[34:], "big")
                curve = certificates.Points
                self.assertEqual((y * y - x * x * x + 3 * x - curve.B) % curve.P, 0, "the point is on the curve")
                self.assertEqual(kind, certificates.P256_KEY[2:])
            else:
                (_, modulus), (_, exponent) = elements(key, der.element(key, 1)[0], len(key))
                count = 512 if number % 4 == 1 else 256
                self.assertEqual((len(modulus), modulus[0], modulus[1] >> 7, modulus[-1] & 1), (count + 1, 0, 1, 1))
                self.assertEqual(exponent, b"\x01\x00\x01")
                self.assertEqual(len(signature), count + 1)

    def test_namesakes_share_a_name_and_no_key(self):
        subject = certificates.junk_name(7)
        for first, second in itertools.combinations(certificates.Junk("x").namesakes(5, subject), 2):
            self.assertIn(subject, first)
            self.assertIn(subject, second)
            self.assertNotEqual(first, second)

    def test_children_name_their_issuers(self):
        for number, content in zip((3, 5), certificates.Junk("x").children((3, 5))):
            self.assertIn(certificates.junk_name(number), content)


class Files(unittest.TestCase):
    def test_roots_by_size(self):
        with tempfile.TemporaryDirectory() as folder:
            data = dataset.Dataset(os.path.join(folder, "data"), 139)
            self.assertFalse(data.is_complete())
            data.make_roots()
            for size in (10, 139):
                with open(data.roots(size, "pem"), encoding="ascii") as file:
                    self.assertEqual(file.read().count("-----BEGIN CERTIFICATE-----"), size)
                self.assertEqual(os.path.getsize(data.roots(size, "der")), data.facts[f"roots/{size}"])
                self.assertEqual(len(os.listdir(data.roots(size, "directory"))), size)

    def test_a_few_rows_need_few_files_and_others_more(self):
        with tempfile.TemporaryDirectory() as folder:
            few = dataset.Dataset(folder, 139, smoke=True)
            stamp = {"version": dataset.VERSION, "largest": 139, "smoke": True, "facts": {}}
            few.write("stamp.json", json.dumps(stamp).encode())
            self.assertTrue(few.is_complete())
            self.assertFalse(dataset.Dataset(folder, 139).is_complete())
            self.assertEqual((few.kinds, few.names, few.registries), (["rsa", "p256"], (10,), (1,)))

    def test_somebody_elses_folder_is_left_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "precious"), "w", encoding="ascii") as file:
                file.write("x")
            with self.assertRaises(OSError):
                dataset.Dataset(folder, 10).make()
            self.assertEqual(os.listdir(folder), ["precious"])

    def test_few_among_many(self):
        mixed = dataset.Dataset.among(["a", "b"], list(range(50)))
        self.assertEqual(mixed, dataset.Dataset.among(["a", "b"], list(range(50))))
        self.assertEqual([item for item in mixed if isinstance(item, int)], list(range(50)))
        self.assertEqual(sorted(item for item in mixed if isinstance(item, str)), ["a", "b"])


class FakeKey:
    """A key that signs with nothing, so that these tests need no openssl."""

    algorithm, public, identifier = certificates.ECDSA_WITH_SHA256, certificates.P256_KEY, bytes(20)

    def signed(self, body):
        return der.sequence(body, self.algorithm, der.bit_string(b"signature"))


class Authorities(unittest.TestCase):
    def setUp(self):
        self.root = authority.Authority(FakeKey(), "Test Root")

    def test_a_list_has_half_of_what_is_asked(self):
        for count in (10, 1_000):
            content, serials = authority.revocation_list(self.root, count)
            self.assertEqual(len(serials), 100)
            self.assertEqual([der.integer(serial) in content for serial in serials], [True, False] * 50)

    def test_constraints_by_number(self):
        self.root.constrained_key = FakeKey()
        (leaf, between), host = authority.constrained_chain("", self.root, 12, 5)
        self.assertEqual(leaf.count(b".suite.example"), 12 + 1)
        self.assertEqual((between.count(b".suite.example"), between.count(b".other.example")), (3, 2))
        self.assertIn(host.encode(), leaf)


if __name__ == "__main__":
    unittest.main()
