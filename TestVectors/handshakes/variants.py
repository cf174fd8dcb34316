#!/usr/bin/env python3
"""Writes a few recordings anew in every way in which a person's capture can look: `captures`.

    variants.py RECORDINGS OUT

Link types, byte orders, resolutions, pcapng with all that it allows, segments lost, repeated, overlapping and out of
order, files that are cut off, records cut otherwise, other protocols, and key logs as people have them.
"""

import dataclasses
import os
import random
import shutil
import struct
import sys

import capture
import expectations
import record
import tls
from capture import Event
from expectations import FAIL, HIDDEN, PASS, Facts

PROVED = dict(asked=True, client="sent")
OLD, NEW = "clients/openssl-openssl-1.2-p256", "clients/openssl-openssl-1.3-p256"
FACTS = {OLD: Facts("1.2", **PROVED), NEW: Facts("1.3", **PROVED)}


class Folder:
    def __init__(self, recordings, target):
        self.recordings, self.target, self.entries, self.lines = recordings, target, [], []
        self.random = random.Random(6)

    def log(self, folder):
        with open(os.path.join(self.recordings, folder, "keylog.txt")) as file:
            return file.read()

    def events(self, name):
        """The events of a recording; its secrets are added to the key log of this folder."""
        with open(os.path.join(self.recordings, name + ".pcap"), "rb") as file:
            events = capture.read(file.read())
        text = self.log(name.split("/")[0])
        randoms = {tls.Conversation([event for event in events if event.connection == number], {}).randoms[0].hex()
                   for number in {event.connection for event in events}}
        self.lines += [line for line in text.splitlines() if line.split()[1] in randoms]
        return events

    def keys(self, name):
        text = self.log(name.split("/")[0])
        events = self.events(name)
        random_ = tls.Conversation(events, {}).randoms[0].hex()
        return "".join(line + "\n" for line in text.splitlines() if random_ in line).encode()

    def add(self, file, data, facts, about, without=None, **more):
        """`facts`: one or a list; None if nothing is asked but a clear report, in which nothing passes."""
        with open(os.path.join(self.target, file), "wb") as out:
            out.write(data)
        entry = {"file": file, "about": about, **more}
        if facts is not None:
            facts = facts if isinstance(facts, list) else [facts]
            entry["withKeyLog"] = [expectations.connection(fact, True) for fact in facts]
            entry["withoutKeyLog"] = [expectations.connection(fact, without is True) for fact in facts]
        else:
            entry["withKeyLog"] = entry["withoutKeyLog"] = None
        self.entries.append(entry)


def frames(packets, link=capture.RAW, order="<"):
    return [(packet.time, capture.frame(packet, link, order)) for packet in packets]


def plain(packets):
    return capture.pcap(frames(packets), capture.RAW)


def links(folder):
    """Every link type, with TLS 1.2 in one byte order and TLS 1.3 in the other."""
    for number, link in enumerate(capture.LINK_NUMBERS):
        for name, order in ((OLD, "<"), (NEW, ">")):
            version6 = link == capture.RAW6 or link != capture.RAW4 and order == ">" and number % 2 == 0
            packets = capture.packets(folder.events(name), version6=version6)
            nanoseconds = (number + (order == "<")) % 2 == 0
            data = capture.pcap(frames(packets, link, order), link, order, nanoseconds)
            side = "little" if order == "<" else "big"
            folder.add(f"link-{link}-{side}.pcap", data, FACTS[name],
                       f"Link type {link}, {side}-endian, IPv{6 if version6 else 4}, "
                       f"{'nano' if nanoseconds else 'micro'}seconds")


