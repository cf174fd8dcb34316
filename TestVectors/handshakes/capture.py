"""Writes and reads captures: what a TCP connection carried, as packets with headers of our own, in pcap or pcapng.

A recording here is a list of events (see `Event`), in the order in which a relay on loopback saw them. From those the
writers make packets: handshake of TCP, data in segments, FIN or RST, with right lengths, sequence numbers and
checksums, at times which do not depend on when they were recorded.
"""

import dataclasses
import ipaddress
import struct

START = 1_767_225_600 * 10**9  # 2026-01-01T00:00:00Z, in nanoseconds
STEP = 250_000

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16

ETHERNET, VLAN, QINQ = "ethernet", "vlan", "qinq"
COOKED1, COOKED2 = "cooked1", "cooked2"
RAW, RAW4, RAW6 = "raw", "raw4", "raw6"
NULL, LOOP = "null", "loop"
LINK_NUMBERS = {ETHERNET: 1, VLAN: 1, QINQ: 1, COOKED1: 113, COOKED2: 276, RAW: 101, RAW4: 228, RAW6: 229,
                NULL: 0, LOOP: 108}


@dataclasses.dataclass
class Event:
    """Something that one side of a connection did: sent bytes, closed its direction, or reset the connection."""
    connection: int
    from_client: bool
    data: bytes = b""
    kind: str = "data"  # data, open, close or reset


@dataclasses.dataclass
class Packet:
    """One TCP segment."""
    time: int
    source: tuple  # address, port
    destination: tuple
    flags: int
    sequence: int
    acknowledgment: int
    data: bytes = b""
    connection: int = 0
    from_client: bool = True
    interface: int = 0


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def datagram(packet):
    """The IP datagram of a segment."""
    source = ipaddress.ip_address(packet.source[0]).packed
    destination = ipaddress.ip_address(packet.destination[0]).packed
    options = b"\x02\x04\xff\xd7" if packet.flags & SYN else b""  # maximum segment size 65,495, as on loopback
    header = struct.pack(">HHIIBBHHH", packet.source[1], packet.destination[1], packet.sequence & 0xFFFFFFFF,
                         packet.acknowledgment & 0xFFFFFFFF, (20 + len(options)) // 4 << 4, packet.flags, 65_483, 0, 0)
    segment = header + options + packet.data
    if len(source) == 4:
        pseudo = source + destination + struct.pack(">BBH", 0, 6, len(segment))
    else:
        pseudo = source + destination + struct.pack(">IHBB", len(segment), 0, 0, 6)
    segment = segment[:16] + struct.pack(">H", checksum(pseudo + segment)) + segment[18:]
    if len(source) == 16:
        return struct.pack(">IHBB", 6 << 28, len(segment), 6, 64) + source + destination + segment
    identifier = packet.sequence & 0xFFFF
    header = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(segment), identifier, 0x4000, 64, 6, 0) + source + destination
    return header[:10] + struct.pack(">H", checksum(header)) + header[12:] + segment


def frame(packet, link, order="<"):
    """A segment as a packet of that link type; `order` is the byte order of the file, which `null` uses."""
    payload = datagram(packet)
    version6 = payload[0] >> 4 == 6
    ethertype = b"\x86\xdd" if version6 else b"\x08\x00"
    if link in (ETHERNET, VLAN, QINQ):
        sides = b"\x02\0\0\0\0\x02" + b"\x02\0\0\0\0\x01"
        if not packet.from_client:
            sides = sides[6:] + sides[:6]
        tags = {ETHERNET: b"", VLAN: b"\x81\x00\x00\x2a", QINQ: b"\x88\xa8\x00\x07\x81\x00\x00\x2a"}[link]
        return sides + tags + ethertype + payload
    if link == COOKED1:
        kind = b"\0\4" if packet.from_client else b"\0\0"  # sent by us, to us
        return kind + b"\x03\x04" + b"\0\6" + b"\2\0\0\0\0\1\0\0" + ethertype + payload
    if link == COOKED2:
        kind = b"\4" if packet.from_client else b"\0"
        return ethertype + b"\0\0" + b"\0\0\0\1" + b"\x03\x04" + kind + b"\6" + b"\2\0\0\0\0\1\0\0" + payload
    if link in (RAW, RAW4, RAW6):
        return payload
    family = 30 if version6 else 2  # 24, 28 or 30 for IPv6, by system
    return struct.pack((order if link == NULL else ">") + "I", family) + payload


