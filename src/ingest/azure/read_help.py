"""Reads the command modules of azure-cli as data (Python's ast; nothing is imported or run) and writes JSON to stdout.

Usage: python3 read_help.py FOLDER, where FOLDER holds azure/cli/command_modules.

    {"help":     {"vm create": {"yaml": knack's help text} or {"text", "examples": [[instruction, command]]} or both},
     "commands": {"vm create": {"arguments": [...], "pointer": file, "complete": bool}},
     "skipped":  [{"pointer", "reason"}]}

An argument is {"options", "help", "required", "type", "enum", "default", "flag", "list", "ids", "guessed"}; absent keys are unknown;
"guessed" marks a name made of the Python one, because no declaration of the option was found.
Three places say what a command takes: generated classes (aaz), signatures of functions that commands.py registers, and
the argument registry of _params.py, whose narrower scopes overrule wider ones.
"""
import ast
import json
import os
import sys

UNKNOWN = object()
NAMED_TYPES = {
    "name_type": {"options_list": ["--name", "-n"]},
    "resource_group_name_type": {"options_list": ["--resource-group", "-g"], "help": "Name of resource group"},
    "tags_type": {"nargs": "*", "help": "Space-separated tags: key[=value] [key[=value] ...]"},
    "zones_type": {"options_list": ["--zones", "-z"], "nargs": "+", "choices": ["1", "2", "3"]},
    "zone_type": {"options_list": ["--zone", "-z"], "nargs": "+", "choices": ["1", "2", "3"]},
    "edge_zone_type": {"options_list": ["--edge-zone"]},
}
LOCATION = {"options_list": ["--location", "-l"], "help": "Location, as listed by `az account list-locations`"}
EVERYWHERE = {
    "resource_group_name": NAMED_TYPES["resource_group_name_type"],
    "location": LOCATION,
    "tags": NAMED_TYPES["tags_type"],
    "no_wait": {"action": "store_true", "help": "Do not wait for the long-running operation to finish"},
    "yes": {"options_list": ["--yes", "-y"], "action": "store_true", "help": "Do not prompt for confirmation"},
}
NOT_OPTIONS = {"cmd", "client", "self", "cli_ctx", "instance", "namespace", "kwargs", "args", "cf", "raw_result"}
skipped = []