def blocks(folder):
    """What pcapng allows."""
    for name, order, resolution in ((OLD, "<", 6), (NEW, ">", 9), (OLD, ">", 0x80 | 20), (NEW, "<", 3)):
        packets = capture.packets(folder.events(name))
        side = "little" if order == "<" else "big"
        data = capture.pcapng(frames(packets, capture.ETHERNET, order), capture.ETHERNET, order, resolution)
        folder.add(f"blocks-{side}-{resolution}.pcapng", data, FACTS[name],
                   f"pcapng, {side}-endian, if_tsresol {resolution}")
    for name, order in ((OLD, ">"), (NEW, "<")):
        packets = capture.packets(folder.events(name))
        data = capture.pcapng(frames(packets, capture.NULL, order), capture.NULL, order, keys=folder.keys(name))
        folder.add(f"blocks-secrets-{name[-8:-5]}.pcapng", data, FACTS[name], "The secrets are in the capture",
                   without=True, embedded=True)
    # Several interfaces and sections, each packet through another, in each byte order.
    packets = capture.packets(folder.events(NEW))
    kinds = (capture.ETHERNET, capture.COOKED2, capture.LOOP, capture.RAW)
    data = b""
    for half, order in ((packets[:7], "<"), (packets[7:], ">")):
        data += capture.section(order)
        data += b"".join(capture.interface(kind, order, 6 + index, b"if%d" % index) for index, kind in enumerate(kinds))
        for index, packet in enumerate(half):
            number = index % len(kinds)
            data += capture.enhanced(number, packet.time, capture.frame(packet, kinds[number], order), order,
                                     6 + number)
    folder.add("blocks-interfaces.pcapng", data, FACTS[NEW],
               "Two sections of either byte order with four interfaces of different link types")
    # Blocks and options which nobody needs, and packets in blocks without a time.
    packets = capture.packets(folder.events(OLD))
    data = capture.section() + capture.interface(capture.ETHERNET)
    data += capture.block(4, struct.pack("<HH", 1, 14) + b"\x7f\0\0\1localhost\0" + b"\0\0" + b"\0\0\0\0")
    data += capture.block(0x0BAD, struct.pack("<I", 32473) + b"whatever")
    data += capture.block(0x7FFF0001, b"unknown block")
    comment = capture.option(1, b"a comment") + capture.option(2, b"\0\0\0\1") + capture.option(0, b"")
    for index, packet in enumerate(packets):
        content = capture.frame(packet, capture.ETHERNET)
        if index % 3 == 2:
            units = packet.time
            data += capture.block(2, struct.pack("<HHIIII", 0, 0xFFFF, units >> 32, units & 0xFFFFFFFF, len(content),
                                                 len(content)) + content + b"\0" * (-len(content) % 4))
        else:
            data += capture.enhanced(0, packet.time, content, extra=comment)
    data += capture.block(5, struct.pack("<III", 0, 0, 0))
    folder.add("blocks-strange.pcapng", data, FACTS[OLD],
               "Names, statistics, custom and unknown blocks, comments, and packets in the obsolete block")
    packets = capture.packets(folder.events(NEW))
    data = capture.section() + capture.interface(capture.ETHERNET)
    for packet in packets:
        content = capture.frame(packet, capture.ETHERNET)
        data += capture.block(3, struct.pack("<I", len(content)) + content)
    folder.add("blocks-simple.pcapng", data, FACTS[NEW], "Packets in blocks without a time: verify at the time in `at`",
               timeless=True)


def by_record(events):
    """The same bytes, with an event per record, so that a segment holds one record, wherever the sender cut them."""
    result, pending = [], {}
    for event in events:
        if not event.data:
            result.append(event)
            continue
        side = (event.connection, event.from_client)
        data = pending.pop(side, b"") + event.data
        while len(data) >= 5 and len(data) >= 5 + int.from_bytes(data[3:5], "big"):
            size = 5 + int.from_bytes(data[3:5], "big")
            result.append(Event(event.connection, event.from_client, data[:size]))
            data = data[size:]
        if data:
            pending[side] = data
    return result + [Event(*side, data) for side, data in pending.items()]


def record_packets(folder, name, kind, from_client):
    """The packets of a recording, one per record, and the index of the one in which that message begins."""
    events = by_record(folder.events(name))
    secrets = tls.key_log(folder.keys(name).decode())
    conversation = tls.Conversation(events, secrets)
    message = conversation.find(kind, from_client)
    wanted = events[message.records[0].event].data
    packets = capture.packets(events, segment=20_000)
    return packets, next(index for index, packet in enumerate(packets) if packet.data == wanted)


