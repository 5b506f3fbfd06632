import type { Operation } from '../../schema/operation.ts';
import { editDistance, nearest } from '../../verify/did-you-mean.ts';
import type { RuleId } from '../report.ts';
import { compareVersions, type Kinds, splitVersion } from './kinds.ts';
import { removedIn } from './removals.ts';

/** What an object's `apiVersion` and `kind` say of it. */
export type KindJudgement =
  | { operation: Operation }
  /** `at`: which of the two is wrong. */
  | { at: 'apiVersion' | 'kind'; code: RuleId; message: string; repair?: string; safe?: true }
  /** Somebody else's kind, or a version that is newer than the zoo's document. */
  | { unknown: string };

/** Kinds of requests and answers, which have no place of their own in the API: nobody applies them, but they are there. */
const NOT_RESOURCES =
  /^(?:Eviction|Scale|TokenRequest|Status|Table|WatchEvent|\w*(?:Options|List|Configuration|Config))$/;

/** By their kind, the versions that have it, newest first. */
function versionsWith(kinds: Kinds, kind: string): string[] {
  const found = [...kinds].filter(([, ofVersion]) => ofVersion.has(kind)).map(([apiVersion]) => apiVersion);
  return found.sort((one, other) => compareVersions(splitVersion(other).version, splitVersion(one).version));
}

export function judgeKind(kinds: Kinds, apiVersion: string, kind: string): KindJudgement {
  const operation = kinds.get(apiVersion)?.get(kind);
  if (operation) return { operation };
  const { group, version } = splitVersion(apiVersion);
  const elsewhere = versionsWith(kinds, kind);
  const here = elsewhere.filter((one) => splitVersion(one).group === group);
  const shown = `${apiVersion} ${kind}`;
  if (!/^v\d+(?:(?:alpha|beta)\d+)?$/.test(version)) return { unknown: `${apiVersion} is no version of Kubernetes` };
  const since = removedIn(apiVersion, kind);
  // An object of a removed version may need more than the new name, and `checkFile` tries it: only if nothing else is wrong is it shown.
  const [meant] = here.length > 0 ? here : elsewhere;
  if (since !== undefined)
    return {
      at: 'apiVersion',
      code: 'removed',
      message: `${shown} is not served since Kubernetes ${since}${meant ? `; ${meant} is` : ''}`,
      ...(meant ? { repair: meant, safe: true } : {}),
    };
  const newest = here[0];
  if (newest !== undefined) {
    if (compareVersions(version, splitVersion(newest).version) > 0)
      return { unknown: `the zoo knows ${kind} of ${group || 'the core group'} up to ${newest}` };
    return {
      at: 'apiVersion',
      code: 'unknown-operation',
      message: `${kind} is not in ${apiVersion}, it is in ${here.join(' and ')}`,
      repair: newest,
      safe: true,
    };
  }
  const groups = new Set([...kinds.keys()].map((one) => splitVersion(one).group));
  if (groups.has(group)) return unknownKind(kinds, apiVersion, kind, elsewhere);
  // A group of somebody's own has a dot (Kubernetes asks for it): without one it is a slip, if the kind is Kubernetes' own.
  const slip = (name: string): boolean =>
    !group.includes('.') ? name === group || !name.includes('.') : editDistance(group, name, 1) <= 1;
  const near = elsewhere.find((one) => slip(splitVersion(one).group));
  if (near === undefined) return { unknown: `the zoo has no kinds of ${group}` };
  return inAnother(shown, kind, near, elsewhere);
}

/** The kind is in another group or version; the repair is safe where there is but one. */
function inAnother(shown: string, kind: string, other: string, elsewhere: readonly string[]): KindJudgement {
  return {
    at: 'apiVersion',
    code: 'unknown-operation',
    message: `there is no ${shown}; ${kind} is in ${other}`,
    repair: other,
    ...(elsewhere.length === 1 ? { safe: true } : {}),
  };
}

function unknownKind(kinds: Kinds, apiVersion: string, kind: string, elsewhere: readonly string[]): KindJudgement {
  const { group } = splitVersion(apiVersion);
  const shown = `${apiVersion} ${kind}`;
  const [other] = elsewhere;
  if (other !== undefined) return inAnother(shown, kind, other, elsewhere);
  const ofVersion = kinds.get(apiVersion);
  const names = [...(ofVersion?.keys() ?? [])];
  const [near, rival] = nearest(kind, names);
  const close = near !== undefined && editDistance(kind.toLowerCase(), near.toLowerCase(), 2) <= 2;
  if (!close && NOT_RESOURCES.test(kind)) return { unknown: `${shown} is nothing that is created by itself` };
  // `v1` alone is what other programs write too (kubeconfig, OpenShift, Skaffold): there only a slip is certain.
  if (group === '' && !close) return { unknown: `the zoo has no kind ${kind} in ${apiVersion}` };
  if (!ofVersion) return { unknown: `the zoo has no ${apiVersion}` };
  return {
    at: 'kind',
    code: 'unknown-operation',
    message: `${apiVersion} has no kind ${kind}`,
    ...(close ? { repair: near } : {}),
    ...(close && rival === undefined ? { safe: true } : {}),
  };
}
