package main

import (
	"encoding/hex"
	"net/netip"
	"strings"
)

// generalName is a GeneralName out of a short text, such as dns:www.example.com, ip:192.0.2.7, ip:192.0.2.0/24 (an
// address and a mask), ipx:c000 (bytes), mail:, uri:, rid:1.2.3, dir:Some Organization, other:text, x400: or edi:.
func generalName(text string) []byte {
	kind, value, _ := strings.Cut(text, ":")
	switch kind {
	case "dns":
		return tlv(0x82, []byte(value))
	case "mail":
		return tlv(0x81, []byte(value))
	case "uri":
		return tlv(0x86, []byte(value))
	case "rid":
		return append([]byte{0x88}, oid(value)[1:]...)
	case "dir":
		return tlv(0xa4, organization(value).encode())
	case "other":
		return tlv(0xa0, oid("1.3.6.1.4.1.55555.3"), tlv(0xa0, tlv(tagUTF8String, []byte(value))))
	case "smtp":
		// The SmtpUTF8Mailbox of RFC 9598.
		return tlv(0xa0, oid("1.3.6.1.5.5.7.8.9"), tlv(0xa0, tlv(tagUTF8String, []byte(value))))
	case "x400":
		return tlv(0xa3, sequence())
	case "edi":
		return tlv(0xa5, tlv(0xa1, tlv(tagUTF8String, []byte("party"))))
	case "ipx":
		bytes, err := hex.DecodeString(value)
		check(err)
		return tlv(0x87, bytes)
	case "ip":
		address, bits, isRange := strings.Cut(value, "/")
		parsed, err := netip.ParseAddr(address)
		check(err)
		if !isRange {
			return tlv(0x87, parsed.AsSlice())
		}
		prefix, err := netip.ParsePrefix(address + "/" + bits)
		check(err)
		mask := make([]byte, len(parsed.AsSlice()))
		for bit := range prefix.Bits() {
			mask[bit/8] |= 0x80 >> (bit % 8)
		}
		return tlv(0x87, parsed.AsSlice(), mask)
	}
	panic("there is no such kind of name: " + text)
}

func organization(value string) name {
	if value == "" {
		return name{}
	}
	sets := [][]attribute{{{idCountry, tagPrintableString, "XX"}}}
	// Such as "Rootward Differential/unit".
	organization, unit, hasUnit := strings.Cut(value, "/")
	sets = append(sets, []attribute{{idOrganization, tagUTF8String, organization}})
	if hasUnit {
		sets = append(sets, []attribute{{idOrganizationalUnit, tagUTF8String, unit}})
	}
	return name{sets: sets}
}

func generalNames(texts ...string) []byte {
	var list []byte
	for _, text := range texts {
		list = append(list, generalName(text)...)
	}
	return sequence(list)
}

func subtree(text string, bounds ...[]byte) []byte {
	return sequence(generalName(text), join(bounds...))
}

// nameConstraints are those of lists of names; an empty list is left out.
func nameConstraints(permitted, excluded []string) []byte {
	lists := [2][]byte{}
	for index, texts := range [][]string{permitted, excluded} {
		var list []byte
		for _, text := range texts {
			list = append(list, subtree(text)...)
		}
		if len(texts) > 0 {
			lists[index] = tlv(byte(0xa0+index), list)
		}
	}
	return sequence(lists[0], lists[1])
}
