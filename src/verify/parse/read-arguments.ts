import { mayBeEmpty, needsDashesBeforeRest, takesCommand } from '../../render/habits.ts';
import type { Finding, FindingCode } from '../../schema/call.ts';
import type { Json, Operation, Parameter } from '../../schema/operation.ts';
import { neededBeside, positionalsOf, shareOut, wordsBeforeRest } from '../../schema/positionals.ts';
import { nearest } from '../did-you-mean.ts';
import { readJson } from '../scalar.ts';
import { type FoundOperation, spellings } from './find-operation.ts';
import { type Match, OptionTable } from './option-table.ts';
import type { ParsedCall, Range } from './parsed.ts';
import type { ShellWord } from './shell-words.ts';

interface Collected extends Range {
  parameter: Parameter;
  values: Json[];
  /** Given as a JSON list: a list, even of one. */
  list?: true;
  blank: boolean;
  dynamic: boolean;
}

/** Comma lists are CSV, as in Go's string slices: `"a,b",c`. */
function splitCsv(text: string): string[] {
  const values: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/y;
  while (field.lastIndex <= text.length) {
    const match = field.exec(text);
    if (!match) return text.split(',');
    values.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] === '') break;
  }
  return values;
}

/** Reads the words behind a command's path as arguments of one operation. */
export function readArguments(operation: Operation, found: FoundOperation, command: Range): ParsedCall {
  return new Reader(operation, found, command).read();
}

class Reader {
  private readonly table: OptionTable;
  private readonly collected = new Map<Parameter, Collected>();
  private readonly findings: Finding[] = [];
  private readonly positionals: ShellWord[] = [];
  private readonly words: readonly ShellWord[];
  private at = 0;

  constructor(
    private readonly operation: Operation,
    private readonly found: FoundOperation,
    private readonly command: Range,
  ) {
    this.table = OptionTable.of(operation);
    this.words = found.rest;
  }

  read(): ParsedCall {
    const parameters = positionalsOf(this.operation);
    const restFrom = this.restFrom(parameters);
    let ended = false;
    let dashes: number | undefined;
    this.oldStyle();
    while (this.at < this.words.length) {
      const word = this.words[this.at++]!;
      ended ||= restFrom !== undefined && this.positionals.length >= restFrom;
      if (ended || word.value === '-' || word.value === '') this.positionals.push(word);
      else if (word.value === '--') {
        ended = true;
        dashes = this.positionals.length;
      } else this.word(word);
    }
    const given = new Set([...this.collected.keys()].map(({ name }) => name));
    const { taken, left } = this.shared(neededBeside(this.operation, parameters, given), dashes);
    for (const [parameter, words] of taken)
      for (const word of words) this.collect(parameter, word.blank ? [] : [word.value], word, word, word.blank);
    for (const word of left)
      this.report(
        'unexpected-positional',
        `${this.found.path} takes no argument ${JSON.stringify(word.value)} here`,
        word,
      );
    return this.result();
  }

  /** Behind `--` stands what is somebody else's, where the program wants it so: `cargo test -- --nocapture` names no test. */
  private shared(parameters: readonly Parameter[], dashes: number | undefined): ReturnType<typeof shareOut<ShellWord>> {
    const rest = parameters.find((parameter) => parameter.rest);
    const own = parameters.filter((parameter) => parameter !== rest);
    const isApart =
      rest && dashes !== undefined && needsDashesBeforeRest(this.found.path) && dashes < this.positionals.length;
    if (!isApart || dashes < own.filter(({ required }) => required).length)
      return shareOut(parameters, this.positionals);
    const { taken, left } = shareOut(own, this.positionals.slice(0, dashes));
    return { taken: new Map([...taken, [rest, this.positionals.slice(dashes)]]), left };
  }

