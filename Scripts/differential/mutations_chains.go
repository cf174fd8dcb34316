package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

func (ch *chain) builder(r *rand.Rand) *builder {
	return &builder{r: r, ring: ch.ring, serial: 90, keys: 7}
}

var chainChanges = []change{
	{"without-an-intermediate", func(r *rand.Rand, ch *chain) bool {
		if len(ch.others) == 0 {
			return false
		}
		index := r.IntN(len(ch.others))
		ch.others = slices.Delete(slices.Clone(ch.others), index, index+1)
		return true
	}},
	{"reversed", func(r *rand.Rand, ch *chain) bool { slices.Reverse(ch.others); return len(ch.others) > 1 }},
	{"twice", func(r *rand.Rand, ch *chain) bool {
		ch.others = slices.Concat(ch.others, ch.others)
		return len(ch.others) > 0
	}},
	{"with-root", func(r *rand.Rand, ch *chain) bool { ch.others = append(ch.others, ch.roots[0]); return true }},
	{"with-leaf", func(r *rand.Rand, ch *chain) bool { ch.others = append(ch.others, ch.leaf); return true }},
	{"with-a-stranger", func(r *rand.Rand, ch *chain) bool {
		b := ch.builder(r)
		ch.others = append([]*certificate{b.make("stranger", "Stranger", b.make("stranger", "Strange Root", nil))}, ch.others...)
		return true
	}},
	{"other-root-of-same-name", func(r *rand.Rand, ch *chain) bool {
		ch.roots[0] = ch.builder(r).make("root", ch.roots[0].subject.commonName().value, nil)
		return true
	}},
	{"another-root-of-same-name", func(r *rand.Rand, ch *chain) bool {
		ch.roots = append([]*certificate{ch.builder(r).make("root", ch.roots[0].subject.commonName().value, nil)}, ch.roots...)
		return true
	}},
	{"other-root", func(r *rand.Rand, ch *chain) bool {
		ch.roots = []*certificate{ch.builder(r).make("root", "Nobody's Root", nil)}
		return true
	}},
	{"trusted-leaf", func(r *rand.Rand, ch *chain) bool { ch.roots = []*certificate{ch.leaf}; return true }},
	{"trusted-leaf-too", func(r *rand.Rand, ch *chain) bool { ch.roots = append(ch.roots, ch.leaf); return true }},
	{"trusted-intermediate", func(r *rand.Rand, ch *chain) bool {
		if len(ch.others) == 0 {
			return false
		}
		ch.roots = []*certificate{ch.others[r.IntN(len(ch.others))]}
		return true
	}},
	{"self-signed", func(r *rand.Rand, ch *chain) bool {
		ch.leaf.signer, ch.leaf.issuer, ch.others = nil, ch.leaf.subject.copy(), nil
		ch.leaf.remove(idAuthorityKeyIdentifier)
		return true
	}},
	{"self-signed-trusted", func(r *rand.Rand, ch *chain) bool {
		ch.leaf.signer, ch.leaf.issuer, ch.others = nil, ch.leaf.subject.copy(), nil
		ch.leaf.remove(idAuthorityKeyIdentifier)
		ch.roots = []*certificate{ch.leaf}
		return true
	}},
	{"root-as-leaf", func(r *rand.Rand, ch *chain) bool {
		ch.leaf = ch.roots[0]
		ch.leaf.set(idSubjectAltName, notCritical, generalNames("dns:www.example.com", "dns:example.com", "ip:192.0.2.7", "ip:2001:db8::7"))
		return true
	}},
	{"expired-twin", func(r *rand.Rand, ch *chain) bool {
		// The same authority, before it was renewed.
		if len(ch.others) == 0 {
			return false
		}
		twin := *ch.others[r.IntN(len(ch.others))]
		twin.serial = []byte{5}
		twin.notBefore, twin.notAfter = at(baseTime-90000), at(baseTime-80000)
		twin.extensions = slices.Clone(twin.extensions)
		ch.others = append([]*certificate{&twin}, ch.others...)
		return true
	}},
	{"no-authority-twin", func(r *rand.Rand, ch *chain) bool {
		if len(ch.others) == 0 {
			return false
		}
		twin := *ch.others[r.IntN(len(ch.others))]
		twin.serial = []byte{6}
		twin.extensions = slices.Clone(twin.extensions)
		twin.set(idBasicConstraints, critical, sequence())
		ch.others = append([]*certificate{&twin}, ch.others...)
		return true
	}},
	{"same-name-other-key", func(r *rand.Rand, ch *chain) bool {
		if len(ch.others) == 0 {
			return false
		}
		twin := *ch.others[r.IntN(len(ch.others))]
		twin.serial, twin.key = []byte{7}, ch.ring.p256[8]
		twin.extensions = slices.Clone(twin.extensions)
		if r.IntN(2) == 0 {
			twin.remove(idSubjectKeyIdentifier)
		}
		ch.others = append([]*certificate{&twin}, ch.others...)
		return true
	}},
	{"loop", func(r *rand.Rand, ch *chain) bool {
		// Two authorities that certify each other.
		if len(ch.others) < 2 || ch.others[1].role != "intermediate" {
			return false
		}
		twin := *ch.others[1]
		twin.serial, twin.signer, twin.issuer = []byte{8}, ch.others[0], ch.others[0].subject.copy()
		twin.extensions = slices.Clone(twin.extensions)
		twin.remove(idAuthorityKeyIdentifier)
		twin.remove(idSubjectKeyIdentifier)
		ch.others = append([]*certificate{&twin}, ch.others...)
		return true
	}},
	{"leaf-signs", func(r *rand.Rand, ch *chain) bool {
		// A leaf under a leaf.
		below := ch.builder(r).make("leaf", "www.example.com", ch.leaf)
		ch.others = append([]*certificate{ch.leaf}, ch.others...)
		ch.leaf.subject = distinguishedName("Some Leaf")
		below.issuer = ch.leaf.subject.copy()
		below.remove(idAuthorityKeyIdentifier)
		ch.leaf.remove(idSubjectAltName)
		ch.leaf = below
		return ch.kind == "dns"
	}},
	{"root-of-version-1", func(r *rand.Rand, ch *chain) bool {
		ch.roots[0].version, ch.roots[0].extensions = nil, nil
		return true
	}},
	{"root-signed-by-another", func(r *rand.Rand, ch *chain) bool {
		// What is trusted need not be self-signed.
		other := ch.builder(r).make("stranger", "Older Root", nil)
		ch.roots[0].signer, ch.roots[0].issuer = other, other.subject.copy()
		return true
	}},
	{"earlier", func(r *rand.Rand, ch *chain) bool { ch.time -= 86400 * 400; return true }},
	{"later", func(r *rand.Rand, ch *chain) bool { ch.time += 86400 * 400; return true }},
	{"no-roots", func(r *rand.Rand, ch *chain) bool { ch.roots = nil; return true }},
	{"ten-intermediates", func(r *rand.Rand, ch *chain) bool { return ch.lengthen(r, 10) }},
	{"thirty-intermediates", func(r *rand.Rand, ch *chain) bool { return ch.lengthen(r, 30) }},
	{"ten-self-issued", func(r *rand.Rand, ch *chain) bool {
		signer := ch.leaf.signer
		if signer == nil || signer.subject.commonName() == nil {
			return false
		}
		for range 10 {
			b := ch.builder(r)
			next := b.make("link", signer.subject.commonName().value, signer)
			next.key, next.serial = ch.ring.p256[r.IntN(8)], stream(fmt.Sprint(r.Uint64()), 8)
			next.serial[0] = 0x10
			next.remove(idAuthorityKeyIdentifier)
			next.remove(idSubjectKeyIdentifier)
			ch.others = append([]*certificate{next}, ch.others...)
			signer = next
		}
		ch.leaf.signer = signer
		ch.leaf.remove(idAuthorityKeyIdentifier)
		return true
	}},
}

