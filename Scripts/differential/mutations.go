package main

import (
	"crypto"
	"math/rand/v2"
	"strings"
)

// A group of mutations applies one of them, and says which; "" if it does not fit the chain.
type group func(r *rand.Rand, ch *chain) string

// A fault of one certificate.
type fault struct {
	label string
	apply func(c *certificate)
}

// A change of the whole chain; it may not fit.
type change struct {
	label string
	apply func(r *rand.Rand, ch *chain) bool
}

// inCertificates is a group of faults in a certificate that plays one of the parts; a label ends with the part.
func inCertificates(prefix string, roles string, faults []fault) group {
	parts := strings.Fields(roles)
	return func(r *rand.Rand, ch *chain) string {
		one := faults[r.IntN(len(faults))]
		role := parts[r.IntN(len(parts))]
		c := ch.pick(r, role)
		if c == nil {
			return ""
		}
		one.apply(c)
		return prefix + "." + one.label + "@" + role
	}
}

func inChains(prefix string, changes []change) group {
	return func(r *rand.Rand, ch *chain) string {
		one := changes[r.IntN(len(changes))]
		if len(ch.roots) == 0 || !one.apply(r, ch) {
			return ""
		}
		return prefix + "." + one.label
	}
}

const everywhere = "root intermediate leaf"
const authorities = "root intermediate"

// Every group is as likely as any other.
var groups = []group{
	inCertificates("validity", everywhere, validityFaults),
	inCertificates("version", everywhere, versionFaults),
	inCertificates("serial", everywhere, serialFaults),
	inCertificates("signature", everywhere, signatureFaults),
	inCertificates("key", everywhere, keyFaults),
	inCertificates("unique", everywhere, uniqueFaults),
	inCertificates("subject", "leaf", subjectFaults),
	inCertificates("issuer", everywhere, issuerFaults),
	inChains("spelling", spellingChanges),
	inCertificates("constraints", authorities, authorityConstraintFaults),
	inCertificates("constraints", "leaf", leafConstraintFaults),
	inCertificates("constraints", everywhere, constraintEncodingFaults),
	inCertificates("usage", authorities, authorityUsageFaults),
	inCertificates("usage", "leaf", leafUsageFaults),
	inCertificates("purpose", everywhere, purposeFaults),
	inCertificates("alternatives", "leaf", alternativeFaults),
	inChains("alternatives", alternativeChanges),
	peerNames, peerNames,
	inChains("address", addressChanges),
	nameConstraintPairs, nameConstraintPairs, nameConstraintPairs,
	inCertificates("subtrees", everywhere, subtreeFaults),
	inCertificates("identifier", everywhere, identifierFaults),
	inCertificates("extension", everywhere, extensionFaults),
	otherExtensions,
	criticalities,
	duplicates,
	policySets, policySets,
	inCertificates("policy", "intermediate leaf", policyFaults),
	inChains("chain", chainChanges),
	inChains("chain", chainChanges),
	inCertificates("encoding", everywhere, encodingFaults),
	flippedBytes,
	structure, structure, structure,
}

func day(text string, tag byte) moment { return moment{tag, text} }

