import { existsOn } from '../../schema/locate.ts';
import type { Operation, Parameter } from '../../schema/operation.ts';
import { spellings } from './find-operation.ts';

/** An option as it stands in a word: which, and what is said of its value in the same word. */
export interface Match {
  parameter: Parameter;
  /** The value in the same word (`--x=1`, `-n5`); undefined: it stands in the next word, or there is none. */
  inline?: string;
  /** `--no-x`. */
  negated?: true;
  /** The full name, where the word has an unambiguous beginning of it. */
  prefixOf?: string;
  /** Shorts that follow in the same word (`-lah`: `ah` behind `l`). */
  cluster?: string;
}

export type Lookup = Match | { ambiguous: string[] } | undefined;

const tables = new WeakMap<Operation, OptionTable>();

/** The options of an operation by every spelling. */
export class OptionTable {
  /** Kept as long as the operation is. */
  static of(operation: Operation): OptionTable {
    let table = tables.get(operation);
    if (!table) {
      table = new OptionTable(operation);
      tables.set(operation, table);
    }
    return table;
  }

  private readonly byName = new Map<string, Parameter>();
  private readonly attached: [string, Parameter][] = [];

  private constructor(operation: Operation) {
    for (const parameter of operation.parameters) {
      if (parameter.in === 'positional' || !existsOn(parameter, 'cli')) continue;
      for (const name of spellings(parameter)) {
        if (!this.byName.has(name)) this.byName.set(name, parameter);
        if (parameter.attach === '') this.attached.push([name, parameter]);
      }
    }
    this.attached.sort(([one], [other]) => other.length - one.length);
  }

  names(): string[] {
    return [...this.byName.keys()];
  }

  has(word: string): boolean {
    return this.byName.has(word);
  }

  lookup(word: string): Lookup {
    const exact = this.byName.get(word);
    if (exact && exact.attach !== '') return { parameter: exact };
    for (const [name, parameter] of this.attached) {
      if (word.startsWith(name)) return { parameter, inline: word.slice(name.length) };
    }
    const cut = word.indexOf('=');
    const bare = cut === -1 ? word : word.slice(0, cut);
    const inline = cut === -1 ? {} : { inline: word.slice(cut + 1) };
    const named = this.byName.get(bare);
    // `dd if=disk.img` has options without dashes.
    if (!/^[-+][\s\S]/.test(word)) return named?.attach === '=' ? { parameter: named, ...inline } : undefined;
    if (named) return { parameter: named, ...inline };
    if (word.startsWith('--')) return this.negation(bare) ?? this.prefix(bare, inline);
    return this.short(word);
  }

  private negation(bare: string): Match | undefined {
    const parameter = bare.startsWith('--no-') ? this.byName.get(`--${bare.slice(5)}`) : undefined;
    return parameter?.negatable ? { parameter, negated: true } : undefined;
  }

  /** GNU getopt_long takes any unambiguous beginning of a long option. */
  private prefix(bare: string, inline: { inline?: string }): Lookup {
    if (bare.length < 4) return undefined;
    const names = [...this.byName.keys()].filter((name) => name.startsWith(bare));
    const parameters = new Set(names.map((name) => this.byName.get(name)));
    if (parameters.size > 1) return { ambiguous: names };
    return names[0] === undefined
      ? undefined
      : { parameter: this.byName.get(names[0])!, prefixOf: names[0], ...inline };
  }

  /** `-n5`, `-lah`. */
  private short(word: string): Match | undefined {
    const parameter = this.byName.get(word.slice(0, 2));
    const tail = word.slice(2);
    if (!parameter || tail === '' || word[0] !== '-') return undefined;
    if (parameter.in !== 'flag') return { parameter, inline: tail };
    return this.byName.has(`-${tail[0]}`) ? { parameter, cluster: tail } : undefined;
  }
}
