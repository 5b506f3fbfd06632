/** A task in plain words, the call on stdout: node examples/ask.ts turn on versioning for bucket acme-logs */
import { Gorilla } from 'gorilla-ts';

const task = process.argv.slice(2).join(' ') || 'turn on versioning for bucket acme-logs';
const gorilla = await Gorilla.open();
const { abstained, candidates } = await gorilla.ask(task);
if (abstained) console.error('No documented call serves this. The nearest:');
for (const { call, rendered } of candidates[0]?.calls ?? []) {
  console.log(rendered.text);
  for (const argument of call.arguments) {
    const { name, from } = argument;
    console.error(`  ${name} from ${'start' in from ? JSON.stringify(task.slice(from.start, from.end)) : from.kind}`);
  }
  for (const name of call.missing) console.error(`  ${name} is not said`);
}
gorilla.close();
