package main

import (
	"math/rand/v2"
	"strings"
)

// Faults of a name that nobody else's name must equal.
var subjectFaults = nameFaults(func(c *certificate) *name { return &c.subject })

// Faults of the issuer's name: but for those that compare as equal it leads nowhere.
var issuerFaults = append([]fault{
	{"other", func(c *certificate) { c.issuer = distinguishedName("Somebody Else") }},
	{"shorter", func(c *certificate) { c.issuer.sets = c.issuer.sets[:len(c.issuer.sets)/2] }},
	{"reversed", func(c *certificate) {
		issuer := c.issuer.copy()
		for i, j := 0, len(issuer.sets)-1; i < j; i, j = i+1, j-1 {
			issuer.sets[i], issuer.sets[j] = issuer.sets[j], issuer.sets[i]
		}
		c.issuer = issuer
	}},
}, nameFaults(func(c *certificate) *name { return &c.issuer })...)

func nameFaults(field func(c *certificate) *name) []fault {
	add := func(set ...attribute) func(c *certificate) {
		return func(c *certificate) {
			changed := field(c).copy()
			changed.sets = append(changed.sets, set)
			*field(c) = changed
		}
	}
	raw := func(bytes ...[]byte) func(c *certificate) {
		return func(c *certificate) { *field(c) = name{raw: join(bytes...)} }
	}
	return []fault{
		{"empty", func(c *certificate) { *field(c) = name{} }},
		{"long", add(attribute{idCommonName, tagUTF8String, strings.Repeat("long ", 20)})},
		{"second-common-name", add(attribute{idCommonName, tagUTF8String, "other.example.com"})},
		{"mailbox", add(attribute{idEmailAddress, tagIA5String, "someone@example.com"})},
		{"mailbox-elsewhere", add(attribute{idEmailAddress, tagIA5String, "someone@example.net"})},
		{"mailbox-utf8", add(attribute{idEmailAddress, tagUTF8String, "someone@example.com"})},
		{"two-in-order", add(attribute{idCommonName, tagUTF8String, "a"}, attribute{idOrganization, tagUTF8String, "b"})},
		{"two-out-of-order", add(attribute{idOrganization, tagUTF8String, "b"}, attribute{idCommonName, tagUTF8String, "a"})},
		{"same-twice", add(attribute{idOrganization, tagUTF8String, "b"}, attribute{idOrganization, tagUTF8String, "b"})},
		{"empty-set", add()},
		{"empty-value", add(attribute{idOrganizationalUnit, tagUTF8String, ""})},
		{"empty-printable", add(attribute{idOrganizationalUnit, tagPrintableString, ""})},
		{"bad-utf8", add(attribute{idOrganizationalUnit, tagUTF8String, "a\xffb"})},
		{"utf8-surrogate", add(attribute{idOrganizationalUnit, tagUTF8String, "\xed\xa0\x80"})},
		{"utf8-overlong", add(attribute{idOrganizationalUnit, tagUTF8String, "\xc0\x80"})},
		{"nul", add(attribute{idOrganizationalUnit, tagUTF8String, "a\x00b"})},
		{"printable-star", add(attribute{idOrganizationalUnit, tagPrintableString, "*"})},
		{"printable-at", add(attribute{idOrganizationalUnit, tagPrintableString, "a@b"})},
		{"printable-ampersand", add(attribute{idOrganizationalUnit, tagPrintableString, "a&b"})},
		{"printable-underscore", add(attribute{idOrganizationalUnit, tagPrintableString, "a_b"})},
		{"printable-high", add(attribute{idOrganizationalUnit, tagPrintableString, "\xe9"})},
		{"ia5", add(attribute{idOrganizationalUnit, tagIA5String, "a"})},
		{"ia5-high", add(attribute{idOrganizationalUnit, tagIA5String, "\xe9"})},
		{"t61", add(attribute{idOrganizationalUnit, tagT61String, "\xe9"})},
		{"visible", add(attribute{idOrganizationalUnit, tagVisibleString, "a"})},
		{"numeric", add(attribute{idOrganizationalUnit, 0x12, "12 3"})},
		{"numeric-letter", add(attribute{idOrganizationalUnit, 0x12, "a"})},
		{"bmp", add(attribute{idOrganizationalUnit, tagBMPString, wide("ab", 2)})},
		{"bmp-odd", add(attribute{idOrganizationalUnit, tagBMPString, "abc"})},
		{"bmp-surrogate", add(attribute{idOrganizationalUnit, tagBMPString, "\xd8\x00\xdc\x00"})},
		{"universal", add(attribute{idOrganizationalUnit, tagUniversalString, wide("ab", 4)})},
		{"universal-odd", add(attribute{idOrganizationalUnit, tagUniversalString, "abc"})},
		{"integer", add(attribute{idOrganizationalUnit, tagInteger, "\x05"})},
		{"octets", add(attribute{idUnknown, tagOctetString, "\x05"})},
		{"unknown-attribute", add(attribute{idUnknown, tagUTF8String, "a"})},
		{"domain-components", add(attribute{idDomainComponent, tagIA5String, "example"})},
		{"country-long", add(attribute{idCountry, tagPrintableString, "XXX"})},
		{"country-utf8", add(attribute{idCountry, tagUTF8String, "XX"})},
		{"no-sequence", raw(tlv(tagSet, sequence(oid(idCommonName), tlv(tagUTF8String, []byte("a")))))},
		{"no-set", raw(sequence(sequence(oid(idCommonName), tlv(tagUTF8String, []byte("a")))))},
		{"no-value", raw(sequence(tlv(tagSet, sequence(oid(idCommonName)))))},
		{"trailing-in-attribute", raw(sequence(tlv(tagSet, sequence(oid(idCommonName), tlv(tagUTF8String, []byte("a")), null()))))},
	}
}