// lengthen puts more intermediates above the leaf.
func (ch *chain) lengthen(r *rand.Rand, count int) bool {
	signer := ch.leaf.signer
	if signer == nil {
		return false
	}
	for index := range count {
		b := ch.builder(r)
		next := b.make("link", fmt.Sprint("Link ", index), signer)
		next.key = ch.ring.p256[index%8]
		next.issuer = signer.subject.copy()
		next.remove(idAuthorityKeyIdentifier)
		next.remove(idSubjectKeyIdentifier)
		ch.others = append([]*certificate{next}, ch.others...)
		signer = next
	}
	ch.leaf.signer, ch.leaf.issuer = signer, signer.subject.copy()
	ch.leaf.remove(idAuthorityKeyIdentifier)
	return true
}

func whole(change func([]byte) []byte) func(c *certificate) {
	return func(c *certificate) { c.ofWhole = append(c.ofWhole, change) }
}

func signed(change func([]byte) []byte) func(c *certificate) {
	return func(c *certificate) { c.ofTBS = append(c.ofTBS, change) }
}

// content is what an element of one or two bytes of length holds.
func content(element []byte) []byte {
	if len(element) < 4 {
		return nil
	}
	switch element[1] {
	case 0x81:
		return element[3:]
	case 0x82:
		return element[4:]
	default:
		return element[2:]
	}
}

