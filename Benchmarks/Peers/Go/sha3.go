//go:build go1.24

package main

import "crypto/sha3"

func init() { sumSHA3 = sha3.Sum256 }
