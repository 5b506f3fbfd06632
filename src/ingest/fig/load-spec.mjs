/**
 * Child process: imports ONE spec of the fig format, which is a program, and writes its tree to stdout as JSON.
 *
 * Usage: node load-spec.mjs BUILD_FOLDER SPEC. It is started without environment, with a memory limit and read access to BUILD_FOLDER
 * alone; what a spec could use to reach a network is removed before the import. Functions are dropped; the only one called is the choice of
 * a version, without a shell. Plain JavaScript, because the child runs without this project's loaders.
 */
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const MAX_DEPTH = 16;
const MAX_SUGGESTIONS = 200;
const BUILTIN_IMPORT = new RegExp(`\\b(?:from|import)\\s*\\(?\\s*["']((?:node:)?(?:${builtinModules.join('|')}))["']`);
const [buildFolder, specName] = process.argv.slice(2);
const write = process.stdout.write.bind(process.stdout);

for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) delete globalThis[name];
for (const name of ['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'kill']) delete process[name];
globalThis.console = new Proxy({}, { get: () => () => undefined });

const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
const text = (value) => (typeof value === 'string' ? value : undefined);

async function importSpec(path) {
  const file = [`${path}.js`, `${path}/index.js`].map((name) => resolve(buildFolder, name)).find(existsSync);
  if (!file) throw new Error(`no such file: ${path}.js`);
  if (!file.startsWith(resolve(buildFolder) + sep)) throw new Error(`outside the package: ${path}`);
  const wanted = BUILTIN_IMPORT.exec(readFileSync(file, 'utf8'))?.[1];
  if (wanted) throw new Error(`it wants ${wanted}, which a description of options has no need of`);
  return (await import(pathToFileURL(file).href)).default;
}

/** A spec with versions exports a function from a version to a file; without a version it gives the newest. */
async function newest(spec, path) {
  if (typeof spec !== 'function') return spec;
  const chosen = await spec(undefined);
  return chosen?.versionedSpecPath
    ? importSpec(chosen.versionedSpecPath)
    : Promise.reject(new Error(`${path} is made at run time`));
}

function argument(arg) {
  const names = [];
  let open = false;
  for (const suggestion of list(arg.suggestions).slice(0, MAX_SUGGESTIONS)) {
    const name = typeof suggestion === 'string' ? suggestion : list(suggestion?.name)[0];
    if (typeof name === 'string') names.push(name);
    if (suggestion?.insertValue !== undefined && suggestion.insertValue !== name) open = true;
  }
  return {
    name: text(list(arg.name)[0]),
    description: text(arg.description),
    isOptional: arg.isOptional === true || undefined,
    isVariadic: arg.isVariadic === true || undefined,
    isCommand: arg.isCommand === true || undefined,
    isScript: arg.isScript === true || undefined,
    default: text(arg.default),
    suggestions: names.length > 0 ? names : undefined,
    template: list(arg.template).filter((name) => typeof name === 'string'),
    generated: open || list(arg.generators).length > 0 || arg.suggestCurrentToken === true || undefined,
  };
}

function option(given) {
  const separator = given.requiresSeparator ?? given.requiresEquals;
  return {
    name: list(given.name).filter((name) => typeof name === 'string'),
    description: text(given.description),
    args: list(given.args).map(argument),
    isRepeatable: Boolean(given.isRepeatable) || undefined,
    isRequired: given.isRequired === true || undefined,
    isPersistent: given.isPersistent === true || undefined,
    separator: separator === true ? '=' : text(separator),
    exclusiveOn: list(given.exclusiveOn),
    dependsOn: list(given.dependsOn),
    deprecated: Boolean(given.deprecated) || undefined,
    hidden: given.hidden === true || undefined,
  };
}

/** Another program's spec (`npx` -> `prettier`) is that program's; parts of the program itself are followed. */
function isPartOf(root, target) {
  return target.startsWith(`${root}/`) || target.startsWith(`${root}-`);
}

async function subcommand(given, root, depth, pointer, skipped) {
  let spec = given;
  const target = given.loadSpec;
  if (depth > MAX_DEPTH) skipped.push({ pointer, reason: 'nested too deeply' });
  else if (typeof target === 'string' && isPartOf(root, target)) spec = await loaded(given, target, pointer, skipped);
  else if (typeof target === 'string') skipped.push({ pointer, reason: `is another program: ${target}` });
  else if (typeof target === 'object' && target !== null) spec = { ...target, name: given.name };
  else if (typeof target === 'function') skipped.push({ pointer, reason: 'its options are made at run time' });
  if (typeof given.generateSpec === 'function') skipped.push({ pointer, reason: 'part of it is made at run time' });
  const children = [];
  for (const child of depth > MAX_DEPTH ? [] : list(spec.subcommands)) {
    if (typeof child !== 'object' || child === null || list(child.name).length === 0) continue;
    children.push(await subcommand(child, root, depth + 1, `${pointer} ${list(child.name)[0]}`, skipped));
  }
  return {
    name: list(spec.name).filter((name) => typeof name === 'string'),
    description: text(given.description) ?? text(spec.description),
    subcommands: children,
    options: list(spec.options)
      .filter((each) => typeof each === 'object' && each !== null)
      .map(option),
    args: list(spec.args)
      .filter((each) => typeof each === 'object' && each !== null)
      .map(argument),
    requiresSubcommand: spec.requiresSubcommand === true || undefined,
    deprecated: Boolean(given.deprecated) || undefined,
    hidden: given.hidden === true || undefined,
    isDangerous: given.isDangerous === true || undefined,
  };
}

async function loaded(given, target, pointer, skipped) {
  try {
    return { ...(await newest(await importSpec(target), target)), name: given.name };
  } catch (error) {
    skipped.push({ pointer, reason: `${target} cannot be loaded: ${String(error?.message ?? error).split('\n')[0]}` });
    return given;
  }
}

try {
  const spec = await newest(await importSpec(specName), specName);
  if (typeof spec !== 'object' || spec === null || list(spec.name).length === 0) throw new Error('it holds no command');
  const skipped = [];
  const tree = await subcommand(spec, list(spec.name)[0], 0, list(spec.name)[0], skipped);
  write(JSON.stringify({ tree, skipped }));
} catch (error) {
  write(JSON.stringify({ failed: String(error?.message ?? error).split('\n')[0] }));
}
