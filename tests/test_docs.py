"""What README and docs show is true: commands and snippets run as printed, excerpts are what comes out."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
PAGES = [ROOT / "README.md", ROOT / "fixtures" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_SNIPPETS = ["README.md", "docs/quickstart.md"]  # the others are run by tests/export/test_docs.py
WITH_COMMANDS = ["README.md", "docs/quickstart.md", "docs/command.md"]


def blocks(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the files that the pages speak of."""
    for name, fixture in (
        ("report", "northmere-ruled"),
        ("bridge", "bridge-letter-northmere"),
        ("2024", "alderpoint-2024"),
        ("2025", "alderpoint-2025"),
        ("other", "bluefinch-type1"),
        ("reports/some", "bluefinch-type1"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(FIXTURES / fixture / "report.pdf", tmp_path / f"{name}.pdf")
    (tmp_path / "profile.toml").write_text('name = "Mail"\nservices = ["Insight Platform"]\n', "utf-8")
    (tmp_path / "controls.csv").write_text("id,text,owner\nC-1,Users are trained every year.,HR\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", WITH_SNIPPETS)
def test_snippets_run_in_their_order(name, capsys):
    pytest.importorskip("pandas")
    names = {}
    for code in blocks(name, "python"):
        exec(compile(code, name, "exec"), names)  # noqa: S102 - the project's own documentation
    assert repr(names["report"]).startswith("<Report Northmere Analytics, Inc. · SOC 2 Type 2 · ")
    assert "no_exception" in capsys.readouterr().out


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_commands_run_as_printed(name):
    commands = [line for block in blocks(name, "sh") for line in block.splitlines()]
    assert commands
    shown = 'soc2parse() { %s -m soc2parse "$@"; }\nset -e\n' % sys.executable  # noqa: UP031 - braces of the shell
    ran = subprocess.run(["bash", "-c", shown + "\n".join(commands)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    for target in re.findall(r"(?:-o|>) (\S+)", "\n".join(commands)):
        assert Path(target).exists(), target


def test_the_excerpt_is_of_what_comes_out():
    (excerpt,) = blocks("README.md", "json")
    report = FIXTURES / "northmere-ruled" / "report.pdf"
    ran = subprocess.run([sys.executable, "-m", "soc2parse", str(report)], capture_output=True, check=True)
    assert holds(json.loads(ran.stdout), json.loads(excerpt))


def holds(whole, part):
    """Whether the excerpt's values stand in the whole, wherever its lists have them."""
    if isinstance(part, dict):
        return all(key in whole and holds(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        return all(any(holds(item, wanted) for item in whole) for wanted in part)
    return whole == part


def test_the_make_targets_that_are_named_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    }
    assert {"demo", "test"} <= named <= targets


def test_the_demo_reads_a_report_that_is_there():
    (demo,) = re.findall(r"^DEMO \?= (\S+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert (ROOT / demo).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_pictures_are_small():
    assert all(path.stat().st_size < 300_000 for path in (ROOT / "docs" / "pictures").iterdir())
