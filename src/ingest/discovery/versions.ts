import { stabilityOf } from './ingest.ts';

/** `compute.v1.json` -> compute, v1. Undefined for files that are no API (`index.json`). */
export function apiVersion(file: string): { api: string; version: string } | undefined {
  const match = /^([\w-]+?)\.(.+)\.json$/.exec(file);
  return match ? { api: match[1]!, version: match[2]! } : undefined;
}

const RANK = { stable: 2, beta: 1, alpha: 0 };

/** Best first: stable before beta before alpha, then the higher number (`v10` after `v9`, `v1.1` after `v1`). */
export function compareVersions(a: string, b: string): number {
  const stability = RANK[stabilityOf(b)] - RANK[stabilityOf(a)];
  if (stability !== 0) return stability;
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (right[i] ?? 0) - (left[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a < b ? 1 : a > b ? -1 : 0;
}

function numbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
