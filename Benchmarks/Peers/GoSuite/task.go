package main

import (
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strconv"
	"strings"
	"time"
)

// task is what is to be done, as the driver says it: a name, and key=value fields.
type task struct {
	name   string
	values map[string]string
}

func readTask(fields []string) (task, error) {
	if fields[0] == "" {
		return task{}, errors.New("which task?")
	}
	t := task{fields[0], map[string]string{}}
	for _, field := range fields[1:] {
		if field == "" {
			continue
		}
		key, value, isField := strings.Cut(field, "=")
		if !isField || key == "" {
			return t, fmt.Errorf("a field is key=value, not %s", field)
		}
		t.values[key] = value
	}
	return t, nil
}

// work says how to do what is asked for.
func (t task) work() (work, error) {
	switch t.name {
	case "load":
		return t.load()
	case "lookup":
		return nil, fmt.Errorf("%w: a pool tells nobody what it holds by subject", errNone)
	case "identify":
		return nil, fmt.Errorf("%w: a pool tells nobody what it holds by a key's identifier", errNone)
	case "union":
		return t.union()
	case "change":
		return nil, fmt.Errorf("%w: a pool gives nothing back", errNone)
	case "parse":
		return t.parse()
	case "verify":
		return t.verify()
	case "crl":
		return t.crl()
	case "certsd":
		return t.certsd()
	case "handshake":
		return nil, fmt.Errorf("%w: the standard library verifies no recordings", errNone)
	}
	return nil, fmt.Errorf("there is no task %s", t.name)
}

// demand returns the value of a field that has to be there.
func (t task) demand(key string) (string, error) {
	if t.values[key] == "" {
		return "", fmt.Errorf("%s needs %s=", t.name, key)
	}
	return t.values[key], nil
}

// flag returns a field of 0 or 1.
func (t task) flag(key string) (bool, error) {
	switch t.values[key] {
	case "", "0":
		return false, nil
	case "1":
		return true, nil
	}
	return false, fmt.Errorf("%s is 0 or 1, not %s", key, t.values[key])
}

// moment returns the time of time=, in seconds since 1970, up to the year 9999.
func (t task) moment() (time.Time, error) {
	text, err := t.demand("time")
	if err != nil {
		return time.Time{}, err
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 || seconds > 253_402_300_799 {
		return time.Time{}, fmt.Errorf("time is in seconds since 1970, not %s", text)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// bytes returns the contents of the file that a field names.
func (t task) bytes(key string) ([]byte, error) {
	path, err := t.demand(key)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// certificates returns those of the file of PEM that a field names, in DER.
func (t task) certificates(key string) ([][]byte, error) {
	rest, err := t.bytes(key)
	if err != nil {
		return nil, err
	}
	var found [][]byte
	for {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		if block == nil {
			return found, nil
		}
		if block.Type == "CERTIFICATE" {
			found = append(found, block.Bytes)
		}
	}
}

// serialNumbers returns those of serials=, a line of hexadecimal digits each.
func (t task) serialNumbers() ([]*big.Int, error) {
	text, err := t.bytes("serials")
	if err != nil {
		return nil, err
	}
	var numbers []*big.Int
	for _, line := range strings.Fields(string(text)) {
		number, isNumber := new(big.Int).SetString(line, 16)
		if !isNumber || number.Sign() < 0 {
			return nil, fmt.Errorf("a serial number is in hexadecimal digits, not %s", line)
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}

// memory returns the bytes that this process has in use, and the most that it ever had, as the kernel says.
func memory() string {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "none"
	}
	values := map[string]int{}
	for _, line := range strings.Split(string(text), "\n") {
		if fields := strings.Fields(line); len(fields) == 3 && fields[2] == "kB" {
			values[fields[0]], _ = strconv.Atoi(fields[1])
		}
	}
	return fmt.Sprintf("%d %d", values["VmRSS:"]*1024, values["VmHWM:"]*1024)
}
