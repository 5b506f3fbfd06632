/** An API of one's own: learnt from its OpenAPI file, then asked. npx tsx examples/teach.ts openapi.yaml "create a widget called blue" */
import { AppError, Gorilla } from 'gorilla-ts';

const [source, task] = process.argv.slice(2);
if (!source || !task) throw new Error('usage: teach.ts <file or URL> <task>');
const gorilla = await Gorilla.open();
try {
  const { name, operations, skipped } = await gorilla.teach(source);
  console.error(`${name}: ${operations} operations, ${skipped.length} skipped`);
  const { candidates } = await gorilla.ask(task, { scope: [name] });
  console.log(candidates[0]?.calls[0]?.rendered.text ?? 'no such call');
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${error.message}\n${error.hint}`);
  process.exitCode = 1;
} finally {
  gorilla.close();
}
