package main

import (
	"math/rand/v2"
	"strings"
)

func setting(id string, critical criticality, value []byte) func(c *certificate) {
	return func(c *certificate) { c.set(id, critical, value) }
}

func removing(id string) func(c *certificate) { return func(c *certificate) { c.remove(id) } }

var yes = boolean(0xff)

var authorityConstraintFaults = []fault{
	{"none", removing(idBasicConstraints)},
	{"no-authority", setting(idBasicConstraints, critical, sequence())},
	{"no-authority-written", setting(idBasicConstraints, critical, sequence(boolean(0)))},
	{"not-critical", setting(idBasicConstraints, notCritical, sequence(yes))},
	{"length-0", setting(idBasicConstraints, critical, sequence(yes, integer(0)))},
	{"length-1", setting(idBasicConstraints, critical, sequence(yes, integer(1)))},
	{"length-2", setting(idBasicConstraints, critical, sequence(yes, integer(2)))},
	{"length-255", setting(idBasicConstraints, critical, sequence(yes, integer(255)))},
	{"length-32-bits", setting(idBasicConstraints, critical, sequence(yes, integer(1<<32)))},
	{"length-62-bits", setting(idBasicConstraints, critical, sequence(yes, integer(1<<62)))},
	{"length-80-bits", setting(idBasicConstraints, critical, sequence(yes, tlv(tagInteger, []byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0})))},
	{"length-negative", setting(idBasicConstraints, critical, sequence(yes, integer(-1)))},
	{"length-of-no-authority", setting(idBasicConstraints, critical, sequence(integer(3)))},
}

var leafConstraintFaults = []fault{
	{"none", removing(idBasicConstraints)},
	{"authority", setting(idBasicConstraints, critical, sequence(yes))},
	{"authority-not-critical", setting(idBasicConstraints, notCritical, sequence(yes))},
	{"authority-length", setting(idBasicConstraints, critical, sequence(yes, integer(0)))},
	{"not-critical", setting(idBasicConstraints, notCritical, sequence())},
	{"written", setting(idBasicConstraints, critical, sequence(boolean(0)))},
	{"length-of-no-authority", setting(idBasicConstraints, critical, sequence(integer(0)))},
}

var constraintEncodingFaults = []fault{
	{"true-as-one", setting(idBasicConstraints, critical, sequence(boolean(1)))},
	{"long-boolean", setting(idBasicConstraints, critical, sequence(tlv(tagBoolean, []byte{0xff, 0xff})))},
	{"empty-boolean", setting(idBasicConstraints, critical, sequence(tlv(tagBoolean)))},
	{"padded-length", setting(idBasicConstraints, critical, sequence(yes, tlv(tagInteger, []byte{0, 1})))},
	{"empty-length", setting(idBasicConstraints, critical, sequence(yes, tlv(tagInteger)))},
	{"trailing-inside", setting(idBasicConstraints, critical, sequence(yes, integer(3), null()))},
	{"trailing", setting(idBasicConstraints, critical, join(sequence(yes), null()))},
	{"nothing", setting(idBasicConstraints, critical, nil)},
	{"no-sequence", setting(idBasicConstraints, critical, yes)},
	{"length-first", setting(idBasicConstraints, critical, sequence(integer(3), yes))},
}

var authorityUsageFaults = []fault{
	{"none", removing(idKeyUsage)},
	{"no-signing-of-certificates", setting(idKeyUsage, critical, namedBits(0, 6))},
	{"not-critical", setting(idKeyUsage, notCritical, namedBits(5, 6))},
	{"only-signing", setting(idKeyUsage, critical, namedBits(5))},
	{"empty", setting(idKeyUsage, critical, bitString(0, nil))},
	{"zero", setting(idKeyUsage, critical, bitString(0, []byte{0}))},
	{"trailing-zeros", setting(idKeyUsage, critical, bitString(0, []byte{0x06}))},
	{"trailing-byte", setting(idKeyUsage, critical, bitString(0, []byte{0x06, 0}))},
	{"unused-set", setting(idKeyUsage, critical, bitString(1, []byte{0x07}))},
	{"unused-8", setting(idKeyUsage, critical, bitString(8, []byte{0x06}))},
	{"no-bit-string", setting(idKeyUsage, critical, octets([]byte{1, 6}))},
	{"nothing", setting(idKeyUsage, critical, nil)},
	{"nine-bits", setting(idKeyUsage, critical, namedBits(5, 8))},
	{"ten-bits", setting(idKeyUsage, critical, namedBits(5, 9))},
	{"trailing", setting(idKeyUsage, critical, join(namedBits(5, 6), null()))},
}