def lost(folder):
    nothing = dict(server_finished=HIDDEN, client_finished=HIDDEN)
    either = [PASS, HIDDEN]

    def without(file, name, kind, from_client, about, **more):
        packets, index = record_packets(folder, name, kind, from_client)
        del packets[index]
        folder.add(file, plain(packets), dataclasses.replace(FACTS[name], **more), about)

    without("lost-client-finished-1.2.pcap", OLD, tls.FINISHED, True, "The segment with the client's Finished is lost",
            **nothing)
    without("lost-server-finished-1.2.pcap", OLD, tls.FINISHED, False,
            "The segment with the server's Finished is lost", server_finished=HIDDEN)
    without("lost-client-finished-1.3.pcap", NEW, tls.FINISHED, True, "The segment with the client's Finished is lost",
            client_finished=HIDDEN)
    # What comes after a gap may be found again or not.
    without("lost-server-certificate-1.2.pcap", OLD, tls.CERTIFICATE, False,
            "The segment with the server's certificate is lost: nothing can be said of what it signed or who signed",
            server_chain=HIDDEN, server_name=HIDDEN, server_proof=HIDDEN, asked=either, client_chain=either,
            client_proof=HIDDEN, **nothing)
    without("lost-server-proof-1.3.pcap", NEW, tls.VERIFY, False,
            "The segment with the server's CertificateVerify is lost, which is not the same as that there is none",
            server_proof=HIDDEN, client_chain=either, client_proof=HIDDEN, **nothing)
    without("lost-client-certificate-1.2.pcap", OLD, tls.CERTIFICATE, True,
            "The segment with the client's certificate is lost", client_chain=HIDDEN, client_proof=HIDDEN, **nothing)
    packets, index = record_packets(folder, OLD, tls.CLIENT_HELLO, True)
    del packets[index]
    folder.add("lost-client-hello-1.2.pcap", plain(packets), None, "The segment with the ClientHello is lost")

    def until(file, name, kind, from_client, about, **more):
        packets, index = record_packets(folder, name, kind, from_client)
        folder.add(file, plain(packets[:index + 1]), dataclasses.replace(FACTS[name], **more), about)

    until("ends-at-server-hello-1.2.pcap", OLD, tls.SERVER_HELLO, False, "The capture ends after the ServerHello",
          server_sent=False, **nothing)
    until("ends-at-server-done-1.2.pcap", OLD, tls.DONE, False, "The capture ends after the ServerHelloDone",
          client="absent", **nothing)
    until("ends-at-server-finished-1.3.pcap", NEW, tls.FINISHED, False,
          "The capture ends after the server's Finished", client="absent", client_finished=HIDDEN)
    packets = capture.packets(folder.events(NEW))
    data = plain(packets)
    folder.add("cut-in-last-packet.pcap", data[:-7], FACTS[NEW], "The file ends within its last packet, a FIN",
               damaged=True)
    folder.add("cut-in-header.pcap", data[:17], None, "The file ends within its header", unreadable=True)
    data = capture.pcapng(frames(packets, capture.ETHERNET), capture.ETHERNET)
    folder.add("cut-in-last-block.pcapng", data[:-7], FACTS[NEW], "The file ends within its last block, a FIN",
               damaged=True)
    folder.add("short-packets.pcap", capture.pcap(frames(packets), capture.RAW, limit=96), None,
               "No packet has more than 96 bytes in the file")


def shuffled(folder):
    """The same bytes, arriving otherwise."""
    for name in (OLD, NEW):
        version, facts = name[-8:-5], FACTS[name]
        events = folder.events(name)
        small = capture.packets(events, segment=300)

        def times(packets):
            return [dataclasses.replace(packet, time=capture.START + index * capture.STEP)
                    for index, packet in enumerate(packets)]

        swapped = list(small)
        for index in range(4, len(swapped) - 6, 2):
            swapped[index], swapped[index + 1] = swapped[index + 1], swapped[index]
        folder.add(f"order-swapped-{version}.pcap", plain(times(swapped)), facts, "Each second pair changed places")
        twice = []
        for packet in small:
            twice += [packet, packet] if len(packet.data) % 2 == 0 else [packet]
        folder.add(f"order-repeated-{version}.pcap", plain(times(twice)), facts, "Segments which come twice")
        overlapping, before = [], {}
        for packet in small:
            last = before.get(packet.from_client)
            if packet.data and last is not None and last.sequence + len(last.data) == packet.sequence:
                packet = dataclasses.replace(packet, sequence=packet.sequence - 50, data=last.data[-50:] + packet.data)
            overlapping.append(packet)
            before[packet.from_client] = small[len(overlapping) - 1]
            if len(before[packet.from_client].data) < 50:
                before.pop(packet.from_client)
        folder.add(f"order-overlapping-{version}.pcap", plain(times(overlapping)), facts,
                   "Segments which begin with the end of the one before")
        tiny = capture.packets(events, segment=61)
        folder.add(f"order-tiny-{version}.pcap", plain(tiny), facts, "Segments of 61 bytes")
        silent = capture.packets(events, greeting=False)
        folder.add(f"order-no-syn-{version}.pcap", plain(silent), facts, "The capture begins after TCP's handshake")
        alive = []
        for packet in small:
            alive.append(packet)
            if packet.data:
                alive.append(dataclasses.replace(packet, sequence=packet.sequence + len(packet.data) - 1, data=b"\0",
                                                 flags=capture.ACK))
        # What came first counts: a keep-alive's byte is none of the stream.
        folder.add(f"order-keep-alive-{version}.pcap", plain(times(alive)), facts,
                   "Keep-alives with a byte of garbage, after each segment")