var validityFaults = []fault{
	{"ends-now", func(c *certificate) { c.notAfter = at(baseTime) }},
	{"ended-a-second-ago", func(c *certificate) { c.notAfter = at(baseTime - 1) }},
	{"starts-now", func(c *certificate) { c.notBefore = at(baseTime) }},
	{"starts-in-a-second", func(c *certificate) { c.notBefore = at(baseTime + 1) }},
	{"expired", func(c *certificate) { c.notAfter = at(baseTime - 86400) }},
	{"not-yet", func(c *certificate) { c.notBefore = at(baseTime + 86400) }},
	{"backwards", func(c *certificate) { c.notBefore, c.notAfter = at(baseTime+9), at(baseTime-9) }},
	{"utc-2049", func(c *certificate) { c.notAfter = day("491231235959Z", tagUTCTime) }},
	{"utc-1950", func(c *certificate) { c.notBefore = day("500101000000Z", tagUTCTime) }},
	{"utc-1950-end", func(c *certificate) { c.notAfter = day("500101000000Z", tagUTCTime) }},
	{"general-2049", func(c *certificate) { c.notAfter = day("20491231235959Z", tagGeneralizedTime) }},
	{"general-2050", func(c *certificate) { c.notAfter = day("20500101000000Z", tagGeneralizedTime) }},
	{"general-9999", func(c *certificate) { c.notAfter = day("99991231235959Z", tagGeneralizedTime) }},
	{"general-start", func(c *certificate) { c.notBefore = day("20260101000000Z", tagGeneralizedTime) }},
	{"general-1949", func(c *certificate) { c.notBefore = day("19491231235959Z", tagGeneralizedTime) }},
	{"general-0000", func(c *certificate) { c.notBefore = day("00000101000000Z", tagGeneralizedTime) }},
	{"utc-without-seconds", func(c *certificate) { c.notBefore = day("2601010000Z", tagUTCTime) }},
	{"utc-with-offset", func(c *certificate) { c.notBefore = day("260101000000+0000", tagUTCTime) }},
	{"utc-without-zone", func(c *certificate) { c.notBefore = day("260101000000", tagUTCTime) }},
	{"utc-lower-case", func(c *certificate) { c.notBefore = day("260101000000z", tagUTCTime) }},
	{"general-fraction", func(c *certificate) { c.notBefore = day("20260101000000.5Z", tagGeneralizedTime) }},
	{"general-offset", func(c *certificate) { c.notBefore = day("20260101000000+0100", tagGeneralizedTime) }},
	{"general-without-seconds", func(c *certificate) { c.notBefore = day("202601010000Z", tagGeneralizedTime) }},
	{"month-13", func(c *certificate) { c.notBefore = day("251301000000Z", tagUTCTime) }},
	{"month-0", func(c *certificate) { c.notBefore = day("250001000000Z", tagUTCTime) }},
	{"day-0", func(c *certificate) { c.notBefore = day("250100000000Z", tagUTCTime) }},
	{"february-30", func(c *certificate) { c.notBefore = day("250230000000Z", tagUTCTime) }},
	{"february-29", func(c *certificate) { c.notBefore = day("250229000000Z", tagUTCTime) }},
	{"february-29-leap", func(c *certificate) { c.notBefore = day("240229000000Z", tagUTCTime) }},
	{"hour-24", func(c *certificate) { c.notBefore = day("250101240000Z", tagUTCTime) }},
	{"second-60", func(c *certificate) { c.notBefore = day("250630235960Z", tagUTCTime) }},
	{"spaces", func(c *certificate) { c.notBefore = day("25010100000 Z", tagUTCTime) }},
	{"sign", func(c *certificate) { c.notBefore = day("25010100+100Z", tagUTCTime) }},
	{"empty", func(c *certificate) { c.notBefore = day("", tagUTCTime) }},
	{"other-type", func(c *certificate) { c.notBefore = day("260101000000Z", tagVisibleString) }},
}

var versionFaults = []fault{
	{"1", func(c *certificate) { c.version = nil }},
	{"1-without-extensions", func(c *certificate) { c.version, c.extensions = nil, nil }},
	{"1-written", func(c *certificate) { c.version = []byte{0} }},
	{"1-written-without-extensions", func(c *certificate) { c.version, c.extensions = []byte{0}, nil }},
	{"2", func(c *certificate) { c.version = []byte{1} }},
	{"2-without-extensions", func(c *certificate) { c.version, c.extensions = []byte{1}, nil }},
	{"3-without-extensions", func(c *certificate) { c.extensions = nil }},
	{"4", func(c *certificate) { c.version = []byte{3} }},
	{"negative", func(c *certificate) { c.version = []byte{0xff} }},
	{"long", func(c *certificate) { c.version = []byte{0, 2} }},
	{"empty", func(c *certificate) { c.version = []byte{} }},
}

var serialFaults = []fault{
	{"zero", func(c *certificate) { c.serial = []byte{0} }},
	{"negative", func(c *certificate) { c.serial = negative(-77) }},
	{"20-bytes", func(c *certificate) { c.serial = join([]byte{0x7f}, stream("serial", 19)) }},
	{"21-bytes", func(c *certificate) { c.serial = join([]byte{0, 0x80}, stream("serial", 19)) }},
	{"40-bytes", func(c *certificate) { c.serial = join([]byte{0x7f}, stream("serial", 39)) }},
	{"leading-zero", func(c *certificate) { c.serial = join([]byte{0}, []byte{0x10, 1}) }},
	{"leading-ones", func(c *certificate) { c.serial = []byte{0xff, 0x80} }},
	{"empty", func(c *certificate) { c.serial = []byte{} }},
	{"same", func(c *certificate) { c.serial = []byte{1} }},
}

const idECDSASHA256 = "1.2.840.10045.4.3.2"

func (c *certificate) algorithms(identifier []byte) { c.inner, c.outer = identifier, identifier }

