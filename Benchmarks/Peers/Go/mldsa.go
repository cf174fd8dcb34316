//go:build go1.27

package main

import "crypto/mldsa"

func init() {
	verifyNewer = func(key any, s signature) operation {
		if key, isMLDSA := key.(*mldsa.PublicKey); isMLDSA {
			return func() bool { return mldsa.Verify(key, s.Message, s.Signature, nil) == nil }
		}
		return nil
	}
}
