import type { Literal } from '../literal.ts';
import type { Place } from './spans.ts';

/** Kinds of things in a cluster, and their short names. */
const KINDS =
  /^(?:pods?|po|deployments?|deploy|statefulsets?|sts|daemonsets?|ds|replicasets?|rs|services?|svc|ingress|ing|configmaps?|cm|secrets?|jobs?|cronjobs?|cj|nodes?|no|namespaces?|ns|pvc|pv|persistentvolumeclaims?|persistentvolumes?|hpa|horizontalpodautoscalers?|serviceaccounts?|sa|roles?|rolebindings?|clusterroles?|networkpolic(?:y|ies)|netpol|endpoints|ep)\/(?=[^/]+$)/;

/** `deployment/web` is a deployment and its name, as if they stood apart: for what takes both in one word, it stands as it is too. */
export function kindAndName({ type, start, end, text }: Literal): (Place & { text: string })[] {
  const head = type === 'name' ? KINDS.exec(text)?.[0] : undefined;
  if (!head || end - start !== text.length) return [];
  const slash = start + head.length - 1;
  return [
    { start, end: slash, text: text.slice(0, head.length - 1) },
    { start: slash + 1, end, text: text.slice(head.length) },
  ];
}
