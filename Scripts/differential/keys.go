package main

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"math/big"
)

// A key signs, and always makes the same signature of the same bytes.
type key interface {
	// publicKeyInfo is the SubjectPublicKeyInfo.
	publicKeyInfo() []byte
	// algorithm is the AlgorithmIdentifier of its signatures.
	algorithm(hash crypto.Hash) []byte
	sign(message []byte, hash crypto.Hash) []byte
}

// stream is bytes that follow from a label: the keys of a run are its seed's, and are never stored.
func stream(label string, count int) []byte {
	var out []byte
	for block := uint64(0); len(out) < count; block++ {
		digest := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("rootward differential test key "+label), block))
		out = append(out, digest[:]...)
	}
	return out[:count]
}

func digest(message []byte, hash crypto.Hash) []byte {
	switch hash {
	case crypto.SHA1:
		sum := sha1.Sum(message)
		return sum[:]
	case crypto.SHA384:
		sum := sha512.Sum384(message)
		return sum[:]
	case crypto.SHA512:
		sum := sha512.Sum512(message)
		return sum[:]
	default:
		sum := sha256.Sum256(message)
		return sum[:]
	}
}

func algorithmIdentifier(dotted string, parameters ...[]byte) []byte {
	return sequence(append([][]byte{oid(dotted)}, parameters...)...)
}

type ecKey struct {
	private *ecdsa.PrivateKey
	point   []byte
	curve   string
}

func newECKey(label string, curve elliptic.Curve, exchange ecdh.Curve, identifier string) *ecKey {
	size := (curve.Params().BitSize + 7) / 8
	raw := stream(label, size)
	// Below every order, whatever the bytes are.
	raw[0] = 0
	private, err := ecdsa.ParseRawPrivateKey(curve, raw)
	check(err)
	public, err := exchange.NewPrivateKey(raw)
	check(err)
	return &ecKey{private, public.PublicKey().Bytes(), identifier}
}

func (k *ecKey) publicKeyInfo() []byte {
	return sequence(algorithmIdentifier("1.2.840.10045.2.1", oid(k.curve)), bitString(0, k.point))
}

func (k *ecKey) algorithm(hash crypto.Hash) []byte {
	switch hash {
	case crypto.SHA1:
		return algorithmIdentifier("1.2.840.10045.4.1")
	case crypto.SHA384:
		return algorithmIdentifier("1.2.840.10045.4.3.3")
	case crypto.SHA512:
		return algorithmIdentifier("1.2.840.10045.4.3.4")
	default:
		return algorithmIdentifier("1.2.840.10045.4.3.2")
	}
}

func (k *ecKey) sign(message []byte, hash crypto.Hash) []byte {
	// Without a source of randomness the signature is that of RFC 6979.
	signature, err := k.private.Sign(nil, digest(message, hash), hash)
	check(err)
	return signature
}

type rsaKey struct{ private *rsa.PrivateKey }

// newRSAKey makes a key of two primes that follow from the label; its quality is that of a test.
func newRSAKey(label string, bits int) *rsaKey {
	one, exponent := big.NewInt(1), big.NewInt(65537)
	prime := func(label string) *big.Int {
		raw := stream(label, bits/16)
		raw[0] |= 0xc0
		raw[len(raw)-1] |= 1
		p := new(big.Int).SetBytes(raw)
		for !p.ProbablyPrime(0) || new(big.Int).Mod(new(big.Int).Sub(p, one), exponent).Sign() == 0 {
			p.Add(p, big.NewInt(2))
		}
		return p
	}
	p, q := prime(label+" p"), prime(label+" q")
	totient := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	private := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537},
		D:         new(big.Int).ModInverse(exponent, totient), Primes: []*big.Int{p, q},
	}
	private.Precompute()
	return &rsaKey{private}
}

func (k *rsaKey) publicKeyInfo() []byte {
	public := sequence(tlv(tagInteger, integerContent(k.private.N)), integer(int64(k.private.E)))
	return sequence(algorithmIdentifier("1.2.840.113549.1.1.1", null()), bitString(0, public))
}

func (k *rsaKey) algorithm(hash crypto.Hash) []byte {
	switch hash {
	case crypto.SHA1:
		return algorithmIdentifier("1.2.840.113549.1.1.5", null())
	case crypto.SHA384:
		return algorithmIdentifier("1.2.840.113549.1.1.12", null())
	case crypto.SHA512:
		return algorithmIdentifier("1.2.840.113549.1.1.13", null())
	default:
		return algorithmIdentifier("1.2.840.113549.1.1.11", null())
	}
}

func (k *rsaKey) sign(message []byte, hash crypto.Hash) []byte {
	signature, err := rsa.SignPKCS1v15(nil, k.private, hash, digest(message, hash))
	check(err)
	return signature
}

type edKey struct{ private ed25519.PrivateKey }

func (k *edKey) publicKeyInfo() []byte {
	return sequence(algorithmIdentifier("1.3.101.112"), bitString(0, k.private.Public().(ed25519.PublicKey)))
}
func (k *edKey) algorithm(crypto.Hash) []byte { return algorithmIdentifier("1.3.101.112") }
func (k *edKey) sign(message []byte, hash crypto.Hash) []byte {
	return ed25519.Sign(k.private, message)
}

// The keys that a chain may have, by the part that they play.
type keyRing struct {
	p256             []*ecKey
	p384, p521       *ecKey
	rsa2048, rsa1024 *rsaKey
	ed25519          *edKey
}

func newKeyRing() *keyRing {
	ring := &keyRing{}
	for index := range 10 {
		ring.p256 = append(ring.p256, newECKey("P-256 "+string(rune('0'+index)), elliptic.P256(), ecdh.P256(), curveP256))
	}
	ring.p384 = newECKey("P-384", elliptic.P384(), ecdh.P384(), "1.3.132.0.34")
	ring.p521 = newECKey("P-521", elliptic.P521(), ecdh.P521(), "1.3.132.0.35")
	ring.rsa2048 = newRSAKey("RSA-2048", 2048)
	ring.rsa1024 = newRSAKey("RSA-1024", 1024)
	ring.ed25519 = &edKey{ed25519.NewKeyFromSeed(stream("Ed25519", ed25519.SeedSize))}
	return ring
}

const curveP256 = "1.2.840.10045.3.1.7"
