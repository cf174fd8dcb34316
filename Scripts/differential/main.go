// Differential generates chains of certificates, good ones and ones with faults, and compares what Rootward, Go's
// crypto/x509 and OpenSSL say of them. Scripts/differential.sh runs it.
//
//	differential generate CHAINS SEED >cases.tsv
//	differential compare [-table] cases.tsv rootward.tsv openssl.tsv classes.txt
package main

import (
	"bufio"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

var rings *keyRing

func main() {
	if len(os.Args) == 4 && os.Args[1] == "generate" {
		count, err := strconv.Atoi(os.Args[2])
		check(err)
		seed, err := strconv.ParseUint(os.Args[3], 10, 64)
		check(err)
		generate(count, seed)
		return
	}
	if len(os.Args) > 1 && os.Args[1] == "compare" {
		flags := flag.NewFlagSet("compare", flag.ExitOnError)
		table := flags.Bool("table", false, "print each mutation with how often whom accepts it")
		check(flags.Parse(os.Args[2:]))
		if flags.NArg() == 4 {
			os.Exit(compare(flags.Arg(0), flags.Arg(1), flags.Arg(2), flags.Arg(3), *table))
		}
	}
	fmt.Fprintln(os.Stderr, "usage: differential generate CHAINS SEED | compare [-table] CASES ROOTWARD OPENSSL CLASSES")
	os.Exit(2)
}

// generate writes a line for each chain: its id, what was done to it, the time, dns or ip, the name, the leaf, the other
// certificates, the roots, and what Go objects to. Lists have commas, certificates are DER in hexadecimal.
func generate(count int, seed uint64) {
	rings = newKeyRing()
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for index := range count {
		ch := newChain(rings, seed, index)
		memory := map[*certificate][]byte{}
		encode := func(list []*certificate) [][]byte {
			var encoded [][]byte
			for _, c := range list {
				if memory[c] == nil {
					memory[c] = c.encode()
				}
				encoded = append(encoded, memory[c])
			}
			return encoded
		}
		leaf, others, roots := encode([]*certificate{ch.leaf})[0], encode(ch.others), encode(ch.roots)
		var labels []string
		for _, label := range ch.labels {
			labels = append(labels, visible(label))
		}
		fmt.Fprintln(out, strings.Join([]string{
			fmt.Sprintf("%d-%d", seed, index), strings.Join(labels, " "), strconv.FormatInt(ch.time, 10), ch.kind, ch.reference,
			hex.EncodeToString(leaf), list(others), list(roots), strings.Join(goVerdict(ch, leaf, others, roots), ","),
		}, "\t"))
	}
}

func list(certificates [][]byte) string {
	var texts []string
	for _, one := range certificates {
		texts = append(texts, hex.EncodeToString(one))
	}
	return strings.Join(texts, ",")
}

// visible is a label without spaces and without what does not print.
func visible(label string) string {
	var text strings.Builder
	for _, b := range []byte(label) {
		if b <= 0x20 || b >= 0x7f {
			fmt.Fprintf(&text, "%%%02x", b)
		} else {
			text.WriteByte(b)
		}
	}
	return text.String()
}

func hexadecimal(text string) []byte {
	bytes, err := hex.DecodeString(text)
	check(err)
	return bytes
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(3)
	}
}