var encodingFaults = []fault{
	{"trailing-byte", whole(func(b []byte) []byte { return append(b, 0) })},
	{"trailing-null", whole(func(b []byte) []byte { return join(b, null()) })},
	{"trailing-inside", whole(func(b []byte) []byte { return sequence(content(b), null()) })},
	{"long-length", whole(func(b []byte) []byte { return join([]byte{0x30, 0x83, 0, b[2], b[3]}, content(b)) })},
	{"indefinite", whole(func(b []byte) []byte { return join([]byte{0x30, 0x80}, content(b), []byte{0, 0}) })},
	{"set", whole(func(b []byte) []byte { return tlv(tagSet, content(b)) })},
	{"truncated", whole(func(b []byte) []byte { return b[:len(b)-1] })},
	{"empty", whole(func(b []byte) []byte { return nil })},
	{"signed-trailing-inside", signed(func(b []byte) []byte { return sequence(content(b), null()) })},
	{"signed-long-length", signed(func(b []byte) []byte {
		inside := content(b)
		return join([]byte{0x30, 0x83, 0, byte(len(inside) >> 8), byte(len(inside))}, inside)
	})},
	{"signed-indefinite", signed(func(b []byte) []byte { return join([]byte{0x30, 0x80}, content(b), []byte{0, 0}) })},
	{"signed-set", signed(func(b []byte) []byte { return tlv(tagSet, content(b)) })},
	{"signed-context-5", func(c *certificate) { c.tail = tlv(0xa5, null()) }},
	{"extensions-twice", func(c *certificate) { c.tail = tlv(0xa3, sequence(extension{id: idUnknown, value: null()}.encode())) }},
	{"extensions-first", func(c *certificate) {
		c.uniqueIDs = tlv(0xa3, sequence(extension{id: idUnknown, value: null()}.encode()))
	}},
}

// flippedBytes changes bytes of a certificate and signs it again, or changes them behind the signature's back.
func flippedBytes(r *rand.Rand, ch *chain) string {
	role := strings.Fields(everywhere)[r.IntN(3)]
	c := ch.pick(r, role)
	if c == nil {
		return ""
	}
	where, value, kind := r.Uint32(), byte(1)<<r.IntN(8), r.IntN(4)
	label := []string{"bit", "byte", "removed", "inserted"}[kind]
	alter := func(b []byte) []byte {
		if len(b) < 2 {
			return b
		}
		b = slices.Clone(b)
		index := int(where) % len(b)
		switch kind {
		case 0:
			b[index] ^= value
		case 1:
			b[index] = byte(where >> 16)
		case 2:
			b = slices.Delete(b, index, index+1)
		default:
			b = slices.Insert(b, index, byte(where>>16))
		}
		return b
	}
	if r.IntN(4) > 0 {
		c.ofTBS = append(c.ofTBS, alter)
		return "bytes." + label + "-signed@" + role
	}
	c.ofWhole = append(c.ofWhole, alter)
	return "bytes." + label + "@" + role
}

// explicitP256 is the curve P-256 by its numbers.
func explicitP256() []byte {
	number := func(hex string) []byte { return hexadecimal(hex) }
	return sequence(
		integer(1),
		sequence(oid("1.2.840.10045.1.1"), tlv(tagInteger, []byte{0}, number("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"))),
		sequence(
			octets(number("ffffffff00000001000000000000000000000000fffffffffffffffffffffffc")),
			octets(number("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"))),
		octets(number("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")),
		tlv(tagInteger, []byte{0}, number("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")),
		integer(1))
}