// respell changes how the issuer of the leaf writes its name in one of both places, so that they differ by bytes.
func respell(change func(a *attribute)) func(r *rand.Rand, ch *chain) bool {
	return func(r *rand.Rand, ch *chain) bool {
		signed := ch.all()[r.IntN(len(ch.all()))]
		if signed.issuer.raw != nil || signed.issuer.commonName() == nil {
			return false
		}
		signed.issuer = signed.issuer.copy()
		change(signed.issuer.commonName())
		return true
	}
}

// respellBoth writes another name in both places, each in its own way.
func respellBoth(subject, issuer attribute) func(r *rand.Rand, ch *chain) bool {
	return func(r *rand.Rand, ch *chain) bool {
		authority := ch.lowestAuthority()
		if authority == nil || authority.role != "intermediate" {
			return false
		}
		authority.subject = name{sets: [][]attribute{{subject}}}
		ch.leaf.issuer = name{sets: [][]attribute{{issuer}}}
		return true
	}
}

func text(tag byte, value string) attribute { return attribute{idOrganization, tag, value} }

var spellingChanges = []change{
	{"upper-case", respell(func(a *attribute) { a.value = strings.ToUpper(a.value) })},
	{"printable", respell(func(a *attribute) { a.tag = tagPrintableString })},
	{"bmp", respell(func(a *attribute) { a.tag, a.value = tagBMPString, wide(a.value, 2) })},
	{"universal", respell(func(a *attribute) { a.tag, a.value = tagUniversalString, wide(a.value, 4) })},
	{"t61", respell(func(a *attribute) { a.tag = tagT61String })},
	{"ia5", respell(func(a *attribute) { a.tag = tagIA5String })},
	{"leading-space", respell(func(a *attribute) { a.value = " " + a.value })},
	{"trailing-space", respell(func(a *attribute) { a.value += "  " })},
	{"inner-space", respell(func(a *attribute) { a.value = strings.ReplaceAll(a.value, " ", "  ") })},
	{"tab", respell(func(a *attribute) { a.value = strings.ReplaceAll(a.value, " ", "\t") })},
	{"no-space", respell(func(a *attribute) { a.value = strings.ReplaceAll(a.value, " ", "") })},
	{"other-attribute", respell(func(a *attribute) { a.id = idOrganizationalUnit })},
	{"soft-hyphen", respell(func(a *attribute) { a.value = a.value[:1] + "\u00ad" + a.value[1:] })},
	{"umlaut-case", respellBoth(text(tagUTF8String, "Böcke"), text(tagUTF8String, "BÖCKE"))},
	{"umlaut-composed", respellBoth(text(tagUTF8String, "B\u00f6cke"), text(tagUTF8String, "Bo\u0308cke"))},
	{"umlaut-t61", respellBoth(text(tagUTF8String, "Böcke"), text(tagT61String, "B\xf6cke"))},
	{"umlaut-bmp", respellBoth(text(tagUTF8String, "Böcke"), text(tagBMPString, wide("Böcke", 2)))},
	{"sharp-s", respellBoth(text(tagUTF8String, "Straße"), text(tagUTF8String, "STRASSE"))},
	{"full-width", respellBoth(text(tagUTF8String, "Ａ"), text(tagUTF8String, "A"))},
	{"greek-sigma", respellBoth(text(tagUTF8String, "ΣΑΣ"), text(tagUTF8String, "σας"))},
	{"no-break-space", respellBoth(text(tagUTF8String, "a b"), text(tagUTF8String, "a\u00a0b"))},
	{"same-bmp", respellBoth(text(tagBMPString, wide("ab", 2)), text(tagBMPString, wide("ab", 2)))},
	{"same-t61", respellBoth(text(tagT61String, "ab\xf6"), text(tagT61String, "ab\xf6"))},
	{"same-integer", respellBoth(text(tagInteger, "\x05"), text(tagInteger, "\x05"))},
	{"same-bad-utf8", respellBoth(text(tagUTF8String, "a\xff"), text(tagUTF8String, "a\xff"))},
	{"same-empty", respellBoth(text(tagUTF8String, ""), text(tagUTF8String, ""))},
	{"only-spaces", respellBoth(text(tagUTF8String, "  "), text(tagUTF8String, " "))},
	{"empty-authority", func(r *rand.Rand, ch *chain) bool {
		authority := ch.lowestAuthority()
		if authority == nil || authority.role != "intermediate" {
			return false
		}
		authority.subject, ch.leaf.issuer = name{}, name{}
		return true
	}},
	{"set-order", func(r *rand.Rand, ch *chain) bool {
		authority := ch.lowestAuthority()
		if authority == nil || authority.role != "intermediate" {
			return false
		}
		a, b := attribute{idCommonName, tagUTF8String, "a"}, attribute{idOrganization, tagUTF8String, "b"}
		authority.subject = name{sets: [][]attribute{{a, b}}}
		ch.leaf.issuer = name{sets: [][]attribute{{b, a}}}
		return true
	}},
}

