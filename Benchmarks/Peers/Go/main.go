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
	"strconv"
	"strings"
	"time"
)

type signature struct{ Key, Message, Signature []byte }

type operation func() bool

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
	return nil
}

func digest(name string, bytes []byte) operation {
	var sum byte
	switch name {
	case "SHA-1":
		return func() bool { d := sha1.Sum(bytes); sum += d[0]; return true }
	case "SHA-256":
		return func() bool { d := sha256.Sum256(bytes); sum += d[0]; return true }
	case "SHA-384":
		return func() bool { d := sha512.Sum384(bytes); sum += d[0]; return true }
	case "SHA-512":
		return func() bool { d := sha512.Sum512(bytes); sum += d[0]; return true }
	}
	return nil
}

// operationOf returns the operation of a row by its title; nil for what Go does not have.
func operationOf(title string, all map[string][]signature, alter bool) operation {
	name, work, found := strings.Cut(title, ", ")
	if !found {
		return nil
	}
	if signatures := all[name]; len(signatures) > 0 {
		s := signatures[0]
		if alter {
			s.Message = append([]byte{}, s.Message...)
			s.Message[0] ^= 1
		}
		switch work {
		case "from DER, with digest":
			return func() bool { check := verify(name, s); return check != nil && check() }
		case "eight at once, each":
			return nil
		}
		return verify(name, s)
	}
	if alter {
		return nil
	}
	if name == "Base64" {
		source := make([]byte, 48384)
		text := base64.StdEncoding.EncodeToString(source)
		lines := ""
		for ; len(text) > 64; text = text[64:] {
			lines += text[:64] + "\n"
		}
		encoded := []byte(lines + text)
		decoded := make([]byte, len(encoded))
		return func() bool { _, err := base64.StdEncoding.Decode(decoded, encoded); return err == nil }
	}
	kilobytes, err := strconv.Atoi(strings.TrimSuffix(work, " KB"))
	if err != nil {
		return nil
	}
	return digest(name, make([]byte, kilobytes*1024))
}

func main() {
	file, err := os.ReadFile(os.Args[1])
	var fixtures struct{ Signatures map[string][]signature }
	if err == nil {
		err = json.Unmarshal(file, &fixtures)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	operations := map[string]operation{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		question := lines.Text()
		if strings.HasPrefix(question, "altered ") {
			title := strings.TrimPrefix(question, "altered ")
			switch operation := operationOf(title, fixtures.Signatures, true); {
			case operation == nil:
				fmt.Println("none")
			case operation():
				fmt.Println("accepted")
			default:
				fmt.Println("refused")
			}
			continue
		}
		title, number, _ := strings.Cut(strings.TrimPrefix(question, "run "), "\t")
		count, _ := strconv.Atoi(number)
		if _, known := operations[title]; !known {
			operations[title] = operationOf(title, fixtures.Signatures, false)
		}
		operation := operations[title]
		if operation == nil {
			fmt.Println("none")
			continue
		}
		valid := true
		start := time.Now()
		for i := 0; i < count; i++ {
			valid = operation() && valid
		}
		elapsed := time.Since(start)
		if !valid {
			fmt.Println("a valid signature was refused")
			continue
		}
		fmt.Println(elapsed.Nanoseconds())
	}
}
