package main

import (
	"math/rand/v2"
	"strconv"
)

func skip(count int) []byte { return []byte{byte(count)} }

// policySets gives every certificate policies by chance, and some of them mappings, constraints and inhibitions.
func policySets(r *rand.Rand, ch *chain) string {
	some := func() []byte {
		choices := [][]byte{
			nil, policies(idPolicyA), policies(idPolicyA), policies(idPolicyB), policies(idPolicyA, idPolicyB), policies(idAnyPolicy),
			policies(idPolicyA, idAnyPolicy), policies(idPolicyC),
		}
		return choices[r.IntN(len(choices))]
	}
	letters := []string{idPolicyA, idPolicyB, idPolicyC}
	for _, c := range ch.all() {
		c.remove(idCertificatePolicies)
		if value := some(); value != nil {
			c.set(idCertificatePolicies, notCritical, value)
		}
		if c.role == "leaf" {
			continue
		}
		if r.IntN(3) == 0 {
			mappings := sequence(oid(letters[r.IntN(3)]), oid(letters[r.IntN(3)]))
			if r.IntN(2) == 0 {
				mappings = join(mappings, sequence(oid(letters[r.IntN(3)]), oid(letters[r.IntN(3)])))
			}
			c.set(idPolicyMappings, critical, sequence(mappings))
		}
		if r.IntN(4) == 0 {
			c.set(idInhibitAnyPolicy, critical, integer(int64(r.IntN(3))))
		}
		switch r.IntN(5) {
		case 0, 1:
			c.set(idPolicyConstraints, critical, sequence(tlv(0x80, skip(r.IntN(3)))))
		case 2:
			c.set(idPolicyConstraints, critical, sequence(tlv(0x81, skip(r.IntN(3)))))
		case 3:
			c.set(idPolicyConstraints, critical, sequence(tlv(0x80, skip(r.IntN(3))), tlv(0x81, skip(r.IntN(2)))))
		}
	}
	return "policies." + strconv.Itoa(len(ch.all()))
}

var policyFaults = []fault{
	{"explicit", setting(idPolicyConstraints, critical, sequence(tlv(0x80, skip(0))))},
	{"explicit-not-critical", setting(idPolicyConstraints, notCritical, sequence(tlv(0x80, skip(0))))},
	{"constraints-empty", setting(idPolicyConstraints, critical, sequence())},
	{"constraints-negative", setting(idPolicyConstraints, critical, sequence(tlv(0x80, []byte{0xff})))},
	{"constraints-large", setting(idPolicyConstraints, critical, sequence(tlv(0x80, []byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0})))},
	{"constraints-padded", setting(idPolicyConstraints, critical, sequence(tlv(0x80, []byte{0, 1})))},
	{"constraints-no-number", setting(idPolicyConstraints, critical, sequence(tlv(0x80)))},
	{"constraints-nothing", setting(idPolicyConstraints, critical, nil)},
	{"constraints-trailing", setting(idPolicyConstraints, critical, join(sequence(tlv(0x80, skip(9))), null()))},
	{"constraints-context-2", setting(idPolicyConstraints, critical, sequence(tlv(0x80, skip(9)), tlv(0x82, skip(9))))},
	{"constraints-universal", setting(idPolicyConstraints, critical, sequence(integer(9)))},
	{"inhibit", setting(idInhibitAnyPolicy, critical, integer(0))},
	{"inhibit-not-critical", setting(idInhibitAnyPolicy, notCritical, integer(0))},
	{"inhibit-negative", setting(idInhibitAnyPolicy, critical, integer(-1))},
	{"inhibit-large", setting(idInhibitAnyPolicy, critical, tlv(tagInteger, []byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}))},
	{"inhibit-nothing", setting(idInhibitAnyPolicy, critical, nil)},
	{"inhibit-padded", setting(idInhibitAnyPolicy, critical, tlv(tagInteger, []byte{0, 1}))},
	{"policies-twice", setting(idCertificatePolicies, notCritical, policies(idPolicyA, idPolicyA))},
	{"policies-empty", setting(idCertificatePolicies, notCritical, sequence())},
	{"policies-nothing", setting(idCertificatePolicies, notCritical, nil)},
	{"policies-trailing", setting(idCertificatePolicies, notCritical, join(policies(idPolicyA), null()))},
	{"policies-critical", setting(idCertificatePolicies, critical, policies(idPolicyA))},
	{"policies-no-identifier", setting(idCertificatePolicies, notCritical, sequence(sequence()))},
	{"policies-qualifier", setting(idCertificatePolicies, notCritical, qualified(idPolicyA, "1.3.6.1.5.5.7.2.1"))},
	{"policies-unknown-qualifier", setting(idCertificatePolicies, notCritical, qualified(idPolicyA, idUnknown))},
	{"policies-unknown-qualifier-critical", setting(idCertificatePolicies, critical, qualified(idPolicyA, idUnknown))},
	{"policies-any-unknown-qualifier", setting(idCertificatePolicies, notCritical, qualified(idAnyPolicy, idUnknown))},
	{"policies-no-qualifiers", setting(idCertificatePolicies, notCritical, sequence(sequence(oid(idPolicyA), sequence())))},
	{"policies-bad-qualifiers", setting(idCertificatePolicies, notCritical, sequence(sequence(oid(idPolicyA), null())))},
	{"mapping", setting(idPolicyMappings, critical, mapping(idPolicyA, idPolicyB))},
	{"mapping-not-critical", setting(idPolicyMappings, notCritical, mapping(idPolicyA, idPolicyB))},
	{"mapping-of-any", setting(idPolicyMappings, critical, mapping(idAnyPolicy, idPolicyB))},
	{"mapping-to-any", setting(idPolicyMappings, critical, mapping(idPolicyA, idAnyPolicy))},
	{"mapping-to-itself", setting(idPolicyMappings, critical, mapping(idPolicyA, idPolicyA))},
	{"mapping-empty", setting(idPolicyMappings, critical, sequence())},
	{"mapping-nothing", setting(idPolicyMappings, critical, nil)},
	{"mapping-trailing", setting(idPolicyMappings, critical, join(mapping(idPolicyA, idPolicyB), null()))},
	{"mapping-of-one", setting(idPolicyMappings, critical, sequence(sequence(oid(idPolicyA))))},
	{"mapping-of-three", setting(idPolicyMappings, critical, sequence(sequence(oid(idPolicyA), oid(idPolicyB), oid(idPolicyC))))},
}

func qualified(policy, qualifier string) []byte {
	return sequence(sequence(oid(policy), sequence(sequence(oid(qualifier), tlv(tagIA5String, []byte("http://ca.example/"))))))
}

func mapping(from, to string) []byte { return sequence(sequence(oid(from), oid(to))) }
