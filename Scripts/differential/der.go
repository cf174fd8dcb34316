package main

import (
	"math/big"
	"strconv"
	"strings"
)

// Tags of DER that are used here.
const (
	tagBoolean         = 0x01
	tagInteger         = 0x02
	tagBitString       = 0x03
	tagOctetString     = 0x04
	tagNull            = 0x05
	tagOID             = 0x06
	tagUTF8String      = 0x0c
	tagPrintableString = 0x13
	tagT61String       = 0x14
	tagIA5String       = 0x16
	tagUTCTime         = 0x17
	tagGeneralizedTime = 0x18
	tagVisibleString   = 0x1a
	tagUniversalString = 0x1c
	tagBMPString       = 0x1e
	tagSequence        = 0x30
	tagSet             = 0x31
)

// tlv is an element with the shortest length.
func tlv(tag byte, parts ...[]byte) []byte {
	content := join(parts...)
	return join([]byte{tag}, length(len(content)), content)
}

func length(n int) []byte {
	switch {
	case n < 0x80:
		return []byte{byte(n)}
	case n < 0x100:
		return []byte{0x81, byte(n)}
	default:
		return []byte{0x82, byte(n >> 8), byte(n)}
	}
}

func join(parts ...[]byte) []byte {
	var all []byte
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

func sequence(parts ...[]byte) []byte { return tlv(tagSequence, parts...) }
func octets(parts ...[]byte) []byte   { return tlv(tagOctetString, parts...) }
func null() []byte                    { return []byte{tagNull, 0} }
func boolean(value byte) []byte       { return []byte{tagBoolean, 1, value} }

// integer is an INTEGER of the shortest form.
func integer(n int64) []byte { return tlv(tagInteger, integerContent(big.NewInt(n))) }

func integerContent(n *big.Int) []byte {
	if n.Sign() == 0 {
		return []byte{0}
	}
	if n.Sign() > 0 {
		content := n.Bytes()
		if content[0] >= 0x80 {
			content = join([]byte{0}, content)
		}
		return content
	}
	// The two's complement of the fewest bytes that hold it.
	size := uint(len(n.Bytes()))
	content := new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 8*size), n).Bytes()
	for uint(len(content)) < size {
		content = join([]byte{0}, content)
	}
	if content[0] < 0x80 {
		content = join([]byte{0xff}, content)
	}
	return content
}

func bitString(unused byte, content []byte) []byte { return tlv(tagBitString, []byte{unused}, content) }

// namedBits is a BIT STRING of flags, without zeros at its end: bit 0 is the first.
func namedBits(bits ...int) []byte {
	var value [2]byte
	highest := -1
	for _, bit := range bits {
		value[bit/8] |= 0x80 >> (bit % 8)
		highest = max(highest, bit)
	}
	return bitString(byte(7-(highest+8)%8), value[:(highest+8)/8])
}

// oid is an OBJECT IDENTIFIER out of its dotted form.
func oid(dotted string) []byte {
	var arcs []uint64
	for _, text := range strings.Split(dotted, ".") {
		arc, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			panic(err)
		}
		arcs = append(arcs, arc)
	}
	content := base128(arcs[0]*40 + arcs[1])
	for _, arc := range arcs[2:] {
		content = append(content, base128(arc)...)
	}
	return tlv(tagOID, content)
}

func base128(n uint64) []byte {
	digits := []byte{byte(n & 0x7f)}
	for n >>= 7; n > 0; n >>= 7 {
		digits = append([]byte{byte(n&0x7f) | 0x80}, digits...)
	}
	return digits
}

// wide is a text in a form of several bytes a character: BMPString has two, UniversalString four.
func wide(text string, size int) string {
	var encoded strings.Builder
	for _, character := range text {
		for shift := 8 * (size - 1); shift >= 0; shift -= 8 {
			encoded.WriteByte(byte(character >> shift))
		}
	}
	return encoded.String()
}
