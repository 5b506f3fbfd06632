import { checkFile } from '../../src/check/check-file.ts';
import type { CheckedPlace, RuleId } from '../../src/check/report.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';

/** The command lines that are audited: their documents are whole in the zoo. */
export const CLOUDS = ['aws', 'az', 'gcloud', 'gsutil', 'bq', 'kubectl', 'helm'] as const;

/** What a model makes up: a command, an option, or a choice that no document has. Other errors are mistakes with real names. */
export type Invention = 'operation' | 'option' | 'value';

const INVENTED: Partial<Record<RuleId, Invention>> = {
  'unknown-operation': 'operation',
  'unknown-parameter': 'option',
  'not-in-enum': 'value',
};

export interface Judged {
  id: string;
  /** Calls of cloud command lines in the answer. */
  calls: number;
  right: number;
  /** Dynamic, or of a plug-in that is not in the zoo: neither right nor wrong. */
  unchecked: number;
  inventions: { kind: Invention; call: string; message: string }[];
  /** Errors that invent nothing: a required option left out, a wrong type. */
  mistakes: number;
}

/** Blanks as people and models write them (`<name>`) are values that are not there yet: variables, not redirections of a shell. */
const withoutBlanks = (text: string): string =>
  text.replace(/<([A-Za-z][\w .:/-]*)>/g, (_, name: string) => `"$${name.replace(/\W+/g, '_')}"`);

const programOf = (call: CheckedPlace): string => /^\s*(?:sudo\s+)?(\S+)/.exec(call.text)?.[1]?.split('/').at(-1) ?? '';

const FENCE = /^[ \t]*(```|~~~)[ \t]*([\w-]*)[^\n]*\n([\s\S]*?)^[ \t]*\1/gm;
const SHELLS = new Set(['', 'sh', 'bash', 'shell', 'zsh', 'console', 'shell-session', 'text']);

/** The commands of an answer: what stands in its fences, else in backticks, else all of it; without the prompt's `$`. */
export function scriptOf(text: string): string {
  const fences = [...text.matchAll(FENCE)];
  const inline = fences.length > 0 ? [] : [...text.matchAll(/`([^`\n]+ [^`\n]+)`/g)].map((match) => match[1]!);
  const script =
    fences.length > 0
      ? fences
          .filter(([, , language]) => SHELLS.has(language!.toLowerCase()))
          .map((match) => match[3]!)
          .join('\n')
      : inline.length > 0
        ? inline.join('\n')
        : text;
  return withoutBlanks(script).replace(/^[ \t]*\$ /gm, '');
}

/** An answer is a script, or Markdown with fences; prose around them is passed over. */
export function judgeAnswer(zoo: Zoo, id: string, text: string): Judged {
  const file = { path: 'answer.sh', text: scriptOf(text) };
  const judged: Judged = { id, calls: 0, right: 0, unchecked: 0, inventions: [], mistakes: 0 };
  for (const call of checkFile(zoo, file).calls) {
    if (!(CLOUDS as readonly string[]).includes(programOf(call))) continue;
    judged.calls++;
    const errors = call.findings.filter(({ severity }) => severity === 'error');
    if (call.verdict === 'right') judged.right++;
    else if (errors.length === 0) judged.unchecked++;
    for (const { id: rule, message } of errors) {
      const kind = INVENTED[rule];
      if (kind) judged.inventions.push({ kind, call: call.text, message });
      else judged.mistakes++;
    }
  }
  return judged;
}
