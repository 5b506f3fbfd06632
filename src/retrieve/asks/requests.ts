import type { Json, Surface } from '../../schema/operation.ts';
import { splitTypeAndName } from './kubectl.ts';

/** One call that a written request means. */
export interface MeantCall {
  op: string;
  surface: Surface;
  /** As the writer calls it; data/writer-providers.json has the zoo's names. */
  provider: string | undefined;
  args: Record<string, Json>;
  missing: string[];
}

/** A written request (one voice of one line of a training file) and what it means: alternatives, each a list of calls in order; none: nothing serves it. */
export interface WrittenRequest {
  text: string;
  /** `file:line`: voices of one line belong together, and are held out together. */
  line: string;
  voice: number;
  /** What the person had chosen, where the line says so. */
  surface?: Surface;
  kind: 'full' | 'missing' | 'compound' | 'ambiguous' | 'abstain';
  meant: MeantCall[][];
}

interface Line {
  kind?: WrittenRequest['kind'];
  op?: string;
  surface?: string;
  provider?: string;
  args?: Record<string, Json>;
  missing?: string[];
  request?: string;
  requests?: string[];
  gold?: { op: string; args?: Record<string, Json>; surface?: string; provider?: string; missing?: string[] }[];
  calls?: { op: string; args?: Record<string, Json>; surface?: string; provider?: string; missing?: string[] }[];
}

/** `GET /x` is http, `a.b` with a dot in one word is python, all else a command line. */
function surfaceOf(op: string, given?: string): Surface {
  if (given === 'cli' || given === 'http' || given === 'python' || given === 'typescript') return given;
  if (/^(GET|PUT|POST|PATCH|DELETE|HEAD) \//.test(op)) return 'http';
  return /^[a-z0-9_-]+\.[a-z0-9_]+$/.test(op) ? 'python' : 'cli';
}

/** Reads the lines of a training file; lines of another form (model hubs) are left out. */
export function readRequests(file: string, content: string): WrittenRequest[] {
  const out: WrittenRequest[] = [];
  content.split('\n').forEach((text, number) => {
    if (!text.trim()) return;
    const row = JSON.parse(text) as Line;
    const line = `${file}:${number + 1}`;
    const meant = (c: {
      op: string;
      args?: Record<string, Json>;
      surface?: string;
      provider?: string;
      missing?: string[];
    }): MeantCall => ({
      op: c.op,
      surface: surfaceOf(c.op, c.surface ?? row.surface),
      provider: c.provider ?? row.provider,
      ...splitTypeAndName(c.op, { args: c.args ?? {}, missing: c.missing ?? [] }),
    });
    const voices = row.requests ?? (row.request ? [row.request] : []);
    const kind = row.kind ?? (row.missing?.length ? 'missing' : 'full');
    let alternatives: MeantCall[][];
    if (row.op) alternatives = [[meant({ ...row, op: row.op })]];
    else if (row.gold) alternatives = row.gold.map((g) => [meant(g)]);
    else if (row.calls) alternatives = [row.calls.map(meant)];
    else if (kind === 'abstain') alternatives = [];
    else return;
    voices.forEach((voice, n) => {
      out.push({
        text: voice,
        line,
        voice: n,
        kind,
        meant: alternatives,
        ...(row.surface ? { surface: surfaceOf('', row.surface) } : {}),
      });
    });
  });
  return out;
}