def evaluate(node, env):
    """The value of a constant expression; UNKNOWN where it depends on more than this file."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        values = [evaluate(each, env) for each in node.elts]
        return [value for value in values if value is not UNKNOWN]
    if isinstance(node, ast.Dict):
        pairs = [(evaluate(key, env), evaluate(value, env)) for key, value in zip(node.keys, node.values) if key]
        return {key: value for key, value in pairs if isinstance(key, (str, int, bool))}
    if isinstance(node, ast.Name):
        return env.get(node.id, UNKNOWN)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = evaluate(node.left, env), evaluate(node.right, env)
        same = type(left) is type(right) and isinstance(left, (str, list))
        return left + right if same else left if isinstance(left, str) else UNKNOWN
    if isinstance(node, ast.JoinedStr):
        parts = [evaluate(each.value if isinstance(each, ast.FormattedValue) else each, env) for each in node.values]
        return "".join(str(part) for part in parts if part is not UNKNOWN)
    if isinstance(node, ast.Attribute):
        value = evaluate(node.value, env)
        if isinstance(value, dict) and value.get("__enum__") and node.attr in value:
            return value[node.attr]
        return UNKNOWN
    if isinstance(node, ast.Call):
        return evaluate_call(node, env)
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        return UNKNOWN
    return UNKNOWN


def name_of(node):
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def keywords(node, env):
    values = {each.arg: evaluate(each.value, env) for each in node.keywords if each.arg}
    for each in node.keywords:
        if each.arg in ("type", "action") and values[each.arg] is UNKNOWN:
            values[each.arg] = name_of(each.value)
    return {key: value for key, value in values.items() if value is not UNKNOWN}


def evaluate_call(node, env):
    name = name_of(node.func)
    if name == "get_enum_type":
        given = evaluate(node.args[0], env) if node.args else UNKNOWN
        if isinstance(given, dict):
            given = [value for key, value in given.items() if key != "__enum__"]
        choices = [value for value in given if isinstance(value, str)] if isinstance(given, list) else None
        return {"choices": choices} if choices else {}
    if name == "get_three_state_flag":
        return {"three_state": True}
    if name == "get_location_type":
        return dict(LOCATION)
    if name == "CLIArgumentType":
        return merged(keywords(node, env))
    if name == "CliCommandType":
        return keywords(node, env).get("operations_tmpl", UNKNOWN)
    if name == "format" and isinstance(node.func, ast.Attribute):
        template = evaluate(node.func.value, env)
        values = [evaluate(each, env) for each in node.args]
        if isinstance(template, str) and UNKNOWN not in values:
            try:
                return template.format(*values, **keywords(node, env))
            except (IndexError, KeyError, ValueError):
                return UNKNOWN
        return UNKNOWN
    if name in ("list", "sorted") and len(node.args) == 1:
        return evaluate(node.args[0], env)
    if name in ("keys", "values") and isinstance(node.func, ast.Attribute):
        held = evaluate(node.func.value, env)
        return list(held.keys() if name == "keys" else held.values()) if isinstance(held, dict) else UNKNOWN
    return UNKNOWN


def merged(values):
    """A named argument type under what overrules it."""
    for key in ("arg_type", "overrides"):
        base = values.pop(key, None)
        if isinstance(base, dict):
            values = {**base, **values}
    return values


def parse(path):
    with open(path, encoding="utf-8-sig") as file:
        try:
            return ast.parse(file.read())
        except SyntaxError as error:
            skipped.append({"pointer": os.path.basename(os.path.dirname(path)) + "/" + os.path.basename(path), "reason": f"cannot be parsed: {error.msg}"})
            return ast.Module(body=[], type_ignores=[])


def constants(tree, env):
    """Constants and enumerations at the top of a file."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value = evaluate(node.value, env)
            if value is not UNKNOWN:
                env[node.targets[0].id] = value
        if isinstance(node, ast.ClassDef) and any("Enum" in name_of(base) for base in node.bases):
            members = {}
            for each in node.body:
                if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
                    value = evaluate(each.value, env)
                    if isinstance(value, str):
                        members[each.targets[0].id] = value
            env[node.name] = {"__enum__": True, **members}


# ---- _help.py -------------------------------------------------------------------------------------------------------
def read_help(tree, env, found):
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript)):
            continue
        target = node.targets[0]
        if name_of(target.value) != "helps":
            continue
        path, text = evaluate(target.slice, env), evaluate(node.value, env)
        if isinstance(path, str) and isinstance(text, str):
            found[path] = text


# ---- aaz ------------------------------------------------------------------------------------------------------------
def aaz_argument(name, call, env):
    kind = name_of(call.func)
    given = keywords(call, env)
    argument = {"dest": name, "kind": kind}
    options = given.get("options")
    if kind == "AAZResourceGroupNameArg":
        options = options or ["--resource-group", "-g"]
        argument["help"] = NAMED_TYPES["resource_group_name_type"]["help"]
    if kind == "AAZResourceLocationArg":
        options = options or ["--location", "-l"]
        argument["help"] = LOCATION["help"]
    argument["options"] = options or ["--" + name.strip("_").replace("_", "-")]
    text = given.get("help")
    text = text.get("short-summary") if isinstance(text, dict) else text
    if isinstance(text, str):
        argument["help"] = text
    has_group_default = kind == "AAZResourceLocationArg" and any(each.arg == "fmt" for each in call.keywords)
    if given.get("required") is True and not has_group_default:
        argument["required"] = True
    if given.get("id_part"):
        argument["ids"] = True
    enum = given.get("enum")
    if isinstance(enum, (dict, list)) and enum:
        argument["enum"] = [each for each in enum if isinstance(each, str)]
    if isinstance(given.get("default"), (str, int, float, bool)):
        argument["default"] = given["default"]
    kinds = {"AAZIntArg": "integer", "AAZFloatArg": "number", "AAZBoolArg": "boolean", "AAZObjectArg": "object",
             "AAZDictArg": "map", "AAZFreeFormDictArg": "map", "AAZAnyTypeArg": "any"}
    argument["type"] = kinds.get(kind, "string")
    if kind in ("AAZListArg", "AAZSetArg") or kind.endswith("ListArg"):
        argument["list"] = True
    return argument


