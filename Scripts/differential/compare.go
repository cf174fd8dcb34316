package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
)

// The peers, in the order in which their objections stand in a verdict.
var peers = []string{"go", "openssl", "openssl-strict"}

// A verdict is what each objects to in one chain; whoever objects to nothing accepts it.
type verdict struct {
	id, mutations string
	// What is wrong with each path that Rootward tried; one that is without fault would do.
	ours   [][]string
	theirs [3][]string
}

// A class is one reason for which a peer judges otherwise than Rootward, and who is right.
type class struct {
	name, right, why string
	// What Rootward objects to and the peer does not, or the other way around: patterns in which * stands for anything.
	ours, theirs []string
	peers        []string
	// The mutations, one of which the chain has; empty for any.
	when []string
	// Another peer that judges as Rootward does.
	with   string
	counts [3]int
}

// compare prints every difference without a class and what the classes come to; the result is an exit code.
func compare(casesFile, oursFile, opensslFile, classesFile string, printsTable bool) int {
	verdicts := readVerdicts(casesFile, oursFile, opensslFile)
	classes := readClasses(classesFile)
	agreed, accepted := 0, 0
	var differences, unexplained [3]int
	groups := map[string][]string{}
	for _, one := range verdicts {
		if len(one.ours) == 0 == (len(one.theirs[0]) == 0) && len(one.ours) == 0 == (len(one.theirs[1]) == 0) {
			agreed++
			if len(one.ours) == 0 {
				accepted++
			}
		}
		for peer := range peers {
			if len(one.ours) == 0 == (len(one.theirs[peer]) == 0) {
				continue
			}
			differences[peer]++
			explanation, missing := explain(classes, one, peer)
			if missing == "" {
				explanation.counts[peer]++
				continue
			}
			unexplained[peer]++
			groups[missing] = append(groups[missing], one.id+" "+one.mutations)
		}
	}
	if printsTable {
		table(verdicts)
	}
	var missing []string
	for group := range groups {
		missing = append(missing, group)
	}
	slices.SortFunc(missing, func(a, b string) int {
		if len(groups[a]) != len(groups[b]) {
			return len(groups[b]) - len(groups[a])
		}
		return strings.Compare(a, b)
	})
	for _, group := range missing {
		fmt.Printf("unexplained: %5d × %s\n", len(groups[group]), group)
		for _, example := range groups[group][:min(3, len(groups[group]))] {
			fmt.Println("             ", example)
		}
	}
	fmt.Printf("%-44s %-6s %8s %8s %8s\n", "class", "right", "go", "openssl", "strict")
	for index := range classes {
		if one := &classes[index]; one.counts != [3]int{} {
			fmt.Printf("%-44s %-6s %8d %8d %8d\n", one.name, one.right, one.counts[0], one.counts[1], one.counts[2])
		} else {
			fmt.Printf("%-44s %-6s %26s\n", one.name, one.right, "unused")
		}
	}
	fmt.Printf("%-51s %8d %8d %8d\n", "unexplained", unexplained[0], unexplained[1], unexplained[2])
	fmt.Printf("%-51s %8d %8d %8d\n", "differences", differences[0], differences[1], differences[2])
	fmt.Printf(
		"%d chains: Rootward, Go and OpenSSL agree on %d (%d accepted, %d refused)\n", len(verdicts), agreed, accepted, agreed-accepted)
	if unexplained != [3]int{} {
		return 1
	}
	return 0
}

// explain finds the class of each objection that only one side has; without one it says which objection has none.
//
// A peer that accepts what Rootward refuses must have a reason to overlook each of Rootward's objections, and the other way
// around. Where there are several paths, or several obstacles each of which would do, one that is explained is enough. The
// difference counts for the class of the first objection.
func explain(classes []class, one verdict, peer int) (first *class, missing string) {
	obstacles, direction := one.ours, "only Rootward objects, not "+peers[peer]+": "
	if len(obstacles) == 0 {
		obstacles, direction = obstaclesOf(one.theirs[peer]), "only "+peers[peer]+" objects: "
	}
	for _, objections := range obstacles {
		found, unknown := explainAll(classes, one, objections, peer)
		if unknown == "" {
			return found, ""
		}
		if missing == "" {
			missing = direction + unknown
		}
	}
	return nil, missing
}

