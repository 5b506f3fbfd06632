#!/usr/bin/env bash
# Trains the language model and all that leans on it:  training/language-model.sh [PACKS]
# Dump, encoder, its vectors, reader, then the trees that weigh what both say. Each step resumes from its checkpoint in training/runs.
# Needs python3 with training/requirements.txt and training/encoder/requirements.txt, and the halves that `training/train.sh PACKS 1 fill` leaves in training/runs.
# With a GPU both networks take ten minutes, the rest two hours of two idle cores. Without one go on from what ships (training/encoder/shipped.py; train.py --weights, fewer steps):
# the reader's 9,000 steps would be days.
set -euo pipefail
main() {
  cd "$(dirname "$0")/.."
  local packs=${1:-packs} python=${PYTHON:-python3} runs=training/runs
  npx tsx training/encoder/dump.ts --packs "$packs" --out "$runs/encoder"
  "$python" training/encoder/train.py --data "$runs/encoder" --steps 1400
  "$python" training/encoder/export.py --encoder "$runs/encoder/checkpoint.pt" --out "$packs"
  npm run zoo:build -- --indexes --packs "$packs"
  read_dump() { npx tsx training/reader/dump.ts --packs "$packs" --runs "$runs" --half "$1" --out "$runs/reader-$1.jsonl"; }
  read_dump 0 &
  read_dump 1
  wait $!
  # Six layers first, and four that learn from them: docs/decisions/four-layers.md.
  read_by() {
    "$python" training/reader/train.py --data "$runs/reader-0.jsonl,$runs/reader-1.jsonl" --from "$runs/encoder/checkpoint.pt" --seen "$runs/encoder/asks.jsonl" --batch 256 --workers "${WORKERS:-2}" "$@"
  }
  read_by --out "$runs/six-layers.pt" --steps 5900 --rate 3e-4 --dropout 0.1
  read_by --teacher "$runs/six-layers.pt" --keep 0,1,3,5 --out "$runs/reader.pt" --steps 3300 --rate 4e-4 --dropout 0.05
  "$python" training/encoder/export.py --encoder "$runs/encoder/checkpoint.pt" --reader "$runs/reader.pt" --out "$packs"
  training/train.sh "$packs" 1 model
}
main "$@"
