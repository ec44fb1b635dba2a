"""A PDF written object by object, so that nobody holds all of it as objects. Owns numbers, packing and the index."""

from __future__ import annotations

import zlib

PACKED = 200
HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
FREE = (0).to_bytes(5) + (65535).to_bytes(2)
"""The row of the index for a number that no object has: kind, place, and more, in 1, 4 and 2 bytes."""


class Writing:
    """A PDF that grows. Small objects are packed together (ISO 32000-1, 7.5.7), the index comes last (7.5.8)."""

    def __init__(self) -> None:
        self._pieces = [HEAD]
        self._at = len(HEAD)
        self._index = bytearray(FREE)
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self) -> int:
        """The number of an object that comes later."""
        self._index += FREE
        return len(self._index) // len(FREE) - 1

    def put(self, number: int, body: bytes) -> None:
        """Write an object that is no stream."""
        self._waiting.append((number, body))
        if len(self._waiting) >= PACKED:
            self._pack()

    def put_stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """Write a stream; its dictionary has no length yet."""
        self._place(number, 1, self._at, 0)
        head = dictionary.rstrip().removesuffix(b">>")
        self._write(b"%d 0 obj\n%s/Length %d >>\nstream\n" % (number, head, len(data)))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces = []
        return taken

    def _place(self, number: int, kind: int, at: int, more: int) -> None:
        size = len(FREE)
        self._index[number * size : (number + 1) * size] = bytes((kind,)) + at.to_bytes(4) + more.to_bytes(2)

    def _write(self, data: bytes) -> None:
        self._pieces.append(data)
        self._at += len(data)

    def finish(self, root: int, info: int | None, identifier: bytes) -> None:
        """Write what waits, the index and the end."""
        self._pack()
        number = self.reserve()
        start = self._at
        self._place(number, 1, start, 0)
        index = bytes(self._index)
        said = b"/Info %d 0 R " % info if info else b""
        dictionary = b"<< /Type /XRef /Size %d /W [1 4 2] /Root %d 0 R %s/ID [<%s> <%s>] /Filter /FlateDecode " % (
            *(number + 1, root, said),
            *(identifier.hex().encode(), identifier.hex().encode()),
        )
        self.put_stream(number, dictionary, zlib.compress(index))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        if not self._waiting:
            return
        number = self.reserve()
        heads, bodies, at = [], [], 0
        for place, (inner, body) in enumerate(self._waiting):
            self._place(inner, 2, number, place)
            heads.append(b"%d %d" % (inner, at))
            bodies.append(body)
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        counts = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode " % (len(heads), len(head))
        self.put_stream(number, counts, zlib.compress(head + b"\n".join(bodies)))
        self._waiting = []