var signatureFaults = []fault{
	{"outer-differs", func(c *certificate) { c.outer = algorithmIdentifier("1.2.840.10045.4.3.3") }},
	{"inner-differs", func(c *certificate) { c.inner = algorithmIdentifier("1.2.840.10045.4.3.3") }},
	{"inner-null", func(c *certificate) { c.inner = algorithmIdentifier(idECDSASHA256, null()) }},
	{"outer-null", func(c *certificate) { c.outer = algorithmIdentifier(idECDSASHA256, null()) }},
	{"both-null", func(c *certificate) { c.algorithms(algorithmIdentifier(idECDSASHA256, null())) }},
	{"both-parameters", func(c *certificate) { c.algorithms(algorithmIdentifier(idECDSASHA256, integer(1))) }},
	{"both-three", func(c *certificate) { c.algorithms(algorithmIdentifier(idECDSASHA256, null(), null())) }},
	{"unknown", func(c *certificate) { c.algorithms(algorithmIdentifier(idUnknown)) }},
	{"of-rsa", func(c *certificate) { c.algorithms(algorithmIdentifier("1.2.840.113549.1.1.11", null())) }},
	{"of-key", func(c *certificate) { c.algorithms(algorithmIdentifier("1.2.840.10045.2.1")) }},
	{"wrong-hash", func(c *certificate) { c.algorithms(algorithmIdentifier("1.2.840.10045.4.3.4")) }},
	{"sha1", func(c *certificate) { c.hash = crypto.SHA1 }},
	{"sha384", func(c *certificate) { c.hash = crypto.SHA384 }},
	{"sha512", func(c *certificate) { c.hash = crypto.SHA512 }},
	{"flipped", func(c *certificate) {
		c.ofSignature = append(c.ofSignature, func(b []byte) []byte { b[len(b)-3] ^= 1; return b })
	}},
	{"truncated", func(c *certificate) {
		c.ofSignature = append(c.ofSignature, func(b []byte) []byte { return b[:len(b)-1] })
	}},
	{"trailing", func(c *certificate) {
		c.ofSignature = append(c.ofSignature, func(b []byte) []byte { return append(b, 0) })
	}},
	{"empty", func(c *certificate) {
		c.ofSignature = append(c.ofSignature, func(b []byte) []byte { return nil })
	}},
	{"zeros", func(c *certificate) {
		c.ofSignature = append(c.ofSignature, func(b []byte) []byte { return sequence(integer(0), integer(0)) })
	}},
	{"padded-numbers", func(c *certificate) {
		c.ofSignature = append(c.ofSignature, func(b []byte) []byte { return padded(b) })
	}},
	{"unused-bits", func(c *certificate) { c.unusedBits = 1 }},
	{"own-key", func(c *certificate) { c.signer = &certificate{key: c.key} }},
	{"over-other-bytes", func(c *certificate) {
		c.ofWhole = append(c.ofWhole, func(b []byte) []byte { return flipped(b, len(b)/3) })
	}},
}

// padded makes the first INTEGER of a signature longer than DER lets it be.
func padded(signature []byte) []byte {
	if len(signature) < 4 || signature[0] != tagSequence || signature[2] != tagInteger {
		return signature
	}
	content := join([]byte{0}, signature[4:4+signature[3]])
	return sequence(tlv(tagInteger, content), signature[4+signature[3]:])
}

func flipped(b []byte, index int) []byte {
	b = append([]byte(nil), b...)
	b[index] ^= 0x10
	return b
}

