#!/usr/bin/env bash
# GitHub Pages sends a branch through Jekyll unless it has a `.nojekyll`. An output survives even that: every file that doesn't begin with a
# dot comes out of Jekyll's safe mode byte for byte, as Jekyll drops what begins with `_`, `#` or `~` and rewrites what begins with `---`.
#
# Needs Debian's package jekyll.
#
#   bash tests/hosts/jekyll.sh OUT...

set -euo pipefail
export LANG=C.UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
faults=0

fault() {
  printf '%s: %s\n' "$1" "$2"
  faults=$((faults + 1))
}

# check OUT: what Jekyll makes of a copy without files that begin with a dot is the copy.
check() {
  local out=$1 source=$folder/source published=$folder/published file
  if [[ ! -f $out/index.html ]]; then
    fault "$out" "no index.html, so this is not a built site"
    return
  fi
  [[ -f $out/.nojekyll ]] || fault "$out" "no .nojekyll"
  while IFS= read -r file; do
    fault "$file" "begins with \`_\`, which Jekyll doesn't publish"
  done < <(cd "$out" && find . -name '_*' -not -path './_redirects' -not -path './_headers' | sed 's|^\./||' | LC_ALL=C sort)

  rm -rf "$source" "$published"
  cp -R "$out" "$source"
  find "$source" -mindepth 1 -name '.*' -prune -exec rm -rf {} +
  (cd "$folder" && jekyll build --safe --quiet --disable-disk-cache --source "$source" --destination "$published")
  while IFS= read -r file; do
    if [[ ! -e $published/$file ]]; then
      fault "$file" "isn't published by Jekyll"
    elif ! cmp --quiet "$source/$file" "$published/$file"; then
      fault "$file" "comes out of Jekyll with $(stat --format=%s "$published/$file") bytes, expected the same $(stat --format=%s "$source/$file")"
    fi
  done < <(cd "$source" && find . -type f | sed 's|^\./||' | LC_ALL=C sort)
  printf '%s: %d files\n' "$out" "$(find "$source" -type f | wc -l)"
}

if [[ $# -eq 0 ]]; then
  echo "usage: bash tests/hosts/jekyll.sh OUT..." >&2
  exit 2
fi
for out in "$@"; do check "$out"; done
printf 'jekyll.sh: %d output(s), %d fault(s)\n' "$#" "$faults"
[[ $faults -eq 0 ]]
