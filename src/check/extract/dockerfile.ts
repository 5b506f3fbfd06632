import { DockerfileParser, type Instruction, JSONInstruction, Onbuild } from 'dockerfile-ast';
import { parseJsonStrings } from './json-strings.ts';
import { type Extracted, slice } from './pieces.ts';

const RUNS = /^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/i;

/** Comment lines between continued lines are the builder's, not the shell's: as many blanks, their line ends too. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#[^\n]*(?:\n|$)/gm, (line) => ' '.repeat(line.length));
}

/** A list of words as a command line of as many characters: the shell reads JSON's quotes, and blanks for brackets and commas. */
function execForm(text: string): string | undefined {
  const strings = parseJsonStrings(text);
  if (!strings) return undefined;
  let line = '';
  let at = 0;
  for (const { start, end } of strings) {
    line += ' '.repeat(start - at) + text.slice(start, end);
    at = end;
  }
  return line + ' '.repeat(text.length - at);
}

/** RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD, in shell and in exec form, with here-documents. */
export function fromDockerfile(text: string, start = 0): Extracted {
  const extracted: Extracted = { snippets: [], problems: [] };
  const lines = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  const dockerfile = DockerfileParser.parse(text);
  const take = (instruction: Instruction): void => {
    if (instruction instanceof Onbuild) {
      const trigger = instruction.getTriggerInstruction();
      if (trigger) take(trigger);
      return;
    }
    if (!RUNS.test(instruction.getKeyword())) return;
    const range = instruction.getRange();
    const from = lines[range.start.line]! + range.start.character;
    const to = lines[range.end.line]! + range.end.character;
    const whole = text.slice(from, to);
    // Keyword, flags of the builder (`--mount=…`), and a health check's own CMD.
    const head = /^\w+(?:\s|\\\r?\n)+(?:--[a-z-]+=\S+(?:\s|\\\r?\n)+)*(?:CMD\s+)?/i.exec(whole)?.[0].length ?? 0;
    const body = whole.slice(head);
    if (/^\s*NONE\s*$/.test(body)) return;
    const exec = instruction instanceof JSONInstruction || /^\s*\[/.test(body) ? execForm(body) : undefined;
    extracted.snippets.push(slice('shell', exec ?? hereDocument(withoutComments(body)), start + from + head));
  };
  for (const instruction of dockerfile.getInstructions()) take(instruction);
  return extracted;
}

/** `RUN <<EOF` alone: the document itself is the script. */
function hereDocument(body: string): string {
  const match = /^(<<-?(["']?)(\w+)\2[ \t]*\r?\n)([\s\S]*?)^\t*\3\s*$/m.exec(body);
  if (match?.index !== 0) return body;
  return ' '.repeat(match[1]!.length) + match[4]! + ' '.repeat(body.length - match[1]!.length - match[4]!.length);
}
