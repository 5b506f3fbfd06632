import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { ApiReading } from '../../../teach/readings.ts';
import { type Context, EXIT_NO_CALL, printJson } from '../context.ts';
import { brokenLines, diffLines } from './diff-lines.ts';
import { jsonOption } from './options.ts';
import { sourceFrom } from './teach.ts';

interface Flags {
  files?: string[];
  all?: true;
  allowPrivate?: true;
  json?: true;
}

/** `gorilla zoo diff`: what two versions of an API differ in, and which of the person's calls break. */
export function registerZooDiff(zoo: Command, context: Context): void {
  zoo
    .command('diff <a> [b]')
    .description('what two versions differ in, and which of your calls would break')
    .option('--files <paths...>', 'scripts and code whose calls are looked at, beside those of the history')
    .option('--all', 'show every change')
    .option('--allow-private', 'addresses of this machine and its network may be asked')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Each is a name (what is in force), name@version (a kept version; name@shipped), a file or a URL. One alone is compared with what is in force
under its name; a name alone with the version before.

Examples:
  gorilla zoo diff acme new-openapi.yaml --files scripts/
  gorilla zoo diff acme@1.0 acme@2.0
  gorilla zoo diff aws@shipped aws

Exit status: 0 nothing breaks, 1 a change may break calls.
`,
    )
    .action(async (a: string, b: string | undefined, flags: Flags) => {
      const [before, after] = await readings(context, a, b, flags);
      const { diffOperations } = await import('../../../zoo/diff.ts');
      const { brokenOf } = await import('./saved-calls.ts');
      const operations = ({ parts }: ApiReading) => parts.flatMap((part) => part.operations);
      const diff = diffOperations(operations(before), operations(after));
      const broken = await brokenOf(context, before.parts, after.parts, flags.files ?? []);
      if (diff.removed.length > 0 || diff.changed.some((one) => one.breaking)) context.exit = EXIT_NO_CALL;
      if (flags.json) return printJson(context, { before: before.label, after: after.label, ...diff, broken });
      const { terminal } = context;
      terminal.out(`${before.label} -> ${after.label}\n`);
      for (const line of [
        ...diffLines(diff, [...before.parts, ...after.parts], terminal, flags.all === true),
        ...brokenLines(broken, terminal),
      ])
        terminal.out(`${line}\n`);
    });
}

const isDocument = (text: string): boolean => /^https?:\/\//i.test(text) || (/[./\\]/.test(text) && existsSync(text));

async function readings(
  context: Context,
  a: string,
  b: string | undefined,
  flags: Flags,
): Promise<[ApiReading, ApiReading]> {
  const { currentReading, documentReading, namedVersion, previousReading, versionReading } = await import(
    '../../../teach/readings.ts'
  );
  const places = { packsDir: context.paths.packs, userDir: context.paths.data };
  const document = (text: string, name?: string) =>
    documentReading(places, sourceFrom(text, flags.allowPrivate ? { allowPrivate: true } : {}), name);
  const one = async (text: string, other: string | undefined): Promise<ApiReading> => {
    if (isDocument(text)) return document(text, other && !isDocument(other) ? namedVersion(other).name : undefined);
    const { name, version } = namedVersion(text);
    return version === undefined ? currentReading(places, name) : versionReading(places, name, version);
  };
  if (b !== undefined) return [await one(a, b), await one(b, a)];
  if (isDocument(a)) {
    const read = await document(a);
    return [currentReading(places, read.name), read];
  }
  const { name, version } = namedVersion(a);
  if (version !== undefined) return [versionReading(places, name, version), currentReading(places, name)];
  return [previousReading(places, name), currentReading(places, name)];
}
