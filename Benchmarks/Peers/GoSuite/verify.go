package main

import (
	"crypto/x509"
	"errors"
	"fmt"
)

// pool makes a pool of certificates in DER.
func pool(encoded [][]byte) (*x509.CertPool, error) {
	made := x509.NewCertPool()
	for _, bytes := range encoded {
		certificate, err := x509.ParseCertificate(bytes)
		if err != nil {
			return nil, err
		}
		made.AddCert(certificate)
	}
	return made, nil
}

// verify verifies a chain with pools that are made once, for the authentication of a server.
func (t task) verify() (work, error) {
	roots := x509.NewCertPool()
	bytes, err := t.bytes("roots")
	if err != nil {
		return nil, err
	}
	roots.AppendCertsFromPEM(bytes)
	chain, err := t.certificates("chain")
	if err != nil {
		return nil, err
	}
	if len(chain) == 0 {
		return nil, fmt.Errorf("there is no certificate in %s", t.values["chain"])
	}
	var atHand [][]byte
	if t.values["pool"] != "" {
		if atHand, err = t.certificates("pool"); err != nil {
			return nil, err
		}
	}
	name, err := t.demand("name")
	if err != nil {
		return nil, err
	}
	moment, err := t.moment()
	if err != nil {
		return nil, err
	}
	parses, err := t.flag("parsing")
	if err != nil {
		return nil, err
	}
	leaf, err := x509.ParseCertificate(chain[0])
	if err != nil {
		return nil, err
	}
	intermediates, err := pool(append(append([][]byte{}, chain[1:]...), atHand...))
	if err != nil {
		return nil, err
	}
	options := x509.VerifyOptions{
		CurrentTime: moment, DNSName: name, Roots: roots, Intermediates: intermediates,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if !parses {
		return func() (outcome, error) { return verdict(leaf, options) }, nil
	}
	return func() (outcome, error) {
		leaf, err := x509.ParseCertificate(chain[0])
		if err != nil {
			return outcome{}, err
		}
		options := options
		if len(atHand) == 0 {
			if options.Intermediates, err = pool(chain[1:]); err != nil {
				return outcome{}, err
			}
			return verdict(leaf, options)
		}
		// What was presented is in the pool that is at hand, which would be slower to copy each time than to use as it is;
		// parsing is paid for all the same.
		for _, bytes := range chain[1:] {
			if _, err := x509.ParseCertificate(bytes); err != nil {
				return outcome{}, err
			}
		}
		return verdict(leaf, options)
	}, nil
}

// verdict verifies, and tells a refusal from what is no verdict at all.
func verdict(leaf *x509.Certificate, options x509.VerifyOptions) (outcome, error) {
	_, err := leaf.Verify(options)
	if err == nil {
		return outcome{word: "valid"}, nil
	}
	var system x509.SystemRootsError
	if errors.As(err, &system) {
		return outcome{}, err
	}
	return outcome{word: "invalid"}, nil
}