func explainAll(classes []class, one verdict, objections []string, peer int) (first *class, missing string) {
	for _, objection := range objections {
		index := slices.IndexFunc(classes, func(c class) bool {
			patterns := c.ours
			if len(one.ours) == 0 {
				patterns = c.theirs
			}
			return matchesAny(c.peers, peers[peer]) && matchesAny(patterns, objection) && c.hasMutation(one) && c.hasWitness(classes, one)
		})
		if index < 0 {
			return nil, objection
		}
		if first == nil {
			first = &classes[index]
		}
	}
	return first, ""
}

func (c class) hasMutation(one verdict) bool {
	return len(c.when) == 0 ||
		slices.ContainsFunc(strings.Fields(one.mutations), func(mutation string) bool { return matchesAny(c.when, mutation) })
}

// hasWitness says whether the other peer judges as Rootward does, or has a reason of its own not to.
func (c class) hasWitness(classes []class, one verdict) bool {
	peer := slices.Index(peers, c.with)
	if peer < 0 || len(one.ours) == 0 == (len(one.theirs[peer]) == 0) {
		return true
	}
	// Two peers can't be each other's witness.
	alone := slices.DeleteFunc(slices.Clone(classes), func(other class) bool { return other.with != "" })
	_, missing := explain(alone, one, peer)
	return missing == ""
}

func matchesAny(patterns []string, text string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, text) })
}

// matches compares with a pattern in which * stands for any text.
func matches(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	if !strings.HasPrefix(text, parts[0]) {
		return false
	}
	text = text[len(parts[0]):]
	for _, part := range parts[1 : len(parts)-1] {
		index := strings.Index(text, part)
		if index < 0 {
			return false
		}
		text = text[index+len(part):]
	}
	return strings.HasSuffix(text, parts[len(parts)-1])
}

// table prints what each mutation comes to where it is the only one.
func table(verdicts []verdict) {
	rows := map[string]map[string]int{}
	for _, one := range verdicts {
		labels := strings.Fields(one.mutations)
		if len(labels) > 2 {
			continue
		}
		result := fmt.Sprintf("ours=%s go=%s openssl=%s strict=%s", paths(one.ours), words(one.theirs[0]), words(one.theirs[1]), words(one.theirs[2]))
		label := labels[len(labels)-1]
		if rows[label] == nil {
			rows[label] = map[string]int{}
		}
		rows[label][result]++
	}
	var labels []string
	for label := range rows {
		labels = append(labels, label)
	}
	slices.Sort(labels)
	for _, label := range labels {
		for result, count := range rows[label] {
			fmt.Printf("%-50s %4d %s\n", label, count, result)
		}
	}
}

func paths(list [][]string) string {
	var texts []string
	for _, path := range list {
		texts = append(texts, words(path))
	}
	if len(texts) == 0 {
		return "+"
	}
	return strings.Join(texts, "|")
}

func words(objections []string) string {
	if len(objections) == 0 {
		return "+"
	}
	return strings.Join(objections, ",")
}

func readVerdicts(casesFile, oursFile, opensslFile string) []verdict {
	var verdicts []verdict
	places := map[string]int{}
	lines(casesFile, 9, func(field []string) {
		places[field[0]] = len(verdicts)
		verdicts = append(verdicts, verdict{id: field[0], mutations: field[1], theirs: [3][]string{objections(field[8])}})
	})
	count := 0
	lines(oursFile, 2, func(field []string) {
		verdicts[places[field[0]]].ours = attempts(field[1])
		count++
	})
	lines(opensslFile, 3, func(field []string) {
		one := &verdicts[places[field[0]]]
		one.theirs[1], one.theirs[2] = objections(field[1]), objections(field[2])
		count++
	})
	if count != 2*len(verdicts) {
		check(fmt.Errorf("there are verdicts on %d chains, not on %d", count, 2*len(verdicts)))
	}
	return verdicts
}

// attempts are what is wrong with each path of Rootward's. A path that ends where a certificate could not be read is as
// wrong as that certificate.
func attempts(text string) [][]string {
	if text == "" {
		return nil
	}
	unreadable, rest, _ := strings.Cut(text, "|")
	var list [][]string
	for _, path := range strings.Split(rest, "|") {
		if unreadable != "" && (path == "" || strings.Contains(path, "issuer-missing") || strings.Contains(path, "root-not-trusted")) {
			path = strings.TrimSuffix(unreadable+","+path, ",")
		}
		list = append(list, obstaclesOf(strings.Split(path, ","))...)
	}
	if unreadable != "" {
		// The peer may have read it, and have gone there.
		list = append(list, obstaclesOf(strings.Split(unreadable, ","))...)
	}
	return list
}

