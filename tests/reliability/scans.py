"""Makes scans of fixtures, truth beside them, to be scored as the fixtures are.

    python -m tests.reliability.scans OUT [--noisy] [FIXTURE ...]
    PYTHONPATH=fixtures python -m score OUT

A clean scan is a picture of 200 dots per inch a page; a noisy one leans by up to 0.8 degrees, is grainy and coarse.
"""

import argparse
import io
import random
import shutil
from pathlib import Path

import pymupdf
from PIL import Image

FIXTURES = Path(__file__).parents[2] / "fixtures"
DEFAULT = (
    "northmere-ruled",
    "tallgrass-borderless",
    "pinebridge-keyvalue",
    "westmark-see-exception",
    "yarrow-type1-design",
    "foxglove-inline",
)


def scan(path, noisy, chance):
    """The file with every page as a picture."""
    with pymupdf.open(path) as source, pymupdf.open() as target:
        for page in source:
            pixels = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
            picture = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
            if noisy:
                picture = picture.rotate(chance.uniform(-0.8, 0.8), fillcolor=250, resample=Image.Resampling.BICUBIC)
                picture = Image.blend(picture, Image.effect_noise(picture.size, 25), 0.12)
            data = io.BytesIO()
            picture.save(data, "JPEG", quality=55 if noisy else 85)
            sheet = target.new_page(width=page.rect.width, height=page.rect.height)
            sheet.insert_image(sheet.rect, stream=data.getvalue())
        return target.tobytes(garbage=3)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", default=DEFAULT)
    parser.add_argument("--noisy", action="store_true")
    options = parser.parse_args()
    chance = random.Random(7)
    for name in options.names:
        folder = options.out / f"{name}-scan"
        folder.mkdir(parents=True, exist_ok=True)
        for part in ("truth.json", "about.toml"):
            shutil.copy(FIXTURES / name / part, folder / part)
        (folder / "report.pdf").write_bytes(scan(FIXTURES / name / "report.pdf", options.noisy, chance))


if __name__ == "__main__":
    main()
