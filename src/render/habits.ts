import type { Parameter } from '../schema/operation.ts';

/**
 * Programs that read options anywhere in the line and so need `--` before a command of somebody else (`kubectl exec pod -- ls -l`).
 * Elsewhere (`docker run image ls -l`) the first word that is no option ends the options.
 */
const DASHES_BEFORE_REST = new Set(['kubectl', 'oc', 'npm', 'gcloud', 'cargo']);

export function needsDashesBeforeRest(path: string): boolean {
  return DASHES_BEFORE_REST.has(path.split(' ', 1)[0]!);
}

/** Programs whose structures are written in awscli's shorthand. */
export function usesShorthand(path: string): boolean {
  return path === 'aws' || path.startsWith('aws ');
}

/** Options that take all words up to `;` or `+`: a command that is run for each file. */
export function takesCommand(path: string, option: string): boolean {
  return path === 'find' && /^-(?:exec|execdir|ok|okdir)$/.test(option);
}

/** Programs whose flags are taken back with a value (`--namespaced=false`): those of Go's usual parser know no `--no-namespaced`. */
export function takesBackByValue(path: string): boolean {
  return /^(?:kubectl|kubeadm|helm|docker|podman|gh|glab|argocd|flux|istioctl|velero|eksctl|kustomize|minikube|kind|k3d|skaffold) /.test(
    path,
  );
}

/** Options that stand without their value too: az takes an empty list for every list. */
export function mayBeEmpty(path: string, { name, separator }: Pick<Parameter, 'name' | 'separator'>): boolean {
  return name === '--generate-cli-skeleton' || (separator === ' ' && path.startsWith('az '));
}

/** Programs whose choices are the same word in upper and lower case: az by its parser, these commands of aws by their own code. */
export function foldsCase(path: string): boolean {
  return path.startsWith('az ') || path.startsWith('aws emr ');
}
