extension Topic {
  static let registryHelp = """
    rootward registry: what container tools trust and present for a registry, and what is wrong with their directories.

    Usage:
      rootward registry HOST[:PORT] [OPTIONS]

    HOST[:PORT] is the registry as the names of images have it, to the letter: registry.example.com:5000. Nothing is asked
    over a network, and no name is resolved without --resolve; everything is read from files, as the client reads them.

    Without --doctor it shows, for one client, the directories that are looked at, what each file counts for, the roots (how
    many of the system's, which of which file), the client certificates in their order, whether the server's certificate is
    verified, and the client's own error if it would stop.

    Options:
      --client NAME|all   whose rules: docker (default; Docker Engine with its classic store), docker-containerd (with
                          containerd's image store), containerd, podman (and Skopeo, Buildah, CRI-O), buildkit, nerdctl,
                          docs and legacy-docs (what Docker's documentation promises, today and up to 1.12);
                          all: a table of what each makes of it
      --doctor            what is wrong, for whom, and the command that mends it; for all programs, unless --client
                          names one
      --chain FILE        the certificates that the server sends, its own first, PEM or DER, or - for standard input: they
                          are verified with the client's roots, and the diagnoses that need them are made
      --certs-dir DIR     look for hosts in this directory, and not in the client's own (/etc/docker/certs.d)
      --root DIR          look every file up below DIR: the directories, the configuration files, the system's roots, and
                          the home directory; commands are told as for the machine that DIR is a copy of
      --resolve           ask the system's resolver, and so perhaps the network, for the addresses of the host's name:
                          Docker takes those of this machine, and the networks of insecure-registries, for insecure;
                          without it that is told as undecided
      --at TIME           the moment for which it must hold (default: now), such as 2026-01-31
      --json              the same for programs
      --help              this text

    The variables HOME, XDG_CONFIG_HOME, ROOTLESSKIT_STATE_DIR (rootless Docker), SSL_CERT_FILE and SSL_CERT_DIR count as
    they do for the clients.

    The members of the JSON object:
      host, time          what was asked
      verdict             accepted, refused or undecided, as the exit code
      decision            whose verdict that is: clients, reason (asked, all, default, firstConfigured), text, decisive
                          (the clients of which it is so), bystanders (those that nothing is set up for, while it is
                          for others)
      addresses           those of the host's name with --resolve; null without
      clients[]           client, outcome, stops (its own words, or null), closed (what it reads as root and this user may
                          not), directory, candidates[] (path, outcome, text), entries[] (the first 4,000: name, role,
                          text), entryCount, warnings[], endpoints[] (host, server, serverText, fallsBackToHTTP,
                          includesSystem, systemRoots, systemSources, ownRoots, rootFiles[] (ignored[]: the first 100 of
                          ignoredCount), identities[], unusableIdentities)
      chain[]             with --chain: clients, and explanation as “rootward verify --json” has it
      diagnoses[]         with --doctor: id, severity (error, warning, note), clients, statement, why, advice, remedy (a
                          list of commands), findings[] (path, line, fact), omittedFindings (how many more)
      undecided[]         with --doctor: id, and the need that it would take

    Examples:
      rootward registry registry.example.com:5000 --doctor
      rootward registry registry.example.com --client all
      rootward registry registry.example.com --client podman --json
      openssl s_client -connect registry.example.com:443 -showcerts </dev/null | rootward registry registry.example.com \\
        --doctor --chain -

    Exit codes:
      0   the client asks the registry, and trusts the chain if one was given; warnings included
      1   the client stops before it, or refuses the chain
      2   the command was called wrongly
      3   the file of --chain or the directory of --root or --certs-dir could not be read; or it is undecided what the
          client makes of it, which runs as root and reads files that this user may not: run it as root

    Without --client it is Docker's classic store that decides; with --doctor, if nothing is set up for that and something
    for others, the first of these. With all, every program decides that something is set up for, and one that refuses is
    enough. The output tells who has decided, and why.
    """
}
