"""The document's fields as a Markdown page (`docs/document.md`) and as JSON Schema, from the models themselves."""

from __future__ import annotations

from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from soc2parse.report import Record, Report

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


def document_reference() -> str:
    """One part a record, the report first: its sentence, then a table of its fields with type and meaning."""
    parts = [
        "# The document",
        "",
        "What `parse` returns and the command prints; made from the models, not by hand.",
        "",
    ]
    for record in _records(Report, []):
        parts += [f"## {record.__name__}", "", _sentence(record), "", "| Field | Type | Meaning |", "|---|---|---|"]
        parts += [f"| `{name}` | {_type(field)} | {_meaning(field)} |" for name, field in record.model_fields.items()]
        parts.append("")
    return "\n".join(parts)


def document_schema() -> dict[str, Any]:
    """The document as JSON Schema, draft 2020-12, as `Report.to_json` writes it: every field is there."""
    schema = Report.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _records(record: type[Record], seen: list[type[Record]]) -> list[type[Record]]:
    if record not in seen:
        seen.append(record)
        for field in record.model_fields.values():
            for inner in _inner(field.annotation):
                _records(inner, seen)
    return seen


def _inner(annotation: object) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for argument in get_args(annotation) for record in _inner(argument)]


def _sentence(record: type[Record]) -> str:
    return " ".join((record.__doc__ or "").split())


def _type(field: FieldInfo) -> str:
    return _named(field.annotation)


def _named(annotation: object) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _named(arguments[0])
    if origin in (Union, UnionType):
        return " or ".join("null" if one is type(None) else _named(one) for one in arguments)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return f"list of {_named(arguments[0])}"
        return f"[{', '.join(_named(one) for one in arguments)}]"
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return " \\| ".join(f'`"{value}"`' for value in annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    names = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "date": "date"}
    name = getattr(annotation, "__name__", str(annotation))
    return names.get(name, name)


def _meaning(field: FieldInfo) -> str:
    """The field's own description, else what its record or its values are."""
    return (field.description or " ".join(_said(field.annotation))).replace("|", "\\|")


def _said(annotation: object) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, (Record, StrEnum)):
        return [" ".join((annotation.__doc__ or "").split())]
    return [words for argument in get_args(annotation) for words in _said(argument)]