var leafUsageFaults = []fault{
	{"none", removing(idKeyUsage)},
	{"agreement", setting(idKeyUsage, critical, namedBits(4))},
	{"encipherment", setting(idKeyUsage, critical, namedBits(2))},
	{"signs-certificates", setting(idKeyUsage, critical, namedBits(0, 5))},
	{"signs-lists", setting(idKeyUsage, critical, namedBits(0, 6))},
	{"only-decipher", setting(idKeyUsage, critical, namedBits(8))},
	{"commitment", setting(idKeyUsage, critical, namedBits(1))},
	{"empty", setting(idKeyUsage, critical, bitString(0, nil))},
	{"zero", setting(idKeyUsage, critical, bitString(0, []byte{0}))},
	{"trailing-zeros", setting(idKeyUsage, critical, bitString(0, []byte{0x80}))},
	{"unused-set", setting(idKeyUsage, critical, bitString(3, []byte{0x81}))},
	{"unused-8", setting(idKeyUsage, critical, bitString(8, []byte{0x80}))},
	{"not-critical", setting(idKeyUsage, notCritical, namedBits(0))},
	{"no-bit-string", setting(idKeyUsage, critical, octets([]byte{1, 6}))},
	{"nothing", setting(idKeyUsage, critical, nil)},
}

var purposeFaults = []fault{
	{"none", removing(idExtendedKeyUsage)},
	{"client", setting(idExtendedKeyUsage, notCritical, sequence(oid(idClient)))},
	{"both", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer), oid(idClient)))},
	{"any", setting(idExtendedKeyUsage, notCritical, sequence(oid(idAnyPurpose)))},
	{"any-critical", setting(idExtendedKeyUsage, critical, sequence(oid(idAnyPurpose)))},
	{"any-and-client", setting(idExtendedKeyUsage, notCritical, sequence(oid(idClient), oid(idAnyPurpose)))},
	{"server", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer)))},
	{"server-critical", setting(idExtendedKeyUsage, critical, sequence(oid(idServer)))},
	{"code", setting(idExtendedKeyUsage, notCritical, sequence(oid(idCodeSigning)))},
	{"unknown", setting(idExtendedKeyUsage, notCritical, sequence(oid(idUnknown)))},
	{"unknown-critical", setting(idExtendedKeyUsage, critical, sequence(oid(idUnknown)))},
	{"ocsp", setting(idExtendedKeyUsage, notCritical, sequence(oid(idOCSPSigning)))},
	{"microsoft-sgc", setting(idExtendedKeyUsage, notCritical, sequence(oid(idMicrosoftSGC)))},
	{"netscape-sgc", setting(idExtendedKeyUsage, notCritical, sequence(oid(idNetscapeSGC)))},
	{"twice", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer), oid(idServer)))},
	{"empty", setting(idExtendedKeyUsage, notCritical, sequence())},
	{"nothing", setting(idExtendedKeyUsage, notCritical, nil)},
	{"trailing", setting(idExtendedKeyUsage, notCritical, join(sequence(oid(idServer)), null()))},
	{"no-identifier", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer), null()))},
	{"empty-identifier", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer), tlv(tagOID)))},
	{"padded-identifier", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer), tlv(tagOID, []byte{0x2b, 0x80, 0x01})))},
	{"large-identifier", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer), tlv(tagOID, []byte{0x2b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f})))},
	{"cut-identifier", setting(idExtendedKeyUsage, notCritical, sequence(oid(idServer), tlv(tagOID, []byte{0x2b, 0x86})))},
}

