#!/usr/bin/env python3
"""Measure clean builds of the same blog by gen and its peers: wall time, CPU time, peak memory.

    run.py [--articles 10000] [--runs 3] [--gen PATH] [--hugo PATH] [--zola PATH] [--floor PATH] [--tmpfs [DIR]] [--work DIR]

Programs build in turn (A, B, A, B, …), each run from a fresh copy of its site into a path never used before, and nothing is deleted
until all are done: ext4 makes files up to ten times slower for minutes after a deletion. The medians are printed as rows for README.md.
gen is looked for where `cargo build --profile dist` puts it, the floor program where `--release` does, Hugo and Zola on PATH.
Python's standard library only; Linux.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

BENCH = Path(__file__).resolve().parent
RELEASE = "target/release"
DIST = "target/dist"


@dataclass
class Run:
    wall: float
    cpu: float
    peak_mb: float


@dataclass
class Program:
    name: str
    binary: str
    site: str                                   # the corpus it builds: gen, hugo or zola
    arguments: list[str]                        # SITE and OUT stand for the folders of a run
    environment: dict[str, str] = field(default_factory=dict)
    settings: str = ""                          # what its site.toml says besides
    runs: list[Run] = field(default_factory=list)
    files: int = 0

    def median(self, what):
        return statistics.median(getattr(run, what) for run in self.runs)


def find_programs(args):
    """Those of the six that are here and asked for."""
    gen = find(args.gen, BENCH.parent / DIST / "gen")
    hugo = find(args.hugo, shutil.which("hugo"))
    zola = find(args.zola, shutil.which("zola"))
    floor = find(args.floor, BENCH / "floor" / RELEASE / "floor")
    gen_build = ["build", "--root", "SITE", "--out", "OUT", "--quiet"]
    hugo_build = ["--source", "SITE", "--destination", "OUT", "--logLevel", "error", "--quiet"]
    all_programs = [
        Program("gen", gen, "gen", gen_build, settings="\n[related]\nenabled = false\n"),
        Program("gen, related articles", gen, "gen", gen_build),
        Program("hugo", hugo, "hugo", hugo_build),
        Program("hugo, related articles", hugo, "hugo", hugo_build, {"HUGO_PARAMS_RELATED": "true"}),
        Program("zola", zola, "zola", ["--root", "SITE", "build", "--output-dir", "OUT"]),
        Program("floor", floor, "gen", ["SITE/content", "OUT"]),
    ]
    chosen = [p for p in all_programs if not args.only or p.name.split(",")[0] in args.only.split(",")]
    for missing in sorted({p.name.split(",")[0] for p in chosen if not p.binary}):
        print(f"{missing}: not found, so not measured", file=sys.stderr)
    return [p for p in chosen if p.binary]


def find(given, usual):
    """The absolute path of a program: as it was given, which must exist, or at its usual place."""
    if given and not Path(given).is_file():
        sys.exit(f"{given}: no such program")
    path = given or usual
    return str(Path(path).resolve()) if path and Path(path).is_file() else None


def measure(program, number, corpus, work):
    """One clean build. The copy shares the files' bytes by hard links, so only its folders are new."""
    folder = work / f"{program.name.replace(', ', '-').replace(' ', '-')}-{number}"
    site, out = folder / "site", folder / "out"
    shutil.copytree(corpus / program.site, site, copy_function=os.link)
    if program.settings:
        toml = site / "site.toml"
        text = toml.read_text()
        toml.unlink()  # or it would be the corpus's own
        toml.write_text(text + program.settings)
    arguments = [a.replace("SITE", str(site)).replace("OUT", str(out)) for a in program.arguments]
    log = open(folder / "log", "w")
    os.sync()
    start = time.monotonic()
    child = subprocess.Popen([program.binary, *arguments], env={**os.environ, **program.environment}, stdout=log, stderr=log, cwd=site)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    log.close()
    if child.returncode != 0:
        sys.exit(f"{program.name} ended with {child.returncode}:\n{(folder / 'log').read_text()[-2000:]}")
    program.runs.append(Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return out


def count_pages(out):
    return sum(name.endswith(".html") for _, _, names in os.walk(out) for name in names)


def compare(args, work):
    """All rounds in one place; returns the programs with their runs."""
    programs = find_programs(args)
    corpus = work / "corpus"
    sites = ",".join(sorted({p.site for p in programs}))
    command = [sys.executable, BENCH / "corpus.py", corpus, "--articles", args.articles, "--questions", args.questions,
               "--seed", args.seed, "--for", sites, *(["--highlight"] if args.highlight else [])]
    subprocess.run([str(part) for part in command], check=True)
    outputs = {}
    for number in range(args.runs):
        for program in programs:
            outputs[program.name] = measure(program, number, corpus, work)
            last = program.runs[-1]
            print(f"  {program.name}, run {number + 1}: {last.wall:.2f} s wall, {last.cpu:.2f} s CPU, {last.peak_mb:.0f} MB", flush=True)
    for program in programs:
        program.files = count_pages(outputs[program.name])
        if program.files < args.articles:
            sys.exit(f"{program.name} wrote {program.files} pages for {args.articles} articles")
    return programs


def table(args, programs, disk):
    """Rows as README.md keeps them; the last two columns say how many times the figure of gen a program takes, of that which does the same."""
    gens = {p.name.removeprefix("gen"): p for p in programs if p.name.startswith("gen")}
    print(f"\n| {args.articles:,} articles, {disk} | wall s | CPU s | peak MB | pages | wall, × gen | CPU, × gen |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for p in programs:
        gen = gens.get(", related articles" if "related" in p.name else "")
        ratios = [f"{p.median(what) / gen.median(what):.2f}" if gen else "" for what in ("wall", "cpu")]
        print(f"| {p.name} | {p.median('wall'):.2f} | {p.median('cpu'):.2f} | {p.median('peak_mb'):,.0f} | {p.files:,} | {' | '.join(ratios)} |")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--highlight", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", help="names to measure, such as gen,floor")
    for name in ("gen", "hugo", "zola", "floor"):
        parser.add_argument(f"--{name}", help="path of the program")
    parser.add_argument("--work", type=Path, help="where the sites are written (a new folder in it); the system's folder for temporary files")
    parser.add_argument("--tmpfs", nargs="?", const=Path("/dev/shm"), type=Path, help="measure once more on a file system in memory")
    parser.add_argument("--keep", action="store_true", help="leave sites and outputs where they are")
    args = parser.parse_args()

    folders = []
    try:
        for disk, parent in [("disk", args.work), *([("tmpfs", args.tmpfs)] if args.tmpfs else [])]:
            folders.append(Path(tempfile.mkdtemp(prefix="gen-bench-", dir=parent)))
            table(args, compare(args, folders[-1]), disk)
    finally:
        for folder in folders:
            if args.keep:
                print(f"kept: {folder}")
            else:
                shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