def packets(events, *, segment=1400, version6=False, client_port=50_000, server_port=443, start=START, step=STEP,
            greeting=True):
    """The packets of some connections. A greeting is the handshake of TCP."""
    clients, result, clock = {}, [], [start]
    address = "::1" if version6 else "127.0.0.1"

    def send(connection, from_client, flags, data=b""):
        state = clients[connection]
        mine, other = ("client", "server") if from_client else ("server", "client")
        client, server = (address, client_port + connection), (address, server_port)
        acknowledgment = 0 if flags & ACK == 0 else state[other]
        result.append(Packet(clock[0], client if from_client else server, server if from_client else client, flags,
                             state[mine], acknowledgment, data, connection, from_client))
        clock[0] += step
        state[mine] = state[mine] + len(data) + (1 if flags & (SYN | FIN) else 0)

    for event in events:
        number = event.connection
        if number not in clients:
            # Sequence numbers near the end of their range for every third connection, so that they wrap.
            first = 0xFFFFFF00 if number % 3 == 2 else 1000 + 7919 * number
            clients[number] = {"client": first, "server": (first + 5000) & 0xFFFFFFFF}
            if greeting:
                send(number, True, SYN)
                send(number, False, SYN | ACK)
                send(number, True, ACK)
        if event.kind == "data":
            for offset in range(0, len(event.data), segment):
                piece = event.data[offset:offset + segment]
                send(number, event.from_client, PSH | ACK if offset + segment >= len(event.data) else ACK, piece)
        elif event.kind == "close":
            send(number, event.from_client, FIN | ACK)
        elif event.kind == "reset":
            send(number, event.from_client, RST | ACK)
    return result


def pcap(frames, link, order="<", nanoseconds=False, limit=262_144):
    """A pcap file of (time, frame) pairs. A limit below a frame's size cuts it, as `tcpdump -s` does."""
    magic = 0xA1B23C4D if nanoseconds else 0xA1B2C3D4
    parts = [struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, limit, LINK_NUMBERS[link])]
    for time, data in frames:
        seconds, rest = divmod(time, 10**9)
        kept = data[:limit]
        parts.append(struct.pack(order + "IIII", seconds, rest if nanoseconds else rest // 1000, len(kept), len(data)))
        parts.append(kept)
    return b"".join(parts)


def block(kind, body, order="<"):
    body += b"\0" * (-len(body) % 4)
    size = 12 + len(body)
    return struct.pack(order + "II", kind, size) + body + struct.pack(order + "I", size)


def option(code, value, order="<"):
    return struct.pack(order + "HH", code, len(value)) + value + b"\0" * (-len(value) % 4)


def section(order="<"):
    """A section header: one with an option, of unknown length."""
    return block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1)
                 + option(4, b"rootward test vectors", order) + option(0, b"", order), order)


def interface(link, order="<", resolution=9, name=b"lo"):
    """An interface; `resolution` is a power of ten, or of two if it has the high bit set."""
    return block(1, struct.pack(order + "HHI", LINK_NUMBERS[link], 0, 262_144) + option(2, name, order)
                 + option(9, bytes([resolution]), order) + option(0, b"", order), order)


def enhanced(number, time, data, order="<", resolution=9, extra=b""):
    if resolution & 0x80:
        units = (time << (resolution & 0x7F)) // 10**9
    else:
        units = time * 10**resolution // 10**9
    return block(6, struct.pack(order + "IIIII", number, units >> 32, units & 0xFFFFFFFF, len(data), len(data))
                 + data + b"\0" * (-len(data) % 4) + extra, order)


def secrets(text, order="<"):
    """A block of decryption secrets with a TLS key log."""
    return block(10, struct.pack(order + "II", 0x544C534B, len(text)) + text, order)


def pcapng(frames, link, order="<", resolution=9, keys=None):
    parts = [section(order), interface(link, order, resolution)]
    if keys is not None:
        parts.append(secrets(keys, order))
    parts += [enhanced(0, time, data, order, resolution) for time, data in frames]
    return b"".join(parts)


def read(data):
    """The events of a capture which `pcap` above wrote on a raw link, with nothing lost or out of order."""
    magic, link = struct.unpack("<I", data[:4])[0], struct.unpack("<I", data[20:24])[0]
    if magic != 0xA1B2C3D4 or link != LINK_NUMBERS[RAW]:
        raise ValueError("not one of the plain captures")
    events, offset, clients = [], 24, {}
    while offset < len(data):
        size = struct.unpack("<I", data[offset + 8:offset + 12])[0]
        payload = data[offset + 16:offset + 16 + size]
        offset += 16 + size
        segment = payload[40:] if payload[0] >> 4 == 6 else payload[20:]
        source, destination = struct.unpack(">HH", segment[:4])
        flags, content = segment[13], segment[(segment[12] >> 4) * 4:]
        if flags & SYN and not flags & ACK:
            clients[source] = len(clients)
        from_client = source in clients
        number = clients[source if from_client else destination]
        if content:
            events.append(Event(number, from_client, content))
        if flags & RST:
            events.append(Event(number, from_client, kind="reset"))
        elif flags & FIN:
            events.append(Event(number, from_client, kind="close"))
    return events