def aaz_class(node, env, pointer):
    """The command path (if registered), arguments, and changes to an inherited schema."""
    path, confirm, flags = None, False, {}
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and name_of(decorator.func) == "register_command":
            path = evaluate(decorator.args[0], env)
            confirm = any(each.arg == "confirmation" for each in decorator.keywords)
    arguments, changes = {}, []
    for each in ast.walk(node):
        if not isinstance(each, ast.Assign) or len(each.targets) != 1:
            continue
        target = each.targets[0]
        if isinstance(target, ast.Name) and target.id.startswith("AZ_SUPPORT"):
            flags[target.id] = evaluate(each.value, env) is True
        if not isinstance(target, ast.Attribute):
            continue
        schema = name_of(target.value)
        if schema in ("_args_schema", "args_schema") and isinstance(each.value, ast.Call):
            if name_of(each.value.func).startswith("AAZ") and name_of(each.value.func).endswith("Arg"):
                arguments[target.attr] = aaz_argument(target.attr, each.value, env)
        elif isinstance(target.value, ast.Attribute) and name_of(target.value.value) in ("_args_schema", "args_schema"):
            changes.append([schema, target.attr, evaluate(each.value, env)])
    doc = ast.get_docstring(node) or ""
    return {"path": path, "arguments": arguments, "changes": changes, "flags": flags, "confirm": confirm, "doc": doc,
            "pointer": pointer, "bases": [name_of(base) for base in node.bases]}


def aaz_help(doc):
    body, *rest = doc.split(":example:")
    examples = []
    for each in rest:
        lines = each.strip().splitlines()
        examples.append([lines[0].strip() if lines else "", "\n".join(line.strip() for line in lines[1:] if line.strip())])
    return {"text": body.strip(), "examples": examples}


def option(names, text, **more):
    return {"options": names, "help": text, **more}


def common(flags, confirm):
    extra = []
    if flags.get("AZ_SUPPORT_NO_WAIT"):
        extra.append(option(["--no-wait"], EVERYWHERE["no_wait"]["help"], flag=True))
    if confirm:
        extra.append(option(["--yes", "-y"], EVERYWHERE["yes"]["help"], flag=True))
    if flags.get("AZ_SUPPORT_GENERIC_UPDATE"):
        extra += generic_update()
    if flags.get("AZ_SUPPORT_PAGINATION"):
        extra.append(option(["--max-items"], "Total number of items to return", type="integer"))
        extra.append(option(["--next-token"], "Token of the page to start from"))
    return extra


def generic_update():
    return [
        option(["--set"], "Property path and value to set: property1.property2=<value>", list=True),
        option(["--add"], "Object to add to a list: property.list <key=value, string or JSON>", list=True),
        option(["--remove"], "Property, or element of a list, to remove", list=True),
        option(["--force-string"], "With --set or --add, keep string literals as they are", flag=True),
    ]


def waiting():
    return [option([f"--{name}"], f"Wait until {text}", flag=True) for name, text in
            (("created", "created"), ("deleted", "deleted"), ("exists", "the resource exists"), ("updated", "updated"))] + [
        option(["--custom"], "Wait until the condition satisfies a JMESPath query"),
        option(["--interval"], "Polling interval in seconds", type="integer"),
        option(["--timeout"], "Maximum wait in seconds", type="integer")]