var identifierFaults = []fault{
	{"no-issuers", removing(idAuthorityKeyIdentifier)},
	{"no-own", removing(idSubjectKeyIdentifier)},
	{"none", func(c *certificate) { c.remove(idAuthorityKeyIdentifier); c.remove(idSubjectKeyIdentifier) }},
	{"issuers-differs", setting(idAuthorityKeyIdentifier, notCritical, sequence(tlv(0x80, keyIdentifier("nobody"))))},
	{"own-differs", setting(idSubjectKeyIdentifier, notCritical, octets(keyIdentifier("nobody")))},
	{"issuers-critical", func(c *certificate) {
		if one := c.find(idAuthorityKeyIdentifier); one != nil {
			one.critical = critical
		} else {
			c.set(idAuthorityKeyIdentifier, critical, sequence())
		}
	}},
	{"own-critical", func(c *certificate) {
		if one := c.find(idSubjectKeyIdentifier); one != nil {
			one.critical = critical
		} else {
			c.set(idSubjectKeyIdentifier, critical, octets(keyIdentifier("own")))
		}
	}},
	{"issuers-empty-sequence", setting(idAuthorityKeyIdentifier, notCritical, sequence())},
	{"issuers-empty", setting(idAuthorityKeyIdentifier, notCritical, sequence(tlv(0x80)))},
	{"own-empty", setting(idSubjectKeyIdentifier, notCritical, octets())},
	{"own-nothing", setting(idSubjectKeyIdentifier, notCritical, nil)},
	{"own-no-octets", setting(idSubjectKeyIdentifier, notCritical, bitString(0, keyIdentifier("own")))},
	{"own-trailing", setting(idSubjectKeyIdentifier, notCritical, join(octets(keyIdentifier("own")), null()))},
	{"issuers-no-sequence", setting(idAuthorityKeyIdentifier, notCritical, octets(keyIdentifier("own")))},
	{"issuers-trailing", func(c *certificate) {
		if one := c.find(idAuthorityKeyIdentifier); one != nil {
			one.value = join(one.value, null())
		}
	}},
	{"issuers-universal", setting(idAuthorityKeyIdentifier, notCritical, sequence(octets(keyIdentifier("own"))))},
	{"serial-only", setting(idAuthorityKeyIdentifier, notCritical, sequence(tlv(0x82, []byte{1})))},
	{"name-only", setting(idAuthorityKeyIdentifier, notCritical, sequence(tlv(0xa1, generalName("dir:A"))))},
	{"certificate-differs", setting(idAuthorityKeyIdentifier, notCritical, sequence(tlv(0xa1, generalName("dir:A")), tlv(0x82, []byte{1})))},
	{"certificate-fits", func(c *certificate) {
		issuer := c.signer
		if issuer == nil {
			issuer = c
		}
		c.set(idAuthorityKeyIdentifier, notCritical, sequence(
			tlv(0xa1, tlv(0xa4, issuer.issuer.encode())), tlv(0x82, issuer.serial)))
	}},
	{"names-other-form", setting(idAuthorityKeyIdentifier, notCritical, sequence(tlv(0xa1, generalName("uri:http://ca.example/")), tlv(0x82, []byte{1})))},
	{"long", setting(idSubjectKeyIdentifier, notCritical, octets(stream("long", 200)))},
}

// What any extension may be wrong in.
var extensionFaults = []fault{
	{"false-written", func(c *certificate) { c.setUnknown(writtenFalse) }},
	{"true-as-one", func(c *certificate) { c.setUnknown(writtenOne) }},
	{"unknown", func(c *certificate) { c.setUnknown(notCritical) }},
	{"unknown-critical", func(c *certificate) { c.setUnknown(critical) }},
	{"unknown-empty", func(c *certificate) { c.set(idUnknown, notCritical, nil) }},
	{"known-false-written", func(c *certificate) {
		if one := c.find(idSubjectKeyIdentifier); one != nil {
			one.critical = writtenFalse
		}
	}},
	{"known-true-as-one", func(c *certificate) {
		if one := c.find(idKeyUsage); one != nil {
			one.critical = writtenOne
		}
	}},
	{"empty-list", func(c *certificate) { c.extensions, c.writesNoExtensions = nil, true }},
	{"trailing", func(c *certificate) { c.addRaw(sequence(oid(idUnknown), octets(null()), null())) }},
	{"no-value", func(c *certificate) { c.addRaw(sequence(oid(idUnknown))) }},
	{"no-sequence", func(c *certificate) { c.addRaw(null()) }},
	{"value-first", func(c *certificate) { c.addRaw(sequence(octets(null()), oid(idUnknown))) }},
	{"value-bit-string", func(c *certificate) { c.addRaw(sequence(oid(idUnknown), bitString(0, []byte{5, 0}))) }},
	{"critical-integer", func(c *certificate) { c.addRaw(sequence(oid(idUnknown), integer(1), octets(null()))) }},
	{"critical-long", func(c *certificate) {
		c.addRaw(sequence(oid(idUnknown), tlv(tagBoolean, []byte{0, 0}), octets(null())))
	}},
	{"padded-identifier", func(c *certificate) { c.addRaw(sequence(tlv(tagOID, []byte{0x2b, 0x80, 1}), octets(null()))) }},
	{"empty-identifier", func(c *certificate) { c.addRaw(sequence(tlv(tagOID), octets(null()))) }},
	{"cut-identifier", func(c *certificate) { c.addRaw(sequence(tlv(tagOID, []byte{0x2b, 0x81}), octets(null()))) }},
	{"large-identifier", func(c *certificate) {
		c.addRaw(sequence(tlv(tagOID, []byte{0x2b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}), octets(null())))
	}},
	{"reversed", func(c *certificate) {
		for i, j := 0, len(c.extensions)-1; i < j; i, j = i+1, j-1 {
			c.extensions[i], c.extensions[j] = c.extensions[j], c.extensions[i]
		}
	}},
}

