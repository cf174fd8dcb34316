package main

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// An element of DER with its parts, so that one can be changed and all lengths stay right.
type element struct {
	tag byte
	// Of a constructed element, or of an OCTET STRING that holds one.
	parts   []*element
	content []byte
}

// parse reads elements that fill bytes, with tags of one byte; nil if there is none or something else.
func parse(bytes []byte) []*element {
	var list []*element
	for len(bytes) > 0 {
		if len(bytes) < 2 || bytes[0]&0x1f == 0x1f {
			return nil
		}
		size, start := int(bytes[1]), 2
		switch {
		case size == 0x81 && len(bytes) > 2:
			size, start = int(bytes[2]), 3
		case size == 0x82 && len(bytes) > 3:
			size, start = int(bytes[2])<<8|int(bytes[3]), 4
		case size >= 0x80:
			return nil
		}
		if len(bytes) < start+size {
			return nil
		}
		one := &element{tag: bytes[0], content: slices.Clone(bytes[start : start+size])}
		if one.tag&0x20 != 0 || one.tag == tagOctetString {
			one.parts = parse(one.content)
		}
		list = append(list, one)
		bytes = bytes[start+size:]
	}
	return list
}

func (e *element) encode() []byte {
	if e.parts == nil {
		return tlv(e.tag, e.content)
	}
	var parts []byte
	for _, one := range e.parts {
		parts = append(parts, one.encode()...)
	}
	return tlv(e.tag, parts)
}

// below is every element inside with the one that holds it.
func (e *element) below() (list []place) {
	for index, one := range e.parts {
		list = append(list, place{e, index})
		list = append(list, one.below()...)
	}
	return list
}

type place struct {
	holder *element
	index  int
}

var fieldNames = []string{"version", "serial", "signature", "issuer", "validity", "subject", "key", "extensions"}

// structure changes an element of the signed part, and signs it again.
func structure(r *rand.Rand, ch *chain) string {
	role := strings.Fields(everywhere)[r.IntN(3)]
	c := ch.pick(r, role)
	if c == nil || len(c.ofTBS) > 0 {
		return ""
	}
	field, where, operation, value := r.IntN(len(fieldNames)), int(r.Uint32()), r.IntN(8), byte(r.Uint32())
	tags := []byte{
		tagBoolean, tagInteger, tagBitString, tagOctetString, tagNull, tagOID, tagUTF8String, tagPrintableString, tagIA5String,
		tagSequence, tagSet, 0x80, 0x81, 0x82, 0xa0, 0xa1, 0xa3, 0x0a, 0x1f,
	}
	c.ofTBS = append(c.ofTBS, func(b []byte) []byte {
		whole := parse(b)
		if len(whole) != 1 || len(whole[0].parts) <= field {
			return b
		}
		root := &element{tag: tagSequence, parts: whole[0].parts}
		places := append([]place{{root, field}}, root.parts[field].below()...)
		at := places[where%len(places)]
		parts, one := at.holder.parts, at.holder.parts[at.index]
		switch operation {
		case 0:
			at.holder.parts = slices.Delete(slices.Clone(parts), at.index, at.index+1)
			if len(at.holder.parts) == 0 {
				at.holder.parts, at.holder.content = nil, nil
			}
		case 1:
			at.holder.parts = slices.Insert(slices.Clone(parts), at.index, one)
		case 2:
			other := (at.index + 1) % len(parts)
			parts[at.index], parts[other] = parts[other], parts[at.index]
		case 3:
			one.tag = tags[int(value)%len(tags)]
		case 4:
			one.parts, one.content = nil, nil
		case 5:
			one.content, one.parts = join([]byte{value}, one.inside()), nil
		case 6:
			one.content, one.parts = join(one.inside(), []byte{value}), nil
		default:
			if inside := one.inside(); len(inside) > 0 {
				inside[where/len(places)%len(inside)] = value
				one.content, one.parts = inside, nil
			}
		}
		return root.encode()
	})
	label := []string{"deleted", "doubled", "swapped", "retagged", "emptied", "prepended", "appended", "changed"}[operation]
	return "structure." + label + "[" + fieldNames[field] + "]@" + role
}

func (e *element) inside() []byte {
	if e.parts == nil {
		return slices.Clone(e.content)
	}
	var all []byte
	for _, one := range e.parts {
		all = append(all, one.encode()...)
	}
	return all
}
