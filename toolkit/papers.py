"""Which sheets a document is laid out for and printed on: what was asked for, or what its kind needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.findings import Finding, Severity
from toolkit.imposition.impose import fits
from toolkit.load.library import Entry, Library
from toolkit.schema.paper import Kind, Stock, trim_size
from toolkit.schema.printer import Printer

Layout = tuple[Entry[Stock], tuple[Entry[Stock], ...]]
"""A plain sheet to lay out for, and the stocks that print sheets are made on."""


def stocks_by_product(library: Library, name: str) -> dict[str, Entry[Stock]]:
    """The stocks that a product number may mean: `Avery 5371`, or `5371` whoever makes it, by whole product number."""
    wanted = _plain(name)
    known = by_product(library)
    whole = {product: entry for product, entry in known.items() if _plain(product) == wanted}
    return whole or {product: entry for product, entry in known.items() if _plain(product).split()[-1:] == [wanted]}


def _plain(product: str) -> str:
    return " ".join(product.lower().split())


def by_product(library: Library) -> dict[str, Entry[Stock]]:
    """Stocks by their product numbers, as the makers write them."""
    return {product: entry for entry in library.stocks.values() for product in entry.value.products}


def idle(asked: Iterable[Entry[Stock]], used: Collection[str]) -> Iterator[Finding]:
    """Stocks asked for on which nothing is printed."""
    for stock in asked:
        if stock.slug not in used:
            message = f'nothing that is asked for is printed on "{stock.slug}"'
            hint = "its cells have another size than these documents; `toolkit list stocks` shows every sheet"
            yield Finding("K110", message, stock.at("grid"), hint, Severity.WARNING)


def layouts(
    library: Library, kind: Kind, paper: str, asked: Sequence[Entry[Stock]], *, printer: Printer | None = None
) -> tuple[Layout, ...]:
    """Each sheet that documents of a kind are laid out for, with the stocks for print sheets.

    Without stocks asked for: the usual paper, the sheet of twice its size if the kind is made on that too, and the
    usual die-cut stocks whose cells the pieces fill. Stocks for print sheets come as the printer prints them.
    """
    if asked:
        return _asked(library, kind, asked, printer)
    sheets = [library.stocks[paper]]
    double = _double(library, sheets[0])
    if double and "double" in kind.sheets:
        sheets = [sheets[0], double] if "single" in kind.sheets else [double]
    return tuple((sheet, _usual(library, kind, sheet, printer)) for sheet in sheets)


def _usual(library: Library, kind: Kind, sheet: Entry[Stock], printer: Printer | None) -> tuple[Entry[Stock], ...]:
    die_cut = [entry for entry in library.stocks.values() if entry.value.usual and entry.value.sheet == sheet.slug]
    return _holding(library, kind, sheet, (sheet, *die_cut), printer, snug=True)


def _asked(library: Library, kind: Kind, asked: Iterable[Entry[Stock]], printer: Printer | None) -> tuple[Layout, ...]:
    by_sheet: dict[str, list[Entry[Stock]]] = {}
    for entry in sorted(asked, key=_plain_first):
        by_sheet.setdefault(entry.value.sheet or entry.slug, []).append(entry)
    doubles = {library.stocks[sheet].value.double for sheet in by_sheet}
    return tuple(
        (library.stocks[sheet], _holding(library, kind, library.stocks[sheet], group, printer, snug=False))
        for sheet, group in by_sheet.items()
        if "double" in kind.sheets or sheet not in doubles
    )


def _holding(
    library: Library,
    kind: Kind,
    sheet: Entry[Stock],
    stocks: Iterable[Entry[Stock]],
    printer: Printer | None,
    *,
    snug: bool,
) -> tuple[Entry[Stock], ...]:
    """Those of these stocks that hold the pieces of a kind, plain ones first; else the sheet of twice the size."""
    trim = trim_size(kind, sheet.value)
    if not kind.imposition or trim is None:
        return ()
    ordered = [_printed(entry, printer) for entry in sorted(stocks, key=_plain_first)]
    holding = tuple(entry for entry in ordered if fits(kind, trim, entry.value, snug=snug))
    double = _double(library, sheet)
    if not holding and double and any(entry.slug == sheet.slug for entry in ordered):
        larger = _printed(double, printer)
        return (larger,) if fits(kind, trim, larger.value) else ()
    return holding


def _printed(entry: Entry[Stock], printer: Printer | None) -> Entry[Stock]:
    return replace(entry, value=printer.stock(entry.value)) if printer else entry


def _plain_first(entry: Entry[Stock]) -> tuple[bool, str]:
    return entry.value.grid is not None, entry.slug


def _double(library: Library, sheet: Entry[Stock]) -> Entry[Stock] | None:
    return library.stocks.get(sheet.value.double) if sheet.value.double else None
