#!/usr/bin/env python3
"""Write which software of others is linked into the program, under which licences, with their texts.

    third_party.py TARGET > THIRD-PARTY.txt

The crates are those that Cargo.lock resolves to for TARGET (such as x86_64-unknown-linux-gnu), without what only builds or tests. The texts
are those that lie in the crates' sources, each written once, however its lines are broken. A crate whose licence isn't one of those listed
here is an error. The same Cargo.lock gives the same bytes.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Licences that ask for no more than these notices. MPL-2.0 is copyleft by file: for sources that are used as they were published, it is
# enough to say where they are.
ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "CDLA-Permissive-2.0",
    "IJG", "ISC", "MIT", "MIT-0", "MPL-2.0", "Unicode-3.0", "Unlicense", "Zlib",
}

LICENCE_FILE = re.compile(r"(un)?licen[sc]e|copying|copyright|notice|patents", re.IGNORECASE)
NOT_TEXTS = {".rs", ".py", ".json", ".toml", ".html"}
NOT_LINKED = {"tests", "test", "test_data", "benches", "examples", "fuzz"}

# What is linked in and is no crate: name, licence, repository.
BESIDE_CRATES = [
    ("Rust's standard library", "MIT OR Apache-2.0", "https://github.com/rust-lang/rust"),
    ("Roboto Medium, the font of social cards", "Apache-2.0", "https://github.com/googlefonts/roboto"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", metavar="TARGET")
    target = parser.parse_args().target

    crates = linked_crates(target)
    if refused := [crate for crate in crates if not is_allowed(crate["license"])]:
        for crate in refused:
            print(f"{label(crate)}: its licence `{crate['license']}` is none of those listed in packaging/third_party.py", file=sys.stderr)
        sys.exit(1)
    sys.stdout.buffer.write(notices(target, crates).encode())


def linked_crates(target):
    """The packages of others that end up in the program, sorted: `cargo tree` knows which, `cargo metadata` what they are and where they lie."""
    tree = cargo("tree", "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}")
    linked = {tuple(line.split()[:2]) for line in tree.splitlines() if line.strip()}
    packages = json.loads(cargo("metadata", "--format-version", "1", "--filter-platform", target))["packages"]
    crates = [package for package in packages if package["source"] and (package["name"], "v" + package["version"]) in linked]
    if len(crates) != len(linked) - 1:
        sys.exit("cargo tree and cargo metadata don't name the same packages")
    return sorted(crates, key=lambda crate: (crate["name"], crate["version"]))


def cargo(command, *options):
    return subprocess.run(["cargo", command, "--locked", "--quiet", *options], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def is_allowed(expression):
    """Whether an SPDX expression can be met by the licences of ALLOWED. A slash is an older way to write OR."""
    words = re.findall(r"[()]|[\w.+-]+", (expression or "").replace("/", " OR ").replace(" WITH ", "_WITH_"))

    def any_of():
        met = all_of()
        while words and words[0] == "OR":
            words.pop(0)
            met = all_of() or met
        return met

    def all_of():
        met = one()
        while words and words[0] == "AND":
            words.pop(0)
            met = one() and met
        return met

    def one():
        word = words.pop(0) if words else ""
        if word != "(":
            return word.replace("_WITH_", " WITH ") in ALLOWED
        met = any_of()
        return bool(words) and words.pop(0) == ")" and met

    return any_of() and not words


def label(crate):
    return f"{crate['name']} {crate['version']}"


def notices(target, crates):
    """The whole file: a line for each part, then each text with the parts it came with."""
    rows = [(label(crate), crate["license"], crate["repository"] or f"https://crates.io/crates/{crate['name']}") for crate in crates]
    rows += BESIDE_CRATES
    carriers = defaultdict(list)
    as_written = {}
    for name, text in texts(crates):
        words = " ".join(text.split())
        carriers[words].append(name)
        as_written.setdefault(words, text)

    lines = [
        f"Software of others in gen, as built for {target}", "",
        "gen itself is under MIT or Apache-2.0, as you like. Linked into it are the parts below, each with its licence and its repository.",
        "The crates are used as they were published; their sources are at crates.io too. The licences' texts follow the list.", "",
    ]
    lines += [f"{name}  |  {licence}  |  {repository}" for name, licence, repository in rows]
    for words, names in sorted(carriers.items(), key=lambda item: item[1]):
        lines += ["", "=" * 80, *sorted(set(names)), "-" * 80, "", as_written[words]]
    return "\n".join(lines) + "\n"


def texts(crates):
    """Pairs of a part's name and a licence text that lies in it."""
    for crate in crates:
        folder = Path(crate["manifest_path"]).parent
        for file in sorted(folder.rglob("*")):
            is_linked = NOT_LINKED.isdisjoint(file.relative_to(folder).parts)
            if is_linked and LICENCE_FILE.match(file.name) and file.suffix not in NOT_TEXTS and file.is_file():
                yield label(crate), tidy(file.read_bytes())
    yield "Roboto Medium", tidy((ROOT / "themes/prep/cards/LICENSE").read_bytes())


def tidy(text):
    """As text, with one kind of line end and no blanks around."""
    lines = text.decode("utf-8", errors="replace").lstrip("\ufeff").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


if __name__ == "__main__":
    main()
