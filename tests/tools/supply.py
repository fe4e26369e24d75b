#!/usr/bin/env python3
"""Hold what `gen` is made of against what is allowed: where the crates of Cargo.lock come from, their licences, and which come twice.

    supply.py

Licences are those of packaging/third_party.py, for all crates: those that only build or test, too. Advisories aren't asked for here, so that
a new one breaks no build that nobody touched; the release workflow does.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
sys.dont_write_bytecode = True
from third_party import is_allowed, label  # noqa: E402

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"

# What may come in several versions, and why.
TWICE = {
    "getrandom": "`ring` and `ahash` ask for older ones than `tempfile`, which only tests use",
    "miniz_oxide": "`png` asks for an older one than `flate2`",
    "quick-error": "`rusty-fork`, of the tests, asks for an older one than `image-webp`",
    "r-efi": "comes with `getrandom`, for a system that isn't built for",
    "syn": "most macros have moved on, `zerocopy-derive` and others haven't",
    "windows-sys": "`ring` asks for an older one, on Windows",
}


def main():
    packages = json.loads(metadata())["packages"]
    found = list(faults(packages))
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        sys.exit(1)
    print(f"{len(packages)} packages: sources, licences and versions are as allowed")


def metadata():
    command = ["cargo", "metadata", "--locked", "--quiet", "--format-version", "1"]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def faults(packages):
    """What isn't as it should be, in sentences."""
    versions = defaultdict(set)
    for package in packages:
        is_own = package["source"] is None and Path(package["manifest_path"]).is_relative_to(ROOT)
        if not is_own and package["source"] != CRATES_IO:
            yield f"{label(package)}: comes from {package['source'] or package['manifest_path']}, not from crates.io"
        if not is_allowed(package["license"]):
            yield f"{label(package)}: its licence `{package['license']}` is none of those listed in packaging/third_party.py"
        versions[package["name"]].add(package["version"])
    several = {name: sorted(found) for name, found in versions.items() if len(found) > 1}
    for name in several.keys() - TWICE.keys():
        yield f"{name}: comes in the versions {', '.join(several[name])}; agree on one, or say in tests/tools/supply.py why not"
    for name in TWICE.keys() - several.keys():
        yield f"{name}: comes once now; take it out of the list in tests/tools/supply.py"


if __name__ == "__main__":
    main()
