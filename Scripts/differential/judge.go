package main

import (
	"crypto/x509"
	"errors"
	"regexp"
	"strings"
	"time"
)

// goVerdict is what crypto/x509 says: nothing if it accepts the chain, or what it objects to.
func goVerdict(ch *chain, leaf []byte, others, roots [][]byte) []string {
	var objections []string
	read := func(der []byte, part string) *x509.Certificate {
		c, err := x509.ParseCertificate(der)
		if err != nil {
			objections = append(objections, "unreadable-"+part+":"+slug(err.Error()))
		}
		return c
	}
	pool := func(list [][]byte, part string) *x509.CertPool {
		pool := x509.NewCertPool()
		for _, der := range list {
			if c := read(der, part); c != nil {
				pool.AddCert(c)
			}
		}
		return pool
	}
	options := x509.VerifyOptions{
		DNSName: ch.reference, CurrentTime: time.Unix(ch.time, 0), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		Roots: pool(roots, "root"), Intermediates: pool(others, "intermediate"),
	}
	c := read(leaf, "leaf")
	if c == nil {
		return objections
	}
	if _, err := c.Verify(options); err != nil {
		return append(objections, kind(err))
	}
	return nil
}

// kind is a short stable name of an error.
func kind(err error) string {
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	switch {
	case errors.As(err, &host):
		return "hostname"
	case errors.As(err, &invalid):
		switch invalid.Reason {
		case x509.Expired:
			return "expired"
		case x509.CANotAuthorizedForThisName:
			return "names:" + slug(invalid.Detail)
		}
	}
	return slug(err.Error())
}

var quoted = regexp.MustCompile(`"(\\.|[^"\\])*"`)
var number = regexp.MustCompile(`[0-9]+`)
var punctuation = regexp.MustCompile(`[^a-z]+`)

// slug is what a message says, without what it says it of.
func slug(message string) string {
	// The error of a candidate is what is of interest: it is quoted, with its own quotes escaped.
	if _, inner, found := strings.Cut(message, "(possibly because of "); found {
		inner, _, _ = strings.Cut(inner, "\" while trying to verify")
		message = "unknown authority: " + strings.ReplaceAll(strings.Trim(inner, "\""), `\"`, `"`)
	}
	message = strings.ReplaceAll(message, "x509: ", "")
	message = quoted.ReplaceAllString(message, "")
	message = number.ReplaceAllString(message, "")
	message = strings.Trim(punctuation.ReplaceAllString(strings.ToLower(message), "-"), "-")
	return message[:min(len(message), 90)]
}