// The names that a leaf may have, beside what is asked of it.
var patterns = []string{
	"dns:www.example.com", "dns:WWW.Example.COM", "dns:www.example.com.", "dns:.www.example.com", "dns:*.example.com",
	"dns:*.EXAMPLE.com", "dns:*.com", "dns:*", "dns:*.*.example.com", "dns:w*.example.com", "dns:*w.example.com",
	"dns:w*w.example.com", "dns:www.*.com", "dns:*.www.example.com", "dns:**.example.com", "dns:xn--*.example.com",
	"dns:*.xn--bcher-kva.example", "dns:xn--bcher-kva.example", "dns:bücher.example", "dns:b\xfccher.example",
	"dns:my_host.example.com", "dns:*.my_zone.example.com", "dns:-a.example.com", "dns:a-.example.com",
	"dns:www..example.com", "dns:", "dns: ", "dns:.", "dns:www.example.com\x00.example.net", "dns:www.example.com ",
	"dns:192.0.2.7", "dns:*.0.2.7", "dns:[2001:db8::7]", "dns:2001:db8::7", "dns:localhost", "dns:a", "dns:1.example.com",
	"dns:www.example.com:443", "dns:https://www.example.com", "dns:example.com", "dns:x--a.example.com",
	"dns:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com", "dns:example.123",
	"ip:192.0.2.7", "ip:2001:db8::7", "ipx:00000000000000000000ffffc0000207", "ipx:c00002", "ipx:c000020700", "ipx:",
	"ipx:c0000207ffffffff", "mail:www.example.com", "uri:https://www.example.com/", "mail:post@example.com", "dir:Somebody",
	"rid:1.2.3", "other:www.example.com", "x400:", "edi:",
}

