package main

import (
	"crypto"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
)

// When every chain is verified: 2026-06-01T00:00:00Z.
const baseTime = 1780272000

// A chain with what is asked of it.
type chain struct {
	ring   *keyRing
	leaf   *certificate
	others []*certificate
	roots  []*certificate
	// The peer's name: dns or ip.
	kind, reference string
	time            int64
	// What was done to it.
	labels []string
}

// all is every certificate once, the roots last.
func (ch *chain) all() []*certificate {
	var list []*certificate
	for _, one := range slices.Concat([]*certificate{ch.leaf}, ch.others, ch.roots) {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

// pick is a certificate that plays a part, or nil.
func (ch *chain) pick(r *rand.Rand, role string) *certificate {
	var list []*certificate
	for _, one := range ch.all() {
		if one.role == role {
			list = append(list, one)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list[r.IntN(len(list))]
}

// An authority of the chain that is nearest to the leaf.
func (ch *chain) lowestAuthority() *certificate {
	if ch.leaf.signer == nil {
		return nil
	}
	return ch.leaf.signer
}

// addAlternatives puts more names into the leaf's subject alternative names.
func (ch *chain) addAlternatives(texts ...string) bool {
	extension := ch.leaf.find(idSubjectAltName)
	if extension == nil || len(extension.value) < 2 || extension.value[0] != tagSequence || extension.value[1] > 0x7f {
		return false
	}
	list := slices.Clone(extension.value[2:])
	for _, text := range texts {
		list = append(list, generalName(text)...)
	}
	extension.value = sequence(list)
	return true
}

func keyIdentifier(label string) []byte { return stream("identifier "+label, 20) }

// A builder makes the good certificates of a chain.
type builder struct {
	r      *rand.Rand
	ring   *keyRing
	serial int64
	keys   int
}

func (b *builder) nextKey() key {
	b.keys++
	return b.ring.p256[b.keys-1]
}

// make makes a certificate that everything is right with.
func (b *builder) make(role, label string, signer *certificate) *certificate {
	b.serial++
	serial := append([]byte{0x10}, stream(fmt.Sprint("serial ", label, b.serial), 15)...)
	c := &certificate{
		role: role, version: []byte{2}, serial: serial, subject: distinguishedName(label), key: b.nextKey(),
		signer: signer, hash: crypto.SHA256,
		notBefore: at(baseTime - 86400*int64(10+b.r.IntN(300))), notAfter: at(baseTime + 86400*int64(10+b.r.IntN(300))),
	}
	authorityLabel := label
	c.issuer = c.subject.copy()
	if signer != nil {
		c.issuer = signer.subject.copy()
		authorityLabel = fmt.Sprint(slices.IndexFunc(b.ring.p256, func(k *ecKey) bool { return k == signer.key }))
		if name := signer.subject.commonName(); name != nil {
			authorityLabel = name.value + authorityLabel
		}
	}
	own := label + fmt.Sprint(b.keys-1)
	if role != "leaf" {
		c.set(idBasicConstraints, critical, sequence(boolean(0xff)))
		c.set(idKeyUsage, critical, namedBits(5, 6))
	} else {
		c.set(idBasicConstraints, critical, sequence())
		c.set(idKeyUsage, critical, namedBits(0))
		c.set(idExtendedKeyUsage, notCritical, sequence(oid(idServer)))
		c.set(idSubjectAltName, notCritical, generalNames("dns:www.example.com", "dns:example.com"))
	}
	c.set(idSubjectKeyIdentifier, notCritical, octets(keyIdentifier(own)))
	if signer != nil {
		c.set(idAuthorityKeyIdentifier, notCritical, sequence(tlv(0x80, keyIdentifier(authorityLabel))))
	}
	return c
}

// A shape is a good chain.
type shape struct {
	label string
	build func(b *builder) *chain
}

func simple(b *builder, intermediates int) *chain {
	root := b.make("root", "Root", nil)
	ch := &chain{roots: []*certificate{root}}
	signer := root
	for index := range intermediates {
		signer = b.make("intermediate", fmt.Sprint("Authority ", index+1), signer)
		ch.others = append([]*certificate{signer}, ch.others...)
	}
	ch.leaf = b.make("leaf", "www.example.com", signer)
	return ch
}

var shapes = []shape{
	{"direct", func(b *builder) *chain { return simple(b, 0) }},
	{"plain", func(b *builder) *chain { return simple(b, 1) }},
	{"long", func(b *builder) *chain { return simple(b, 2) }},
	{"longest", func(b *builder) *chain { return simple(b, 4) }},
	{"cross-signed", func(b *builder) *chain {
		// The authority has certificates of two roots, and one root is trusted.
		ch := simple(b, 1)
		other := b.make("root", "Other Root", nil)
		own := ch.others[0]
		twin := b.make("intermediate", own.subject.commonName().value, other)
		twin.key = own.key
		twin.set(idSubjectKeyIdentifier, notCritical, own.find(idSubjectKeyIdentifier).value)
		ch.others = []*certificate{twin, own}
		if b.r.IntN(2) == 0 {
			ch.roots = append(ch.roots, other)
		}
		return ch
	}},
	{"self-issued", func(b *builder) *chain {
		// A root that has changed its key: the old key signs the new one.
		root := b.make("root", "Root", nil)
		next := b.make("intermediate", "Root", root)
		below := b.make("intermediate", "Authority 1", next)
		return &chain{roots: []*certificate{root}, others: []*certificate{below, next}, leaf: b.make("leaf", "www.example.com", below)}
	}},
	{"constrained", func(b *builder) *chain {
		ch := simple(b, 2)
		ch.others[0].set(idNameConstraints, critical, nameConstraints([]string{"dns:example.com"}, []string{"dns:secret.example.com", "ip:10.0.0.0/8"}))
		ch.others[0].set(idBasicConstraints, critical, sequence(boolean(0xff), integer(0)))
		return ch
	}},
	{"policies", func(b *builder) *chain {
		ch := simple(b, 2)
		for _, one := range ch.others {
			one.set(idCertificatePolicies, notCritical, policies(idPolicyA, idPolicyB))
		}
		ch.leaf.set(idCertificatePolicies, notCritical, policies(idPolicyA))
		if b.r.IntN(2) == 0 {
			ch.others[1].set(idPolicyConstraints, critical, sequence(tlv(0x80, []byte{0})))
		}
		return ch
	}},
	{"address", func(b *builder) *chain {
		ch := simple(b, 1)
		addresses := []string{"192.0.2.7", "2001:db8::7"}
		ch.kind, ch.reference = "ip", addresses[b.r.IntN(2)]
		ch.leaf.set(idSubjectAltName, notCritical, generalNames("ip:192.0.2.7", "ip:2001:db8::7", "dns:www.example.com"))
		return ch
	}},
	{"wildcard", func(b *builder) *chain {
		ch := simple(b, 1)
		ch.leaf.set(idSubjectAltName, notCritical, generalNames("dns:*.example.com"))
		return ch
	}},
	{"international", func(b *builder) *chain {
		ch := simple(b, 1)
		ch.leaf.subject = distinguishedName("bücher.example")
		ch.reference = "www.xn--bcher-kva.example"
		ch.leaf.set(idSubjectAltName, notCritical, generalNames("dns:www.xn--bcher-kva.example", "mail:post@xn--bcher-kva.example"))
		return ch
	}},
	{"no-identifiers", func(b *builder) *chain {
		ch := simple(b, 2)
		for _, one := range ch.all() {
			one.remove(idAuthorityKeyIdentifier)
			one.remove(idSubjectKeyIdentifier)
		}
		return ch
	}},
	{"no-subject", func(b *builder) *chain {
		ch := simple(b, 1)
		ch.leaf.subject = name{}
		ch.leaf.find(idSubjectAltName).critical = critical
		return ch
	}},
	{"mixed-keys", func(b *builder) *chain {
		ch := simple(b, 2)
		ch.roots[0].key, ch.others[1].key, ch.others[0].key = b.ring.rsa2048, b.ring.p384, b.ring.p521
		ch.roots[0].hash, ch.others[1].hash, ch.others[0].hash = crypto.SHA256, crypto.SHA512, crypto.SHA384
		return ch
	}},
}

func policies(dotted ...string) []byte {
	var list []byte
	for _, one := range dotted {
		list = append(list, sequence(oid(one))...)
	}
	return sequence(list)
}

// newChain is the chain of an index: the same for the same seed, however many there are.
func newChain(ring *keyRing, seed uint64, index int) *chain {
	r := rand.New(rand.NewPCG(seed, uint64(index)))
	one := shapes[r.IntN(len(shapes))]
	ch := one.build(&builder{r: r, ring: ring})
	ch.ring = ring
	ch.time = baseTime
	if ch.kind == "" {
		ch.kind = "dns"
	}
	if ch.reference == "" {
		ch.reference = "www.example.com"
	}
	ch.labels = []string{"shape." + one.label}
	wanted := []int{1, 1, 1, 1, 2, 2, 3}[r.IntN(7)]
	if index%100 == 0 {
		wanted = 0
	}
	for attempts := 0; wanted > 0 && attempts < 50; attempts++ {
		group := groups[r.IntN(len(groups))]
		if label := group(r, ch); label != "" {
			ch.labels = append(ch.labels, label)
			wanted--
		}
	}
	return ch
}

func negative(n int64) []byte { return integerContent(big.NewInt(n)) }