var keyFaults = []fault{
	{"p384", func(c *certificate) { c.key = rings.p384 }},
	{"p521", func(c *certificate) { c.key = rings.p521; c.hash = crypto.SHA256 }},
	{"rsa-2048", func(c *certificate) { c.key = rings.rsa2048 }},
	{"rsa-1024", func(c *certificate) { c.key = rings.rsa1024 }},
	{"ed25519", func(c *certificate) { c.key = rings.ed25519 }},
	{"other", func(c *certificate) { c.publicKeyInfo = rings.p256[9].publicKeyInfo() }},
	{"compressed", func(c *certificate) {
		c.point(func(p []byte) []byte { return append([]byte{2 + p[64]&1}, p[1:33]...) })
	}},
	{"hybrid", func(c *certificate) { c.point(func(p []byte) []byte { return append([]byte{6 + p[64]&1}, p[1:]...) }) }},
	{"off-curve", func(c *certificate) { c.point(func(p []byte) []byte { return flipped(p, 40) }) }},
	{"infinity", func(c *certificate) { c.point(func(p []byte) []byte { return []byte{0} }) }},
	{"short", func(c *certificate) { c.point(func(p []byte) []byte { return p[:64] }) }},
	{"long", func(c *certificate) { c.point(func(p []byte) []byte { return append(p, 0) }) }},
	{"empty", func(c *certificate) {
		c.publicKeyInfo = keyInfo(algorithmIdentifier("1.2.840.10045.2.1", oid(curveP256)), 0, nil)
	}},
	{"without-curve", func(c *certificate) { c.keyParameters() }},
	{"null-curve", func(c *certificate) { c.keyParameters(null()) }},
	{"wrong-curve", func(c *certificate) { c.keyParameters(oid("1.3.132.0.34")) }},
	{"unknown-curve", func(c *certificate) { c.keyParameters(oid("1.3.132.0.10")) }},
	{"explicit-curve", func(c *certificate) { c.keyParameters(explicitP256()) }},
	{"trailing-parameters", func(c *certificate) { c.keyParameters(oid(curveP256), null()) }},
	{"unused-bits", func(c *certificate) {
		if k, ok := c.key.(*ecKey); ok {
			c.publicKeyInfo = keyInfo(algorithmIdentifier("1.2.840.10045.2.1", oid(curveP256)), 1, k.point)
		}
	}},
	{"unknown-algorithm", func(c *certificate) { c.publicKeyInfo = keyInfo(algorithmIdentifier(idUnknown), 0, []byte{1, 2, 3}) }},
	{"rsa-without-null", func(c *certificate) { c.rsaParameters() }},
	{"rsa-other-parameters", func(c *certificate) { c.rsaParameters(integer(3)) }},
	{"rsa-even-exponent", func(c *certificate) { c.rsaNumbers(rings.rsa2048.private.N.Bytes(), []byte{4}) }},
	{"rsa-exponent-one", func(c *certificate) { c.rsaNumbers(rings.rsa2048.private.N.Bytes(), []byte{1}) }},
	{"rsa-exponent-three", func(c *certificate) { c.rsaNumbers(rings.rsa2048.private.N.Bytes(), []byte{3}) }},
	{"rsa-exponent-negative", func(c *certificate) { c.rsaNumbers(rings.rsa2048.private.N.Bytes(), []byte{0x85}) }},
	{"rsa-exponent-large", func(c *certificate) {
		c.rsaNumbers(rings.rsa2048.private.N.Bytes(), join([]byte{1}, make([]byte, 4), []byte{1}))
	}},
	{"rsa-even-modulus", func(c *certificate) {
		n := append([]byte(nil), rings.rsa2048.private.N.Bytes()...)
		n[len(n)-1] &^= 1
		c.rsaNumbers(n, []byte{1, 0, 1})
	}},
	{"rsa-zero-modulus", func(c *certificate) { c.rsaNumbers([]byte{}, []byte{1, 0, 1}) }},
}

func keyInfo(algorithm []byte, unused byte, bits []byte) []byte {
	return sequence(algorithm, bitString(unused, bits))
}

// point changes the point of a key on P-256; other keys are left.
func (c *certificate) point(change func([]byte) []byte) {
	k := rings.p256[8]
	if own, ok := c.key.(*ecKey); ok && own.curve == curveP256 {
		k = own
	}
	c.publicKeyInfo = keyInfo(
		algorithmIdentifier("1.2.840.10045.2.1", oid(curveP256)), 0, change(append([]byte(nil), k.point...)))
}

func (c *certificate) keyParameters(parameters ...[]byte) {
	k := rings.p256[8]
	if own, ok := c.key.(*ecKey); ok && own.curve == curveP256 {
		k = own
	}
	c.publicKeyInfo = keyInfo(algorithmIdentifier("1.2.840.10045.2.1", parameters...), 0, k.point)
}

func (c *certificate) rsaParameters(parameters ...[]byte) {
	c.key = rings.rsa2048
	public := sequence(tlv(tagInteger, integerContent(rings.rsa2048.private.N)), integer(65537))
	c.publicKeyInfo = keyInfo(algorithmIdentifier("1.2.840.113549.1.1.1", parameters...), 0, public)
}

func (c *certificate) rsaNumbers(modulus, exponent []byte) {
	if c.role != "leaf" {
		c.key = rings.rsa2048
	}
	public := sequence(tlv(tagInteger, []byte{0}, modulus), tlv(tagInteger, exponent))
	c.publicKeyInfo = keyInfo(algorithmIdentifier("1.2.840.113549.1.1.1", null()), 0, public)
}

var uniqueFaults = []fault{
	{"issuer", func(c *certificate) { c.uniqueIDs = tlv(0x81, []byte{0, 1, 2}) }},
	{"subject", func(c *certificate) { c.uniqueIDs = tlv(0x82, []byte{0, 1, 2}) }},
	{"both", func(c *certificate) { c.uniqueIDs = join(tlv(0x81, []byte{0, 1}), tlv(0x82, []byte{0, 2})) }},
	{"swapped", func(c *certificate) { c.uniqueIDs = join(tlv(0x82, []byte{0, 1}), tlv(0x81, []byte{0, 2})) }},
	{"constructed", func(c *certificate) { c.uniqueIDs = tlv(0xa1, bitString(0, []byte{1})) }},
	{"unused-bits", func(c *certificate) { c.uniqueIDs = tlv(0x81, []byte{9, 1}) }},
	{"no-bits", func(c *certificate) { c.uniqueIDs = tlv(0x82) }},
	{"context-4", func(c *certificate) { c.tail = tlv(0xa4, null()) }},
}