func (c *certificate) setUnknown(critical criticality) {
	c.set(idUnknown, critical, octets([]byte("?")))
}
func (c *certificate) addRaw(raw []byte) {
	c.extensions = append(c.extensions, extension{id: "raw", raw: raw})
}

var point = sequence(sequence(tlv(0xa0, tlv(0xa0, generalName("uri:http://ca.example/list.crl")))))
var access = sequence(sequence(oid("1.3.6.1.5.5.7.48.2"), generalName("uri:http://ca.example/ca.der")))

// Extensions that have nothing to do with the path, right and wrong.
var others = []struct {
	label, id string
	value     []byte
}{
	{"points", idDistributionPoints, point},
	{"points-empty", idDistributionPoints, sequence()},
	{"points-malformed", idDistributionPoints, null()},
	{"point-empty", idDistributionPoints, sequence(sequence())},
	{"freshest", idFreshestCRL, point},
	{"freshest-malformed", idFreshestCRL, null()},
	{"access", idAuthorityInformation, access},
	{"access-empty", idAuthorityInformation, sequence()},
	{"access-malformed", idAuthorityInformation, null()},
	{"subject-access", idSubjectInformation, access},
	{"subject-access-malformed", idSubjectInformation, null()},
	{"issuer-alternatives", idIssuerAltName, generalNames("dns:ca.example")},
	{"issuer-alternatives-malformed", idIssuerAltName, null()},
	{"issuer-alternatives-empty", idIssuerAltName, sequence()},
	{"directory-attributes", idSubjectDirectoryAttributes, sequence(sequence(oid("1.3.6.1.5.5.7.9.4"), tlv(tagSet, tlv(tagPrintableString, []byte("XX")))))},
	{"directory-attributes-malformed", idSubjectDirectoryAttributes, null()},
	{"private-key-period", idPrivateKeyUsagePeriod, sequence(tlv(0x80, []byte("20250101000000Z")), tlv(0x81, []byte("20270101000000Z")))},
	{"private-key-period-over", idPrivateKeyUsagePeriod, sequence(tlv(0x80, []byte("20200101000000Z")), tlv(0x81, []byte("20210101000000Z")))},
	{"private-key-period-malformed", idPrivateKeyUsagePeriod, null()},
	{"netscape-server", idNetscapeType, namedBits(1)},
	{"netscape-client", idNetscapeType, namedBits(0)},
	{"netscape-ssl-authority", idNetscapeType, namedBits(5)},
	{"netscape-malformed", idNetscapeType, null()},
	{"netscape-comment", idNetscapeComment, tlv(tagIA5String, []byte("OpenSSL Generated Certificate"))},
	{"poison", idPoison, null()},
	{"timestamps-malformed", idTimestamps, octets([]byte{1, 2, 3})},
	{"tls-feature", idTLSFeature, sequence(integer(5))},
	{"tls-feature-malformed", idTLSFeature, null()},
	{"no-check", idNoCheck, null()},
	{"policies", idCertificatePolicies, policies(idPolicyA)},
	{"mappings", idPolicyMappings, sequence(sequence(oid(idPolicyA), oid(idPolicyB)))},
	{"policy-constraints", idPolicyConstraints, sequence(tlv(0x80, []byte{9}))},
	{"inhibit-any", idInhibitAnyPolicy, integer(9)},
}

func otherExtensions(r *rand.Rand, ch *chain) string {
	one := others[r.IntN(len(others))]
	role := strings.Fields(everywhere)[r.IntN(3)]
	c := ch.pick(r, role)
	if c == nil {
		return ""
	}
	label := "other." + one.label
	isCritical := notCritical
	if r.IntN(3) == 0 {
		isCritical = critical
		label += "-critical"
	}
	c.set(one.id, isCritical, one.value)
	return label + "@" + role
}

