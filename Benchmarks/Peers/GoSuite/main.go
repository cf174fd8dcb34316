// The suite's work in Go's standard library, asked for line by line on standard input.
//
// The questions are those that the driver asks every contestant: version, prepare, run, allocations, counts,
// instructions, drop and memory, with fields separated by tabs and one line for an answer.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// work does a piece of work once and says what came of it, the same each time.
type work func() (outcome, error)

// outcome is what comes of a task: a word and up to two numbers, so that comparing two takes no memory.
type outcome struct {
	word          string
	first, second int
}

func (o outcome) String() string {
	switch o.word {
	case "valid", "invalid":
		return o.word
	case "registry":
		return fmt.Sprintf("roots %d identities %d", o.first, o.second)
	}
	return fmt.Sprintf("%s %d", o.word, o.first)
}

// errNone says that Go has nothing for a task; what wraps it says why.
var errNone = errors.New("none")

type prepared struct {
	work    work
	outcome outcome
}

var all = map[string]prepared{}

// maximumCount is the most runs that one question may ask for.
const maximumCount = 1_000_000_000

// repeat does the work so many times, and refuses if a run comes out otherwise than the first one did.
func (p prepared) repeat(count int) error {
	for i := 0; i < count; i++ {
		o, err := p.work()
		if err != nil {
			return err
		}
		if o != p.outcome {
			return fmt.Errorf("one run gave %v, another one %v", p.outcome, o)
		}
	}
	return nil
}

func prepare(fields []string) (string, error) {
	if len(fields) < 3 || fields[1] == "" {
		return "", errors.New("prepare needs an ID and a task")
	}
	delete(all, fields[1])
	t, err := readTask(fields[2:])
	if err != nil {
		return "", err
	}
	w, err := t.work()
	if err != nil {
		return "", err
	}
	o, err := w()
	if err != nil {
		return "", err
	}
	all[fields[1]] = prepared{w, o}
	return "ok " + o.String(), nil
}

// find returns what was prepared, and how often it is to run.
func find(fields []string) (prepared, int, error) {
	if len(fields) < 2 {
		return prepared{}, 0, fmt.Errorf("%s needs the ID of what was prepared", fields[0])
	}
	p, known := all[fields[1]]
	if !known {
		return p, 0, fmt.Errorf("%s needs the ID of what was prepared, and %s is none", fields[0], fields[1])
	}
	if len(fields) < 3 {
		return p, 0, fmt.Errorf("%s needs a count from 1 to %d", fields[0], maximumCount)
	}
	count, err := strconv.Atoi(fields[2])
	if err != nil || count < 1 || count > maximumCount {
		return p, 0, fmt.Errorf("%s needs a count from 1 to %d", fields[0], maximumCount)
	}
	return p, count, nil
}

func run(fields []string) (string, error) {
	p, count, err := find(fields)
	if err != nil {
		return "", err
	}
	start := time.Now()
	err = p.repeat(count)
	return strconv.FormatInt(time.Since(start).Nanoseconds(), 10), err
}

func allocations(fields []string) (string, error) {
	p, count, err := find(fields)
	if err != nil {
		return "", err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err = p.repeat(count)
	runtime.ReadMemStats(&after)
	return strconv.FormatFloat(float64(after.Mallocs-before.Mallocs)/float64(count), 'f', 3, 64), err
}

func answer(fields []string) (string, error) {
	switch fields[0] {
	case "version":
		return runtime.Version(), nil
	case "prepare":
		return prepare(fields)
	case "run":
		return run(fields)
	case "allocations":
		return allocations(fields)
	case "counts", "instructions":
		if len(fields) < 2 || all[fields[1]].work == nil {
			return "", fmt.Errorf("%s needs the ID of what was prepared", fields[0])
		}
		return "none", nil
	case "drop":
		if len(fields) < 2 || all[fields[1]].work == nil {
			return "", errors.New("drop needs the ID of what was prepared")
		}
		delete(all, fields[1])
		return "ok", nil
	case "memory":
		return memory(), nil
	}
	return "", fmt.Errorf("there is no question %s", fields[0])
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadString('\n')
		if line == "" && err != nil {
			return
		}
		text, problem := answer(strings.Split(strings.TrimRight(line, "\r\n"), "\t"))
		if errors.Is(problem, errNone) {
			text = strings.TrimSpace("none " + strings.TrimPrefix(problem.Error(), "none: "))
		} else if problem != nil {
			text = "error " + problem.Error()
		}
		fmt.Println(strings.NewReplacer("\n", " ", "\r", " ").Replace(text))
	}
}
