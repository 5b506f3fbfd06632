import type { Operation } from '../../schema/operation.ts';
import { type Loose, text } from './loose.ts';

/** `code-scanning/list-alerts-for-org` -> `codeScanning.listAlertsForOrg`: the method's name in Octokit's `rest` object. */
export function octokitMethod(operationId: string): string | undefined {
  const parts = operationId.split('/');
  if (parts.length !== 2 || parts.some((part) => part === '')) return undefined;
  return parts
    .map((part) => part.replace(/-+([a-z0-9])/gi, (_whole, letter: string) => letter.toUpperCase()))
    .join('.');
}

/** GitHub's operations are methods of Octokit too, under names made from the operation id. */
export function withOctokit(operation: Operation, raw: Loose): Operation {
  const method = octokitMethod(text(raw['operationId']) ?? '');
  if (!method) return operation;
  return {
    ...operation,
    invocations: [...operation.invocations, { surface: 'typescript', path: method, package: 'octokit' }],
  };
}