// criticalities turns the mark of one extension around.
func criticalities(r *rand.Rand, ch *chain) string {
	role := strings.Fields(everywhere)[r.IntN(3)]
	c := ch.pick(r, role)
	if c == nil || len(c.extensions) == 0 {
		return ""
	}
	one := &c.extensions[r.IntN(len(c.extensions))]
	if one.critical == critical {
		one.critical = notCritical
		return "uncritical[" + one.id + "]@" + role
	}
	one.critical = critical
	return "critical[" + one.id + "]@" + role
}

// duplicates writes one extension twice.
func duplicates(r *rand.Rand, ch *chain) string {
	role := strings.Fields(everywhere)[r.IntN(3)]
	c := ch.pick(r, role)
	if c == nil || len(c.extensions) == 0 {
		return ""
	}
	one := c.extensions[r.IntN(len(c.extensions))]
	c.extensions = append(c.extensions, one)
	return "twice[" + one.id + "]@" + role
}

// Name constraints.

// Subtrees, as generalName has them.
var subtrees = []string{
	"dns:example.com", "dns:EXAMPLE.COM", "dns:.example.com", "dns:www.example.com", "dns:example.net", "dns:com", "dns:",
	"dns:.", "dns:example.com.", "dns:*.example.com", "dns:xample.com", "dns:exa mple.com", "dns:my_zone.example.com",
	"dns:\xff.com", "dns:a.www.example.com", "dns:xn--bcher-kva.example", "dns:secret.example.com",
	"ip:192.0.2.0/24", "ip:192.0.2.7/32", "ip:198.51.100.0/24", "ip:0.0.0.0/0", "ip:2001:db8::/32", "ip:::/0",
	"ip:2001:db8::7/128", "ip:192.0.2.7/24", "ipx:c0000200ff00ff00", "ipx:c0000200", "ipx:", "ipx:c0000200ffffff",
	"ipx:00000000000000000000ffffc0000200ffffffffffffffffffffffffffffff00",
	"mail:example.com", "mail:.example.com", "mail:post@example.com", "mail:Post@Example.com", "mail:", "mail:@example.com",
	"mail:example.net", "mail:post@", "mail:exa mple.com", "mail:\xff", "mail:a@b@example.com", "mail:xn--bcher-kva.example",
	"uri:www.example.com", "uri:.example.com", "uri:example.com", "uri:", "uri:https://www.example.com", "uri:192.0.2.7",
	"uri:www.example.com:443", "uri:WWW.EXAMPLE.COM", "uri:example.net",
	"dir:", "dir:Rootward Differential", "dir:Rootward Differential/unit", "dir:Somebody Else", "dir:ROOTWARD  differential",
	"rid:1.2.3", "other:a", "smtp:example.com", "x400:", "edi:",
}

// Names of a leaf that meet them; www.example.com is always there.
var constrained = []string{
	"", "", "", "dns:*.example.com", "dns:*.www.example.com", "dns:a.www.example.com", "dns:secret.example.com",
	"dns:EXAMPLE.COM", "dns:example.com.", "dns:.example.com", "dns:", "dns:example.net", "dns:myexample.com", "dns:*.com",
	"dns:*", "dns:a b", "dns:\xff.example.com", "dns:my_zone.example.com", "dns:xn--bcher-kva.example", "dns:www.example.com\x00.net",
	"ip:192.0.2.7", "ip:192.0.3.7", "ip:2001:db8::7", "ip:2001:db9::7", "ipx:00000000000000000000ffffc0000207", "ipx:c000",
	"mail:post@example.com", "mail:POST@EXAMPLE.COM", "mail:post@www.example.com", "mail:post@example.net", "mail:post",
	"mail:\"po st\"@example.com", "mail:\"post\"@example.com", "mail:a@b@example.com", "mail:@example.com", "mail:",
	"mail:p\xffst@example.com", "mail:post@xn--bcher-kva.example",
	"uri:https://www.example.com/", "uri:https://WWW.EXAMPLE.COM/", "uri:https://example.com:443/x", "uri:https://a@www.example.com/",
	"uri:https://www.example.net/", "uri:https://192.0.2.7/", "uri:https://[2001:db8::7]/", "uri:urn:example:1", "uri:mailto:a@example.com",
	"uri:/relative", "uri:", "uri:https://example.com@www.example.net/", "uri:https://www.example.com./", "uri:https:///x",
	"dir:Rootward Differential", "dir:Rootward Differential/unit", "dir:rootward differential", "dir:Somebody Else", "dir:",
	"rid:1.2.3", "other:a", "smtp:post@example.com", "x400:", "edi:",
}

