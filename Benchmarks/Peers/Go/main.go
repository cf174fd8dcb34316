// The rows of the benchmark in Go's standard library, asked for line by line on standard input.
package main

import (
	"bufio"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

type signature struct{ Key, Message, Signature []byte }

type operation func() bool

// What only newer releases of Go have is filled in by files with a build tag.
var (
	verifyNewer = func(key any, s signature) operation { return nil }
	sumSHA3     func(bytes []byte) [32]byte
)

// verify returns what checks a signature with a key that has been made; nil for what Go does not have.
func verify(name string, s signature) operation {
	parsed, err := x509.ParsePKIXPublicKey(s.Key)
	if err != nil {
		return nil
	}
	switch key := parsed.(type) {
	case *rsa.PublicKey:
		digest := sha256.Sum256(s.Message)
		if strings.HasPrefix(name, "RSA-PSS") {
			return func() bool {
				return rsa.VerifyPSS(key, crypto.SHA256, digest[:], s.Signature, &rsa.PSSOptions{SaltLength: 32}) == nil
			}
		}
		return func() bool { return rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], s.Signature) == nil }
	case *ecdsa.PublicKey:
		var digest []byte
		switch name {
		case "P-256":
			sum := sha256.Sum256(s.Message)
			digest = sum[:]
		case "P-384":
			sum := sha512.Sum384(s.Message)
			digest = sum[:]
		default:
			sum := sha512.Sum512(s.Message)
			digest = sum[:]
		}
		return func() bool { return ecdsa.VerifyASN1(key, digest, s.Signature) }
	case ed25519.PublicKey:
		return func() bool { return ed25519.Verify(key, s.Message, s.Signature) }
	}
	return verifyNewer(parsed, s)
}

// digest returns what makes a digest, and what gives the last one that was made; nil for what Go does not have.
func digest(name string, bytes []byte) (operation, func() []byte) {
	switch name {
	case "SHA-1":
		var sum [sha1.Size]byte
		return func() bool { sum = sha1.Sum(bytes); return true }, func() []byte { return sum[:] }
	case "SHA-256":
		var sum [sha256.Size]byte
		return func() bool { sum = sha256.Sum256(bytes); return true }, func() []byte { return sum[:] }
	case "SHA-384":
		var sum [sha512.Size384]byte
		return func() bool { sum = sha512.Sum384(bytes); return true }, func() []byte { return sum[:] }
	case "SHA-512":
		var sum [sha512.Size]byte
		return func() bool { sum = sha512.Sum512(bytes); return true }, func() []byte { return sum[:] }
	case "SHA3-256":
		if sumSHA3 != nil {
			var sum [32]byte
			return func() bool { sum = sumSHA3(bytes); return true }, func() []byte { return sum[:] }
		}
	}
	return nil, nil
}

// decoding returns what decodes Base64, and what gives the bytes that were decoded last.
func decoding(text []byte) (operation, func() []byte) {
	decoded := make([]byte, len(text))
	count := 0
	return func() bool {
		var err error
		count, err = base64.StdEncoding.Decode(decoded, text)
		return err == nil
	}, func() []byte { return decoded[:count] }
}

type fixtures struct {
	Signatures    map[string][]signature
	Bytes, Base64 []byte
}

// signatureOf returns the operation of a row of signatures by its title; nil for what Go does not have.
func signatureOf(title string, all fixtures, alter bool) operation {
	name, work, _ := strings.Cut(title, ", ")
	signatures := all.Signatures[name]
	if len(signatures) == 0 || work == "eight at once, each" {
		return nil
	}
	s := signatures[0]
	if alter {
		s.Message = append([]byte{}, s.Message...)
		s.Message[0] ^= 1
	}
	if work == "from DER, with digest" {
		if verify(name, s) == nil {
			return nil
		}
		return func() bool { return verify(name, s)() }
	}
	return verify(name, s)
}

// bytesOf returns the operation of a row of bytes by its title, and what gives its result; nil for what Go does not have.
func bytesOf(title string, all fixtures) (operation, func() []byte) {
	name, work, _ := strings.Cut(title, ", ")
	kilobytes, err := strconv.Atoi(strings.TrimSuffix(work, " KB"))
	if err != nil || kilobytes*1024 > len(all.Bytes) {
		return nil, nil
	}
	if name == "Base64" {
		return decoding(all.Base64)
	}
	return digest(name, all.Bytes[:kilobytes*1024])
}

// run returns the nanoseconds that so many runs take, or what went wrong.
func run(operation operation, count int) string {
	valid := true
	start := time.Now()
	for i := 0; i < count; i++ {
		valid = operation() && valid
	}
	elapsed := time.Since(start)
	if !valid {
		return "a valid signature was refused"
	}
	return strconv.FormatInt(elapsed.Nanoseconds(), 10)
}

func main() {
	var all fixtures
	file, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(file, &all)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	operations := map[string]operation{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		question, argument, _ := strings.Cut(lines.Text(), " ")
		answer := "none"
		switch question {
		case "version":
			answer = runtime.Version()
		case "altered":
			if operation := signatureOf(argument, all, true); operation != nil {
				answer = "refused"
				if operation() {
					answer = "accepted"
				}
			}
		case "output":
			if operation, result := bytesOf(argument, all); operation != nil && operation() {
				answer = base64.StdEncoding.EncodeToString(result())
			}
		case "run":
			title, number, _ := strings.Cut(argument, "\t")
			count, _ := strconv.Atoi(number)
			if _, known := operations[title]; !known {
				operation := signatureOf(title, all, false)
				if operation == nil {
					operation, _ = bytesOf(title, all)
				}
				operations[title] = operation
			}
			if operation := operations[title]; operation != nil {
				answer = run(operation, count)
			}
		}
		fmt.Println(answer)
	}
}