// obstaclesOf is what objections come to: all together, without what only follows from others; a leaf that can't be read;
// one of several other certificates that can't be read, not all of which may be needed; and what is wrong apart from those.
func obstaclesOf(all []string) [][]string {
	list := [][]string{withoutConsequences(all)}
	only := func(pattern string, matching bool) []string {
		return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return matches(pattern, one) != matching })
	}
	if leaf := only("unreadable-leaf:*", true); len(leaf) > 0 {
		list = append(list, leaf)
		return list
	}
	for _, one := range only("unreadable-*", true) {
		list = append(list, []string{one})
	}
	if rest := only("unreadable-*", false); len(rest) > 0 && len(rest) < len(all) {
		list = append(list, withoutConsequences(rest))
	}
	return list
}

// What is objected to only because something else could not be read.
var consequences = []struct{ causes, follow []string }{
	{[]string{"unreadable-intermediate:*", "unreadable-root:*"}, []string{
		"issuer-missing", "root-not-trusted", "certificate-signed-by-unknown-authority", "unable-to-get-local-issuer-certificate",
		"unable-to-get-issuer-certificate", "self-signed-certificate-in-certificate-chain", "self-signed-certificate",
		"unable-to-verify-the-first-certificate", "unknown-authority-*",
	}},
	{[]string{"extension-malformed:" + idSubjectAltName + ":*"}, []string{"name-mismatch", "nobody-named"}},
	{[]string{"extension-malformed:" + idBasicConstraints + ":*"}, []string{"not-an-authority", "name-constraints-misplaced"}},
	{[]string{"extension-malformed:" + idAuthorityKeyIdentifier + ":*"}, []string{"authority-key-identifier-missing"}},
	{[]string{"extension-malformed:" + idSubjectKeyIdentifier + ":*"}, []string{"subject-key-identifier-missing"}},
	{[]string{"extension-malformed:" + idCertificatePolicies + ":*"}, []string{"policy-not-valid"}},
	{[]string{"extension-malformed:" + idExtendedKeyUsage + ":*"}, []string{"purpose-not-allowed"}},
	{[]string{"ee-certificate-key-too-weak", "ca-certificate-key-too-weak"}, []string{"unspecified-certificate-verification-error"}},
}

func withoutConsequences(all []string) []string {
	all = slices.Clone(all)
	for _, one := range consequences {
		if slices.ContainsFunc(all, func(text string) bool { return matchesAny(one.causes, text) }) {
			all = slices.DeleteFunc(all, func(text string) bool { return matchesAny(one.follow, text) })
		}
	}
	return all
}

// objections are those of a list.
func objections(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// lines gives the fields of each line of a file.
func lines(file string, fields int, use func([]string)) {
	in, err := os.Open(file)
	check(err)
	defer in.Close()
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<26)
	for scanner.Scan() {
		field := strings.Split(scanner.Text(), "\t")
		if len(field) != fields {
			check(fmt.Errorf("%s: a line has %d fields, not %d", file, len(field), fields))
		}
		use(field)
	}
	check(scanner.Err())
}

// readClasses reads a file of paragraphs; its own head says how.
func readClasses(file string) []class {
	data, err := os.ReadFile(file)
	check(err)
	var classes []class
	key := ""
	for number, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			key = ""
			continue
		}
		value := strings.TrimSpace(line)
		// A line that is indented goes on with the one before it.
		if line[0] != ' ' {
			key, value, _ = strings.Cut(line, ":")
			value = strings.TrimSpace(value)
		}
		if key == "class" {
			classes = append(classes, class{name: value})
			continue
		}
		if len(classes) == 0 {
			check(fmt.Errorf("%s:%d: a class begins with its name", file, number+1))
		}
		one := &classes[len(classes)-1]
		switch key {
		case "right":
			one.right = value
		case "why":
			one.why = strings.TrimSpace(one.why + " " + value)
		case "ours":
			one.ours = append(one.ours, strings.Fields(value)...)
		case "theirs":
			one.theirs = append(one.theirs, strings.Fields(value)...)
		case "peers":
			one.peers = append(one.peers, strings.Fields(value)...)
		case "with":
			one.with = value
		case "when":
			one.when = append(one.when, strings.Fields(value)...)
		default:
			check(fmt.Errorf("%s:%d: there is no %q", file, number+1, key))
		}
	}
	for _, one := range classes {
		if (one.right != "ours" && one.right != "both") || one.why == "" || len(one.peers) == 0 || len(one.ours)+len(one.theirs) == 0 {
			check(fmt.Errorf("%s: the class %s lacks who is right, why, peers, or what is objected to", file, one.name))
		}
	}
	return classes
}
