"""Scores answers by the checker of the installed package `bfcl-eval`, unchanged: JSON lines {id, category, calls} on stdin, JSON on stdout.

The checker asks a table of models only whether a model writes dots in names of functions. That table's module loads the clients of
all models there are, so a table with ours alone stands in its place.
"""

import json
import sys
import types
from pathlib import Path
from types import SimpleNamespace

NAME = "gorilla-ts"
table = types.ModuleType("bfcl_eval.constants.model_config")
table.MODEL_CONFIG_MAPPING = {NAME: SimpleNamespace(underscore_to_dot=False)}
sys.modules[table.__name__] = table

import bfcl_eval  # noqa: E402
from bfcl_eval.constants.enums import Language  # noqa: E402
from bfcl_eval.eval_checker.ast_eval.ast_checker import ast_checker  # noqa: E402

DATA = Path(bfcl_eval.__file__).parent / "data"


def lines(path: Path) -> dict:
    with open(path, encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def main() -> None:
    prompts: dict[str, dict] = {}
    truths: dict[str, dict] = {}
    results = []
    for row in map(json.loads, sys.stdin):
        category = row["category"]
        file = f"BFCL_v4_{category}.json"
        if category not in prompts:
            prompts[category] = lines(DATA / file)
            truth = DATA / "possible_answer" / file
            truths[category] = lines(truth) if truth.exists() else {}
        calls = [{call["name"]: call["arguments"]} for call in row["calls"]]
        if "irrelevance" in category:
            valid, error = len(calls) == 0, "called"
        else:
            result = ast_checker(
                prompts[category][row["id"]]["function"],
                calls,
                truths[category][row["id"]]["ground_truth"],
                Language.PYTHON,
                category,
                NAME,
            )
            valid, error = result["valid"], result.get("error_type", "")
        results.append({"id": row["id"], "category": category, "valid": valid, "error": "" if valid else error})
    json.dump(results, sys.stdout)


main()
