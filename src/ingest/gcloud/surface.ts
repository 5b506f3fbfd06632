import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';

const MAX_FILE_BYTES = 1024 * 1024;

/** What an installed gcloud says of one command in the file that declares it. */
export interface SurfaceDocument {
  brief?: string;
  description?: string;
  /** The examples as they stand, `{command}` for the path. */
  examples?: string;
  /** Documentation of options, by name without dashes. */
  options: Map<string, { help?: string; required?: boolean; type?: string; repeated?: boolean }>;
  /** Positionals that the declaration names; undefined where it cannot be told. */
  positionals?: { name: string; help?: string; repeated?: boolean; optional?: boolean }[];
}

/** Reads the declaration of a command (`words` without `gcloud`), which is YAML or Python; neither is run. */
export function readSurface(sdkRoot: string, words: string[]): SurfaceDocument | undefined {
  const stem = join(sdkRoot, 'lib', 'surface', ...words.map((word) => word.replaceAll('-', '_')));
  const yaml = textOf(`${stem}.yaml`);
  if (yaml !== undefined) return readYaml(yaml, stem);
  const python = textOf(`${stem}.py`);
  return python === undefined ? undefined : readPython(python);
}

function textOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.length > MAX_FILE_BYTES ? undefined : text;
}

interface YamlArgument {
  arg_name?: string;
  help_text?: string;
  is_positional?: boolean;
  required?: boolean;
  repeated?: boolean;
  type?: string;
  group?: { params?: YamlArgument[] };
  params?: YamlArgument[];
  resource_spec?: unknown;
}

interface YamlCommand {
  _PARTIALS_?: boolean;
  release_tracks?: string[];
  command_type?: string;
  help_text?: { brief?: string; description?: string; examples?: string };
  arguments?: { resource?: { help_text?: string; spec?: unknown; is_positional?: boolean }; params?: YamlArgument[] };
}

function readYaml(text: string, stem: string): SurfaceDocument | undefined {
  let value: unknown;
  try {
    value = parse(text, { logLevel: 'silent', maxAliasCount: 100, uniqueKeys: false });
  } catch {
    return undefined;
  }
  const commands = (Array.isArray(value) ? value : [value]).filter(
    (each) => typeof each === 'object' && each !== null,
  ) as YamlCommand[];
  const command = commands.find((each) => each.release_tracks?.includes('GA')) ?? commands[0];
  if (!command) return undefined;
  if (command._PARTIALS_) {
    const partial = textOf(join(dirname(stem), '_partials', `_${basename(stem)}_ga.yaml`));
    return partial === undefined ? undefined : readYaml(partial, `${stem}/partial`);
  }
  const document: SurfaceDocument = { options: new Map(), ...command.help_text };
  const positionals: NonNullable<SurfaceDocument['positionals']> = [];
  const resource = command.arguments?.resource;
  const isList = command.command_type === 'LIST' || basename(stem) === 'list';
  if (resource && resource.is_positional !== false && !isList) {
    positionals.push({
      name: nounOf(resource.spec) ?? 'RESOURCE',
      ...(resource.help_text ? { help: resource.help_text } : {}),
    });
  }
  for (const each of command.arguments?.params ?? []) collect(each, document, positionals);
  return { ...document, positionals };
}

/** `!REF googlecloudsdk.command_lib.redis.resources:instance` is an instance. */
function nounOf(spec: unknown): string | undefined {
  const noun = typeof spec === 'string' ? spec.split(':').at(-1) : undefined;
  return noun && /^[a-z][\w-]*$/i.test(noun) ? noun.toUpperCase() : undefined;
}

function collect(
  given: YamlArgument,
  document: SurfaceDocument,
  positionals: NonNullable<SurfaceDocument['positionals']>,
): void {
  for (const each of [...(given.params ?? []), ...(given.group?.params ?? [])]) collect(each, document, positionals);
  if (typeof given.arg_name !== 'string') return;
  const help = typeof given.help_text === 'string' ? { help: given.help_text } : {};
  if (given.is_positional) {
    const repeated = given.repeated ? { repeated: true } : {};
    positionals.push({
      name: given.arg_name.toUpperCase(),
      ...help,
      ...repeated,
      ...(given.required === false ? { optional: true } : {}),
    });
  } else {
    const type = typeof given.type === 'string' ? { type: given.type } : {};
    document.options.set(given.arg_name, {
      ...help,
      ...type,
      ...(given.required ? { required: true } : {}),
      ...(given.repeated ? { repeated: true } : {}),
    });
  }
}

const DOCSTRING = /\nclass [\w]+\([^)]*\):\n(?:\s*#[^\n]*\n)*\s*[rRuU]{0,2}"""([\s\S]*?)"""/g;

/** The class's documentation, and positionals where an argument is added under a name without dashes. */
function readPython(text: string): SurfaceDocument {
  const document: SurfaceDocument = { options: new Map() };
  const classes = [...text.matchAll(DOCSTRING)].map((match) => ({ at: match.index, doc: match[1] ?? '' }));
  const ga = classes.find(({ at }) => /ReleaseTrack\.GA/.test(text.slice(Math.max(0, at - 400), at))) ?? classes[0];
  if (ga) {
    const [head = '', examples] = ga.doc.split(/##\s*EXAMPLES?/i);
    const [brief = '', ...rest] = head.trim().split(/\n\s*\n/);
    document.brief = brief;
    if (rest.length > 0) document.description = rest.join(' ');
    if (examples !== undefined) document.examples = examples.split(/\n\s*##/)[0]!;
  }
  const detailed = /['"]EXAMPLES['"]:\s*(?:textwrap\.dedent\()?\s*[rRfFuU]{0,2}("""|'''|["'])([\s\S]*?)\1/.exec(text);
  if (detailed) document.examples ??= detailed[2]!;
  const brief = /['"]brief['"]:\s*(?:\(\s*)?["']([^"'\n]+)["']/.exec(text);
  if (brief && (!document.brief || document.brief.length < 8)) document.brief = brief[1]!;
  const added = [
    ...text.matchAll(
      /(?:add_argument|base\.Argument|ForResource|PresentationSpec)\(\s*['"]([A-Za-z][\w-]*)['"]([^)]*)/g,
    ),
  ];
  const own = added.filter((match) => !/^-/.test(match[1]!));
  if (own.length > 0) {
    document.positionals = own.map(([, name = '', rest = '']) => ({
      name: name.toUpperCase(),
      ...(/nargs=['"]?[*+]|argparse\.REMAINDER|plural=True/.test(rest) ? { repeated: true } : {}),
      ...(/nargs=['"]?[*?]|required=False|argparse\.REMAINDER/.test(rest) ? { optional: true } : {}),
    }));
  }
  return document;
}
