import type { Ingested, Operation } from '../schema/operation.ts';

/** What a document leaves unsaid, which makes its operations harder to find or to fill. */
export interface QualityHint {
  kind: 'no-description' | 'same-summary' | 'parameters-undescribed' | 'no-server' | 'untyped' | 'odd-name';
  message: string;
  count: number;
  /** Some of the operations, by id. */
  examples: string[];
}

const SHOWN = 3;

/** Hints, the weightiest first. */
export function qualityOf(parts: Ingested[]): QualityHint[] {
  const operations = parts.flatMap((part) => part.operations);
  const hints: QualityHint[] = [];
  const hint = (kind: QualityHint['kind'], of: Operation[], message: (count: number) => string): void => {
    if (of.length > 0)
      hints.push({
        kind,
        message: message(of.length),
        count: of.length,
        examples: of.slice(0, SHOWN).map((one) => one.id),
      });
  };
  hint(
    'no-description',
    operations.filter(isUnsaid),
    (count) => `${many(count, 'operation')} without a description: only the name can be searched for`,
  );
  hint(
    'same-summary',
    sameSummary(operations),
    (count) => `${many(count, 'operation')} with a summary that others have too: they can hardly be told apart`,
  );
  hint(
    'no-server',
    operations.filter((one) => one.invocations.some((way) => way.surface === 'http' && way.server.includes('{host}'))),
    (count) => `${many(count, 'operation')} without a server: requests are written to {host}`,
  );
  hint(
    'parameters-undescribed',
    operations.filter(
      (one) => one.parameters.length > 1 && one.parameters.every((parameter) => !parameter.description),
    ),
    (count) => `${many(count, 'operation')} of whose parameters none is described`,
  );
  hint(
    'untyped',
    operations.filter((one) =>
      one.parameters.some((parameter) => parameter.type === 'any' && parameter.ref === undefined),
    ),
    (count) => `${many(count, 'operation')} with a parameter of any type: values for it cannot be checked`,
  );
  hint(
    'odd-name',
    operations.filter((one) => one.parameters.some((parameter) => /\s/.test(parameter.name))),
    (count) => `${many(count, 'operation')} with a parameter whose name has spaces`,
  );
  return hints;
}

const many = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** The summary is made of the name: nobody wrote one. */
function isUnsaid(operation: Operation): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const said = plain(operation.summary);
  return (
    operation.description === undefined &&
    (said === plain(operation.name) ||
      said === plain(operation.name.replace(/^.*?[./]/, '')) ||
      operation.invocations.some((way) => said === plain(way.path)))
  );
}

function sameSummary(operations: Operation[]): Operation[] {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (isUnsaid(operation)) continue;
    const key = `${operation.summary} ${operation.description ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups.values()].filter((group) => group.length > 1).flat();
}
