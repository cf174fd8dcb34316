package main

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// load makes a pool of a file or of a directory's files.
func (t task) load() (work, error) {
	path, err := t.demand("path")
	if err != nil {
		return nil, err
	}
	var add func(pool *x509.CertPool, bytes []byte) error
	switch t.values["variant"] {
	case "":
		add = appendPEM
	case "full":
		add = parseAll
	default:
		return nil, fmt.Errorf("%w: there is no variant %s", errNone, t.values["variant"])
	}
	switch t.values["form"] {
	case "pem":
		return func() (outcome, error) { return loaded([]string{path}, add) }, nil
	case "der":
		return func() (outcome, error) { return loaded([]string{path}, parseDER) }, nil
	case "directory":
		return func() (outcome, error) {
			entries, err := os.ReadDir(path)
			if err != nil {
				return outcome{}, err
			}
			var files []string
			for _, entry := range entries {
				if !entry.IsDir() {
					files = append(files, filepath.Join(path, entry.Name()))
				}
			}
			return loaded(files, add)
		}, nil
	}
	return nil, errors.New("form is pem, der or directory")
}

// kept is the pool of the last run, which stays until the next one begins so that its memory can be asked for.
var kept *x509.CertPool

func loaded(paths []string, add func(*x509.CertPool, []byte) error) (outcome, error) {
	kept = nil
	pool := x509.NewCertPool()
	for _, path := range paths {
		bytes, err := os.ReadFile(path)
		if err != nil {
			return outcome{}, err
		}
		if err := add(pool, bytes); err != nil {
			return outcome{}, err
		}
	}
	kept = pool
	return outcome{word: "roots", first: poolCount(pool)}, nil
}

func appendPEM(pool *x509.CertPool, bytes []byte) error {
	pool.AppendCertsFromPEM(bytes)
	return nil
}

// parseAll parses each block itself and adds what can be parsed, so that the pool keeps the certificates.
func parseAll(pool *x509.CertPool, bytes []byte) error {
	for {
		var block *pem.Block
		block, bytes = pem.Decode(bytes)
		if block == nil {
			return nil
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		if certificate, err := x509.ParseCertificate(block.Bytes); err == nil {
			pool.AddCert(certificate)
		}
	}
}

// parseDER adds certificates that follow one another.
func parseDER(pool *x509.CertPool, bytes []byte) error {
	certificates, err := x509.ParseCertificates(bytes)
	for _, certificate := range certificates {
		pool.AddCert(certificate)
	}
	return err
}

// poolCount returns how many certificates a pool holds. Subjects is deprecated for the system's pool alone, which may
// be another one's to ask.
func poolCount(pool *x509.CertPool) int { return len(pool.Subjects()) }

// parse reads certificates that are in memory.
func (t task) parse() (work, error) {
	encoded, err := t.certificates("path")
	if err != nil {
		return nil, err
	}
	return func() (outcome, error) {
		count := 0
		for _, bytes := range encoded {
			certificate, err := x509.ParseCertificate(bytes)
			if err != nil {
				return outcome{}, err
			}
			if len(certificate.Raw) == len(bytes) {
				count++
			}
		}
		return outcome{word: "certificates", first: count}, nil
	}, nil
}

// union adds certificates that were parsed before to a copy of a pool, as a pool tells nobody what it holds.
func (t task) union() (work, error) {
	path, err := t.demand("roots")
	if err != nil {
		return nil, err
	}
	if _, err := loaded([]string{path}, parseAll); err != nil {
		return nil, err
	}
	own := kept
	encoded, err := t.certificates("other")
	if err != nil {
		return nil, err
	}
	var others []*x509.Certificate
	for _, bytes := range encoded {
		certificate, err := x509.ParseCertificate(bytes)
		if err != nil {
			return nil, err
		}
		others = append(others, certificate)
	}
	return func() (outcome, error) {
		pool := own.Clone()
		for _, certificate := range others {
			pool.AddCert(certificate)
		}
		return outcome{word: "roots", first: poolCount(pool)}, nil
	}, nil
}
