"""A flow as one web page that needs nothing else: pictures inside it, numbers that a phone can dial."""

from __future__ import annotations

import base64
import re

from toolkit.compose.compose import FlowPage

_NUMBER = re.compile(r'<bdi class="number" dir="ltr">([^<]*)</bdi>')
_MESSAGES = re.compile(r'<span data-call="sms">(.*?)</span>', re.S)
SHORT_CODE = (5, 6)
"""How many digits a number has that takes text messages alone."""


def as_html(page: FlowPage) -> bytes:
    """The page with its pictures as data and its numbers as links."""
    html = _MESSAGES.sub(lambda match: _linked(match[1], "sms"), page.html)
    html = _linked(html, "tel")
    for address, (data, media_type) in sorted(page.assets.items(), reverse=True):
        html = html.replace(f'"{address}"', f'"data:{media_type};base64,{base64.b64encode(data).decode()}"')
    return f"{_tight(html)}\n".encode()


def _linked(html: str, scheme: str) -> str:
    def link(match: re.Match[str]) -> str:
        digits = re.sub(r"[^0-9+*#]", "", match[1])
        if not digits:
            return match[0]
        how = "sms" if SHORT_CODE[0] <= len(digits) <= SHORT_CODE[1] else scheme
        return f'<a class="number" href="{how}:{digits}"><bdi dir="ltr">{match[1]}</bdi></a>'

    return _NUMBER.sub(link, html)


def _tight(html: str) -> str:
    return re.sub(r"\n\s*\n+", "\n", html.strip())