# ---- _params.py -----------------------------------------------------------------------------------------------------
def read_params(tree, env, registry):
    """registry: scope -> dest -> keywords."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            run_params(node.body, dict(env), {}, registry)


def run_params(body, env, contexts, registry):
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = evaluate(node.value, env)
            if value is not UNKNOWN:
                env[node.targets[0].id] = value
        elif isinstance(node, ast.With):
            inner = dict(contexts)
            for item in node.items:
                call = item.context_expr
                if isinstance(call, ast.Call) and name_of(call.func) == "argument_context" and call.args and item.optional_vars:
                    scope = evaluate(call.args[0], env)
                    inner[name_of(item.optional_vars)] = scope if isinstance(scope, str) else None
            run_params(node.body, env, inner, registry)
        elif isinstance(node, ast.For):
            values = evaluate(node.iter, env)
            for value in values if isinstance(values, list) else [UNKNOWN]:
                bind(node.target, value, env)
                run_params(node.body, env, contexts, registry)
        elif isinstance(node, ast.If):
            run_params(node.body, env, contexts, registry)
            run_params(node.orelse, env, contexts, registry)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            register(node.value, env, contexts, registry)


def bind(target, value, env):
    if isinstance(target, ast.Name):
        if value is UNKNOWN:
            env.pop(target.id, None)
        else:
            env[target.id] = value
    elif isinstance(target, ast.Tuple) and isinstance(value, list):
        for each, part in zip(target.elts, value):
            bind(each, part, env)


def register(call, env, contexts, registry):
    if not isinstance(call.func, ast.Attribute):
        return
    scope = contexts.get(name_of(call.func.value))
    method = call.func.attr
    if scope is None or method not in ("argument", "extra", "positional", "ignore"):
        return
    dests = [evaluate(each, env) for each in call.args[:None if method == "ignore" else 1]]
    for dest in dests:
        if not isinstance(dest, str):
            continue
        values = keywords(call, env)
        if len(call.args) > 1 and method != "ignore":
            base = evaluate(call.args[1], env)
            values = {**base, **values} if isinstance(base, dict) else values
        values = merged(values)
        values["__method__"] = method
        registry.setdefault(scope, {}).setdefault(dest, []).append(values)


def registered(registry, path, dest=None):
    """Keywords for a command's argument, narrower scopes over wider ones; without dest, all extras of the command."""
    words = path.split(" ")
    scopes = [" ".join(words[:length]) for length in range(0, len(words) + 1)]
    if dest is None:
        found = {}
        for scope in scopes:
            for name, many in registry.get(scope, {}).items():
                if any(each["__method__"] == "extra" for each in many):
                    found[name] = True
        return list(found)
    values = dict(EVERYWHERE.get(dest, {}))
    for scope in scopes:
        for each in registry.get(scope, {}).get(dest, []):
            if each["__method__"] == "ignore":
                values = {"ignored": True}
            else:
                values = {**values, **each}
                values.pop("ignored", None)
    return values


def argument_of(dest, values, default):
    if values.get("ignored"):
        return None
    options = values.get("options_list") or ["--" + dest.replace("_", "-")]
    options = [each for each in ([options] if isinstance(options, str) else options) if isinstance(each, str)]
    argument = {"dest": dest, "options": options or ["--" + dest.replace("_", "-")]}
    if not values.get("options_list"):
        argument["guessed"] = True
    if isinstance(values.get("help"), str):
        argument["help"] = values["help"]
    required = values.get("required", default is REQUIRED)
    if required is True and values.get("configured_default") is None or required is True and default is REQUIRED:
        argument["required"] = True
    if isinstance(values.get("choices"), list) and values["choices"]:
        argument["enum"] = [each for each in values["choices"] if isinstance(each, str)]
    if values.get("action") in ("store_true", "store_false"):
        argument["flag"] = True
    if values.get("three_state"):
        argument["type"] = "boolean"
    if default is False and not values.get("three_state") and "action" not in values and not argument.get("enum"):
        argument["flag"] = True
    if values.get("nargs") in ("+", "*"):
        argument["list"] = True
    if values.get("nargs") == "?":
        argument["optional_value"] = True
    if values.get("type") in ("int", "float"):
        argument["type"] = {"int": "integer", "float": "number"}[values["type"]]
    if values.get("id_part"):
        argument["ids"] = True
    shown = values.get("default", default)
    if isinstance(shown, (str, int, float)) and shown is not True and shown is not False and shown != "":
        argument["default"] = shown
    if values.get("__method__") == "positional":
        argument["positional"] = True
    return argument


REQUIRED = object()


def signature(function):
    """[(dest, default)]; the first parameters of the framework's own are left out."""
    args = function.args
    names = [each.arg for each in args.args]
    defaults = [REQUIRED] * (len(names) - len(args.defaults)) + list(args.defaults)
    pairs = list(zip(names, defaults)) + [(each.arg, default or REQUIRED) for each, default in zip(args.kwonlyargs, args.kw_defaults)]
    shown = []
    for name, default in pairs:
        if name not in NOT_OPTIONS:
            value = default if default is REQUIRED else evaluate(default, {})
            shown.append((name, None if value is UNKNOWN else value))
    return shown


