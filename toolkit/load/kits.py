"""Documents that are like another of their kit: what they leave out is filled in once, right after reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.findings import Finding, did_you_mean
from toolkit.load.library import Entry
from toolkit.schema.kit import Kit, KitDocument
from toolkit.schema.paper import Kind

TAKEN = ("audience", "role", "helplines", "services", "agenda")


def filled_in(kit: Entry[Kit], kinds: Mapping[str, Entry[Kind]]) -> tuple[Entry[Kit], tuple[Finding, ...]]:
    """The kit with every `like` followed; K101 for one that names no document with contents of its own."""
    models = {document.name: document for document in kit.value.documents if document.like is None}
    documents: list[KitDocument] = []
    findings: list[Finding] = []
    for index, document in enumerate(kit.value.documents):
        model = models.get(document.like or "")
        if document.like and model is None:
            message = f'this kit has no document "{document.like}" with contents of its own'
            hint = did_you_mean(document.like, models)
            findings.append(Finding("K101", message, kit.at("documents", index, "like"), hint))
        documents.append(_like(document, model, kinds) if model else document)
    filled = kit.value.model_copy(update={"documents": tuple(documents)})
    return replace(kit, value=filled), tuple(findings)


def _like(document: KitDocument, model: KitDocument, kinds: Mapping[str, Entry[Kind]]) -> KitDocument:
    said = document.model_fields_set
    taken = {name: getattr(model, name) for name in TAKEN if name not in said}
    kind = kinds.get(document.kind)
    room = kind.value.part_names() if kind else ()
    parts = {name: sections for name, sections in model.parts.items() if name in room}
    return document.model_copy(update={**taken, "parts": {**parts, **document.parts}})
