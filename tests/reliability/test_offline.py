"""Nothing that reads a report opens a connection: a file's links are never followed, no model is fetched."""

import subprocess
import sys

import pytest

from .kinds import KINDS, SMALL

REFUSE = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto"):
        raise RuntimeError(f"the network was used: {event} {arguments}")

sys.addaudithook(refuse)
from soc2parse.pipeline import parse
report = parse(sys.argv[1], engine=sys.argv[2])
print(len(report.controls))
try:
    import socket
    socket.create_connection(("127.0.0.1", 9))
except RuntimeError as error:
    print(error)
"""


@pytest.mark.parametrize("engine", ["mupdf", "plumber"])
@pytest.mark.parametrize("name", ["sound", "active", "scan"])
def test_the_whole_pipeline_runs_with_the_network_refused(tmp_path, engine, name):
    path = SMALL
    if name != "sound":
        path = tmp_path / "file.pdf"
        path.write_bytes(KINDS["active" if name == "active" else "scanned_opinion"].build())
    ran = subprocess.run([sys.executable, "-c", REFUSE, path, engine], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    controls, refused = ran.stdout.splitlines()
    assert int(controls) > 0
    assert refused.startswith("the network was used: socket.")
