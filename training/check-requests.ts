/**
 * Checks written requests against the zoo: every operation and argument exists, every value can be seen in every voice, none repeats an evaluation request.
 *
 *   tsx training/check-requests.ts --packs packs training/data/requests/FILE.jsonl …
 *
 * Prints one line per fault; exit status 1 if there is any. Values without evidence are warnings: `4 weeks` for 28 is evidence that a program does not see.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readDev } from '../eval/requests/dev.ts';
import { readRequests } from '../src/retrieve/asks/requests.ts';
import { locateOn } from '../src/schema/locate.ts';
import type { Json, Operation, Surface } from '../src/schema/operation.ts';
import { EmbeddedZoo } from '../src/zoo/embedded.ts';
import { resolve } from '../src/zoo/zoo.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { packs: { type: 'string', default: 'packs' }, warn: { type: 'boolean' } },
});
const zoo = EmbeddedZoo.open({ packsDir: values.packs });
const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z0-9]+/g) ?? []);
const dev = readDev().sets.flatMap((s) => s.rows.map((r) => ({ id: r.id, words: words(r.request) })));

function knows(operation: Operation, surface: Surface, key: string): boolean {
  const place = /^<(\d+)>$/.exec(key);
  if (place) {
    const list = operation.parameters.filter((p) => p.in === 'positional');
    const last = list[list.length - 1];
    return Number(place[1]) < list.length || last?.repeats === true || last?.rest === true;
  }
  if (operation.parameters.some((p) => p.name === key || p.aliases?.includes(key) || p.names?.[surface] === key))
    return true;
  if (surface === 'cli')
    return operation.parameters.some((p) => p.negatable && `--no-${p.name.replace(/^--/, '')}` === key);
  return locateOn(operation, key, surface, (schema) => resolve(zoo, operation.provider, schema)) !== undefined;
}

let faults = 0;
let warnings = 0;
let count = 0;
for (const file of positionals) {
  for (const request of readRequests(file, readFileSync(file, 'utf8'))) {
    count++;
    const fault = (what: string): void => {
      faults++;
      console.log(`${request.line}: ${what} | ${request.text.slice(0, 80)}`);
    };
    for (const call of request.meant.flat()) {
      const found = zoo.byPath(call.surface, call.op);
      if (found.length === 0) {
        fault(`no operation ${call.surface} ${call.op}`);
        continue;
      }
      for (const key of [...Object.keys(call.args), ...call.missing]) {
        if (!found.some((o) => knows(zoo.operation(o), call.surface, key))) fault(`${call.op} has no ${key}`);
      }
      for (const [key, value] of Object.entries(call.args)) {
        const parts: Json[] = Array.isArray(value) ? value : [value];
        const text = request.text.toLowerCase();
        if (
          parts.some(
            (p) =>
              typeof p === 'string' && p.length > 3 && p !== 'true' && p !== 'false' && !text.includes(p.toLowerCase()),
          )
        ) {
          warnings++;
          if (values.warn)
            console.log(
              `${request.line}: warning: ${key} ${JSON.stringify(value)} is not in the words | ${request.text.slice(0, 100)}`,
            );
        }
      }
    }
    const own = words(request.text);
    const twin = dev.find((d) => {
      let shared = 0;
      for (const w of own) if (d.words.has(w)) shared++;
      return shared / (own.size + d.words.size - shared) > 0.7;
    });
    if (twin) fault(`too close to an evaluation request (${twin.id})`);
  }
}
console.log(`${count} requests, ${faults} faults, ${warnings} values that do not stand in the words`);
process.exitCode = faults > 0 ? 1 : 0;
