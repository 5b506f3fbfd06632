import type { Invocation, Operation } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';

type HttpInvocation = Extract<Invocation, { surface: 'http' }>;

/** How a template matches whole URLs. */
export interface UrlPattern {
  regex: RegExp;
  /** Names of the path parameters, in the order of the groups. */
  names: string[];
  /** Characters that are not parameters: the more, the better the match. */
  literals: number;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** `https://x.com` + `POST /v1/{name}:cancel` as a pattern; a `{+name}` takes slashes too. */
export function urlPattern({ server, path }: HttpInvocation): UrlPattern {
  const names: string[] = [];
  let literals = 0;
  const template = server.replace(/\/+$/, '') + path.slice(path.indexOf(' ') + 1).split('?', 1)[0]!;
  const source = template
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) {
        literals += part.length;
        return escaped(part);
      }
      const reserved = part.startsWith('{+');
      names.push(part.slice(1, -1).replace(/^[+/#.;]|\*$/g, ''));
      return reserved ? '(.+?)' : '([^/?#]+?)';
    })
    .join('');
  return { regex: new RegExp(`^${source}/?$`), names, literals };
}

interface Entry {
  ordinal: number;
  pattern?: UrlPattern;
  invocation: HttpInvocation;
}

const hostOf = (url: string): string => /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** Every HTTP operation by method and host, made at the first need: a scan of the whole zoo, which command lines never pay. */
export class HttpIndex {
  private readonly entries = new Map<string, Entry[]>();

  constructor(zoo: Zoo) {
    for (let ordinal = 0; ordinal < zoo.size; ordinal++) {
      const operation = zoo.operation(ordinal);
      for (const invocation of operation.invocations) if (invocation.surface === 'http') this.add(ordinal, invocation);
    }
  }

  private add(ordinal: number, invocation: HttpInvocation): void {
    const host = hostOf(invocation.server);
    const key = `${invocation.path.split(' ', 1)[0]} ${host.includes('{') ? '*' : host}`;
    const list = this.entries.get(key);
    if (list) list.push({ ordinal, invocation });
    else this.entries.set(key, [{ ordinal, invocation }]);
  }

  /** Operations whose template matches the URL (without query), the most literal ones alone. */
  find(method: string, url: string): number[] {
    let best = -1;
    let ordinals: number[] = [];
    for (const host of [hostOf(url), '*']) {
      for (const entry of this.entries.get(`${method} ${host}`) ?? []) {
        entry.pattern ??= urlPattern(entry.invocation);
        const { literals, regex } = entry.pattern;
        if (literals < best || !regex.test(url)) continue;
        if (literals > best) ordinals = [];
        best = literals;
        ordinals.push(entry.ordinal);
      }
    }
    return ordinals;
  }
}

const indexes = new WeakMap<Zoo, HttpIndex>();

/** The operations that a request may be; `known` narrows them to one that the caller has in mind, without an index. */
export function operationsOf(zoo: Zoo, method: string, url: string, known?: Operation): Operation[] {
  if (known) {
    const fits = known.invocations.some(
      (one) => one.surface === 'http' && one.path.startsWith(`${method} `) && urlPattern(one).regex.test(url),
    );
    if (fits) return [known];
  }
  let index = indexes.get(zoo);
  if (!index) {
    index = new HttpIndex(zoo);
    indexes.set(zoo, index);
  }
  return index.find(method, url).map((ordinal) => zoo.operation(ordinal));
}
