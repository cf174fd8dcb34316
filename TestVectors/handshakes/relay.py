"""A relay on loopback: passes TCP connections on to a server and notes what each side sent, in order.

It needs no rights, as sniffing would. Nothing is changed on the way, unless `cut` is set.
"""

import socket
import threading
import time

import capture


class Relay:
    """Listens on a port of its own, at `address` (127.0.0.1 or ::1), for connections to `port` of the same address."""

    def __init__(self, address, port):
        self.address, self.target = address, port
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.listener = socket.socket(family, socket.SOCK_STREAM)
        self.listener.bind((address, 0))
        self.listener.listen(8)
        self.port = self.listener.getsockname()[1]
        self.events, self.threads, self.lock = [], [], threading.Lock()
        self.sockets = []
        self.count = 0
        self.acceptor = threading.Thread(target=self._accept, daemon=True)
        self.acceptor.start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = None
            for _ in range(200):  # the server may still be starting
                try:
                    server = socket.create_connection((self.address, self.target), 5)
                    break
                except OSError:
                    time.sleep(0.025)
            if server is None:
                client.close()
                continue
            server.settimeout(None)
            number, self.count = self.count, self.count + 1
            for side in (client, server):
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sockets += [client, server]
            for source, sink, from_client in ((client, server, True), (server, client, False)):
                thread = threading.Thread(target=self._pump, args=(source, sink, number, from_client), daemon=True)
                self.threads.append(thread)
                thread.start()

    def _pump(self, source, sink, number, from_client):
        while True:
            kind, data = "data", b""
            try:
                data = source.recv(65_536)
                if not data:
                    kind = "close"
            except OSError:
                kind = "reset"
            with self.lock:
                self.events.append(capture.Event(number, from_client, data, kind))
                try:
                    if kind == "data":
                        sink.sendall(data)
                    else:
                        sink.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
            if kind != "data":
                return

    def passed(self):
        """How many bytes have passed so far: to the server, and to the client."""
        with self.lock:
            return tuple(sum(len(event.data) for event in self.events if event.from_client == side)
                         for side in (True, False))

    def finish(self):
        """Waits until both sides have closed, and gives the events."""
        self.listener.close()
        deadline = time.monotonic() + 2
        for thread in self.threads:
            thread.join(max(0, deadline - time.monotonic()))
        for side in self.sockets:
            side.close()
        with self.lock:
            return merged(self.events)


def merged(events):
    """Events with neighboring data of one side joined, so that it makes no difference how it was read."""
    result = []
    for event in events:
        last = result[-1] if result else None
        if (last and event.kind == last.kind == "data" and event.connection == last.connection
                and event.from_client == last.from_client):
            last.data += event.data
        else:
            result.append(capture.Event(event.connection, event.from_client, event.data, event.kind))
    return result