var references = []struct{ kind, value string }{
	{"dns", "www.example.com"}, {"dns", "WWW.EXAMPLE.COM"}, {"dns", "www.example.com."}, {"dns", "example.com"},
	{"dns", "my_host.example.com"}, {"dns", "a.my_zone.example.com"}, {"dns", "xn--a.example.com"},
	{"dns", "www.xn--bcher-kva.example"}, {"dns", "xn--bcher-kva.example"}, {"dns", "a.www.example.com"},
	{"dns", "*.example.com"}, {"dns", "localhost"}, {"dns", "a"}, {"dns", "192.0.2.7"}, {"dns", "-a.example.com"},
	{"dns", "a-.example.com"}, {"dns", "1.example.com"}, {"dns", "x--a.example.com"}, {"dns", ".example.com"},
	{"dns", "www..example.com"}, {"dns", "example.123"}, {"ip", "192.0.2.7"}, {"ip", "2001:db8::7"},
	{"ip", "2001:DB8:0:0::7"}, {"ip", "::ffff:192.0.2.7"},
	{"dns", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com"},
}

// peerNames gives the leaf one or two names and asks for one; half of the time for one that resembles them.
func peerNames(r *rand.Rand, ch *chain) string {
	presented := []string{patterns[r.IntN(len(patterns))]}
	if r.IntN(3) == 0 {
		presented = append(presented, patterns[r.IntN(len(patterns))])
	}
	if r.IntN(4) > 0 {
		reference := references[r.IntN(len(references))]
		ch.kind, ch.reference = reference.kind, reference.value
	} else {
		ch.kind, ch.reference = "dns", "www.example.com"
	}
	criticality := notCritical
	if len(ch.leaf.subject.sets) == 0 {
		criticality = critical
	}
	ch.leaf.set(idSubjectAltName, criticality, generalNames(presented...))
	return "peer[" + strings.Join(presented, "|") + "][" + ch.reference + "]"
}

var addressChanges = []change{
	{"ask-address", func(r *rand.Rand, ch *chain) bool { ch.kind, ch.reference = "ip", "192.0.2.7"; return true }},
	{"address-as-dns", func(r *rand.Rand, ch *chain) bool {
		ch.kind, ch.reference = "ip", "192.0.2.7"
		return ch.addAlternatives("dns:192.0.2.7")
	}},
	{"mapped", func(r *rand.Rand, ch *chain) bool {
		ch.kind, ch.reference = "ip", "192.0.2.7"
		return ch.addAlternatives("ipx:00000000000000000000ffffc0000207")
	}},
	{"wrong", func(r *rand.Rand, ch *chain) bool {
		ch.kind, ch.reference = "ip", "192.0.2.8"
		return ch.addAlternatives("ip:192.0.2.7")
	}},
	{"long", func(r *rand.Rand, ch *chain) bool { return ch.addAlternatives("ipx:c000020700") }},
	{"none", func(r *rand.Rand, ch *chain) bool { return ch.addAlternatives("ipx:") }},
	{"common-name", func(r *rand.Rand, ch *chain) bool {
		ch.kind, ch.reference = "ip", "192.0.2.7"
		ch.leaf.subject = distinguishedName("192.0.2.7")
		return ch.leaf.remove(idSubjectAltName)
	}},
}

var alternativeFaults = []fault{
	{"none", func(c *certificate) { c.remove(idSubjectAltName) }},
	{"none-nor-subject", func(c *certificate) { c.remove(idSubjectAltName); c.subject = name{} }},
	{"not-critical-without-subject", func(c *certificate) {
		c.subject = name{}
		c.set(idSubjectAltName, notCritical, generalNames("dns:www.example.com"))
	}},
	{"critical-with-subject", func(c *certificate) { c.set(idSubjectAltName, critical, generalNames("dns:www.example.com")) }},
	{"empty", func(c *certificate) { c.set(idSubjectAltName, notCritical, sequence()) }},
	{"no-sequence", func(c *certificate) { c.set(idSubjectAltName, notCritical, tlv(0x82, []byte("www.example.com"))) }},
	{"nothing", func(c *certificate) { c.set(idSubjectAltName, notCritical, nil) }},
	{"trailing", func(c *certificate) {
		c.set(idSubjectAltName, notCritical, join(generalNames("dns:www.example.com"), null()))
	}},
	{"unknown-choice", func(c *certificate) {
		c.set(idSubjectAltName, notCritical, sequence(generalName("dns:www.example.com"), tlv(0x89, []byte("a"))))
	}},
	{"universal-tag", func(c *certificate) {
		c.set(idSubjectAltName, notCritical, sequence(generalName("dns:www.example.com"), tlv(tagIA5String, []byte("www.example.com"))))
	}},
	{"constructed-dns", func(c *certificate) {
		c.set(idSubjectAltName, notCritical, sequence(tlv(0xa2, tlv(tagIA5String, []byte("www.example.com")))))
	}},
	{"only-mailbox", func(c *certificate) { c.set(idSubjectAltName, notCritical, generalNames("mail:www.example.com")) }},
	{"only-mailbox-common-name", func(c *certificate) { c.set(idSubjectAltName, notCritical, generalNames("mail:post@example.com")) }},
	{"only-address-common-name", func(c *certificate) { c.set(idSubjectAltName, notCritical, generalNames("ip:192.0.2.7")) }},
	{"nul", func(c *certificate) {
		c.set(idSubjectAltName, notCritical, generalNames("dns:www.example.com\x00.example.net"))
	}},
}

var alternativeChanges = func() []change {
	var list []change
	for _, text := range []string{
		"dns:", "dns:bücher.example", "dns:a b", "dns:.example.com", "dns:\xff", "dns:*", "mail:", "mail:a", "mail:@", "mail:a@",
		"mail:\"a b\"@example.com", "mail:\xff@example.com", "mail:a@b@c", "uri:", "uri:x", "uri:/relative", "uri:http://",
		"uri:https://www.example.com:99999/", "uri:http://[2001:db8::7]/", "uri:http://[fe80::1%25eth0]/", "uri:http://exa mple/",
		"uri:urn:example:1", "uri:http://\xff/", "uri:http://192.0.2.7/", "uri:http://%zz/", "uri::", "rid:1.2.3", "other:a",
		"smtp:a@bücher.example", "x400:", "edi:", "dir:", "dir:A", "ip:::", "ipx:01",
	} {
		list = append(list, change{"add[" + text + "]", func(r *rand.Rand, ch *chain) bool { return ch.addAlternatives(text) }})
	}
	list = append(list, change{"bad-directory-name", func(r *rand.Rand, ch *chain) bool {
		ch.leaf.set(idSubjectAltName, notCritical, sequence(generalName("dns:www.example.com"), tlv(0xa4, null())))
		return true
	}})
	list = append(list, change{"bad-registered-id", func(r *rand.Rand, ch *chain) bool {
		ch.leaf.set(idSubjectAltName, notCritical, sequence(generalName("dns:www.example.com"), tlv(0x88, []byte{0x80, 1})))
		return true
	}})
	return list
}()
