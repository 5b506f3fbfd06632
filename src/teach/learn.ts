import { basename, dirname } from 'node:path';
import type { ServiceModel } from '../ingest/botocore/service-model.ts';
import type { FigCommand } from '../ingest/fig/spec.ts';
import { record, text } from '../ingest/openapi/loose.ts';
import { AppError } from '../schema/error.ts';
import type { Ingested, Invocation, Source } from '../schema/operation.ts';
import type { Detected } from './detect.ts';
import type { TaughtSource } from './source.ts';

export interface LearnOptions {
  provider: string;
  source: TaughtSource;
  /** The name of the document: the service of an AWS model stands in its path. */
  name: string;
  /** ISO date of the reading, where the document has no version. */
  today: string;
}

/** Reads a document with the adapter of its format. Each is loaded when it is needed. Fails as the adapters do. */
export async function learn({ format, value }: Detected, options: LearnOptions): Promise<Ingested> {
  const { provider } = options;
  const source = sourceOf({ format, value }, options);
  switch (format) {
    case 'openapi': {
      const { ingestOpenApi } = await import('../ingest/openapi/ingest.ts');
      const ingested = ingestOpenApi(value, { provider, source });
      return served({ ...ingested, whole: ingested.operations.map((one) => one.id) }, options.source);
    }
    case 'discovery': {
      const { ingestDiscovery } = await import('../ingest/discovery/ingest.ts');
      return ingestDiscovery(value, { provider, source });
    }
    case 'aws':
      return fromAwsModel(value, source, options);
    case 'postman': {
      const { ingestPostman } = await import('../ingest/postman/ingest.ts');
      return ingestPostman(value, { provider, source });
    }
    case 'graphql': {
      const { ingestGraphql } = await import('../ingest/graphql/ingest.ts');
      const url = options.source.server ?? graphqlServer(options.source);
      return ingestGraphql(value, { provider, source, ...(url ? { url } : {}) });
    }
    case 'mcp': {
      const { ingestMcp } = await import('../ingest/mcp/ingest.ts');
      const { at } = options.source;
      return ingestMcp(value, {
        provider,
        source,
        ...(options.source.kind === 'mcp' && URL.canParse(at) && /^https?:/.test(at) ? { url: at } : {}),
      });
    }
    case 'gorilla-zoo': {
      const { ingestGorillaZoo } = await import('../ingest/gorilla-zoo/ingest.ts');
      const { questions: _asked, ...ingested } = ingestGorillaZoo(value, { provider, source });
      return ingested;
    }
    case 'community': {
      const { ingestEntry } = await import('../ingest/community/entry.ts');
      return ingestEntry(value, options.source.sha256);
    }
    case 'markdown': {
      const { ingestMarkdown } = await import('../ingest/markdown/ingest.ts');
      return ingestMarkdown(value as string, { provider, source });
    }
    case 'man': {
      const { ingestMan } = await import('../ingest/man/ingest.ts');
      return ingestMan(value as string, { source });
    }
    case 'fig':
      return fromFig(value, source, options);
    default:
      throw new AppError(
        'source-unsupported',
        `A document of format ${format} is not read from a file`,
        'See docs/teach.md.',
      );
  }
}

function sourceOf({ value }: Detected, { source, today }: LearnOptions): Source {
  const root = record(value);
  const info = record(root?.['info']);
  const metadata = record(root?.['metadata']);
  const said =
    info?.['version'] ??
    root?.['revision'] ??
    root?.['version'] ??
    metadata?.['apiVersion'] ??
    record(root?.['serverInfo'])?.['version'];
  const version = typeof said === 'number' || typeof said === 'string' ? String(said).trim().slice(0, 60) : '';
  const licence = record(info?.['license']);
  return {
    package: source.kind === 'man' ? `installed:man ${source.at}` : source.at,
    version: version || today,
    licence: (text(licence?.['identifier']) ?? text(licence?.['name']) ?? 'NOASSERTION').slice(0, 60),
    ...(source.sha256 ? { sha256: source.sha256 } : {}),
  };
}

