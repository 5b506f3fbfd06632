import type { Operation } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { operationsOf } from '../code/provider-operations.ts';

/** The kinds of object that Kubernetes' document creates, by `apiVersion` and `kind`. */
export type Kinds = ReadonlyMap<string, ReadonlyMap<string, Operation>>;

const known = new WeakMap<Zoo, Kinds>();

export function kindsOf(zoo: Zoo): Kinds {
  let kinds = known.get(zoo);
  if (!kinds) known.set(zoo, (kinds = readKinds(zoo)));
  return kinds;
}

function readKinds(zoo: Zoo): Kinds {
  const kinds = new Map<string, Map<string, Operation>>();
  for (const operation of operationsOf(zoo, 'kubernetes', 'create')) {
    const http = operation.invocations.find(({ surface }) => surface === 'http');
    const match = /^POST \/(?:api|apis\/([^/]+))\/(v\w+)\/(namespaces\/\{namespace\}\/)?\w+$/.exec(http?.path ?? '');
    if (!match) continue;
    const [, group, version, namespaced] = match;
    const head = `create${pascal(group ?? 'core')}${capital(version!)}${namespaced ? 'Namespaced' : ''}`;
    if (!operation.name.startsWith(head)) continue;
    const apiVersion = group ? `${group}/${version}` : version!;
    const ofVersion = kinds.get(apiVersion) ?? new Map<string, Operation>();
    kinds.set(apiVersion, ofVersion.set(operation.name.slice(head.length), operation));
  }
  return kinds;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `rbac.authorization.k8s.io` is `RbacAuthorization` in the ids of operations. */
function pascal(group: string): string {
  return group
    .replace(/\.k8s\.io$/, '')
    .split('.')
    .map(capital)
    .join('');
}

/** `apps/v1` in its two parts; the core group is ''. */
export function splitVersion(apiVersion: string): { group: string; version: string } {
  const at = apiVersion.lastIndexOf('/');
  return { group: apiVersion.slice(0, Math.max(0, at)), version: apiVersion.slice(at + 1) };
}

/** Which of two versions is the newer, as Kubernetes orders them: v2, v1, v1beta2, v1beta1, v1alpha1. */
export function compareVersions(one: string, other: string): number {
  const key = (version: string): number[] => {
    const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return [stage === 'alpha' ? 0 : stage === 'beta' ? 1 : 2, Number(major), Number(minor)];
  };
  const [a, b] = [key(one), key(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