def headers(folder):
    """Headers with more in them than is usual."""
    events = folder.events(NEW)
    packets = capture.packets(events)

    def options4(data):
        header = bytes([0x46]) + data[1:2] + struct.pack(">H", len(data) + 4) + data[4:10] + b"\0\0" + data[12:20]
        header += b"\x01\x01\x01\x00"
        return header[:10] + struct.pack(">H", capture.checksum(header)) + header[12:] + data[20:]

    folder.add("headers-ip4-options.pcap",
               capture.pcap([(time, options4(data)) for time, data in frames(packets)], capture.RAW), FACTS[NEW],
               "IPv4 with options")
    sixth = capture.packets(events, version6=True)

    def options6(data):
        added = b"\x3c\0\x01\x04\0\0\0\0" + b"\x06\0\x01\x04\0\0\0\0"  # hop-by-hop, then destination options
        return data[:4] + struct.pack(">H", len(data) - 40 + 16) + b"\0" + data[7:40] + added + data[40:]

    folder.add("headers-ip6-options.pcap",
               capture.pcap([(time, options6(data)) for time, data in frames(sixth)], capture.RAW), FACTS[NEW],
               "IPv6 with extension headers")

    def padded(data):
        return data + b"\0" * max(0, 60 - len(data)) + b"\xde\xad\xbe\xef"

    folder.add("headers-padding.pcap",
               capture.pcap([(time, padded(data)) for time, data in frames(packets, capture.ETHERNET)],
                            capture.ETHERNET), FACTS[NEW],
               "Short frames padded, and four bytes of a frame check after each")

    def stamped(data):
        added = b"\1\1\x08\x0a" + bytes(8)
        size = (data[32] >> 4) * 4
        segment = data[20:32] + bytes([(size + 12) // 4 << 4]) + data[33:36] + b"\0\0" + data[38:20 + size] + added
        header = data[:2] + struct.pack(">H", len(data) + 12) + data[4:10] + b"\0\0" + data[12:20]
        return header + segment + data[20 + size:]

    folder.add("headers-timestamps.pcap",
               capture.pcap([(time, stamped(data)) for time, data in frames(packets)], capture.RAW), FACTS[NEW],
               "TCP with timestamps, all checksums zero, as they are when a network card computes them")
    zero = [data[:2] + b"\0\0" + data[4:] for _, data in frames(packets)]
    folder.add("headers-offload.pcap", capture.pcap([(packet.time, data) for packet, data in zip(packets, zero)],
                                                    capture.RAW), FACTS[NEW],
               "The length in the IPv4 header is zero, as in segments that a network card divides")
    for port, client in ((8443, 50_000), (50_000, 1024)):
        folder.add(f"headers-port-{port}.pcap",
                   plain(capture.packets(events, server_port=port, client_port=client)), FACTS[NEW],
                   f"The server listens on port {port}")


def records(folder):
    """The same messages in other records."""
    for name in (OLD, NEW):
        version = name[-8:-5]
        events = folder.events(name)
        secrets = tls.key_log(folder.keys(name).decode())
        for size in (50, 16_000):
            changed = tls.Conversation(events, secrets).recut(size)
            about = "As many messages in one record as fit" if size > 1000 else f"Messages in records of {size} bytes"
            folder.add(f"records-{size}-{version}.pcap", plain(capture.packets(changed)), FACTS[name], about)
    changed = tls.Conversation(folder.events(NEW), tls.key_log(folder.keys(NEW).decode())).recut(16_000, 200)
    folder.add("records-padded-1.3.pcap", plain(capture.packets(changed)), FACTS[NEW],
               "200 bytes of padding in each record")


def several(folder):
    """Several connections in one file, and other things beside them."""
    names = ("peers/openssl-go-1.2-rsa", "peers/go-gnutls-1.3-p256", NEW, OLD, "peers/gnutls-openssl-1.3-ed25519")
    facts = [Facts("1.2"), Facts("1.3"), FACTS[NEW], FACTS[OLD], Facts("1.3")]
    streams = []
    for number, name in enumerate(names):
        streams.append([dataclasses.replace(event, connection=number) for event in folder.events(name)])
    rest, turns = [list(stream) for stream in streams], []
    while any(rest):
        for stream in rest:
            turns += stream[:1]
            del stream[:1]
    folder.add("several-interleaved.pcap", plain(capture.packets(turns)), facts,
               "Five connections at the same time; the sequence numbers of the third begin near their end")
    first = capture.packets(streams[0])
    second = capture.packets([dataclasses.replace(event, connection=0) for event in streams[3]],
                             start=capture.START + 10**9)
    second = [dataclasses.replace(packet, sequence=packet.sequence + 10**6,
                                  acknowledgment=packet.acknowledgment and packet.acknowledgment + 10**6)
              for packet in second]
    folder.add("several-same-port.pcap", plain(first + second), [facts[0], facts[3]],
               "Two connections from the same port, one after the other")
    web = capture.packets(http(0), client_port=51_000, server_port=80)
    folder.add("several-http-and-tls.pcap", plain(web + capture.packets(streams[2])), facts[2],
               "A connection with HTTP, and one with TLS")
    junk = [(packet.time, data) for packet, data in zip(first, beside())]
    mixed = sorted(junk + frames(first, capture.ETHERNET), key=lambda pair: pair[0])
    folder.add("several-other-packets.pcap", capture.pcap(mixed, capture.ETHERNET), facts[0],
               "ARP, UDP, ICMP, a frame that is too short, and unknown kinds between the segments")


def beside():
    """Frames with no TCP in them."""
    head = b"\x02\0\0\0\0\x02\x02\0\0\0\0\x01"
    udp = bytes.fromhex("4500002000010000401100007f0000017f000001003500350000c000") + b"whatever"
    icmp = bytes.fromhex("4500001c00010000400100007f0000017f0000010800f7ff00000000")
    return [head + b"\x08\x06" + bytes(28), head + b"\x08\x00" + udp, head + b"\x08\x00" + icmp, head[:9],
            head + b"\x88\xcc" + bytes(30), head + b"\x81\x00", head + b"\x08\x00\x45",
            head + b"\x86\xdd\x60" + bytes(30), head + b"\x08\x00" + bytes([0x4F]) + bytes(24)]


def http(number):
    return [Event(number, True, b"GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n"),
            Event(number, False, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            Event(number, True, kind="close"), Event(number, False, kind="close")]


def others(folder):
    """No TLS at all, or what only looks so."""
    none = []
    folder.add("other-http.pcap", plain(capture.packets(http(0), server_port=443)), none, "HTTP on port 443")
    ssh = [Event(0, False, b"SSH-2.0-OpenSSH_9.2p1\r\n"), Event(0, True, b"SSH-2.0-OpenSSH_9.2p1\r\n"),
           Event(0, True, bytes.fromhex("0000002c0614") + bytes(42)), Event(0, True, kind="close"),
           Event(0, False, kind="close")]
    folder.add("other-ssh.pcap", plain(capture.packets(ssh, server_port=22)), none, "SSH")
    folder.add("other-nothing.pcap", capture.pcap([], capture.ETHERNET), none, "No packets")
    folder.add("other-no-data.pcap", plain(capture.packets([Event(0, True, kind="close"),
                                                            Event(0, False, kind="close")])), none,
               "A connection without data")
    folder.add("other-empty-file.pcap", b"", None, "An empty file", unreadable=True)
    folder.add("other-text.pcap", b"This is no capture.\n" * 10, None, "A text", unreadable=True)
    private = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 147)
    frame = b"A frame of nobody knows what"
    private += struct.pack("<IIII", 1_767_225_600, 0, len(frame), len(frame)) + frame
    folder.add("other-link-type.pcap", private, None, "A link type of somebody's own")
    looks = bytes.fromhex("16030100c80100c4") + folder.random.randbytes(197)
    folder.add("other-looks-like-tls.pcap", plain(capture.packets([Event(0, True, looks),
                                                                   Event(0, False, folder.random.randbytes(99))])),
               None, "Begins as a ClientHello does, and goes on at random")
    alert = [Event(0, True, bytes.fromhex("15030100020228")), Event(0, True, kind="close")]
    folder.add("other-alert-alone.pcap", plain(capture.packets(alert)), None, "An alert, and nothing else")
    hello = folder.events(NEW)[0]
    folder.add("other-hello-and-http.pcap",
               plain(capture.packets([hello, Event(0, False, b"HTTP/1.1 400 Bad Request\r\n\r\n"),
                                      Event(0, False, kind="close"), Event(0, True, kind="close")])), None,
               "A ClientHello, answered in HTTP")
    folder.add("other-hello-and-reset.pcap", plain(capture.packets([hello, Event(0, False, kind="reset")])), None,
               "A ClientHello, and a reset")
    refusal = Event(0, False, bytes.fromhex("15030300020228"))
    folder.add("other-hello-and-alert.pcap",
               plain(capture.packets([hello, refusal, Event(0, False, kind="close")])), None,
               "A ClientHello, answered with the alert handshake_failure")


def logs(folder):
    """Key logs as people have them."""
    for name in (OLD, NEW):
        version = name[-8:-5]
        text = folder.keys(name).decode()
        data = plain(capture.packets(folder.events(name)))

        def one(kind, log, about, facts=FACTS[name]):
            path = f"log-{kind}-{version}.txt"
            with open(os.path.join(folder.target, path), "w", newline="") as file:
                file.write(log)
            folder.add(f"log-{kind}-{version}.pcap", data, facts, about, keylog=path)

        noise = "# a comment\n\nRSA 0011223344556677 " + "ab" * 48 + "\nEXPORTER_SECRET " + "00" * 32 + " " + "11" * 32
        one("windows", "# SSL/TLS secrets log file\r\n" + upper(text).replace("\n", "\r\n"),
            "A key log with CR LF and capital hexadecimal digits")
        one("noise", noise + "\nCLIENT_RANDOM zz\nCLIENT_RANDOM 00 11\nnonsense\n" + text + text[:-1],
            "A key log with comments, other labels, broken lines, all lines twice, and no line break at the end")
        broken = "".join(f"{label} {random_} {flip(secret)}\n" for label, random_, secret in map(str.split,
                                                                                             text.splitlines()))
        unknown = [FAIL, HIDDEN]
        if name == OLD:
            facts = dataclasses.replace(FACTS[name], server_finished=unknown, client_finished=unknown)
        else:
            facts = dataclasses.replace(FACTS[name], server_chain=HIDDEN, server_name=HIDDEN, server_proof=HIDDEN,
                                        asked=[HIDDEN], client_chain=HIDDEN, client_proof=HIDDEN,
                                        server_finished=unknown, client_finished=unknown)
        one("wrong", broken, "A key log with other secrets for this connection", facts)
        one("foreign", text.replace(text.split()[1], "5a" * 32), "A key log of another connection",
            dataclasses.replace(facts, server_finished=HIDDEN, client_finished=HIDDEN))


def upper(text):
    return "".join(f"{label} {random_.upper()} {secret.upper()}\n"
                   for label, random_, secret in map(str.split, text.splitlines()))


def flip(secret):
    return f"{int(secret[:2], 16) ^ 1:02x}" + secret[2:]


def main():
    recordings, out = sys.argv[1:3]
    target = os.path.join(out, "captures")
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    folder = Folder(recordings, target)
    for part in (links, blocks, lost, shuffled, headers, records, several, others, logs):
        part(folder)
    with open(os.path.join(target, "keylog.txt"), "w") as file:
        file.write("\n".join(dict.fromkeys(folder.lines)) + "\n")
    record.write_expectations(target, folder.entries)
    size = sum(os.path.getsize(os.path.join(target, name)) for name in os.listdir(target))
    print(f"captures: {len(folder.entries)} recordings, {size:,} bytes")


if __name__ == "__main__":
    main()
