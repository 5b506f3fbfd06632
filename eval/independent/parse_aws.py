"""Reads `aws` command lines with awscli's own code and says what it has against each. Nothing is sent anywhere.

Use: python3 -I -S -B parse_aws.py WALK_SCRIPT FOLDER…   (WALK_SCRIPT: walk_awscli.py, for its stand-in for PyYAML; folders of unpacked wheels)

stdin: a JSON list of words (without `aws`) a line. stdout: for each, null if awscli would have sent the request, else what it said.
A word that is a blank (`<name>`) counts as given, and its value is not judged.
"""

import contextlib
import importlib.util
import io
import json
import re
import sys

BLANK = re.compile(r'<[\w.-]+>$')


class Reached(BaseException):
    """The command line is understood: what comes next would be the call."""


def is_blank(value):
    return isinstance(value, str) and bool(BLANK.match(value))


def has_blank(value):
    return any(has_blank(v) for v in value) if isinstance(value, list) else is_blank(value)


def without_network():
    """Replaces every step behind the parsing."""
    from awscli import argparser, clidriver, paramfile
    from awscli.customizations import commands, waiters
    from botocore.validate import ParamValidator

    state = {'partial': False}

    def no_file(prefix, path, mode):
        state['partial'] = True
        return b'{}' if 'b' in mode else '{}'

    for prefix, (_, settings) in list(paramfile.LOCAL_PREFIX_MAP.items()):
        paramfile.LOCAL_PREFIX_MAP[prefix] = (no_file, settings)

    check_choice = argparser.CLIArgParser._check_value
    argparser.CLIArgParser._check_value = lambda self, action, value: (
        None if is_blank(value) else check_choice(self, action, value)
    )

    build = clidriver.ServiceOperation._build_call_parameters

    def build_call_parameters(self, args, arg_table, parsed_globals):
        for argument in arg_table.values():
            if has_blank(getattr(args, argument.py_name, None)):
                state['partial'] = True
                setattr(args, argument.py_name, None)
        parameters = build(self, args, arg_table, parsed_globals)
        model = self._operation_model
        # Where the client fills in defaults (`--count`) and looks at names of buckets.
        self._session.emit(
            f'before-parameter-build.{model.service_model.service_id.hyphenize()}.{model.name}',
            params=parameters,
            model=model,
            context={},
        )
        shape = model.input_shape
        if shape is not None:
            # Pages are the client's own affair: `--max-items` is not sent.
            sent = {name: value for name, value in parameters.items() if name != 'PaginationConfig'}
            found = ParamValidator().validate(sent, shape)
            # An idempotency token is made up by the client.
            tokens = {name for name, member in shape.members.items() if member.metadata.get('idempotencyToken')}
            found._errors = [
                (reason, name, more)
                for reason, name, more in found._errors
                if not (reason == 'missing required field' and (state['partial'] or more.get('required_name') in tokens))
            ]
            if found.has_errors():
                raise ValueError(found.generate_report())
        return parameters

    clidriver.ServiceOperation._build_call_parameters = build_call_parameters

    def reached(*_, **__):
        raise Reached()

    for caller in (clidriver.CLIOperationCaller, waiters.WaiterCaller):
        caller.invoke = reached
    for caller in clidriver.CLIOperationCaller.__subclasses__():
        caller.invoke = reached

    unpack = commands.unpack_argument
    commands.unpack_argument = lambda session, service, command, argument, value, parsed: (
        value if has_blank(value) else unpack(session, service, command, argument, value, parsed)
    )
    structure = commands.unpack_cli_arg
    commands.unpack_cli_arg = lambda argument, value: value if has_blank(value) else structure(argument, value)
    validate = commands.validate_parameters
    commands.validate_parameters = lambda value, model: None if has_blank(value) else validate(value, model)

    def attribute(self, name):
        return reached if name == '_run_main' else object.__getattribute__(self, name)

    commands.BasicCommand.__getattribute__ = attribute
    return state


def judge(driver, state, words):
    state['partial'] = False
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            driver.main(words)
        except Reached:
            return None
        except SystemExit:
            pass
    lines = [line.strip() for line in re.split(r'[\r\n]+', said.getvalue()) if line.strip()]
    # All that it says about itself stands before what it says about these words.
    about_itself = max((i for i, line in enumerate(lines) if re.match(r'(usage: )?aws |Note: |To see help', line)), default=-1)
    return ' | '.join(lines[about_itself + 1 :])[:300] or 'ended before the call'


def main():
    spec = importlib.util.spec_from_file_location('walk_awscli', sys.argv[1])
    walk = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(walk)
    sys.path[:0] = sys.argv[2:]
    sys.meta_path.insert(0, walk.StubYaml())
    from awscli.clidriver import create_clidriver

    driver = create_clidriver()
    state = without_network()
    for line in sys.stdin:
        verdict = judge(driver, state, json.loads(line))
        sys.stdout.write(json.dumps(verdict) + '\n')


if __name__ == '__main__':
    main()
