package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// crl looks serial numbers up in a list. The library has nothing for that: its users walk the entries.
func (t task) crl() (work, error) {
	bytes, err := t.bytes("path")
	if err != nil {
		return nil, err
	}
	list, err := x509.ParseRevocationList(bytes)
	if err != nil {
		return nil, err
	}
	numbers, err := t.serialNumbers()
	if err != nil {
		return nil, err
	}
	return func() (outcome, error) {
		count := 0
		for _, number := range numbers {
			for i := range list.RevokedCertificateEntries {
				if list.RevokedCertificateEntries[i].SerialNumber.Cmp(number) == 0 {
					count++
					break
				}
			}
		}
		return outcome{word: "revoked", first: count}, nil
	}, nil
}

// certsd reads what is configured for a registry, as Docker's client does: roots from files that end in .crt, and pairs
// from those that end in .cert and .key. The system's roots are left out, which are no work of that directory.
func (t task) certsd() (work, error) {
	root, err := t.demand("root")
	if err != nil {
		return nil, err
	}
	host, err := t.demand("host")
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(host, "/\\") || host == "." || host == ".." {
		return nil, fmt.Errorf("%s is no host", host)
	}
	if information, err := os.Stat(root); err != nil || !information.IsDir() {
		return nil, fmt.Errorf("%s is no directory", root)
	}
	directory := filepath.Join(root, "etc/docker/certs.d")
	if _, err := os.Stat(directory); err != nil {
		directory = root
	}
	directory = filepath.Join(directory, host)
	return func() (outcome, error) { return registry(directory) }, nil
}

func registry(directory string) (outcome, error) {
	roots := x509.NewCertPool()
	var identities []tls.Certificate
	entries, err := os.ReadDir(directory)
	if err != nil && !os.IsNotExist(err) {
		return outcome{}, err
	}
	for _, entry := range entries {
		name := entry.Name()
		path := filepath.Join(directory, name)
		switch filepath.Ext(name) {
		case ".crt":
			bytes, err := os.ReadFile(path)
			if err != nil {
				return outcome{}, err
			}
			roots.AppendCertsFromPEM(bytes)
		case ".cert":
			identity, err := tls.LoadX509KeyPair(path, strings.TrimSuffix(path, ".cert")+".key")
			if err != nil {
				return outcome{}, err
			}
			identities = append(identities, identity)
		}
	}
	return outcome{word: "registry", first: poolCount(roots), second: len(identities)}, nil
}
