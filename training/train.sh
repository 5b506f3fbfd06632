#!/usr/bin/env bash
# Learns the small models from the zoo and the written requests:  training/train.sh [PACKS] [EVERY]
# Needs python3 with training/requirements.txt. Features are made by the product's own code; models go beside the packs.
set -euo pipefail
cd "$(dirname "$0")/.."
packs=${1:-packs} every=${2:-1} python=${PYTHON:-python3} runs=training/runs
mkdir -p "$runs"
# part: all, rank, fill, or verdicts alone
part=${3:-all}
if [ "$part" = all ] || [ "$part" = rank ]; then
npx tsx training/features.ts rank --packs "$packs" --out "$runs" --every "$every"
"$python" training/trees.py rank "$runs/rank.f32" "$runs/rank.json" "$packs/rank.trees" --rounds 220 --leaves 24 --min-leaf 80
fi
if [ "$part" = all ] || [ "$part" = fill ]; then
npx tsx training/features.ts fill --packs "$packs" --out "$runs" --models "$packs" --every "$every"
for model in bind constant; do
  "$python" training/trees.py binary "$runs/$model.f32" "$runs/$model.json" "$packs/$model.trees" --rounds 260 --leaves 31 --min-leaf 40
done
fi
npx tsx training/features.ts verdicts --packs "$packs" --out "$runs"
for model in abstain several; do
  "$python" training/trees.py binary "$runs/$model.f32" "$runs/$model.json" "$packs/$model.trees" --rounds 120 --leaves 8 --min-leaf 20 --rate 0.06
done
