import { existsSync } from 'node:fs';
import { AppError } from '../schema/error.ts';
import type { Ingested } from '../schema/operation.ts';
import { listPacks } from '../zoo/user-packs.ts';
import { notTaught } from './forget.ts';
import { currentId, readLedger, SHIPPED, versionFile, versionNamed } from './ledger.ts';
import { overShipped, readPack, shippedInfo, shippedProvider } from './overlay.ts';
import type { TaughtSource } from './source.ts';
import { readAny, type TeachPlaces } from './teach.ts';

/** An API at one time: what is in force, a kept version, what is shipped, or a document that nobody has taught. */
export interface ApiReading {
  label: string;
  parts: Ingested[];
}

/** Splits `name@version`; a scope's `@` at the beginning belongs to the name. */
export function namedVersion(text: string): { name: string; version?: string } {
  const at = text.lastIndexOf('@');
  return at > 0 ? { name: text.slice(0, at), version: text.slice(at + 1) } : { name: text };
}

/** What is in force under a name: taught, or else shipped. Fails: `unknown-provider`. */
export function currentReading(places: TeachPlaces, name: string): ApiReading {
  const pack = listPacks(places.userDir).find((one) => one.name === name);
  if (pack) {
    const id = currentId(places.userDir, name);
    const known = readLedger(places.userDir, name).versions.find((one) => one.id === id);
    return { label: known ? `${name}@${known.version}` : name, parts: readPack(pack.file) };
  }
  return shippedReading(places, name);
}

function shippedReading(places: TeachPlaces, name: string): ApiReading {
  const shipped = shippedProvider(places.packsDir, name);
  if (!shipped) throw notTaught(places.userDir, name);
  return { label: `${name}@${shipped.sources[0]?.version ?? SHIPPED} (shipped)`, parts: [shipped] };
}

/** A kept version, or the shipped one. Fails: `unknown-provider`. */
export function versionReading(places: TeachPlaces, name: string, version: string): ApiReading {
  if (version === SHIPPED) return shippedReading(places, name);
  const ledger = readLedger(places.userDir, name);
  const found = versionNamed(ledger, version);
  const file = found && versionFile(places.userDir, name, found.id);
  if (found && file && existsSync(file)) return { label: `${name}@${found.version}`, parts: readPack(file) };
  const shipped = shippedInfo(places.packsDir, name);
  if (shipped?.sources.some((one) => one.version === version)) return shippedReading(places, name);
  const kept = [...ledger.versions.map((one) => one.version), ...(shipped ? [SHIPPED] : [])];
  throw new AppError(
    'unknown-provider',
    `No version ${version} of ${name} is kept.`,
    kept.length > 0 ? `There are: ${kept.join(', ')}.` : `Nothing is known of ${name}.`,
  );
}

/** What a document would be, were it taught under this name. Fails as reading does. */
export async function documentReading(
  places: TeachPlaces,
  source: TaughtSource,
  name?: string,
): Promise<ApiReading & { name: string }> {
  const reading = await readAny(source, name === undefined ? {} : { name });
  if (reading === 'unchanged') throw new AppError('internal', 'A document was not read', 'A fault of ours.');
  return { name: reading.name, label: source.at, parts: overShipped(places.packsDir, reading.ingested).parts };
}

/** The version before the one in force. Fails: `unknown-provider` where there is none. */
export function previousReading(places: TeachPlaces, name: string): ApiReading {
  const { versions, before } = readLedger(places.userDir, name);
  const current = currentId(places.userDir, name);
  const at = versions.findIndex((one) => one.id === current);
  const older = versions.find((one) => one.id === before && one.id !== current) ?? versions[at - 1];
  if (older) return versionReading(places, name, older.id);
  if (at >= 0 && shippedInfo(places.packsDir, name)) return shippedReading(places, name);
  throw new AppError(
    'unknown-provider',
    `Of ${name} there is only one version.`,
    'Name two things: gorilla zoo diff acme new.yaml',
  );
}
