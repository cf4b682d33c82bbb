"""The pages of the documentation on reviewing and formats are true: tables are the code's, snippets run."""

import re
import shutil
from pathlib import Path

import pytest

from soc2parse.export.reference import document_reference
from soc2parse.reviewing.profile import Profile, read_profile
from soc2parse.reviewing.rules.rulebook import rules_table

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REPORT = ROOT / "fixtures" / "northmere-ruled" / "report.pdf"


def snippets(name, language):
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL)


def test_the_table_of_rules_is_the_rules():
    assert rules_table() in (DOCS / "reviewing.md").read_text("utf-8"), "run python docs/make.py"


def test_the_page_on_the_document_is_the_models():
    assert (DOCS / "document.md").read_text("utf-8") == document_reference() + "\n", "run python docs/make.py"


def test_the_profile_in_the_docs_is_a_profile(tmp_path):
    (profile,) = snippets("reviewing.md", "toml")
    path = tmp_path / "profile.toml"
    path.write_text(profile, "utf-8")
    assert read_profile(path) != Profile()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    if not REPORT.exists():
        pytest.skip("the fixture is not here")
    for name in ("report.pdf", "2024.pdf", "2025.pdf"):
        shutil.copy(REPORT, tmp_path / name)
    (tmp_path / "profile.toml").write_text('name = "test"\n', "utf-8")
    letter = pytest.importorskip("reportlab.pdfgen.canvas").Canvas(str(tmp_path / "bridge.pdf"))
    letter.drawString(72, 700, "Our SOC 2 report covers January 1, 2025 to December 31, 2025. No changes since.")
    letter.save()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["reviewing.md", "formats.md"])
def test_snippets_run_in_their_order(name, folder, capsys):
    names = {}
    for code in snippets(name, "python"):
        exec(compile(code, name, "exec"), names)  # noqa: S102 - the project's own documentation
    assert names["result"].findings
    if name == "formats.md":
        assert (folder / "review.html").stat().st_size > 100_000
    else:
        assert "medium" in capsys.readouterr().out


def test_the_notebook_runs_from_top_to_bottom():
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    for needed in ("matplotlib", "pandas", "ipykernel"):
        pytest.importorskip(needed)
    if not REPORT.exists():
        pytest.skip("the fixture is not here")
    notebook = nbformat.read(DOCS / "explore.ipynb", as_version=4)
    done = client.NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(DOCS)}}).execute()
    shown = [output for cell in done.cells for output in cell.get("outputs", ())]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
