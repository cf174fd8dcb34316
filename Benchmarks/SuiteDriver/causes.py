"""Why a goal is missed, in the words of whoever ran the suite and looked into it.

A key is the goal's, as the JSON and the end of a run name it, or a pattern of such (`ratio:chain/*`); the first that
fits counts. A missed goal without a cause is shown as such, and the cause of one that is met is not shown.
`Scripts/profile.sh` shows the shares that are quoted here.
"""

SMALL_FILE = (
    "From memory the same takes 50 to 60 µs on this machine. A file is opened, looked at, read and closed besides, "
    "copied out of the system's cache, and the pages for its text and its certificates come from the system one by "
    "one, cleared: some fifty for 139 roots, as the C library gives blocks of this size back with each load. All of "
    "that is the kernel's time, and more than ours (`Scripts/profile.sh load-139-file`)."
)
LARGE_FILE = (
    "From memory it is 4.0 to 4.5 ms, so that the file is a fourth of it: 14 MB are copied out of the system's cache. "
    "What is left is work on each root: Base64 and the lines of PEM a third (0.14 µs a root), reading it 40 % (0.18 "
    "µs), hashing it and its name 15 %. The goal comes from a trial that read no more than the outermost structure; "
    "this reads the dates, the key, the names and the form of each extension, so that nothing unreadable is trusted, "
    "and hashes the whole certificate with a secret seed, so that nobody can make a bundle whose table degenerates."
)
HUGE_FILE = (
    "As for 10,000 roots; and the 100 MB that the certificates take come from the system anew with each load, as the C "
    "library gives blocks beyond 32 MB back: 24,400 pages of 4 kB, each one a fault, cleared and accounted for, which "
    "with giving it back is nearly half of the time on this virtual machine, some 2 µs a page. Smaller stores take "
    "memory that is there already."
)
MEMORY_OF_FEW = (
    "Some 4 MB of it are the same when 10 roots are loaded: the program's code, which counts when it is first run and "
    "thereby read, and what the allocator takes at first. Less that it is 1.10 to 1.14 times the DER, as beside "
    "100,000 roots: the certificates, 64 bytes a root for where its parts lie, and the tables."
)
LOOKUP = (
    "A lookup is asked by the bytes of a name, which it checks and hashes each time (a fourth of the time), and then "
    "compares with the root's; OpenSSL is asked by an object that was made canonical when it was parsed. Half of the "
    "time is counting references to the layer, its tables and the certificate that is found; in large stores waiting "
    "for memory is added, as the table, the record and the certificate lie in different places."
)
BARE_SIGNATURES = (
    "BoringSSL's time is two signatures and nothing else, 38 µs each in hand-written assembly. Ours take as long in "
    "plain Swift when nothing of a key is kept, and path, name and rules are 8 to 10 µs on top. What a verifier keeps "
    "by default takes the same chain to a third of BoringSSL's time."
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
    "ahead:lookup/*": LOOKUP,
    "ahead:certsd/*": (
        "Half of the time with one file, and a third with more, is system calls, of which there are more than the "
        "peer's: 35 to 12 with one file. Rootward asks in ten places for the system's roots, which Docker trusts "
        "beside the registry's own and which this tree has not, and of each directory and file whether it is a link, "
        "so that it can say which file a root really came from. The rest is work that the peer's loop leaves undone: "
        "what each file's name and contents mean by Docker's rules is noted, and what would be overlooked or refused "
        "is told with its reason."
    ),
    "ahead:names/*": (
        "The certificates of these rows were parsed before, with which Go has decoded the names and the constraints. "
        "Rootward keeps no extension decoded: with each verification it reads the names, checks each label of them and "
        "sorts the constraints, which with 1,000 of both is most of the time. What is then compared is as many as "
        "names and constraints, not their product."
    ),
    "ratio:chain/rsa/1:*": (
        "The goal in time is the one that Rootward's own work is judged by. As a ratio it supposes an OpenSSL that "
        "takes 46.8 µs for the two signatures; the release and the processor here take less. Of Rootward's time a "
        "fourth is modular arithmetic, which has no room left; most of the rest is counting references and reading the "
        "extensions that the rules ask for."
    ),
    "boringssl:chain/p256/unremembered": BARE_SIGNATURES,
    "boringssl:chain/mixed/unremembered": BARE_SIGNATURES,
    "allocations:chain/*": (
        "They are 8 to 12, whatever the size of the store: the nodes of the path, which are objects that the search "
        "goes back to, two lists for each step of those who have the wanted issuer's name, and one each for the "
        "search, its candidates, the certificates of the result and what a signature is compared with. All of them "
        "together are 2 to 3 % of the time; doing without would mean to keep a search's memory in the verifier, which "
        "threads share."
    ),
}
