import type { Ingested } from '../../schema/operation.ts';
import type { CatalogPack } from '../../zoo/catalog.ts';
import type { RecipeOutcome } from './collect.ts';

interface ProviderLine {
  provider: string;
  pack: string;
  operations: number;
  parameters: number;
  types: number;
  /** Indices into the report's sources. */
  sources: number[];
}

export interface BuildReport {
  operations: number;
  parameters: number;
  providers: number;
  bytes: number;
  sources: { package: string; version: string; licence: string; date?: string; sha256?: string; operations: number }[];
  recipes: {
    name: string;
    operations: number;
    skipped: number;
    reasons: { reason: string; count: number; example: string }[];
  }[];
  packs: { file: string; bytes: number; operations: number }[];
  perProvider: ProviderLine[];
}

const MOST_REASONS = 12;

/** Reasons that differ in a name or a number only are one reason. */
function kindOf(reason: string): string {
  return reason
    .replace(/(["'`“])[^"'`”]*["'`”]/g, '…')
    .replace(/\d+/g, 'N')
    .slice(0, 120);
}

function reasonsOf(outcome: RecipeOutcome): BuildReport['recipes'][number]['reasons'] {
  const counts = new Map<string, { count: number; example: string }>();
  for (const { reason, pointer } of outcome.skips) {
    const kind = kindOf(reason);
    const entry = counts.get(kind);
    if (entry) entry.count++;
    else counts.set(kind, { count: 1, example: pointer.slice(0, 120) });
  }
  return [...counts]
    .map(([reason, entry]) => ({ reason, ...entry }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
    .slice(0, MOST_REASONS);
}

/** The counts of a build. Nothing in it depends on when or where it ran. */
export function makeReport(ingested: Ingested[], outcomes: RecipeOutcome[], packs: CatalogPack[]): BuildReport {
  const byProvider = new Map(ingested.map((part) => [part.provider, part]));
  const sources = new Map<string, { index: number; entry: BuildReport['sources'][number] }>();
  const perProvider = packs.flatMap((pack) =>
    pack.providers.map(([provider, operations]): ProviderLine => {
      const part = byProvider.get(provider)!;
      const indices = part.sources.map(({ attribution: _, ...source }) => {
        const key = JSON.stringify(source);
        const known = sources.get(key) ?? { index: sources.size, entry: { ...source, operations: 0 } };
        sources.set(key, known);
        return known;
      });
      for (const { origin } of part.operations) indices[origin.source]!.entry.operations++;
      return {
        provider,
        pack: pack.file,
        operations,
        parameters: part.operations.reduce((sum, one) => sum + one.parameters.length, 0),
        types: Object.keys(part.types).length,
        sources: indices.map((one) => one.index),
      };
    }),
  );
  const total = (count: (line: ProviderLine) => number): number =>
    perProvider.reduce((sum, line) => sum + count(line), 0);
  return {
    operations: total((line) => line.operations),
    parameters: total((line) => line.parameters),
    providers: perProvider.length,
    bytes: packs.reduce((sum, pack) => sum + pack.bytes, 0),
    sources: [...sources.values()].map((one) => one.entry),
    recipes: outcomes.map((outcome) => ({
      name: outcome.name,
      operations: outcome.operations,
      skipped: outcome.skips.length,
      reasons: reasonsOf(outcome),
    })),
    packs: packs.map(({ file, bytes, providers }) => ({
      file,
      bytes,
      operations: providers.reduce((sum, [, count]) => sum + count, 0),
    })),
    perProvider,
  };
}

const grouped = (value: number): string => value.toLocaleString('en-US');
const cell = (text: string): string => text.replace(/[|\n]/g, ' ');

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function reportAsMarkdown(report: BuildReport): string {
  const big = [...report.packs].sort((a, b) => b.operations - a.operations).slice(0, 40);
  const sources = [...report.sources].sort((a, b) => b.operations - a.operations).slice(0, 40);
  const skips = report.recipes.flatMap((recipe) =>
    recipe.reasons.map((one) => [recipe.name, grouped(one.count), one.reason, one.example]),
  );
  return `# The zoo as built

Made by \`npm run zoo:build\`; report.json beside this file has every provider and every source.

${grouped(report.operations)} operations with ${grouped(report.parameters)} parameters of ${grouped(report.providers)} providers, in ${report.packs.length} packs of ${(report.bytes / 1e6).toFixed(1)} MB together.

## Recipes

${table(
  ['recipe', 'operations before merging', 'skipped'],
  report.recipes.map((one) => [one.name, grouped(one.operations), grouped(one.skipped)]),
)}

## Sources (the ${sources.length} largest of ${report.sources.length})

${table(
  ['package', 'version', 'licence', 'date', 'sha256', 'operations'],
  sources.map((one) => [
    one.package,
    one.version,
    one.licence,
    one.date ?? '',
    (one.sha256 ?? '').slice(0, 16),
    grouped(one.operations),
  ]),
)}

## Packs (the ${big.length} largest of ${report.packs.length})

${table(
  ['pack', 'operations', 'bytes'],
  big.map((one) => [one.file, grouped(one.operations), grouped(one.bytes)]),
)}

## What was not read, and why

${table(['recipe', 'times', 'reason', 'for example'], skips)}
`;
}
