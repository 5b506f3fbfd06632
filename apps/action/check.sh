#!/usr/bin/env bash
# The action's one step. Everything comes in INPUT_ variables; GORILLA names another program, for tests.
set -u -o pipefail

read -r -a paths <<<"${INPUT_PATHS:-.}"
read -r -a more <<<"${INPUT_ARGS:-}"
options=()
if [[ ${INPUT_CHANGED:-false} == true ]]; then
  options+=(--changed)
  [[ -n ${INPUT_BASE:-} ]] && options+=(--base "$INPUT_BASE")
fi
[[ -n ${INPUT_FAIL_ON:-} ]] && options+=(--fail-on "$INPUT_FAIL_ON")
[[ -n ${INPUT_CONFIG:-} ]] && options+=(--config "$INPUT_CONFIG")
options+=(${more[@]+"${more[@]}"})

gorilla() {
  if [[ -n ${GORILLA:-} ]]; then "$GORILLA" "$@"; else npx --yes "gorilla-ts@${INPUT_VERSION:-latest}" "$@"; fi
}

format=${INPUT_FORMAT:-github}
status=0
if [[ -n ${INPUT_OUTPUT:-} ]]; then
  # The file first; annotations come from the cache of the same run.
  gorilla check ${options[@]+"${options[@]}"} --format "$format" --output "$INPUT_OUTPUT" -- "${paths[@]}" || status=$?
  if [[ $format != github && $status -le 1 ]]; then
    gorilla check ${options[@]+"${options[@]}"} --format github -- "${paths[@]}" || true
  fi
else
  gorilla check ${options[@]+"${options[@]}"} --format "$format" -- "${paths[@]}" || status=$?
fi
[[ -n ${GITHUB_OUTPUT:-} ]] && echo "status=$status" >>"$GITHUB_OUTPUT"
exit "$status"
