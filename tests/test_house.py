"""The plan of the house holds: what may import what, where heavy libraries live, how large a file may be."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import soc2parse

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "soc2parse"
MODULES = {".".join(path.relative_to(SRC).with_suffix("").parts): path for path in sorted(SRC.rglob("*.py"))}

# From the ground up: a room may import its own and those below it.
FLOORS = (
    ("errors",),
    ("terms",),
    ("report",),
    ("criteria",),
    ("reading",),
    ("layout",),
    ("language",),
    ("titles",),
    ("contents", "start"),
    ("letters", "starts"),
    ("sections",),
    ("extract",),
    ("assembly", "lost_pages"),
    ("isolation",),
    ("pipeline",),
    ("batch",),
    ("folder",),
    ("reviewing",),
    ("export",),
    ("command",),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# Upward on purpose: (the importing module, the imported one).
STAIRS = {
    ("report", "export.card"): "what a notebook shows of a report",
    ("report", "export.dataframe"): "report.to_dataframe(), which needs pandas",
    ("isolation", "pipeline"): "the child process runs the pipeline that the parent must not load",
}
# Words of table headers, also asked by the layout: a repeated header must not pass for a running header.
LEXICON = "language.columns"

HOMES = {
    "pymupdf": {"reading"},
    "fitz": set(),
    "pdfplumber": {"reading"},
    "pdfminer": {"reading"},
    "pypdfium2": {"reading", "export"},
    "rapidocr": {"reading"},
    "numpy": {"reading"},
    "PIL": {"reading", "export"},
    "spacy": {"language"},
    "dateparser": {"language"},
    "pandas": {"report", "export"},
    "jinja2": {"export"},
    "xlsxwriter": {"export"},
    "pypdf": {"export"},
    "pydantic": {"report", "reviewing", "export", "command"},
    "click": {"command", "cli"},
}
NEVER = ("requests", "httpx", "urllib.request", "http.", "socket", "aiohttp", "ftplib", "smtplib")
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "core", "tools"}


def imports(module: str) -> Iterator[tuple[str, bool]]:
    """What a module imports, as dotted names, and whether it does so when it is itself imported."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    at_import = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            yield name, id(node) in at_import and id(node) not in typing_only


def own_imports(module: str) -> Iterator[tuple[str, bool]]:
    """Which of the project's own modules a module imports."""
    for name, at_import in imports(module):
        if name.startswith("soc2parse.") and name != "soc2parse.__version__":
            inner = name.removeprefix("soc2parse.")
            while inner not in MODULES and "." in inner:
                inner = inner.rpartition(".")[0]
            yield inner, at_import


def room(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) != "__init__"])
def test_imports_only_go_down(module):
    for imported, _ in own_imports(module):
        downward = room(imported) == room(module) or FLOOR.get(room(imported), 99) < FLOOR[room(module)]
        named = (module, imported) in STAIRS or (room(module) == "layout" and imported == LEXICON)
        assert downward or named, f"{module} imports {imported}, which stands above it"


def test_every_stair_is_used():
    used = {(module, imported) for module in MODULES if module != "__init__" for imported, _ in own_imports(module)}
    assert set(STAIRS) <= used


def test_the_lexicon_of_headers_stands_on_its_own():
    assert list(own_imports(LEXICON)) == []


def test_no_module_imports_itself_by_way_of_others():
    graph = {module: {name for name, at_import in own_imports(module) if at_import} for module in MODULES}
    TopologicalSorter(graph).prepare()  # raises CycleError with the modules of the cycle


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_heavy_library_lives_in_its_home(library):
    users = {room(module) for module in MODULES for name, _ in imports(module) if name.split(".")[0] == library}
    assert users <= HOMES[library]


def test_nothing_imports_what_opens_connections():
    users = {module for module in MODULES for name, _ in imports(module) if name.startswith(NEVER)}
    assert users == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_file_can_be_read_at_a_sitting(module):
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= 400


def test_no_room_is_a_drawer():
    assert [module for module in MODULES if DRAWERS & set(module.split("."))] == []


def test_no_module_is_called_like_a_public_function():
    functions = {name for name in soc2parse.__all__ if not isinstance(getattr(soc2parse, name), type)}
    assert functions & {room(module) for module in MODULES} == set()


def test_the_public_names_are_there():
    assert set(soc2parse.__all__) <= set(dir(soc2parse))
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        _ = soc2parse.guess


def test_the_version_is_the_packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert soc2parse.__version__ == project["version"]
    assert soc2parse.__version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")


LIGHT = """
import sys

HEAVY = {"pymupdf", "fitz", "pdfplumber", "pdfminer", "pypdfium2", "spacy", "pandas", "dateparser", "jinja2", "pypdf"}

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in HEAVY:
            raise ImportError(f"{name} was imported")

sys.meta_path.insert(0, Refuse())
import soc2parse
report = soc2parse.Report.model_validate_json(sys.stdin.buffer.read())
print(repr(report))
assert report.to_json()
assert report._repr_html_()
"""


def test_a_saved_report_is_loaded_without_engines_and_language(saved_report):
    ran = subprocess.run([sys.executable, "-c", LIGHT], input=saved_report.encode(), capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout.decode().startswith("<Report Tern Harbor, Inc. · SOC 2 Type 2 · 2025-01-01 to 2025-12-31")


def test_importing_the_package_takes_less_than_a_third_of_a_second():
    timed = "import time; a = time.process_time(); import soc2parse; print(time.process_time() - a)"
    runs = [subprocess.run([sys.executable, "-c", timed], capture_output=True, check=True).stdout for _ in range(3)]
    assert min(float(run) for run in runs) < 0.3


@pytest.fixture
def saved_report():
    from .made_reports import made

    return made().to_json()
