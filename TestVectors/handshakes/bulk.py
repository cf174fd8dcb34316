#!/usr/bin/env python3
"""Writes a large capture out of a small one, at test time: many connections, or much data, or both.

    bulk.py RECORDING.pcap COUNT OUT [--data BYTES] [--at-once N] [--pcapng]

The one connection of the recording is written COUNT times, each time from another port (and from another address
after 50,000), N of them at the same time (16 unless given). With --data, so many bytes of application data, which no
key opens, follow each handshake. The recording's key log serves all of them.
"""

import argparse
import dataclasses
import struct

import capture
from capture import Event


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recording")
    parser.add_argument("count", type=int)
    parser.add_argument("out")
    parser.add_argument("--data", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--pcapng", action="store_true")
    options = parser.parse_args()
    with open(options.recording, "rb") as file:
        events = [event for event in capture.read(file.read())]
    closes = [event for event in events if event.kind != "data"]
    record = b"\x17\3\3\x40\0" + bytes(range(256)) * 64
    data = [Event(0, index % 8 == 0, record * 3) for index in range(options.data // (3 * len(record)))]
    packets = capture.packets([event for event in events if event.kind == "data"] + data + closes, segment=60_000)
    link = capture.RAW
    with open(options.out, "wb") as file:
        if options.pcapng:
            file.write(capture.section() + capture.interface(link))
        else:
            file.write(capture.pcap([], link))
        time = capture.START
        for start in range(0, options.count, options.at_once):
            group = range(start, min(start + options.at_once, options.count))
            for packet in packets:
                for number in group:
                    content = frame(packet, number)
                    if options.pcapng:
                        file.write(capture.enhanced(0, time, content))
                    else:
                        seconds, rest = divmod(time, 10**9)
                        file.write(struct.pack("<IIII", seconds, rest // 1000, len(content), len(content)) + content)
                    time += 10_000


def frame(packet, number):
    client = (f"127.0.{number // 50_000}.1", 10_000 + number % 50_000)
    if packet.from_client:
        packet = dataclasses.replace(packet, source=client)
    else:
        packet = dataclasses.replace(packet, destination=client)
    return capture.frame(packet, capture.RAW)


if __name__ == "__main__":
    main()