# ---- commands.py ----------------------------------------------------------------------------------------------------
def run_commands(body, env, groups, found, classes):
    for node in body:
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name):
                value = evaluate(node.value, env)
                if value is not UNKNOWN:
                    env[target.id] = value
            elif isinstance(target, ast.Subscript) and name_of(target.value) == "command_table" and isinstance(node.value, ast.Call):
                path = evaluate(target.slice, env)
                if isinstance(path, str):
                    classes[path] = name_of(node.value.func)
        elif isinstance(node, ast.With):
            inner = dict(groups)
            for item in node.items:
                call = item.context_expr
                if isinstance(call, ast.Call) and name_of(call.func) == "command_group" and call.args:
                    prefix = evaluate(call.args[0], env)
                    given = keywords(call, env)
                    plain = evaluate(call.args[1], env) if len(call.args) > 1 else given.get("command_type")
                    custom = given.get("custom_command_type")
                    if isinstance(prefix, str) and item.optional_vars:
                        inner[name_of(item.optional_vars)] = (prefix, plain, custom)
            run_commands(node.body, env, inner, found, classes)
        elif isinstance(node, ast.For):
            values = evaluate(node.iter, env)
            for value in values if isinstance(values, list) else []:
                bind(node.target, value, env)
                run_commands(node.body, env, groups, found, classes)
        elif isinstance(node, ast.If):
            run_commands(node.body, env, groups, found, classes)
            run_commands(node.orelse, env, groups, found, classes)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            call, group = node.value, groups.get(name_of(node.value.func.value))
            if group and call.func.attr.endswith("command") and call.args:
                name = evaluate(call.args[0], env)
                method = evaluate(call.args[1], env) if len(call.args) > 1 else None
                if isinstance(name, str):
                    values = keywords(call, env)
                    values["confirmation"] = any(each.arg == "confirmation" for each in call.keywords)
                    path = f"{group[0]} {name}".strip()
                    found[path] = {"kind": call.func.attr, "method": method, "template": values.get("custom_command_type", group[2]) if "custom" in call.func.attr or "update" in call.func.attr
                                   else values.get("command_type", group[1]), **values}


def function_of(entry, functions):
    name = entry.get("custom_func_name") if entry["kind"] == "generic_update_command" else entry["method"]
    if not isinstance(name, str):
        return None
    candidates = functions.get(name, [])
    template = entry.get("template")
    wanted = template.split("#")[0].split(".")[-1] if isinstance(template, str) else "custom"
    for file, function in candidates:
        if os.path.basename(file) == wanted + ".py":
            return function
    is_custom = entry["kind"] in ("custom_command", "custom_show_command", "custom_wait_command", "generic_update_command")
    return candidates[0][1] if candidates and (is_custom or isinstance(template, str)) else None


