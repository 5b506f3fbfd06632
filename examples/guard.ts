/** A gate before a shell that others write for: it lets through what the documents know. node examples/guard.ts 'git push --force-with-leese' */
import { Gorilla, type Verification } from 'gorilla-ts';

function report({ correct, calls }: Verification): string {
  const problems = calls.flatMap(({ findings }) =>
    findings.map(
      ({ severity, message, repair }) => `${severity}: ${message}${repair ? ` (did you mean ${repair}?)` : ''}`,
    ),
  );
  return [correct ? 'correct' : 'not correct', ...problems].join('\n');
}

const gorilla = await Gorilla.open();
const verification = await gorilla.verify(process.argv[2] ?? 'git push --force-with-leese origin main');
console.log(report(verification));
process.exitCode = verification.correct ? 0 : 1;
gorilla.close();
