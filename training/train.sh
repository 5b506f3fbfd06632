#!/usr/bin/env bash
# Learns the small models from the zoo and the written requests:  training/train.sh [PACKS] [EVERY] [PART]
# PART: all, rank, fill, or verdicts alone: what works by words. Needs python3 with training/requirements.txt.
# PART: read, judge or model (both): the same with the language model's word, from lines that it has not learned from (training/language-model.sh calls it).
# Features are made by the product's own code, EVERY n-th request; models go beside the packs.
set -euo pipefail
main() {
  cd "$(dirname "$0")/.."
  local packs=${1:-packs} every=${2:-1} part=${3:-all} python=${PYTHON:-python3} runs=training/runs model half
  local requests=${REQUESTS:-training/data/requests} seen=${SEEN:-training/runs/encoder/asks.jsonl}
  mkdir -p "$runs"
  features() { npx tsx training/features.ts "$1" --packs "$packs" --models "$packs" --out "$runs" --every "$every" --requests "$requests" "${@:2}"; }
  trees() { "$python" training/trees.py "$1" "$runs/$2.f32" "$runs/$2.json" "$3" "${@:4}"; }
  # Each half of the lines by a process of its own.
  halved() {
    local half pid pids=()
    for half in 0 1; do
      features "$@" --half $half &
      pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
  }
  joined() {
    local name
    for name in "$@"; do
      cat "$runs/$name.0.f32" "$runs/$name.1.f32" > "$runs/$name.f32"
      rm "$runs/$name.0.f32" "$runs/$name.1.f32"
    done
  }
  if [ "$part" = all ] || [ "$part" = rank ]; then
    halved rank
    joined rank-lexical
    trees rank rank-lexical "$packs/rank-lexical.trees" --rounds 260 --leaves 24 --min-leaf 80
  fi
  if [ "$part" = all ] || [ "$part" = fill ]; then
    halved associations
    features associations
    halved fill
    joined bind constant
    for model in bind constant; do
      for half in 0 1; do trees binary $model "$runs/$model-$half.trees" --rounds 200 --leaves 31 --min-leaf 40 --half $half; done
      trees binary $model "$packs/$model.trees" --rounds 200 --leaves 31 --min-leaf 40
    done
    features decide
    trees binary decide "$packs/decide.trees" --rounds 150 --leaves 20 --min-leaf 60
  fi
  if [ "$part" = all ] || [ "$part" = rank ] || [ "$part" = verdicts ]; then
    features verdicts
    for model in abstain several; do
      trees binary $model-lexical "$packs/$model-lexical.trees" --rounds 120 --leaves 8 --min-leaf 20 --rate 0.06
    done
  fi
  if [ "$part" = model ] || [ "$part" = judge ]; then
    halved rank --seen "$seen"
    joined rank rank-strange
    trees rank rank "$runs/rank-known.trees" --rounds 260 --leaves 20 --min-leaf 60
    trees rank rank-strange "$runs/rank-strange.trees" --rounds 300 --leaves 20 --min-leaf 60
    "$python" training/mean.py "$packs/rank.trees" "$runs/rank-known.trees" "$runs/rank-strange.trees"
  fi
  if [ "$part" = model ] || [ "$part" = read ]; then
    halved decide --seen "$seen"
    joined decide-read blank
    trees binary decide-read "$packs/decide-read.trees" --rounds 300 --leaves 31 --min-leaf 60
    trees binary blank "$packs/blank.trees" --rounds 120 --leaves 8 --min-leaf 20 --rate 0.06 --all-rounds
  fi
  # After what fills: how well the best call is filled tells whether it serves.
  if [ "$part" = model ] || [ "$part" = judge ]; then
    halved verdicts --seen "$seen"
    joined abstain several joined split
    for model in abstain several joined split; do
      trees binary $model "$packs/$model.trees" --rounds 120 --leaves 8 --min-leaf 20 --rate 0.06
    done
  fi
}
# A function, so that the whole script is read before any of it runs.
main "$@"
