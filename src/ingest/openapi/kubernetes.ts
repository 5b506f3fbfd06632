import type { Ingested, Invocation, Operation, Source } from '../../schema/operation.ts';
import { ingestOpenApi } from './ingest.ts';
import { type Loose, list, record, text } from './loose.ts';

/** Set by the server alone; the rest of `ObjectMeta` is for people. */
const SERVER_SIDE = new Set([
  'managedFields',
  'selfLink',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
]);

/**
 * Reads Kubernetes' own swagger.json.
 *
 * Its summaries are those of the code generator ("read the specified Pod"): better ones are made from verb and resource, and the
 * original stays as the description. A patch takes the fields of the resource, not the empty `Patch` of the document. The
 * `watch` paths, deprecated since 1.11 in favour of `?watch=true`, are left out.
 */
export function ingestKubernetes(input: unknown, source: Source, pointerPrefix = ''): Ingested {
  const definitions = record(record(input)?.['definitions']) ?? {};
  return ingestOpenApi(withPatchBodies(input), {
    provider: 'kubernetes',
    source,
    pointerPrefix,
    server: 'https://{host}',
    auth: { in: 'header', name: 'Authorization', template: 'Bearer <token>' },
    ignoreField: (type, field) => {
      if (type.endsWith('.ObjectMeta')) return SERVER_SIDE.has(field);
      return field === 'status' && record(record(definitions[type])?.['properties'])?.['kind'] !== undefined;
    },
    leaveOut: (operation) =>
      /^watch/.test(text(operation['x-kubernetes-action']) ?? '')
        ? 'deprecated twin: use the list operation with watch=true'
        : undefined,
    refine,
  });
}

/** The document gives every patch the same empty body; what may be patched is what may be replaced. */
function withPatchBodies(input: unknown): unknown {
  const root = record(input);
  const paths = record(root?.['paths']);
  if (!root || !paths) return input;
  const better: Loose = {};
  for (const [path, value] of Object.entries(paths)) {
    const item = record(value);
    const patch = record(item?.['patch']);
    const body = list(record(item?.['put'])?.['parameters']).find((one) => record(one)?.['in'] === 'body');
    if (!item || !patch || !body) {
      better[path] = value;
      continue;
    }
    const others = list(patch['parameters']).filter((one) => record(one)?.['in'] !== 'body' && !isBodyRef(one));
    better[path] = { ...item, patch: { ...patch, parameters: [...others, body] } };
  }
  return { ...root, paths: better };
}

function isBodyRef(parameter: unknown): boolean {
  return /\/body-/.test(text(record(parameter)?.['$ref']) ?? '');
}

function refine(operation: Operation, raw: Loose): Operation {
  const kind = text(record(raw['x-kubernetes-group-version-kind'])?.['kind']);
  const action = text(raw['x-kubernetes-action']);
  const http = operation.invocations[0];
  if (http?.surface !== 'http') return operation;
  const better = kind && action ? summarize(action, kind, http.path) : undefined;
  const method = http.path.split(' ')[0];
  const refined: Operation = { ...operation };
  if (better) {
    refined.description = operation.description ?? operation.summary;
    refined.summary = better;
  }
  const service = serviceOf(http.path);
  if (service) refined.service = service;
  if (method === 'PATCH') {
    refined.parameters = operation.parameters.map(({ required, ...rest }) =>
      rest.in === 'body' || !required ? rest : { ...rest, required },
    );
    refined.invocations = [patchType(http, raw)];
  }
  return refined;
}

function patchType(http: Extract<Invocation, { surface: 'http' }>, raw: Loose): Invocation {
  const types = list(raw['consumes']);
  const contentType = ['application/strategic-merge-patch+json', 'application/merge-patch+json'].find((type) =>
    types.includes(type),
  );
  return contentType ? { ...http, contentType } : http;
}

/** `/apis/apps/v1/…` -> `apps/v1`; `/api/v1/…` -> `core/v1`. */
function serviceOf(path: string): string | undefined {
  const core = /\/api\/(v\w+)/.exec(path);
  if (core) return `core/${core[1]}`;
  const group = /\/apis\/([^/]+)\/(v\w+)/.exec(path);
  return group ? `${group[1]}/${group[2]}` : undefined;
}

const VERBS: Record<string, string> = {
  get: 'get',
  post: 'create',
  put: 'replace',
  patch: 'update part of',
  delete: 'delete',
};

/** What subresources are called in speech. */
const SUBRESOURCES: Record<string, string> = {
  log: 'logs',
  scale: 'scale (replica count)',
  status: 'status',
  ephemeralcontainers: 'ephemeral containers',
  resize: 'resources (resize in place)',
  finalize: 'finalizers',
  approval: 'approval',
};

/** "list Pods in a namespace", "replace the scale of a Deployment"; undefined for actions that need no better words. */
export function summarize(action: string, kind: string, path: string): string | undefined {
  const tail = /\{name\}\/([^/{]+)/.exec(path)?.[1];
  const owner = tail ? ownerOf(path, kind) : kind;
  const inNamespace = path.includes('/namespaces/{namespace}/');
  if (action === 'list') {
    const where = inNamespace
      ? ' in a namespace'
      : /^\S+ \/apis?\/.*\/(?:namespaces|nodes)$/.test(path)
        ? ''
        : ' in the whole cluster';
    return `list ${plural(kind)}${where}`;
  }
  if (action === 'deletecollection')
    return `delete all ${plural(kind)}${inNamespace ? ' of a namespace' : ''} (a collection)`;
  if (action === 'connect') return connectSummary(path, kind);
  const verb = VERBS[action];
  if (!verb) return undefined;
  if (tail === 'eviction') return 'evict a Pod from its node';
  if (tail === 'binding') return 'bind a Pod to a node';
  if (tail === 'token') return 'create a token for a ServiceAccount';
  if (tail === 'log') return 'get the logs of a Pod';
  if (tail) return `${verb} the ${SUBRESOURCES[tail] ?? tail} of ${article(owner)}`;
  return `${verb} ${article(kind)}${action === 'post' && inNamespace ? ' in a namespace' : ''}`;
}

function connectSummary(path: string, kind: string): string {
  const owner = article(ownerOf(path, kind));
  if (path.includes('/exec')) return 'run a command in a container of a Pod (exec)';
  if (path.includes('/attach')) return 'attach to a running container of a Pod';
  if (path.includes('/portforward')) return 'forward ports to a Pod';
  const method = path.split(' ')[0]!;
  return `proxy ${method} requests to ${owner}${path.includes('{path}') ? ' with a path' : ''}`;
}

const OWNERS: Record<string, string> = {
  pods: 'Pod',
  services: 'Service',
  nodes: 'Node',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  statefulsets: 'StatefulSet',
  replicationcontrollers: 'ReplicationController',
  serviceaccounts: 'ServiceAccount',
};

/** The kind that a subresource's document belongs to: a `Scale` is a Deployment's. */
function ownerOf(path: string, kind: string): string {
  const resource = /\/([a-z]+)\/\{name\}/.exec(path)?.[1] ?? '';
  return OWNERS[resource] ?? kind;
}

function article(kind: string): string {
  return `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

function plural(kind: string): string {
  if (/(?:Endpoints|Metrics)$/.test(kind)) return kind;
  if (/[^aeiou]y$/.test(kind)) return `${kind.slice(0, -1)}ies`;
  return /(?:s|x|ch)$/.test(kind) ? `${kind}es` : `${kind}s`;
}
