"""What every finding code means: the title, and more for `toolkit explain`. Codes never change their meaning.

Y the text of data files · S what they may hold · M modules · K kits and kinds · B brands · L locales
and words · J jurisdictions and registries · C content · T templates · P finished pages · D tables of people
· V verifying.
"""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, tuple[str, str]] = {
    "Y101": (
        "not valid YAML",
        "The file (or the head of a module) cannot be read as YAML. Most often an indent is off, a colon has no "
        "space behind it, or a text with a colon or # needs quotes around it.",
    ),
    "Y102": (
        "the same key twice",
        "Two lines of one group have the same key. Only one can count, so neither is taken: keep the right one.",
    ),
    "Y103": ("alias or tag", "YAML's *aliases and !tags are not taken. Write the value out where it is needed."),
    "Y104": ("key is not a word", "Every key is one word or text before a colon."),
    "Y105": ("not UTF-8", "Text files are saved as UTF-8. In most editors: Save as, Encoding, UTF-8."),
    "Y106": ("file that nothing reads", "It lies or ends where the program does not look, so it changes nothing."),
    "S101": (
        "unknown key",
        "The key is not known here, often because of a slip of the pen. The hint names the nearest.",
    ),
    "S102": ("missing key", "The file lacks a key that it must have."),
    "S103": ("wrong value", "The value is not of the sort that is needed here: a list, a date, a length, a number …"),
    "S105": ("missing file", "Every folder of an axis has one file that describes it, and this one has none."),
    "S106": ("no name", "Names of folders and files become names of what is made: letters, digits and hyphens alone."),
    "M101": (
        "module without a head",
        "A module begins with a line ---, its title, topic, audiences, sources and reviewed date, and a line ---.",
    ),
    "M102": (
        "heading out of order",
        "Sections are ## and subsections ###. Screen readers and bookmarks need them in order, with no level left out.",
    ),
    "M103": ("section without an id", "Kits choose sections by id: write {: #name } at the end of the heading."),
    "M104": ("tags cannot be read", 'Tags are #id, .class or key="value" between {: and }.'),
    "M105": ("unknown block", "The name after /// is not one of the blocks of templates/base/blocks.yml."),
    "M106": ("block not closed", "A block ends with a line of as many slashes as it began with."),
    "M107": ("block lacks or must not have something", "Its title is missing or not allowed, or it is empty."),
    "M108": (
        "raw HTML",
        "HTML in a module could read files or the network, and would break the tags that screen readers use. "
        "Write it in Markdown.",
    ),
    "M109": ("link not allowed", "Links may begin with https://, http:// or mailto:. Others could read a file."),
    "M110": (
        "picture cannot be used",
        "Pictures are SVG, PNG or JPEG files in the module's media folder, on a line of their own.",
    ),
    "M111": ("picture without words", "Somebody listens to this page: say in a few words what the picture shows."),
    "M112": ("tags on a paragraph", "Tags stand on headings, blocks and list items only."),
    "M113": (
        "markup that is not taken",
        "Of Markdown, modules take sections, paragraphs, lists with - or 1. (one level of nesting), tables with | at "
        "both ends, bold, emphasis, links and pictures; everything else is refused rather than printed wrongly.",
    ),
    "M114": ("id used twice", "Kits could not tell which section is meant."),
    "M115": ("block in the wrong place", "Only some blocks may stand inside this one."),
    "M116": ("unknown name in a module", "The audience, role, kind, source or help line named here does not exist."),
    "M117": ("source not listed", "Every source used in a module also stands in the list at its head."),
    "M118": ("unknown help line", "[[name]] names a help line of content/jurisdictions/*/helplines.yml."),
    "M119": ("question or scenario incomplete", "It needs its answer; a question needs exactly one right choice."),
    "K101": (
        "unknown name",
        "The kit, brand, audience, jurisdiction, kind, role or help line named here does not exist.",
    ),
    "K102": ("unknown part", "The kind has no part of this name: see parts: in its kind.yml."),
    "K103": ("part not filled", "The kind needs this part; kit.yml says which sections fill it."),
    "K104": ("unknown module or section", "The module, or the section behind #, does not exist."),
    "K105": ("minutes do not add up", "The steps of an agenda take exactly as long as the agenda says."),
    "K106": ("two documents of one name", "Their files would have the same name."),
    "K107": ("unknown stock", "The sheet named here has no file in templates/stocks/."),
    "K108": ("does not fit the sheet", "The cards of this sheet run off it, or no sheet holds what should be printed."),
    "K109": ("no size for this sheet", "The kind has no finished size for the paper system of this stock."),
    "K110": (
        "nothing for this sheet",
        "--stock names a perforated sheet whose cells no document of the request fills: nothing is printed on it.",
    ),
    "K111": ("rows do not go with this", "A kind for a table of people needs as many pages for each, and is no form."),
    "K112": ("one name for two", "File names tell papers, places, modes and printers apart by name alone."),
    "B101": (
        "contrast too low",
        "Text in this colour cannot be read by many people, on a bad printer by nobody. WCAG AA asks for 4.5 to 1. "
        "The hint gives the nearest shade of the same colour that passes.",
    ),
    "B102": ("not a colour", 'A colour is "#" and six digits 0-9 a-f in quotes, or a name of the palette.'),
    "B103": ("logo not there", "The file lies in the brand's own folder and is named as it is written there."),
    "B104": (
        "logo cannot be used",
        "It is broken, or asks for something outside itself. Export it as plain SVG, PNG or JPEG.",
    ),
    "B105": ("font from the network", "Nothing is fetched while the program runs: use a font file or one that ships."),
    "B106": ("font not there", "The family neither ships with the program nor stands as a file in the brand's folder."),
    "L101": ("unknown locale", "There is no file for it in templates/locales/."),
    "L102": ("module not translated", "The module has no file for this locale."),
    "L103": ("words not translated", "The folder has no words/<locale>.yml for this locale."),
    "L104": ("word missing", "A locale is complete or refused: nothing is printed in another language in silence."),
    "L105": ("unknown conventions", "babel: names whose dates and language names are used, such as en or es."),
    "L106": (
        "character without a shape",
        "It would print as an empty box. Use another, or give the brand a font that has it.",
    ),
    "L107": ("part not translated", "The source has a part that the translation lacks, so its readers miss it."),
    "L108": (
        "translated from an older text",
        "The words of the source have changed since, or nobody recorded what the translation was made from. Compare "
        "the two, mend the translation, then record it with `toolkit translated`.",
    ),
    "L109": ("translation of nothing", "The text that this was translated from is not there, or is itself translated."),
    "L110": (
        "translation does not mirror its source",
        "Items, blocks and tags are the same in every locale; only the words differ. Where they do not match, a reader "
        "would miss something, or see what is meant for others.",
    ),
    "J101": ("unknown source", "The source is not in content/sources.yml."),
    "J102": ("id used twice", "Each record of a registry has an id of its own."),
    "J103": ("record without words", "Its name or sentence is missing in the jurisdiction's words."),
    "J104": ("confirmation cannot be used", "It names a line that does not exist, or a day that has not come."),
    "J105": (
        "help line past its day",
        "Nobody has checked this number for too long. Sheets that print it carry a band that says so, until somebody "
        "dials it and records that with `toolkit confirm`.",
    ),
    "J106": ("parents in a circle", "Each jurisdiction lies over a wider one, and the widest has no parent."),
    "J107": ("day that has not come", "Nobody can have checked or reviewed something on a day in the future."),
    "J108": ("service past its day", "It may have closed: ask, then write the new dates into services.yml."),
    "J109": ("poster rule past its day", "The law may have changed: read it again, then write the new dates."),
    "C101": (
        "claim without a source",
        "A figure, a sum of money, a year or a cite of law has a source on its item, its block or a section around it. "
        "What no source says is left out.",
    ),
    "C102": ("not reviewed for a year", "Facts change: read the module against its sources, then write the new day."),
    "C103": (
        "number typed into a text",
        "Numbers to call stand in helplines.yml alone, with a source and a day. A text names the line: [[emergency]].",
    ),
    "C104": (
        "number that cannot be dialled",
        "The numbering plan of the country has no such number: most often a digit is missing or wrong.",
    ),
    "C105": (
        "word to avoid",
        "It hurts, blames or misleads. content/wording/<locale>.yml says why, and which word is better.",
    ),
    "C106": (
        "profiling in a list of signs",
        "Signs are what people do and who is in control, never looks, accent, dress, origin, trade or poverty.",
    ),
    "C107": ("signs without a caution", "One sign alone proves nothing, and this must be read before the list."),
    "C108": (
        "harder to read than its readers can take",
        "The school grade of the document is above reading_grade of its audience, or of its kind where that has one. "
        "Shorten the sentences that the hint names; `toolkit list reading` shows every document.",
    ),
    "C110": (
        "answer that nothing supports",
        "The answer to a question of a quiz has a fact and a source, and some section of the kit teaches it.",
    ),
    "C111": (
        "picture of what is not shown",
        "Every picture says what it shows with subject, and nothing that content/pictures.yml lists is shown.",
    ),
    "C112": (
        "not the word of the glossary",
        "One term is translated in one way, so that readers learn it once.",
    ),
    "C113": (
        "readers addressed in the wrong way",
        "The audience says how it is addressed, formally or informally; words of the other way do not stand in a text "
        "for it, outside quotes.",
    ),
    "C114": ("word that this audience does not meet", "The audience's words list it under avoid."),
    "C115": (
        "exception that cannot be used",
        "It names a check that may not be overridden, or matches no finding (any more).",
    ),
    "C120": ("unknown fact", "The fact is not in content/facts/: an auditor could not follow the sentence."),
    "C121": ("fact not good enough", "What nobody could confirm is not printed."),
    "C122": ("answer not there", "content/questions.yml points at a module or section that does not exist."),
    "C123": ("answer not printed", "The section exists, but no document of any kit shows it."),
    "T101": ("template cannot be read", "The template is not valid Jinja2."),
    "T102": ("template missing", "A template includes a file that is not there."),
    "T104": ("flow holds an unknown element", "What exports are made of is simple HTML; see docs/design-a-kind.md."),
    "T103": ("template uses something unknown", "See docs/design-a-kind.md for what templates may use."),
    "P101": ("text too long", "It does not fit its sides, even at the smallest size allowed. Nothing is ever cut off."),
    "P102": ("too few pages", "The kind asks for more."),
    "P103": ("blank page", "A page came out with nothing on it."),
    "P104": ("text too near the edge", "Printers and knives are not exact: this area must stay empty."),
    "P105": ("word wider than its column", "It would run into its neighbour or off the page."),
    "P106": ("text covered", "A picture or another text lies over it, so that it cannot be read."),
    "P107": (
        "text lost",
        "The layout engine dropped it in silence, mostly because its page was full. Nobody would see it.",
    ),
    "P110": (
        "text too long for its box",
        "A box of the page (a name, a title) does not hold its text, even at the smallest size that the kind allows.",
    ),
    "P111": ("box that the kind and the page do not both have", "data-box in the page, and boxes: in kind.yml."),
    "P112": (
        "text smaller than the mode allows",
        "A mode such as large print has a size of text, and names what may be smaller: see its mode.yml.",
    ),
    "P113": (
        "colour that no ink is known for",
        "A file for a print house holds inks alone. Colours of the screen are converted; this one cannot be.",
    ),
    "P130": (
        "poster that a rule asks more of",
        "A rule of the place, in its posters.yml, asks for a larger sheet, larger type, another language or words that "
        "are not on it. This compares with dated records and is not legal advice; `toolkit list posters` shows them.",
    ),
    "P120": (
        "message of the layout engine",
        "Every message counts as a fault, so that nothing is left out in silence.",
    ),
    "P121": ("something outside was asked for", "Pages may show only files of the project."),
    "D101": (
        "table cannot be read",
        "The file with the people is no CSV, or its letters are in an unknown encoding. Spreadsheets save both: Save "
        "as, CSV UTF-8.",
    ),
    "D102": ("table is not UTF-8", "It was read as older Windows text. Look whether the accents came out right."),
    "D103": ("quotes do not match", "So nobody can tell where the cells of this row begin and end."),
    "D104": (
        "column missing, or there twice",
        "A column is found by its heading: the name of the field, or its label in any language of the document.",
    ),
    "D105": ("column that nothing prints", "The document has no place for it, or the heading is written otherwise."),
    "D106": ("cell empty", "The document cannot be made out without it."),
    "D107": ("nobody in the table", "The first line holds the headings, each line below it a person."),
    "D108": ("text too long for its field", "The kind says how many characters a field may have."),
    "D109": ("more cells than headings", "Most often a comma in a text that does not stand in quotes."),
    "D110": ("character without a shape in a table", "It would print as an empty box."),
    "D111": (
        "day that cannot be read, or may be two",
        "2026-11-21, 21.11.2026 and November 21, 2026 are clear. 3/4/2026 is in March for some, in April for others.",
    ),
    "D112": ("row twice", "Two rows say the same. Both are printed."),
    "D113": ("nothing to make out of the table", "No document takes rows, or the table lacks a column that it needs."),
    "D114": ("name of the table is taken", "Its files would have the names of others: give the table another name."),
    "D115": ("line that is no person", "The headings again, or cells that are separated otherwise than the headings."),
    "V101": ("file missing or changed", "It is not the file that was built."),
    "V102": ("not accessible", "The PDF does not meet PDF/UA-1, or a print sheet claims to."),
    "V105": (
        "press file not right",
        "Its boxes do not lie in each other, its printing condition is missing, or it claims to be accessible.",
    ),
    "V103": ("manifest unreadable", "It is damaged or of another version."),
    "V104": ("nothing to verify", "There is no built file in this place."),
}
