"""Options with boxes, of which some are ticked: "☒ No exceptions noted  ☐ Exception noted  ☐ Not tested"."""

from __future__ import annotations

import re

_EMPTY = "\u2610\u25a1\u25fb\u274f\u2b1c"
_TICKED = "\u2611\u2612\u25a0\u2b1b\u2713\u2714\u2717\u2718"
_OPTION = re.compile(rf"([{_EMPTY}{_TICKED}])\s*([^{_EMPTY}{_TICKED}]*)")


def ticked(text: str) -> str | None:
    """The words of the ticked options; None where the text offers no options (no empty box beside another)."""
    options = _OPTION.findall(text)
    if len(options) < 2 or not any(box in _EMPTY for box, _ in options):
        return None
    return " ".join(words.strip() for box, words in options if box in _TICKED)