  /** From how many positionals on all words are taken as they are: `docker run IMAGE` ends docker's options, `kubectl exec POD` does not. */
  private restFrom(parameters: readonly Parameter[]): number | undefined {
    const before = wordsBeforeRest(parameters);
    if (before === undefined) return undefined;
    return needsDashesBeforeRest(this.found.path) ? before + 1 : Math.max(1, before);
  }

  /** `tar czf a.tgz dir`: letters without a dash, whose values are the next words in the letters' order. */
  private oldStyle(): void {
    const [first] = this.words;
    if (this.found.path !== 'tar' || !first || !/^[A-Za-z]+$/.test(first.value)) return;
    const options = [...first.value].map((letter) => `-${letter}`);
    if (!options.every((option) => this.table.has(option))) return;
    this.at = 1;
    for (const option of options) this.word({ ...first, value: option });
  }

  private report(code: FindingCode, message: string, range: Range, more: Partial<Finding> = {}): void {
    this.findings.push({ code, severity: 'error', message, start: range.start, end: range.end, ...more });
  }

  private word(word: ShellWord): void {
    const match = this.table.lookup(word.value);
    if (match && 'ambiguous' in match) {
      this.report('ambiguous-prefix', `${word.value} may mean ${match.ambiguous.join(' or ')}`, word);
      return;
    }
    if (match) {
      this.option(word, match);
      return;
    }
    if (!/^-[^\d]/.test(word.value) || word.dynamic) return void this.positionals.push(word);
    this.unknown(word);
  }

  private option(word: ShellWord, match: Match): void {
    const { parameter, inline, prefixOf, cluster } = match;
    if (prefixOf) {
      this.report('ambiguous-prefix', `${word.value.split('=', 1)[0]} is short for ${prefixOf}`, word, {
        severity: 'warning',
        repair: prefixOf,
      });
    }
    if (parameter.in === 'flag') {
      const value = match.negated
        ? false
        : inline === undefined
          ? true
          : ({ true: true, false: false }[inline] ?? inline);
      this.collect(parameter, [value], word, word, false);
      if (cluster) this.word({ ...word, value: `-${cluster}` });
      return;
    }
    if (inline !== undefined) {
      this.values(parameter, [{ ...word, value: inline }], word);
      return;
    }
    // A value that may be left out and is joined to the name (`--force-with-lease[=REF]`) never stands in the next word.
    const values = parameter.valueOptional && parameter.attach !== undefined ? [] : this.nextWords(parameter);
    if (values.length > 0) {
      this.values(parameter, values, word);
      return;
    }
    if (parameter.type === 'boolean' && !parameter.valueOptional) {
      this.collect(parameter, ['true'], word, word, false);
      return;
    }
    if (parameter.valueOptional || mayBeEmpty(this.found.path, parameter)) {
      this.collect(parameter, [true], word, word, false);
      return;
    }
    this.report('wrong-type', `${word.value} needs a value`, word, { parameter: parameter.name });
  }

  private nextWords(parameter: Parameter): ShellWord[] {
    const next = this.words[this.at];
    if (takesCommand(this.found.path, parameter.name)) {
      const start = this.at;
      while (this.at < this.words.length && !/^[;+]$/.test(this.words[this.at]!.value)) this.at++;
      this.at++;
      return this.words.slice(start, start + 1);
    }
    if (!next || next.value === '--' || (this.table.has(next.value) && /^-[\s\S]/.test(next.value))) return [];
    if (parameter.type === 'boolean' && !/^(?:true|false)$/i.test(next.value) && !next.blank) return [];
    if (parameter.separator !== ' ') return this.words.slice(this.at, ++this.at);
    const start = this.at;
    while (this.at < this.words.length && !this.isOption(this.words[this.at]!.value)) this.at++;
    return this.words.slice(start, this.at);
  }

  /** What ends a list of values: `zip … --exclude '*.o' -9` has an option behind it, `-9` of another program is a number. */
  private isOption(word: string): boolean {
    return /^-(?!\d|$)/.test(word) || (word.startsWith('-') && this.table.has(word));
  }

