import { addressOf } from './addresses.ts';
import { instanceTypeOf, regionOf } from './clouds.ts';
import { identifierOf, nameOf } from './identifiers.ts';
import { gitRefOf, imageOf, pathOf } from './references.ts';
import type { Found } from './span.ts';

const KEY_VALUE = /^([A-Za-z_.][\w./-]{0,120}(?:\[\w{0,40}\][\w.]{0,60}){0,6})(={1,2}|!=|>=|<=|\+=|:=|[<>])(.{1,})$/;
const COLON_PAIR = /^([A-Za-z][\w.-]{0,60}):([A-Za-z0-9_*-][\w.*/+-]{0,200})$/;

/** `a=b`; `a:b` only where nothing else explains it. */
function keyValueOf(text: string): Found | undefined {
  const pair = KEY_VALUE.exec(text);
  if (pair && (pair[2] !== '<' || !text.endsWith('>')) && !/^[=<>]+$/.test(pair[3]!))
    return { type: 'key-value', prefix: pair[1]!, also: [] };
  return undefined;
}

function colonPairOf(text: string): Found | undefined {
  const pair = COLON_PAIR.exec(text);
  if (pair) return { type: 'key-value', prefix: pair[1]!, also: ['name'] };
  // Members of a policy: `user:lena@acme.io`.
  const member = /^([A-Za-z]{2,20}):[\w.+-]{1,100}@[\w.-]{1,200}$/.exec(text);
  if (member) return { type: 'key-value', prefix: member[1]!, also: ['name'] };
  return /^[\w./-]{1,100}(?::[\w./*@-]{1,200}){1,10}$/.test(text) ? { type: 'name' } : undefined;
}

function optionOf(text: string): Found | undefined {
  if (/^--[a-z][\w.-]{0,80}(?:=.{0,500})?$/i.test(text)) return { type: 'option' };
  return /^-[a-z](?:[a-z][\w-]{0,40})?$/i.test(text) ? { type: 'option' } : undefined;
}

function markedOf(text: string): Found | undefined {
  if (/^\$(?:\{\w{1,80}\}|[A-Za-z_]\w{0,80})$/.test(text)) return { type: 'variable' };
  if (/^[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,80}$/.test(text)) return { type: 'variable', also: ['name'] };
  if (/^@[\w-]{1,60}$/.test(text)) return { type: 'handle' };
  if (/^@[\w.-]{1,80}\/[\w.-]{1,100}(?:@[\w.^~-]{1,40})?$/.test(text)) return { type: 'name', provider: 'npm' };
  if (/^@[\w.-]{1,253}$/.test(text)) return { type: 'name', also: ['handle'] };
  if (/^#[a-z_][\w-]{0,80}$/i.test(text)) return { type: 'channel', provider: 'slack' };
  if (/^\+\d{7,15}$/.test(text) || /^\+\d{1,3}(?:-\d{2,5}){2,4}$/.test(text)) return { type: 'phone' };
  return undefined;
}

function numeralOf(text: string): Found | undefined {
  if (/^v?\d{1,6}(?:\.\d{1,6}){2,4}(?:[-+][\w.+-]{1,60})?$/.test(text)) return { type: 'version', also: ['name'] };
  if (/^v\d{1,4}(?:\.\d{1,6})?(?:[-+.][\w.+-]{1,60})?$/.test(text))
    return { type: 'version', also: ['git-ref', 'name'] };
  if (/^[-+]?\d{1,18}(?:\.\d{1,12})?$/.test(text)) {
    const number = Number(text);
    return { type: 'number', number, also: Number.isInteger(number) && number > 0 && number < 65536 ? ['port'] : [] };
  }
  if (/^[-+]?\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?$/.test(text))
    return { type: 'number', number: Number(text.replaceAll(',', '')) };
  if (/^\d{1,30}$/.test(text)) return { type: 'number', number: Number(text) };
  if (
    /^\d{2,5}:\d{2,5}(?:\/(?:tcp|udp))?$/.test(text) ||
    /^(?:\d{1,5}\/(?:tcp|udp)|(?:tcp|udp)\/\d{1,5})$/i.test(text) ||
    /^\d{2,5}-\d{2,5}$/.test(text)
  )
    return { type: 'port', also: ['name'] };
  if (/^\d{1,2}:\d{2}-\d{1,2}:\d{2}$/.test(text)) return undefined;
  if (/^[-+]?\d[\d,:-]{0,60}-?$/.test(text) && /\d[-,:]/.test(text)) return { type: 'name', also: ['number'] };
  if (/^:\d{2,5}$/.test(text)) return { type: 'port', number: Number(text.slice(1)) };
  if (/^\d{1,4}[kKmM]?[x×]\d{1,5}$/.test(text)) return { type: 'name' };
  return undefined;
}

/** In the order of trust: the first is the type, the others are `also`. */
const RECOGNISERS: ((text: string) => Found | undefined)[] = [
  ...[identifierOf, keyValueOf, addressOf, optionOf, markedOf, instanceTypeOf, regionOf, gitRefOf],
  ...[imageOf, numeralOf, pathOf, colonPairOf, nameOf],
];

const PLAIN_WORD = /^[A-Za-z]?[a-z]+$/;

/** What a single word is, or nothing where it is an ordinary word. */
export function classifyToken(text: string): Found | undefined {
  if (text.length < 1 || (PLAIN_WORD.test(text) && !mayBeRegion(text))) return undefined;
  let first: Found | undefined;
  for (const recognise of RECOGNISERS) {
    first = recognise(text);
    if (first) break;
  }
  return first ?? listOf(text);
}

function mayBeRegion(text: string): boolean {
  return text === 'localhost' || regionOf(text) !== undefined;
}

/** `a-1,b-2` has the type of its parts. */
function listOf(text: string): Found | undefined {
  if (!text.includes(',') || text.length > 600) return undefined;
  const parts = text.split(',').filter((part) => part !== '');
  if (parts.length < 2) return undefined;
  const head = classifyToken(parts[0]!);
  return head ? { type: head.type, also: ['name'] } : { type: 'name' };
}