def read_module(root, module, result):
    base = os.path.join(root, module)
    help_texts, registry, functions, found, classes, env = {}, {}, {}, {}, {}, {**NAMED_TYPES}
    aaz, overriding, trees = {}, {}, []
    for folder, folders, files in os.walk(base):
        folders.sort()
        if "tests" in folders:
            folders.remove("tests")
        for name in sorted(files):
            path = os.path.join(folder, name)
            if not name.endswith(".py") or name == "__cmd_group.py" or (name == "__init__.py" and "aaz" in path):
                continue
            tree = parse(path)
            pointer = os.path.relpath(path, os.path.dirname(root))
            if f"{os.sep}aaz{os.sep}" in path:
                for node in tree.body:
                    if isinstance(node, ast.ClassDef) and node.decorator_list:
                        key = (os.path.relpath(folder, os.path.join(base, "aaz")).split(os.sep, 1)[-1].replace(os.sep, "."), node.name)
                        read = aaz_class(node, {}, pointer)
                        aaz[key] = read
            else:
                trees.append((path, pointer, tree))
    for path, _, tree in trees:
        if os.path.basename(path) in ("_constants.py", "constants.py", "_consts.py", "_vm_utils.py", "_util.py", "_validators.py", "util.py"):
            constants(tree, env)
    for path, pointer, tree in trees:
        local = dict(env)
        constants(tree, local)
        imports = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and "aaz." in f"{node.module}.":
                key = node.module.split("aaz.", 1)[-1].split(".", 1)[-1]
                for each in node.names:
                    imports[each.asname or each.name] = (key, each.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                functions.setdefault(node.name, []).append((path, node))
            if isinstance(node, ast.ClassDef):
                for parent in node.bases:
                    if name_of(parent) in imports:
                        overriding[node.name] = (imports[name_of(parent)], aaz_class(node, local, pointer))
        if os.path.basename(path) == "_help.py":
            read_help(tree, local, help_texts)
        if os.path.basename(path) in ("_params.py", "params.py"):
            read_params(tree, local, registry)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("load_command_table") or isinstance(node, ast.FunctionDef) and "commands" in os.path.basename(path):
                run_commands(node.body, dict(local), {}, found, classes)
            if isinstance(node, ast.ClassDef):
                for each in node.body:
                    if isinstance(each, ast.FunctionDef) and each.name == "load_command_table":
                        run_commands(each.body, dict(local), {}, found, classes)
    emit(module, help_texts, registry, functions, found, classes, aaz, overriding, result)


def emit(module, help_texts, registry, functions, found, classes, aaz, overriding, result):
    commands = result["commands"]
    for read in aaz.values():
        if isinstance(read["path"], str):
            commands[read["path"]] = {"arguments": list(read["arguments"].values()) + common(read["flags"], read["confirm"]),
                                      "pointer": read["pointer"], "complete": True}
            if read["doc"]:
                result["help"][read["path"]] = aaz_help(read["doc"])
            if "Wait" in read["bases"] or "AAZWaitCommand" in read["bases"]:
                commands[read["path"]]["arguments"] += waiting()
    for path, class_name in classes.items():
        if class_name not in overriding:
            continue
        key, own = overriding[class_name]
        parent = aaz.get(key)
        if not parent:
            continue
        arguments = {dest: dict(each) for dest, each in {**parent["arguments"], **own["arguments"]}.items()}
        for dest, what, value in own["changes"]:
            if what == "_registered" and value is False:
                arguments.pop(dest, None)
            elif what == "_required" and dest in arguments and isinstance(value, bool):
                arguments[dest]["required"] = value
            elif what == "_options" and dest in arguments and isinstance(value, list) and value:
                arguments[dest]["options"] = value
        flags = {**parent["flags"], **own["flags"]}
        commands[path] = {"arguments": list(arguments.values()) + common(flags, parent["confirm"]), "pointer": own["pointer"], "complete": True}
        if parent["doc"] and path not in result["help"]:
            result["help"][path] = aaz_help(parent["doc"])
    for path, entry in found.items():
        if path in commands and entry["kind"] != "custom_command":
            continue
        function = function_of(entry, functions)
        arguments = []
        seen = set()
        for dest, default in signature(function) if function else []:
            seen.add(dest)
            argument = argument_of(dest, registered(registry, path, dest), default)
            if argument:
                arguments.append(argument)
        for dest in registered(registry, path):
            if dest not in seen:
                argument = argument_of(dest, registered(registry, path, dest), None)
                if argument:
                    arguments.append(argument)
        if entry["kind"] == "generic_update_command":
            arguments += generic_update()
        if "wait_command" in entry["kind"]:
            arguments += waiting()
        names = {name for each in arguments for name in each["options"]}
        extra = common({"AZ_SUPPORT_NO_WAIT": entry.get("supports_no_wait") is True}, entry["confirmation"])
        arguments += [each for each in extra if each["options"][0] not in names]
        commands[path] = {"arguments": arguments, "pointer": f"command_modules/{module}/commands.py",
                          "complete": function is not None and entry["kind"] != "generic_update_command"}
        if function is not None and path not in help_texts and path not in result["help"]:
            doc = ast.get_docstring(function)
            if doc:
                result["help"][path] = {"text": doc.strip(), "examples": []}
    for path, text in help_texts.items():
        result["help"][path] = {**result["help"].get(path, {}), "yaml": text}


def main():
    root = os.path.join(sys.argv[1], "azure", "cli", "command_modules")
    result = {"help": {}, "commands": {}, "skipped": skipped}
    for module in sorted(os.listdir(root)):
        if os.path.isdir(os.path.join(root, module)) and module != "__pycache__":
            read_module(root, module, result)
    json.dump(result, sys.stdout, sort_keys=True, default=lambda value: None)


main()
