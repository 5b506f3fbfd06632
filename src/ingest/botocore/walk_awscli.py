"""Prints awscli's own command tables as JSON lines: what the real `aws` accepts, customisations included.

Use: python3 -I -S -B walk_awscli.py FOLDER…   (folders of unpacked wheels: awscli and what it imports)

A line is {"path": ["ec2", "stop-instances"], "service": "ec2", "operation": "StopInstances", "args": [...]}; the first has the path []
and the options of `aws` itself. Nothing is sent anywhere: the tables are built by the same code that `aws help` runs, and each
argument adds itself to a recorder instead of to an argparse parser, so that names, arities, choices and defaults are the parser's own.
The documentation of an argument is printed only where it is not the API model's (which the caller reads itself).
"""

import importlib.abc
import importlib.machinery
import json
import sys
import types


class AnyAttribute(type):
    """A class whose every attribute is the class again."""

    def __getattr__(cls, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return cls


class Nothing(metaclass=AnyAttribute):
    """Can be derived from, called and asked for attributes; does nothing."""

    def __init__(self, *args, **kwargs):
        pass


class StubYaml(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """PyYAML's wheels hold machine code for one platform, and building the tables never reads a line of YAML."""

    def find_spec(self, fullname, path, target=None):
        if fullname.split('.')[0] == 'yaml':
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        module = types.ModuleType(spec.name)
        module.__getattr__ = lambda name: getattr(Nothing, name)
        return module

    def exec_module(self, module):
        """Nothing to run."""


class Recorder:
    """Stands in for a parser: keeps what an argument tells it."""

    def __init__(self):
        self.calls = []

    def add_argument(self, *names, **settings):
        self.calls.append((names, settings))

    def add_mutually_exclusive_group(self, **_):
        return self


def plain(value):
    return value if isinstance(value, (str, int, float, bool)) else None


def shape_of(model, depth=0):
    """A custom argument's own schema, in the words of the API models."""
    if depth > 6:
        return {'type': model.type_name}
    out = {'type': model.type_name}
    if getattr(model, 'enum', None):
        out['enum'] = list(model.enum)
    if model.documentation and depth > 0:
        out['doc'] = model.documentation
    if model.type_name == 'list':
        out['items'] = shape_of(model.member, depth + 1)
    elif model.type_name == 'map':
        out['items'] = shape_of(model.value, depth + 1)
    elif model.type_name == 'structure':
        out['required'] = list(model.required_members)
        out['members'] = {name: shape_of(member, depth + 1) for name, member in model.members.items()}
    return out


def argument_lines(table):
    """One record an argument, in the order of the table (which is the order of positionals)."""
    lines = []
    for key, argument in table.items():
        recorder = Recorder()
        argument.add_to_parser(recorder)
        if not recorder.calls:
            continue
        names, settings = recorder.calls[0]
        member = getattr(argument, '_serialized_name', None)
        model = getattr(argument, 'argument_model', None)
        line = {'name': names[0], 'type': argument.cli_type_name}
        if len(names) > 1:
            line['also'] = list(names[1:])
        if argument.required or settings.get('required') or getattr(argument, '_DOCUMENT_AS_REQUIRED', False):
            line['required'] = True
        for setting in ('nargs', 'const', 'default', 'dest'):
            if plain(settings.get(setting)) is not None:
                line[setting] = settings[setting]
        action = settings.get('action')
        if action is not None:
            line['action'] = action if isinstance(action, str) else action.__name__
        choices = settings.get('choices') or argument.choices
        if choices:
            line['choices'] = [str(choice) for choice in choices]
        if argument.group_name:
            line['group'] = argument.group_name
        if getattr(argument, '_UNDOCUMENTED', False):
            line['hidden'] = True
        if argument.synopsis:
            line['synopsis'] = argument.synopsis
        if member is not None:
            line['member'] = member
        elif model is not None and model.type_name in ('list', 'structure', 'map'):
            line['schema'] = shape_of(model)
        documentation = argument.documentation
        if documentation and (member is None or documentation != model.documentation):
            line['doc'] = documentation
        lines.append(line)
    return lines


def description_of(command):
    """A customisation's words about itself. Text from a file (`_description.rst`) is found by the help command."""
    described = getattr(command, 'DESCRIPTION', '')
    if isinstance(described, str):
        return described
    return command.create_help_command().description


def is_group(command):
    """Whether the command is only a place for subcommands. awscli tells customisations about a table by the bare name of its command,
    so `aws cloudformation deploy` is given the subcommands of `aws deploy`: only those count that a command means to have."""
    service = getattr(command, '_get_command_table', None)
    return bool(service or getattr(command, 'SUBCOMMANDS', None) or command.name == 'wait')


def walk(path, command, inherited_hidden):
    hidden = inherited_hidden or bool(getattr(command, '_UNDOCUMENTED', False))
    operation = getattr(command, '_operation_model', None)
    if operation is not None:
        line = {'path': path, 'service': operation.service_model.service_name, 'operation': operation.name}
        if path[1:2] == ['wait']:
            line['description'] = command.DESCRIPTION
        table = {}
    else:
        line = {'path': path}
        service = getattr(command, '_get_command_table', None)
        table = service() if service else dict(command.subcommand_table)
        if not service:
            line['description'] = description_of(command)
    table = {name: sub for name, sub in table.items() if name != 'help'} if is_group(command) else {}
    # `aws configure` asks its questions where no subcommand is given.
    if not table or command.name == 'configure':
        if hidden:
            line['hidden'] = True
        line['args'] = argument_lines(command.arg_table)
        yield line
    for name in sorted(table):
        yield from walk(path + [name], table[name], hidden)


def main():
    sys.path[:0] = sys.argv[1:]
    sys.meta_path.insert(0, StubYaml())
    from awscli.clidriver import create_clidriver

    def write(line):
        sys.stdout.write(json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(',', ':')) + '\n')

    driver = create_clidriver()
    write({'path': [], 'args': argument_lines(driver._get_argument_table())})
    table = driver._get_command_table()
    for name in sorted(table):
        if name != 'help':
            for line in walk([name], table[name], False):
                write(line)
            # A service's models are megabytes, and nobody asks for them again.
            table[name] = None


if __name__ == '__main__':
    main()