/** A server without a host is the document's own. Source: OpenAPI 3, "Server Object", `url`. */
function served(ingested: Ingested, source: TaughtSource): Ingested {
  const origin = source.server?.replace(/\/+$/, '') ?? (source.kind === 'url' ? new URL(source.at).origin : undefined);
  if (origin === undefined) return ingested;
  const move = (way: Invocation): Invocation =>
    way.surface === 'http' && way.server.startsWith('https://{host}')
      ? { ...way, server: origin + way.server.slice('https://{host}'.length) }
      : way;
  return {
    ...ingested,
    operations: ingested.operations.map((one) => ({ ...one, invocations: one.invocations.map(move) })),
  };
}

/** A schema that a server gives of itself is that server's. */
function graphqlServer({ kind, at }: TaughtSource): string | undefined {
  return kind === 'url' && /\/graphql\/?$/.test(new URL(at).pathname) ? at : undefined;
}

async function fromAwsModel(value: unknown, source: Source, options: LearnOptions): Promise<Ingested> {
  const { ingestBotocore } = await import('../ingest/botocore/ingest.ts');
  const { commandsOfModel } = await import('./aws-commands.ts');
  const metadata = record(record(value)?.['metadata']);
  const folder = /([a-z0-9-]+)[/\\]\d{4}-\d\d-\d\d[/\\]service-2\./.exec(options.name)?.[1];
  const service =
    folder ??
    text(metadata?.['endpointPrefix'])?.split('.').at(-1) ??
    text(metadata?.['serviceId'])?.toLowerCase().replace(/\s+/g, '-');
  if (!service || !metadata)
    throw new AppError(
      'source-unsupported',
      `${options.name} does not say which AWS service it is`,
      'Give it as botocore has it: SERVICE/DATE/service-2.json.',
    );
  const model = { ...(value as Omit<ServiceModel, 'service'>), service };
  const ingested = await ingestBotocore([model], commandsOfModel(model), [source]);
  return {
    ...ingested,
    operations: ingested.operations.map((one) => ({ ...one, origin: { ...one.origin, source: 0 } })),
  };
}

/** A spec is a program: it is run in a process that can read nothing but its own folder. From the network it is not run at all. */
async function fromFig(value: unknown, source: Source, options: LearnOptions): Promise<Ingested> {
  const { ingestFig } = await import('../ingest/fig/ingest.ts');
  const pointer = basename(options.name);
  if (typeof value !== 'string') return ingestFig(commandOf(value), { source, pointer });
  if (options.source.kind !== 'file')
    throw new AppError(
      'source-unsupported',
      'A fig spec is a program, and none is run from the network',
      'Download it, look at it, and teach the file.',
    );
  const { loadSpec } = await import('../ingest/fig/load.ts');
  const { tree, skipped } = await loadSpec(dirname(options.name), pointer.replace(/\.[cm]?js$/, ''));
  if (!tree)
    throw new AppError(
      'source-unreadable',
      `${pointer} is no fig spec: ${skipped[0]?.reason ?? 'it holds no command'}`,
      'It must export a command by default.',
    );
  return ingestFig(tree, { source, pointer, skipped });
}

/** JSON in fig's own form: there names are texts or lists, and lists of one may stand without brackets. */
function commandOf(value: unknown): FigCommand {
  const node = record(value) ?? {};
  const many = (inner: unknown): unknown[] => (inner === undefined ? [] : Array.isArray(inner) ? inner : [inner]);
  const strings = (inner: unknown): string[] => many(inner).filter((one) => typeof one === 'string');
  const args = (owner: Record<string, unknown>) =>
    many(owner['args']).map((one) => {
      const { suggestions, ...rest } = record(one) ?? {};
      return { ...rest, ...(suggestions === undefined ? {} : { suggestions: strings(suggestions) }) };
    });
  return {
    ...node,
    name: strings(node['name']),
    args: args(node),
    options: many(node['options']).flatMap((one) => {
      const option = record(one);
      return option && strings(option['name']).length > 0
        ? [{ ...option, name: strings(option['name']), args: args(option) }]
        : [];
    }),
    subcommands: many(node['subcommands'])
      .map(commandOf)
      .filter((one) => one.name.length > 0),
  } as FigCommand;
}
