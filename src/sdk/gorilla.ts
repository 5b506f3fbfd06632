import { fileURLToPath } from 'node:url';
import type { Style } from '../render/render.ts';
import type { Answer, AskOptions, CheckedCall, SearchHit } from '../schema/answer.ts';
import type { Call, Finding } from '../schema/call.ts';
import type { AppError } from '../schema/error.ts';
import type { Json, Operation, Skip, Source } from '../schema/operation.ts';
import type { Engine } from '../surfaces/cli/engine.ts';
import type { ExplainedCall } from '../surfaces/cli/explained.ts';
import { type Paths, pathsFrom, rootOf } from '../surfaces/cli/paths.ts';
import type { LocalService } from '../surfaces/cli/service.ts';
import { styleOfText } from '../surfaces/cli/style.ts';
import type { ProviderInfo } from '../zoo/zoo.ts';

export interface OpenOptions {
  /** The folder of packs; without it that of this package, or `GORILLA_PACKS`. */
  packs?: string;
  /** The folder with what was taught and the configuration; without it the person's own, or `GORILLA_HOME`. */
  home?: string;
}

/** What can be learnt from besides a file or a URL: a program's `--help`, a manual page, the tools of an MCP server (its command or URL). */
export type TeachSource = { cli: string } | { man: string } | { mcp: string };

export interface TeachOptions {
  /** Of the provider; without it the document says. */
  name?: string;
  /** Addresses of this machine and its network may be asked. */
  allowPrivate?: boolean;
}

/** What teaching a source has brought. */
export interface Taught {
  name: string;
  format: string;
  version: string;
  providers: string[];
  operations: number;
  parameters: number;
  skipped: Skip[];
  /** What went wrong beside it; the source has been learnt all the same. */
  problems: AppError[];
}

/** A call that somebody else wrote. */
export interface VerifiedCall {
  /** The part of the text that is this call. */
  text: string;
  /** Absent where the zoo knows no such operation. */
  operation?: Operation;
  arguments: { name: string; value: Json; documentation?: string }[];
  findings: Finding[];
}

/** An operation, and the package that its document comes from. */
export interface ShownOperation {
  operation: Operation;
  source?: Source;
}

/** What a text that somebody else wrote is worth. */
export interface Verification {
  /** It holds at least one call, and none has an error. */
  correct: boolean;
  calls: VerifiedCall[];
}

/**
 * Gorilla within a program: a task in plain words in, the correct call out. It opens the packs once, in some hundred milliseconds; a request then
 * takes some ten. Nothing is ever run, and no connection is opened unless the configuration names a backend.
 *
 *     const gorilla = await Gorilla.open();
 *     const { candidates } = await gorilla.ask('turn on versioning for bucket acme-logs');
 *     console.log(candidates[0]?.calls[0]?.rendered.text);
 *     gorilla.close();
 */
export class Gorilla {
  readonly #paths: Paths;
  #opened: Opened;

  private constructor(paths: Paths, opened: Opened) {
    this.#paths = paths;
    this.#opened = opened;
  }

  /** Fails: `pack-missing`, `pack-broken`, `pack-too-new`, `config-invalid`. */
  static async open(options: OpenOptions = {}): Promise<Gorilla> {
    const env = {
      ...process.env,
      ...(options.packs === undefined ? {} : { GORILLA_PACKS: options.packs }),
      ...(options.home === undefined ? {} : { GORILLA_HOME: options.home }),
    };
    const paths = pathsFrom(env, rootOf(fileURLToPath(import.meta.url)));
    return new Gorilla(paths, await opened(paths));
  }

  /**
   * The calls for a task, best first. `abstained`: nothing serves it, and the candidates are only what comes nearest. A required value that the task
   * does not give is in the call's `missing`. Fails: `empty-request`, `request-too-long`, `unknown-provider`.
   */
  ask(task: string, options: AskOptions = {}): Promise<Answer> {
    return this.#using((service) => service.ask(task, options));
  }

  /** Operations that have to do with the words, best first; 10 where `limit` is absent. Fails as `ask` does. */
  search(words: string, options: AskOptions = {}): Promise<SearchHit[]> {
    return this.#using((service) => service.search(words, options));
  }

  /** Checks calls that somebody else wrote, a command line or code, by their documents. Without `style` it is guessed. */
  async verify(text: string, style: Style = styleOfText(text)): Promise<Verification> {
    const calls = await this.#using((service) => service.read(text, style));
    const right = (call: VerifiedCall): boolean =>
      call.operation !== undefined && call.findings.every(({ severity }) => severity !== 'error');
    return { correct: calls.length > 0 && calls.every(right), calls };
  }

  /** Operations by id (`aws:s3.PutObject`) or path (`git commit`), with their documents' versions. Fails: `unknown-operation`. */
  show(name: string): Promise<ShownOperation[]> {
    return this.#using((service) => service.show(name));
  }

  /** A call of an answer in another style: PowerShell, curl, Python, … Fails: `unknown-surface`. */
  render(call: Call, style: Style): Promise<string> {
    return this.#using((service) => service.render(call, style));
  }

  /** Why each argument of a call stands there, and what each blank takes. */
  explain(call: CheckedCall, task: string): Promise<ExplainedCall> {
    return this.#using((service) => service.explain(call, task));
  }

  providers(): Promise<ProviderInfo[]> {
    return this.#using((service) => service.providers());
  }

  /**
   * Learns an API from its description: a file, a URL, an installed program's help, a manual page, an MCP server's tools. When it returns, the API can be
   * asked for, here and in every later start. Fails: `source-unreadable`, `source-unsupported`, `source-too-large`, `download-failed`, …
   */
  async teach(source: string | TeachSource, options: TeachOptions = {}): Promise<Taught> {
    const [{ teach }, { sourceFrom }] = await Promise.all([
      import('../teach/teach.ts'),
      import('../surfaces/cli/commands/teach.ts'),
    ]);
    const { name, allowPrivate } = options;
    const flags = allowPrivate ? { allowPrivate: true as const } : {};
    const taught =
      typeof source === 'string' ? sourceFrom(source, flags) : sourceFrom(undefined, { ...flags, ...source });
    const places = { packsDir: this.#paths.packs, userDir: this.#paths.data };
    const report = await teach(places, taught, name === undefined ? {} : { name });
    const before = this.#opened;
    this.#opened = await opened(this.#paths);
    retire(before);
    return report;
  }

  /** Gives the packs' files back, once what is asked has been answered. */
  close(): void {
    retire(this.#opened);
  }

  async #using<Result>(work: (service: LocalService) => Promise<Result>): Promise<Result> {
    const at = this.#opened;
    at.uses++;
    try {
      return await work(at.service);
    } finally {
      at.uses--;
      if (at.retired) retire(at);
    }
  }
}

/** An engine, and how many requests it is answering: teaching opens another, and closes this one after the last of them. */
interface Opened {
  engine: Engine;
  service: LocalService;
  uses: number;
  retired: boolean;
}

async function opened(paths: Paths): Promise<Opened> {
  const [{ openEngine }, { LocalService }] = await Promise.all([
    import('../surfaces/cli/open-engine.ts'),
    import('../surfaces/cli/service.ts'),
  ]);
  const engine = await openEngine(paths);
  return { engine, service: new LocalService(engine), uses: 0, retired: false };
}

function retire(at: Opened): void {
  at.retired = true;
  if (at.uses === 0) at.engine.close();
}
