"""Copy the typefaces of the papers from `node_modules` into the package, with their licences and their coverage.

    python tools/collect_fonts.py [NODE_MODULES]

Part of `make setup`, after `npm ci`. Says what is missing and returns 1 when a file is not there.
"""

import shutil
import sys
from pathlib import Path

from hermanar.documents.renderers import fonts, glyphs

ROOT = Path(__file__).resolve().parent.parent


def main(node_modules: Path) -> int:
    target = fonts.FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for package, styles in fonts.PACKAGES.items():
        source = node_modules / "@expo-google-fonts" / package
        for style, name in zip(styles, fonts.file_names(package), strict=True):
            path = source / style / name
            if not path.is_file():
                print(f"missing: @expo-google-fonts/{package} ({style}). Run: npm ci", file=sys.stderr)
                return 1
            shutil.copyfile(path, target / name)
        shutil.copyfile(source / "LICENSE_FONT", target / f"{package}.OFL.txt")
    coverage = glyphs.save(target)
    print(f"{len(fonts.all_files())} typefaces, coverage {coverage.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "node_modules"))
