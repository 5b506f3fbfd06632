#!/usr/bin/env bash
# Trains the language model and all that leans on it:  training/language-model.sh [PACKS]
# Dump, encoder, its vectors, reader, then the trees that weigh what both say. Each step resumes from its checkpoint in training/runs.
# Needs python3 with training/requirements.txt and training/encoder/requirements.txt, and the halves that `training/train.sh PACKS 1 fill` leaves in training/runs.
# About three hours on two idle cores; minutes of it with a GPU.
set -euo pipefail
main() {
  cd "$(dirname "$0")/.."
  local packs=${1:-packs} python=${PYTHON:-python3} runs=training/runs
  npx tsx training/encoder/dump.ts --packs "$packs" --out "$runs/encoder"
  "$python" training/encoder/train.py --data "$runs/encoder" --steps 1400
  "$python" training/encoder/export.py --encoder "$runs/encoder/checkpoint.pt" --out "$packs"
  npm run zoo:build -- --indexes --packs "$packs"
  npx tsx training/reader/dump.ts --packs "$packs" --runs "$runs" --out "$runs/reader.jsonl"
  "$python" training/reader/train.py --data "$runs/reader.jsonl" --from "$runs/encoder/checkpoint.pt" --seen "$runs/encoder/asks.jsonl" --out "$runs/reader.pt" --steps 5500 --rate 1.5e-4
  "$python" training/encoder/export.py --encoder "$runs/encoder/checkpoint.pt" --reader "$runs/reader.pt" --out "$packs"
  training/train.sh "$packs" 1 model
}
main "$@"
