"""The labelled wordings of result cells: what each says, as a reader of reports would say it.

`labelled` is the first set, `second` was written before any pattern and frozen, `third` by another hand that had not
seen the patterns (200 of 218 right at its first run) and frozen, `prose` are findings in free sentences (at their first
run 8 of 32 failures understood, 2 read as clean, and 4 of 28 duties read as failures), `further` while looking for what
the patterns did not know yet. `n` and `of` are the deviations and the size of the sample, where the text states them.
"""

import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Wording:
    id: str
    kind: str | None
    text: str
    deviations: int | None
    size: int | None

    def __repr__(self) -> str:
        return self.id


def wordings(name: str) -> list[Wording]:
    found = []
    for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        kind = None if case["class"] == "unknown" else case["class"]
        found.append(Wording(case["id"], kind, case["text"], case.get("n"), case.get("of")))
    return found
