"""Rules for paper: stocks hold together, kinds can be laid out and printed on them, places have some."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.findings import Finding, did_you_mean
from toolkit.imposition.impose import fits
from toolkit.load.library import Library
from toolkit.modes import kind_in
from toolkit.schema.paper import Stock, trim_size


def _same_paper(stock: Stock, sheet: Stock) -> bool:
    return sheet.sheet is None and sheet.grid is None and (sheet.size, sheet.system) == (stock.size, stock.system)


def _twice(stock: Stock, double: Stock) -> bool:
    """Whether a plain stock is another one twice, side by side along their long sides."""
    short, long = sorted(stock.size)
    whole = sorted(double.size)
    near = abs(whole[0] - long) <= 1 and abs(whole[1] - 2 * short) <= 1
    return near and double.grid is None and double.system == stock.system


def _grid_fault(stock: Stock) -> str:
    """What is wrong with a die grid, or nothing."""
    grid = stock.grid
    if grid is None:
        return ""
    for axis, count in ((0, grid.columns), (1, grid.rows)):
        if count > 1 and grid.pitch[axis] < grid.cell[axis] - 1e-6:
            return "the cards of this grid lie over each other: pitch is smaller than cell"
        if grid.origin[axis] + (count - 1) * grid.pitch[axis] + grid.cell[axis] > stock.size[axis] + 1e-6:
            return "the cards of this grid run off the sheet"
    return ""


def stocks_hold_together(library: Library, today: date) -> Iterable[Finding]:
    """Sheets named by stocks are there and of the right size, and grids lie on their sheets without overlap."""
    for stock in library.stocks.values():
        sheet, double = stock.value.sheet, stock.value.double
        for key, name in (("sheet", sheet), ("double", double)):
            if name is not None and name not in library.stocks:
                hint = did_you_mean(name, library.stocks)
                yield Finding("K107", f'there is no stock "{name}"', stock.at(key), hint)
        if sheet and sheet in library.stocks and not _same_paper(stock.value, library.stocks[sheet].value):
            hint = "name a plain stock of the same size and system"
            yield Finding("K107", f'"{sheet}" is not the plain sheet of this stock', stock.at("sheet"), hint)
        if double and double in library.stocks and not _twice(stock.value, library.stocks[double].value):
            hint = "name a plain stock of the same system that is this one twice, side by side"
            yield Finding("K107", f'"{double}" is not twice this sheet', stock.at("double"), hint)
        if fault := _grid_fault(stock.value):
            yield Finding("K108", fault, stock.at("grid"), "measure the sheet again, or look up its product sheet")


def paper_has_one_name(library: Library, today: date) -> Iterable[Finding]:
    """A product number means one stock, and no stock, place, mode or printer is called like another: files are."""
    known = {slug: slug for slug in library.stocks}
    for stock in library.stocks.values():
        for number, product in enumerate(stock.value.products):
            name = " ".join(product.lower().split())
            if name in known:
                message = f'"{product}" means the stock "{known[name]}" already'
                yield Finding("K112", message, stock.at("products", number), "name each product with one stock alone")
            known.setdefault(name, stock.slug)
    taken: dict[str, str] = {}
    axes = (("stock", library.stocks), ("jurisdiction", library.jurisdictions), ("mode", library.modes))
    for axis, entries in (*axes, ("printer", library.printers)):
        for slug, entry in entries.items():
            if slug in taken:
                message = f'a {taken[slug]} is called "{slug}" too, so files of the two would have one name'
                yield Finding("K112", message, entry.at(), "give this one another name")
            taken.setdefault(slug, axis)


def kinds_can_be_laid_out(library: Library, today: date) -> Iterable[Finding]:
    """The blocks and style sheets that a kind names exist, and its margins leave room on every sheet."""
    for kind in library.kinds.values():
        for number, block in enumerate(kind.value.blocks):
            if block not in library.rules:
                hint = did_you_mean(block, library.rules)
                yield Finding("K101", f'there is no block "{block}"', kind.at("blocks", number), hint)
        for number, other in enumerate(kind.value.stands_for):
            if other not in library.kinds:
                hint = did_you_mean(other, library.kinds)
                yield Finding("K101", f'there is no kind "{other}"', kind.at("stands_for", number), hint)
        for number, path in enumerate(kind.value.styles):
            if f"templates/{path}" not in library.files:
                known = [name.removeprefix("templates/") for name in library.files.under("templates")]
                message, hint = f'there is no style sheet "templates/{path}"', did_you_mean(path, known)
                yield Finding("K101", message, kind.at("styles", number), hint)
        margins = kind.value.margins
        for stock in library.stocks.values():
            trim = trim_size(kind.value, stock.value)
            taken = (margins.inside + margins.outside, margins.top + margins.bottom)
            if trim and any(taken[axis] >= trim[axis] for axis in (0, 1)):
                message = f"these margins leave no room on {stock.slug}"
                yield Finding("K109", message, kind.at("margins"), "make them smaller")
                break


def kinds_fit_a_sheet(library: Library, today: date) -> Iterable[Finding]:
    """A kind that is made as print sheets fits a plain sheet of every system that it has a size for."""
    plain = [stock.value for stock in library.stocks.values() if stock.value.grid is None]
    for kind in library.kinds.values():
        for system in sorted({stock.system for stock in plain}) if kind.value.imposition else ():
            tried = [
                fits(kind.value, trim, onto)
                for stock in plain
                if stock.system == system and (trim := trim_size(kind.value, stock)) is not None
                for onto in (stock, *_double(library, stock))
            ]
            if tried and not any(tried):
                message = f'no sheet of the system "{system}" is large enough to print this on'
                hint = "make the pieces smaller, or add a stock that holds one"
                yield Finding("K108", message, kind.at("trim"), hint)


def _double(library: Library, stock: Stock) -> tuple[Stock, ...]:
    double = stock.double and library.stocks.get(stock.double)
    return (double.value,) if double else ()


def places_have_paper(library: Library, today: date) -> Iterable[Finding]:
    """The paper and the wider place that a jurisdiction names are there."""
    for code, place in library.jurisdictions.items():
        if place.value.paper not in library.stocks:
            hint = did_you_mean(place.value.paper, library.stocks)
            message = f'there is no stock "{place.value.paper}"'
            yield Finding("K107", message, place.at("paper"), hint)
        if place.value.parent and place.value.parent not in library.jurisdictions:
            hint = did_you_mean(place.value.parent, [other for other in library.jurisdictions if other != code])
            message = f'there is no jurisdiction "{place.value.parent}"'
            yield Finding("K101", message, place.at("parent"), hint)
        elif place.value.parent and library.jurisdictions[library.lineage(code)[0]].value.parent:
            message = "the parents of this jurisdiction go round in a circle"
            yield Finding("J106", message, place.at("parent"), "the widest one has no parent")


def kinds_for_people(library: Library, today: date) -> Iterable[Finding]:
    """A kind that takes rows is no form, and where it is printed on sheets every row has as many pages, in any mode."""
    for kind in library.kinds.values():
        for mode in (None, *library.modes.values()) if kind.value.rows else ():
            made = kind_in(kind, mode)
            if made is None:
                continue
            said = f' in the mode "{mode.slug}"' if mode and mode.slug in kind.value.modes else ""
            place = ("modes", mode.slug) if said and mode else ()
            if made.value.form:
                message = f"this takes rows of a table, and is a form{said}"
                yield Finding("K111", message, kind.at(*place, "form"), "take one of the two out")
            pages = made.value.pages
            if made.value.imposition and pages.least != pages.most:
                message = f"nobody knows where on a sheet the pages of a row begin{said}"
                hint = "give pages: least and most the same number, or take imposition: or rows: out"
                if mode and not said and "pages" in mode.value.kinds.model_fields_set:
                    message += f' of the kind "{kind.slug}", since this mode changes how many there are'
                    yield Finding("K111", message, mode.at("kinds", "pages"), "say imposition: no here too")
                else:
                    yield Finding("K111", message, kind.at(*place, "pages"), hint)