// nameConstraintPairs lets an authority permit or exclude one or two subtrees, and gives the leaf a name that may be in them.
func nameConstraintPairs(r *rand.Rand, ch *chain) string {
	role := []string{"intermediate", "intermediate", "root"}[r.IntN(3)]
	c := ch.pick(r, role)
	if c == nil {
		return ""
	}
	var lists [2][]string
	which := r.IntN(2)
	lists[which] = append(lists[which], subtrees[r.IntN(len(subtrees))])
	if r.IntN(4) == 0 {
		other := r.IntN(2)
		lists[other] = append(lists[other], subtrees[r.IntN(len(subtrees))])
	}
	added := constrained[r.IntN(len(constrained))]
	if added != "" && !ch.addAlternatives(added) {
		return ""
	}
	c.set(idNameConstraints, critical, nameConstraints(lists[0], lists[1]))
	label := "names"
	if len(lists[0]) > 0 {
		label += "+[" + strings.Join(lists[0], "|") + "]"
	}
	if len(lists[1]) > 0 {
		label += "-[" + strings.Join(lists[1], "|") + "]"
	}
	return label + "(" + added + ")@" + role
}

func subtreesOf(critical criticality, lists ...[]byte) func(c *certificate) {
	return setting(idNameConstraints, critical, sequence(lists...))
}

func permitting(base ...[]byte) []byte { return tlv(0xa0, base...) }
func excluding(base ...[]byte) []byte  { return tlv(0xa1, base...) }

var subtreeFaults = []fault{
	{"not-critical", subtreesOf(notCritical, permitting(subtree("dns:example.com")))},
	{"not-critical-broken", subtreesOf(notCritical, permitting(subtree("dns:example.net")))},
	{"critical", subtreesOf(critical, permitting(subtree("dns:example.com")))},
	{"empty", subtreesOf(critical)},
	{"empty-permitted", subtreesOf(critical, permitting())},
	{"empty-excluded", subtreesOf(critical, excluding())},
	{"empty-both", subtreesOf(critical, permitting(), excluding())},
	{"minimum-0", subtreesOf(critical, permitting(subtree("dns:example.com", tlv(0x80, []byte{0}))))},
	{"minimum-1", subtreesOf(critical, permitting(subtree("dns:example.com", tlv(0x80, []byte{1}))))},
	{"maximum-5", subtreesOf(critical, permitting(subtree("dns:example.com", tlv(0x81, []byte{5}))))},
	{"minimum-1-excluded", subtreesOf(critical, excluding(subtree("dns:example.net", tlv(0x80, []byte{1}))))},
	{"minimum-1-unused", subtreesOf(critical, permitting(subtree("mail:example.com", tlv(0x80, []byte{1}))))},
	{"swapped", subtreesOf(critical, excluding(subtree("dns:example.net")), permitting(subtree("dns:example.com")))},
	{"permitted-twice", subtreesOf(critical, permitting(subtree("dns:example.com")), permitting(subtree("dns:example.net")))},
	{"trailing", setting(idNameConstraints, critical, join(sequence(permitting(subtree("dns:example.com"))), null()))},
	{"nothing", setting(idNameConstraints, critical, nil)},
	{"no-base", subtreesOf(critical, permitting(sequence()))},
	{"no-subtree", subtreesOf(critical, permitting(generalName("dns:example.com")))},
	{"context-2", subtreesOf(critical, permitting(subtree("dns:example.com")), tlv(0xa2))},
	{"many", subtreesOf(critical, permitting(manySubtrees()))},
	{"of-an-unused-form", subtreesOf(critical, permitting(subtree("mail:example.com")))},
	{"of-an-unknown-form", subtreesOf(critical, permitting(subtree("rid:1.2.3")))},
	{"of-an-unknown-form-excluded", subtreesOf(critical, excluding(subtree("other:a")))},
}

func manySubtrees() []byte {
	var list []byte
	for _, one := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		list = append(list, subtree("dns:"+one+".example.com")...)
	}
	return append(list, subtree("dns:www.example.com")...)
}
