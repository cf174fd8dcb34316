package main

import (
	"crypto"
	"time"
)

// A certificate before it is signed: every field may be made wrong on its own, and all is signed by the right key then.
type certificate struct {
	// root, intermediate or leaf.
	role string
	// Contents of INTEGERs; no version is written where there is none.
	version, serial []byte
	// AlgorithmIdentifiers; nil stands for that of the signer's key.
	inner, outer        []byte
	issuer, subject     name
	notBefore, notAfter moment
	// A SubjectPublicKeyInfo; nil stands for that of the key.
	publicKeyInfo []byte
	// What stands between the key and the extensions, and behind them.
	uniqueIDs, tail []byte
	extensions      []extension
	// Whether an empty list of extensions is written.
	writesNoExtensions bool

	key    key
	signer *certificate
	hash   crypto.Hash
	// What becomes of the bytes: of the TBSCertificate, signed after it; of the signature; and of the whole certificate.
	ofTBS, ofSignature, ofWhole []func([]byte) []byte
	// Unused bits of the signature's BIT STRING.
	unusedBits byte
}

type extension struct {
	id string
	// notCritical, critical, or one that DER does not have.
	critical criticality
	value    []byte
	// The whole extension, if it is not made of the rest.
	raw []byte
}

type criticality int

const (
	notCritical criticality = iota
	critical
	// FALSE, which DER leaves out as it is the default.
	writtenFalse
	// TRUE as BER may write it, and not DER.
	writtenOne
)

func (e extension) encode() []byte {
	if e.raw != nil {
		return e.raw
	}
	var flag []byte
	switch e.critical {
	case critical:
		flag = boolean(0xff)
	case writtenFalse:
		flag = boolean(0)
	case writtenOne:
		flag = boolean(1)
	}
	return sequence(oid(e.id), flag, octets(e.value))
}

// A moment as it is written: of UTCTime or of GeneralizedTime.
type moment struct {
	tag  byte
	text string
}

// at is a time in the form that RFC 5280 §4.1.2.5 wants.
func at(seconds int64) moment {
	when := time.Unix(seconds, 0).UTC()
	if when.Year() >= 2050 || when.Year() < 1950 {
		return moment{tagGeneralizedTime, when.Format("20060102150405Z")}
	}
	return moment{tagUTCTime, when.Format("060102150405Z")}
}

// encode signs the certificate.
func (c *certificate) encode() []byte {
	signer := c.signer
	if signer == nil {
		signer = c
	}
	algorithm := signer.key.algorithm(c.hash)
	inner, outer := c.inner, c.outer
	if inner == nil {
		inner = algorithm
	}
	if outer == nil {
		outer = algorithm
	}
	var version, extensions []byte
	if c.version != nil {
		version = tlv(0xa0, tlv(tagInteger, c.version))
	}
	if len(c.extensions) > 0 || c.writesNoExtensions {
		var list []byte
		for _, one := range c.extensions {
			list = append(list, one.encode()...)
		}
		extensions = tlv(0xa3, sequence(list))
	}
	key := c.publicKeyInfo
	if key == nil {
		key = c.key.publicKeyInfo()
	}
	tbs := sequence(
		version, tlv(tagInteger, c.serial), inner, c.issuer.encode(),
		sequence(tlv(c.notBefore.tag, []byte(c.notBefore.text)), tlv(c.notAfter.tag, []byte(c.notAfter.text))),
		c.subject.encode(), key, c.uniqueIDs, extensions, c.tail)
	for _, change := range c.ofTBS {
		tbs = change(tbs)
	}
	signature := signer.key.sign(tbs, c.hash)
	for _, change := range c.ofSignature {
		signature = change(signature)
	}
	whole := sequence(tbs, outer, bitString(c.unusedBits, signature))
	for _, change := range c.ofWhole {
		whole = change(whole)
	}
	return whole
}

// set replaces an extension or adds it.
func (c *certificate) set(id string, critical criticality, value []byte) {
	for index := range c.extensions {
		if c.extensions[index].id == id {
			c.extensions[index] = extension{id: id, critical: critical, value: value}
			return
		}
	}
	c.extensions = append(c.extensions, extension{id: id, critical: critical, value: value})
}

// remove takes all extensions of a kind away.
func (c *certificate) remove(id string) bool {
	var kept []extension
	for _, one := range c.extensions {
		if one.id != id {
			kept = append(kept, one)
		}
	}
	found := len(kept) < len(c.extensions)
	c.extensions = kept
	return found
}

// find is the first extension of a kind, or nil.
func (c *certificate) find(id string) *extension {
	for index := range c.extensions {
		if c.extensions[index].id == id {
			return &c.extensions[index]
		}
	}
	return nil
}

// Names.

type attribute struct {
	id    string
	tag   byte
	value string
}

// A name is a list of sets of attributes; raw stands for all of it where it is no such list.
type name struct {
	sets [][]attribute
	raw  []byte
}

func (n name) encode() []byte {
	if n.raw != nil {
		return n.raw
	}
	var sets [][]byte
	for _, set := range n.sets {
		var attributes [][]byte
		for _, one := range set {
			attributes = append(attributes, sequence(oid(one.id), tlv(one.tag, []byte(one.value))))
		}
		sets = append(sets, tlv(tagSet, attributes...))
	}
	return sequence(sets...)
}

func (n name) copy() name {
	var sets [][]attribute
	for _, set := range n.sets {
		sets = append(sets, append([]attribute(nil), set...))
	}
	return name{sets: sets, raw: n.raw}
}

// commonName is the attribute that the names of this program end with, or nil.
func (n name) commonName() *attribute {
	for _, set := range n.sets {
		for index := range set {
			if set[index].id == idCommonName {
				return &set[index]
			}
		}
	}
	return nil
}

func distinguishedName(commonName string) name {
	return name{sets: [][]attribute{
		{{idCountry, tagPrintableString, "XX"}},
		{{idOrganization, tagUTF8String, "Rootward Differential"}},
		{{idCommonName, tagUTF8String, commonName}},
	}}
}
