// Command peer is one side of a handshake that is being recorded: Go's crypto/tls as client or as server.
//
//	peer client -connect ADDRESS [options]
//	peer server -listen ADDRESS [options]
//
// The server echoes what it reads until the client closes. The client sends "ping\n", reads it back, and closes; with
// -connections 2 it does that twice, and the second connection resumes the first one's session.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

var (
	connect      = flag.String("connect", "", "address of the server")
	listen       = flag.String("listen", "", "address to listen on")
	version      = flag.String("version", "1.3", "1.2, 1.3 or any")
	suites       = flag.String("suites", "", "cipher suites of TLS 1.2, comma-separated IANA names")
	groups       = flag.String("groups", "", "named groups, comma-separated numbers")
	certificate  = flag.String("certificate", "", "PEM file with the chain")
	key          = flag.String("key", "", "PEM file with the private key")
	roots        = flag.String("roots", "", "PEM file with the roots for the other side")
	name         = flag.String("name", "www.example.com", "server name; empty for none")
	insecure     = flag.Bool("insecure", false, "client: do not verify the server")
	always       = flag.Bool("always", false, "client: send the certificate, whatever the server asked for")
	ask          = flag.String("ask", "no", "server: no, request, any (require any) or verify")
	protocols    = flag.String("alpn", "", "application protocols, comma-separated")
	keyLog       = flag.String("keylog", "", "file for the secrets")
	staple       = flag.String("staple", "", "server: file with an OCSP response")
	connections  = flag.Int("connections", 1, "how many connections")
	noTickets    = flag.Bool("no-tickets", false, "no session tickets")
	renegotiates = flag.Bool("renegotiate", false, "client: accept one renegotiation")
	timestamps   = flag.String("scts", "", "server: file with one signed certificate timestamp")
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: peer client|server options")
		os.Exit(2)
	}
	role := os.Args[1]
	flag.CommandLine.Parse(os.Args[2:])
	config, err := configuration(role)
	if err == nil {
		if role == "server" {
			err = serve(config)
		} else {
			err = converse(config)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}

func configuration(role string) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS13, ServerName: *name}
	switch *version {
	case "1.2":
		config.MaxVersion = tls.VersionTLS12
	case "1.3":
		config.MinVersion = tls.VersionTLS13
	}
	if *suites != "" {
		known := append(tls.CipherSuites(), tls.InsecureCipherSuites()...)
		for _, wanted := range strings.Split(*suites, ",") {
			found := false
			for _, suite := range known {
				if suite.Name == wanted {
					config.CipherSuites = append(config.CipherSuites, suite.ID)
					found = true
				}
			}
			if !found {
				return nil, fmt.Errorf("Go has no %s", wanted)
			}
		}
	}
	if *groups != "" {
		for _, text := range strings.Split(*groups, ",") {
			number, err := strconv.ParseUint(text, 0, 16)
			if err != nil {
				return nil, err
			}
			config.CurvePreferences = append(config.CurvePreferences, tls.CurveID(number))
		}
	}
	if *certificate != "" {
		pair, err := tls.LoadX509KeyPair(*certificate, *key)
		if err != nil {
			return nil, err
		}
		if *staple != "" {
			if pair.OCSPStaple, err = os.ReadFile(*staple); err != nil {
				return nil, err
			}
		}
		if *timestamps != "" {
			bytes, err := os.ReadFile(*timestamps)
			if err != nil {
				return nil, err
			}
			pair.SignedCertificateTimestamps = [][]byte{bytes}
		}
		config.Certificates = []tls.Certificate{pair}
		if role == "client" && *always {
			config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
		}
	}
	if *roots != "" {
		bytes, err := os.ReadFile(*roots)
		if err != nil {
			return nil, err
		}
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(bytes)
		config.RootCAs, config.ClientCAs = pool, pool
	}
	if role == "client" {
		config.InsecureSkipVerify = *insecure || *name == ""
	}
	switch *ask {
	case "request":
		config.ClientAuth = tls.RequestClientCert
	case "any":
		config.ClientAuth = tls.RequireAnyClientCert
	case "verify":
		config.ClientAuth = tls.RequireAndVerifyClientCert
	case "verify-if-given":
		config.ClientAuth = tls.VerifyClientCertIfGiven
	}
	if *protocols != "" {
		config.NextProtos = strings.Split(*protocols, ",")
	}
	if *keyLog != "" {
		file, err := os.OpenFile(*keyLog, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		config.KeyLogWriter = file
	}
	config.SessionTicketsDisabled = *noTickets
	if *connections > 1 {
		config.ClientSessionCache = tls.NewLRUClientSessionCache(4)
	}
	if *renegotiates {
		config.Renegotiation = tls.RenegotiateOnceAsClient
	}
	return config, nil
}

func serve(config *tls.Config) error {
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	var last error
	for range *connections {
		raw, err := listener.Accept()
		if err != nil {
			return err
		}
		raw.SetDeadline(time.Now().Add(10 * time.Second))
		connection := tls.Server(raw, config)
		last = connection.Handshake()
		if last == nil {
			_, last = io.Copy(connection, connection)
		}
		connection.Close()
	}
	return last
}

func converse(config *tls.Config) error {
	for range *connections {
		raw, err := net.Dial("tcp", *connect)
		if err != nil {
			return err
		}
		raw.SetDeadline(time.Now().Add(10 * time.Second))
		connection := tls.Client(raw, config)
		if err := connection.Handshake(); err != nil {
			raw.Close()
			return err
		}
		if _, err := connection.Write([]byte("ping\n")); err != nil {
			return err
		}
		answer := make([]byte, 5)
		_, err = io.ReadFull(connection, answer)
		connection.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
