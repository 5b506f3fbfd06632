export interface Summary {
  n: number;
  [metric: string]: number | null;
}
export interface Result {
  overall: Summary;
  file: Record<string, Summary>;
  provider: Record<string, Summary>;
  kind: Record<string, Summary>;
  difficulty: Record<string, Summary>;
  unknownIds: number;
  repeatedIds: number;
  items: { id: string; op1?: boolean; op5?: boolean; call1?: boolean; abstain: boolean; abstained: boolean; kind: string; provider: string }[];
}
export function sameValue(gold: unknown, answer: unknown, context?: { surface?: string; program?: string; key?: string }): boolean;
export function normOp(op: string, surface: string): { key: string; names: string[] };
export function scoreAll(sets: { file: string; rows: unknown[] }[], answers: unknown[]): Result;
export function table(result: Result): string;
export function readJsonl(file: string): unknown[];