  private values(parameter: Parameter, words: readonly ShellWord[], option: ShellWord): void {
    for (const word of words) {
      let values: Json[] = [word.value];
      if (word.blank) values = [];
      else if (parameter.separator === ',') values = splitCsv(word.value);
      else if (parameter.separator === ' ' && words.length === 1 && word.value.trimStart().startsWith('[')) {
        const list = readJson(word.value);
        if (Array.isArray(list)) {
          this.collect(
            parameter,
            list.map((item) => (typeof item === 'object' && item !== null ? JSON.stringify(item) : String(item))),
            option,
            word,
            false,
          );
          this.collected.get(parameter)!.list = true;
          continue;
        }
      }
      this.collect(parameter, values, option, word, word.blank);
    }
  }

  private collect(parameter: Parameter, values: Json[], from: Range, word: ShellWord, blank: boolean): void {
    const before = this.collected.get(parameter);
    if (!before) {
      this.collected.set(parameter, {
        parameter,
        values: [...values],
        blank,
        dynamic: word.dynamic,
        start: from.start,
        end: word.end,
      });
      return;
    }
    before.end = Math.max(before.end, word.end);
    before.dynamic ||= word.dynamic;
    before.blank ||= blank;
    before.values.push(...values);
  }

  private unknown(word: ShellWord): void {
    const name = word.value.split('=', 1)[0]!;
    const next = this.words[this.at];
    const inherited = this.found.ancestors
      .flatMap(({ parameters }) => parameters)
      .find((one) => spellings(one).includes(name));
    if (inherited) {
      if (inherited.in === 'option' && name === word.value) this.at++;
      return;
    }
    const repair = this.repairFor(name, word.value !== name ? word.value.slice(name.length + 1) : next?.value);
    const end = word.start + Math.min(name.length, word.end - word.start);
    this.report(
      'unknown-parameter',
      `${this.found.path} has no option ${name}`,
      { start: word.start, end },
      { parameter: name, ...(repair ? { repair } : {}) },
    );
    const takesValue = name === word.value && next && !next.value.startsWith('-');
    const meant = repair === undefined ? undefined : this.table.lookup(repair);
    // The value of a misspelt option is no positional of its own.
    if (takesValue && (meant && 'parameter' in meant ? meant.parameter.in === 'option' : this.positionalsFull()))
      this.at++;
  }

  private positionalsFull(): boolean {
    const parameters = positionalsOf(this.operation);
    return !parameters.some((one) => one.repeats || one.rest) && this.positionals.length >= parameters.length;
  }

  /** The nearest option that is not given yet and whose enum has the value: a repair must itself be right. */
  private repairFor(name: string, value: string | undefined): string | undefined {
    return nearest(name, this.table.names()).find((candidate) => {
      const match = this.table.lookup(candidate);
      if (!match || !('parameter' in match) || this.collected.has(match.parameter)) return false;
      return (
        match.parameter.in === 'flag' ||
        !match.parameter.enum ||
        (value !== undefined && match.parameter.enum.includes(value))
      );
    });
  }

  private result(): ParsedCall {
    const ranges = new Map<string, Range>();
    const dynamic = new Set<string>();
    const call: ParsedCall['call'] = { operation: this.operation.id, surface: 'cli', arguments: [], missing: [] };
    for (const { parameter, values, list, blank, start, end, dynamic: runs } of this.collected.values()) {
      ranges.set(parameter.name, { start, end });
      if (runs) dynamic.add(parameter.name);
      const from = { kind: 'request' as const, start, end };
      if (blank && values.length === 0) call.missing.push(parameter.name);
      else if (parameter.in === 'flag') call.arguments.push({ name: parameter.name, value: values.at(-1)!, from });
      else
        call.arguments.push({ name: parameter.name, value: values.length === 1 && !list ? values[0]! : values, from });
    }
    const range = { start: this.command.start, end: this.command.end };
    return { call, range, findings: this.findings, ranges, dynamic };
  }
}
