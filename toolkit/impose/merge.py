"""Reading PDFs of one document, joined in order: pages, tags, links and outlines. It stays accessible.

The parts come from one layout engine and the same style sheet, so what is equal in them is written once. They are read
one after the other, so that a long document needs no more memory than a short one.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from toolkit.impose.writing import Writing

NAMED = ("/Dest", "/D")
_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|/[^\s/<>\[\]()]*|\b(\d+) 0 R\b", re.DOTALL)
"""A text, a name, or a reference to an object: in the first two nothing looks like the third."""


def merge(parts: Iterable[bytes], count: int) -> Iterator[bytes]:
    """One PDF out of `count`, piece by piece; the first gives title, language and metadata."""
    joining = Joining(count)
    for part in parts:
        yield joining.add(part)


class Joining:
    """One PDF out of `count`, which are added in order, each as soon as it is there."""

    def __init__(self, count: int) -> None:
        import pikepdf

        self._pike = pikepdf
        self._count, self._added = count, 0
        self._to = Writing()
        self._whole = _Whole(pikepdf, self._to)

    def add(self, part: bytes) -> bytes:
        """The next bytes of the whole; with those of the last part it is complete."""
        self._added += 1
        last = self._added == self._count
        with self._pike.open(io.BytesIO(part)) as source:
            self._whole.append(source, self._added, last=last)
        if last:
            self._whole.finish()
        return self._to.take()


class _Whole:
    """What is written so far, and what the trees that all parts share will hold."""

    def __init__(self, pikepdf: Any, to: Writing) -> None:
        self._pike = pikepdf
        self._to = to
        self._root, self._pages, self._tags, self._document, self._parents = (self._to.reserve() for _ in range(5))
        self._info: int | None = None
        self._identifier = b""
        self._catalogue = self._tag_root = b""
        self._kids: list[int] = []
        self._elements: list[int] = []
        self._numbers: list[bytes] = []
        self._next = 0
        self._names: list[tuple[bytes, bytes]] = []
        self._outline = _Outline(self._to)
        self._known: dict[bytes, int] = {}

    def append(self, part: Any, number: int, *, last: bool) -> None:
        """Write the pages of a part behind the others; its numbers go on from the last, its names get a prefix."""
        tags, base = part.Root.get("/StructTreeRoot"), self._next
        tree = _pairs(tags.ParentTree.get("/Nums", ())) if tags is not None else []
        self._count_on(part, base)
        self._next = base + 1 + max((int(key) for key, _ in tree), default=-1)
        if number > 1:
            self._rename(part, f"part-{number}-")
        copy = _Copy(self._pike, self._to, self._known, part)
        copy.numbers |= {part.Root.objgen[0]: self._root, part.Root.Pages.objgen[0]: self._pages}
        documents = list(tags.K) if tags is not None else []
        if tags is not None:
            copy.numbers |= {tags.objgen[0]: self._tags, tags.ParentTree.objgen[0]: self._parents}
            copy.numbers |= {element.objgen[0]: self._document for element in documents}
        for page in part.pages:
            copy.once(page.obj.Resources.objgen[0])
        self._kids += [copy.number(page.obj.objgen[0]) for page in part.pages]
        self._elements += [copy.number(kid.objgen[0]) for element in documents for kid in element.K]
        self._numbers += [b"%d %s" % (int(key) + base, copy.body(value)) for key, value in tree]
        self._names += [(bytes(name), copy.body(place)) for name, place in _pairs(_dests(part))]
        if "/Outlines" in part.Root:
            self._outline.append(part.Root.Outlines, copy, last=last)
        if number == 1:
            self._take_head(part, copy)
        copy.finish()

    def finish(self) -> None:
        """Write the trees that all parts share, and the end of the file."""
        to = self._to
        to.put(self._pages, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._kids), _references(self._kids)))
        if self._tag_root:
            kids = _references(self._elements)
            to.put(self._document, b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (self._tags, kids))
            to.put(self._parents, b"<< /Nums [%s] >>" % b" ".join(self._numbers))
            more = b"/K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d"
            to.put(self._tags, _with(self._tag_root, more % (self._document, self._parents, self._next)))
        catalogue = self._catalogue
        if self._names:
            names = b" ".join(self._string(name) + b" " + place for name, place in sorted(self._names))
            catalogue = _with(catalogue, b"/Names << /Dests << /Names [%s] >> >>" % names)
        if self._outline.number:
            self._outline.finish()
            catalogue = _with(catalogue, b"/Outlines %d 0 R" % self._outline.number)
        to.put(self._root, catalogue)
        to.finish(self._root, self._info, self._identifier)

    def _take_head(self, part: Any, copy: _Copy) -> None:
        self._info = copy.number(part.trailer.Info.objgen[0])
        self._identifier = bytes(part.trailer.ID[0]) if "/ID" in part.trailer else b""
        tags = part.Root.get("/StructTreeRoot")
        self._tag_root = b"" if tags is None else copy.body(tags, without=("/K", "/ParentTree", "/ParentTreeNextKey"))
        self._catalogue = copy.body(part.Root, without=("/Names", "/Outlines"))

    def _string(self, text: bytes) -> bytes:
        return b"<%s>" % text.hex().encode()

    def _count_on(self, part: Any, base: int) -> None:
        """Number the pages and links of a part on from those before."""
        for page in part.pages:
            if "/StructParents" in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + base
            for annotation in page.obj.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + base

    def _rename(self, part: Any, prefix: str) -> None:
        """Give the names of a part (places to jump to, cells of tables) a prefix, so that none stands twice."""
        pike = self._pike

        def renamed(name: Any) -> Any:
            return pike.String(prefix + str(name))

        names = _dests(part)
        for index in range(0, len(names), 2):
            names[index] = renamed(names[index])
        for thing in part.objects:
            if not isinstance(thing, pike.Dictionary):
                continue
            for key in NAMED:
                if isinstance(thing.get(key), pike.String):
                    thing[key] = renamed(thing[key])
            action = thing.get("/A")
            if isinstance(action, pike.Dictionary) and isinstance(action.get("/D"), pike.String):
                action.D = renamed(action.D)
            if thing.get("/Type") == "/StructElem":
                if "/ID" in thing:
                    thing.ID = renamed(thing.ID)
                if isinstance(action, pike.Dictionary) and "/Headers" in action:
                    action.Headers = pike.Array([renamed(name) for name in action.Headers])


class _Copy:
    """Writes the objects of one part that something leads to, under new numbers."""

    def __init__(self, pikepdf: Any, to: Writing, known: dict[bytes, int], part: Any) -> None:
        self._pike = pikepdf
        self._to = to
        self._known = known
        self._part = part
        self._queue: list[tuple[int, int]] = []
        self.numbers: dict[int, int] = {}
        self._more: dict[int, bytes] = {}

    def number(self, old: int) -> int:
        """The new number of an object, which is written later."""
        if old not in self.numbers:
            self.numbers[old] = self._to.reserve()
            self._queue.append((old, self.numbers[old]))
        return self.numbers[old]

    def promise(self, old: int, new: int, more: bytes) -> None:
        """Write an object under a number that was promised for it, with something added."""
        if old not in self.numbers:
            self.numbers[old] = new
            self._queue.append((old, new))
        self._more[old] = self._more.get(old, b"") + more

    def once(self, old: int) -> int:
        """The new number of an object that leads in no circle; of several that say the same, one is written."""
        if old not in self.numbers:
            thing = self._part.get_object(old, 0)
            body = self._renumbered(self._text(thing), self.once)
            data = thing.read_raw_bytes() if isinstance(thing, self._pike.Stream) else b""
            digest = hashlib.sha256(b"%d %s%s" % (len(body), body, data)).digest()
            if digest not in self._known:
                self._known[digest] = self._to.reserve()
                self._put(self._known[digest], thing, body, data)
            self.numbers[old] = self._known[digest]
        return self.numbers[old]

    def body(self, thing: Any, without: Sequence[str] = ()) -> bytes:
        """A thing as it is written, with new numbers."""
        if without:
            thing = self._pike.Dictionary({key: thing[key] for key in thing if key not in without})
        if thing.is_indirect and not without:
            return b"%d 0 R" % self.number(thing.objgen[0])
        return self._renumbered(thing.unparse(), self.number)

    def finish(self) -> None:
        """Write all that was promised."""
        while self._queue:
            old, new = self._queue.pop()
            thing = self._part.get_object(old, 0)
            body = _with(self._renumbered(self._text(thing), self.number), self._more.get(old, b""))
            data = thing.read_raw_bytes() if isinstance(thing, self._pike.Stream) else b""
            self._put(new, thing, body, data)

    def _put(self, number: int, thing: Any, body: bytes, data: bytes) -> None:
        if isinstance(thing, self._pike.Stream):
            self._to.put_stream(number, body, data)
        else:
            self._to.put(number, body)

    def _text(self, thing: Any) -> bytes:
        if isinstance(thing, self._pike.Stream):
            held = {key: thing[key] for key in thing if key != "/Length"}
            return self._pike.Dictionary(held).unparse()  # type: ignore[no-any-return]
        return thing.unparse(resolved=True)  # type: ignore[no-any-return]

    def _renumbered(self, text: bytes, number: Callable[[int], int]) -> bytes:
        return _TOKEN.sub(lambda match: b"%d 0 R" % number(int(match[1])) if match[1] else match[0], text)


class _Outline:
    """The outline of the whole: the first entries of all parts in one chain."""

    def __init__(self, to: Writing) -> None:
        self._to = to
        self.number = self._first = self._last = self._count = self._coming = 0

    def append(self, outline: Any, copy: _Copy, *, last: bool) -> None:
        """Chain the entries of a part behind those before, and promise the next part's first to its last."""
        self.number = self.number or self._to.reserve()
        copy.numbers[outline.objgen[0]] = self.number
        first, final = outline.First.objgen[0], outline.Last.objgen[0]
        if self._coming:
            copy.promise(first, self._coming, b"/Prev %d 0 R" % self._last)
        self._first = self._first or copy.number(first)
        self._last = copy.number(final)
        self._coming = 0 if last else self._to.reserve()
        if self._coming:
            copy.promise(final, self._last, b"/Next %d 0 R" % self._coming)
        self._count += int(outline.get("/Count", 0))

    def finish(self) -> None:
        """Write the root of the outline."""
        said = (self._first, self._last, self._count)
        self._to.put(self.number, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % said)


def _with(dictionary: bytes, more: bytes) -> bytes:
    """A dictionary with something added at its end."""
    return dictionary.rstrip().removesuffix(b">>") + more + b" >>" if more else dictionary


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _pairs(flat: Any) -> list[tuple[Any, Any]]:
    values = list(flat)
    return list(zip(values[::2], values[1::2], strict=True))


def _dests(pdf: Any) -> Any:
    return pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", ())
