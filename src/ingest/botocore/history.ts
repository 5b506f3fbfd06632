import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface Model {
  operations: Record<string, { input?: { shape: string } }>;
  shapes: Record<string, { members?: Record<string, object> }>;
}

/** The newest model of a service; older wheels hold it as it is, newer ones compressed. */
function modelOf(folder: string): Model | undefined {
  for (const date of readdirSync(folder).sort().reverse()) {
    const file = join(folder, date, 'service-2.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Model;
    if (existsSync(`${file}.gz`)) return JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString('utf8')) as Model;
  }
  return undefined;
}

/** All names of a version of botocore that is unpacked at `root`: `ec2.StopInstances`, `ec2.StopInstances#Force`. */
export function namesOf(root: string): Set<string> {
  const data = join(root, 'botocore', 'data');
  const names = new Set<string>();
  for (const entry of readdirSync(data, { withFileTypes: true })) {
    const model = entry.isDirectory() ? modelOf(join(data, entry.name)) : undefined;
    if (!model) continue;
    for (const [operation, { input }] of Object.entries(model.operations)) {
      const name = `${entry.name}.${operation}`;
      names.add(name);
      const members = input && model.shapes[input.shape]?.members;
      for (const member of Object.keys(members ?? {})) names.add(`${name}#${member}`);
    }
  }
  return names;
}
