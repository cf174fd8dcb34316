"""What a verdict on a recording has to be, step by step, from what was set up. No implementation is asked."""

import dataclasses
import itertools

PASS, FAIL, HIDDEN, NONE = "PASS", "FAIL", "NOT CHECKABLE", "NOT APPLICABLE"
STEPS = ("parameters", "serverChain", "serverName", "serverProof", "clientRequested", "clientChain", "clientProof",
         "serverFinished", "clientFinished")


@dataclasses.dataclass
class Facts:
    """What one recorded connection has in it."""
    version: str = "1.3"
    resumed: bool = False  # or with a key that was agreed on before
    static: bool = False  # static RSA key exchange: nothing is signed by the server
    server_chain: str = PASS
    server_name: str = PASS
    server_proof: str = PASS
    server_sent: bool = True  # its certificate and proof
    asked: bool = False
    asked_sealed: bool = False  # but only within the connection, encrypted
    client: str = "none"  # none (nobody asked), empty, sent, or absent (asked, but the handshake ended before)
    client_chain: str = PASS
    client_proof: str = PASS
    server_finished: str = PASS  # HIDDEN: the handshake ended before
    client_finished: str = PASS
    parameters: str = PASS
    parameters_sealed: bool = False  # what is wrong with the parameters stands in an encrypted message of TLS 1.3


def steps(facts, keyed):
    """The result of each step; `keyed`: whether the key log is at hand."""
    sealed = facts.parameters_sealed and facts.version == "1.3" and not keyed
    result = {"parameters": PASS if sealed else facts.parameters}
    certificates = ("serverChain", "serverName", "serverProof", "clientRequested", "clientChain", "clientProof")
    if facts.resumed:
        result.update(dict.fromkeys(certificates, NONE))
    elif facts.version == "1.3" and not keyed:
        # In TLS 1.3 all that follows the hellos is encrypted.
        result.update(dict.fromkeys(certificates, HIDDEN))
    elif not facts.server_sent:
        result.update(dict.fromkeys(certificates, HIDDEN))
    else:
        if facts.asked_sealed and not keyed:
            facts = dataclasses.replace(facts, asked=False)
        result["serverChain"] = facts.server_chain
        result["serverName"] = facts.server_name
        result["serverProof"] = NONE if facts.static else facts.server_proof
        result["clientRequested"] = facts.asked if isinstance(facts.asked, list) else PASS if facts.asked else NONE
        if not facts.asked or facts.client == "empty":
            result["clientChain"] = result["clientProof"] = NONE
        elif facts.client == "absent":
            result["clientChain"] = result["clientProof"] = HIDDEN
        else:
            result["clientChain"], result["clientProof"] = facts.client_chain, facts.client_proof
    result["serverFinished"] = facts.server_finished if keyed else HIDDEN
    result["clientFinished"] = facts.client_finished if keyed else HIDDEN
    return {name: result[name] for name in STEPS}


def verdict(results):
    """FAIL when a step is FAIL, PASS when every applicable step is PASS, else NOT CHECKABLE."""
    def of(values):
        if FAIL in values:
            return FAIL
        return HIDDEN if HIDDEN in values else PASS

    choices = [result if isinstance(result, list) else [result] for result in results.values()]
    possible = list(dict.fromkeys(of(values) for values in itertools.product(*choices)))
    return possible[0] if len(possible) == 1 else possible


def connection(facts, keyed):
    results = steps(facts, keyed)
    return {"steps": results, "verdict": verdict(results)}
