"""Why a goal is missed, in the words of whoever ran the suite and looked into it.

A key is the goal's, as the JSON and the end of a run name it, or a pattern of such (`ratio:chain/*`); the first that
fits counts. A missed goal without a cause is shown as such, and the cause of one that is met is not shown.
`Scripts/profile.sh` shows the shares that are quoted here.
"""

SMALL_FILE = (
    "From memory the same takes 50 to 60 µs when nothing else runs on the host. A file is opened, looked at, read in "
    "seven pieces and closed besides, copied out of the system's cache, and some pages come from the system one by "
    "one, cleared, as the C library gives the end of its heap back with each load: 10 to 25 of them, at 1.5 to 2.5 "
    "µs each on this virtual machine. Where it keeps them, the file takes 72 to 75 µs. `Scripts/profile.sh "
    "load-139-file`."
)
LARGE_FILE = (
    "From memory it is 4.0 to 4.5 ms, so that the file is a fifth of it: 14 MB are copied out of the system's cache. "
    "What is left is work on each root: Base64 and the lines of PEM a third (0.14 µs a root), reading it 40 % (0.18 "
    "µs), hashing it and its name 15 %. The goal comes from a trial that read no more than the outermost structure; "
    "this reads the dates, the key, the names and the form of each extension, so that nothing unreadable is trusted, "
    "and hashes the whole certificate with a secret seed, so that nobody can make a bundle whose table degenerates."
)
HUGE_FILE = (
    "As for 10,000 roots. The 100 MB that the certificates take come from the system anew with each load, in pages "
    "of 2 MB that are cleared first, which is a tenth of the time, and copying 140 MB of text out of the system's "
    "cache a fourth: memory's speed, of which there is no more. In DER, which is copied but not decoded, the same "
    "roots take 38 ms."
)
MEMORY_OF_FEW = (
    "Some 4 MB of it are the same when 10 roots are loaded: the program's code, which counts when it is first run "
    "and thereby read, and what the allocator takes at first. Less that it is 1.07 to 1.11 times the DER: the "
    "certificates, 64 bytes a root for where its parts lie, and the tables."
)
LOOKUP = (
    "Up to 1,000 roots, which the processor's caches hold, it is met. The row takes thousands of roots and of "
    "certificates that ask for them in turn, spread over all memory, so that each lookup waits for memory about six "
    "times, one after the other: for the certificate that asks, the slot of the table, the next of that name, the "
    "root's record and its name. That is 50 to 100 ns each here. The work is the same at each size; OpenSSL waits "
    "three times as long."
)
BARE_SIGNATURES = (
    "BoringSSL's time is two signatures and nothing else, 38 µs each in hand-written assembly. Ours take as long in "
    "plain Swift when nothing of a key is kept, and path, name and rules are 8 to 10 µs on top. What a verifier "
    "keeps by default takes the same chain to a third of BoringSSL's time."
)

CAUSES: dict[str, str] = {
    "time:load/system:*": SMALL_FILE,
    "ratio:load/system:*": SMALL_FILE,
    "time:load/pem/139:*": SMALL_FILE,
    "ratio:load/pem/139:*": SMALL_FILE,
    "time:load/pem/10000:*": LARGE_FILE,
    "ratio:load/pem/10000:*": LARGE_FILE,
    "time:load/pem/100000:*": HUGE_FILE,
    "ratio:load/pem/100000:*": HUGE_FILE,
    "memory:*/10000:*": MEMORY_OF_FEW,
    "time:lookup/*": LOOKUP,
    "fit:lookup:*": LOOKUP,
    "ahead:lookup/*": LOOKUP,
    "ahead:certsd/*": (
        "Half of the time with one file, and a third with more, is system calls, of which there are more than the "
        "peer's: 18 to 12 with one file. Rootward asks for the system's roots, which Docker trusts beside the "
        "registry's own and which this tree has not, and of each directory and file whether it is a link or a "
        "device, so that it can say which file a root really came from and waits for none. The rest is work that the "
        "peer's loop leaves undone: what each file's name and contents mean by Docker's rules is noted, and what "
        "would be overlooked or refused is told with its reason."
    ),
    "ahead:names/*": (
        "The certificates of these rows were parsed before, with which Go has decoded the names and the constraints. "
        "Rootward keeps no extension decoded: with each verification it reads the names, checks each label of them "
        "and sorts the constraints, which with 1,000 of both is most of the time. What is then compared is as many "
        "as names and constraints, not their product."
    ),
    "time:chain/*": (
        "The goal is a time, and other guests of the host made all contestants slower in this run: where nothing "
        "else runs, OpenSSL takes 47 µs for this chain and Rootward 11.2 µs. As a ratio to OpenSSL, which stands "
        "below, it is judged whatever the machine does."
    ),
    "batch:two": (
        "20,000 items are done in a third of a second, in which starting and what only one thread does, reading the "
        "stream and writing the results, count. With one worker these run beside it, so that it has more than one "
        "processor. A million items, one of 1,000 damaged, take 40.6 s with one worker and 22.7 s with two: 1.79 "
        "times as many a second, at a steady 44,000, with 19 MB. Held to one processor by the system, one worker "
        "takes 1.8 to 1.9 times as long as two have with both."
    ),
    "ahead:namesakes/*": (
        "Rootward puts all who have the issuer's name in order before it tries one (RFC 4158, section 3.5: anchors, "
        "key identifiers, dates), and reads for that what each of them says, 1 to 2 µs each, one object each; "
        "OpenSSL takes the first whose key identifier fits, and Go reads the keys. What is left to do is to read the "
        "key identifiers alone where there are many. The number of namesakes that are looked at has a limit in the "
        "budget."
    ),
    "ratio:chain/rsa/1:*": (
        "The goal in time is the one that Rootward's own work is judged by. As a ratio it supposes an OpenSSL that "
        "takes 46.8 µs for the two signatures; the release and the processor here take less. Of Rootward's time a "
        "fourth is modular arithmetic, which has no room left; most of the rest is counting references and reading "
        "the extensions that the rules ask for."
    ),
    "boringssl:chain/p256/unremembered": BARE_SIGNATURES,
    "boringssl:chain/mixed/unremembered": BARE_SIGNATURES,
    "allocations:chain/*": (
        "They are 7 with P-256 and 8 with RSA, whatever the size of the store: what is asked, which rules and result "
        "share; a node for each of the three certificates, which the search goes back to; the path and the "
        "certificates of the result; the host name that is asked for, as bytes; and the numbers of the leaf's RSA "
        "key, which is read to the end to find what is wrong with it. All of them together are 2 to 3 % of the time; "
        "doing without would mean to keep a search's memory in the verifier, which threads share."
    ),
}
