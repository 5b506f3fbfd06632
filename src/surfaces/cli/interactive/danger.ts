import type { Call } from '../../../schema/call.ts';
import type { Operation } from '../../../schema/operation.ts';
import { shownValue } from '../present-answer.ts';

/** Options that take away a program's own safety, whatever the document says of the command. */
const UNSAFE = new Set([
  '--force',
  '--hard',
  '--purge',
  '--prune',
  '--drop',
  '--delete',
  '--delete-branch',
  '--force-with-lease',
  '--no-preserve-root',
  '--skip-final-snapshot',
  '--force-delete-without-recovery',
  '--yes',
  '--auto-approve',
  '--mirror',
  '--overwrite',
  '--remove-destination',
]);

/** Programs whose `-r` or `-f` take more than was named. */
const UNSAFE_SHORT: Record<string, RegExp> = {
  rm: /^-[a-zA-Z]*[rRf]/,
  'git clean': /^-[a-zA-Z]*f/,
  'git push': /^-f$|^\+/,
  'git checkout': /^-f$/,
  'git branch': /^-D$/,
  docker: /^-f$/,
  dd: /^of=/,
};

export interface Danger {
  why: string;
  /** What the call names, in the call's own words. */
  touches: string[];
}

/** Whether the words of a command line alone are reason to ask twice. */
export function unsafeWords(argv: readonly string[]): string[] {
  const line = argv
    .filter((word) => !word.startsWith('-'))
    .slice(0, 2)
    .join(' ');
  const short = Object.entries(UNSAFE_SHORT).filter(
    ([command]) => line === command || line.startsWith(`${command} `) || argv[0] === command,
  );
  return argv.slice(1).filter((word) => UNSAFE.has(word.split('=')[0]!) || short.some(([, form]) => form.test(word)));
}

/** Undefined where the call only reads or adds. `argv` is there for command lines, and may have been edited by hand. */
export function dangerOf(operation: Operation, call: Call, argv: readonly string[] | undefined): Danger | undefined {
  const words = argv ? unsafeWords(argv) : [];
  // A DELETE deletes, whatever verb its document uses.
  const deletes =
    call.surface === 'http' &&
    operation.invocations.some((each) => each.surface === 'http' && each.path.startsWith('DELETE '));
  if (!operation.destructive && words.length === 0 && !deletes) return undefined;
  const why =
    words.length > 0
      ? `${words.join(' ')} switches a safeguard off or takes something away.`
      : `It deletes, ends or overwrites: ${operation.summary}`;
  const named = call.arguments.filter((argument) => argument.value !== true && argument.value !== false);
  const touches = named.map((argument) => `${argument.name} ${shownValue(argument.value)}`);
  return {
    why,
    touches: touches.length > 0 ? touches : ['everything that the command selects: it names nothing in particular'],
  };
}

const DRY = [
  '--dry-run',
  '--dryrun',
  '--what-if',
  '--check',
  '--simulate',
  '--no-act',
  'dryRun',
  'dry_run',
  'DryRun',
  'validateOnly',
  'validate_only',
];

/** The call as a rehearsal, where its operation has such a parameter. kubectl wants to know where to rehearse: at the server. */
export function dryRun(operation: Operation, call: Call): Call | undefined {
  const parameter = operation.parameters.find(
    (each) => DRY.includes(each.name) && (!each.surfaces || each.surfaces.includes(call.surface)),
  );
  if (!parameter || call.arguments.some((argument) => argument.name === parameter.name)) return undefined;
  const value =
    parameter.in === 'flag' || parameter.type === 'boolean'
      ? true
      : ['server', 'client', 'true'].find((each) => parameter.enum?.includes(each));
  const fallback = operation.provider === 'kubectl' ? 'client' : undefined;
  const chosen = value ?? fallback;
  if (chosen === undefined) return undefined;
  return { ...call, arguments: [...call.arguments, { name: parameter.name, value: chosen, from: { kind: 'person' } }] };
}
