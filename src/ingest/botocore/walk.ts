import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../schema/error.ts';
import { type Command, parseCommand } from './command-table.ts';

const SCRIPT = fileURLToPath(new URL('./walk_awscli.py', import.meta.url));

/**
 * awscli's command tables, by running awscli's own code (15 s). `folders` are the unpacked wheels, `home` an empty folder: neither the
 * person's settings (aliases, plugins, added models) nor the network has any part in it.
 * Fails: `tool-missing` without Python, `tool-failed` if the walk does not end well.
 */
export async function walkCommands(folders: string[], home: string, python = 'python3'): Promise<Command[]> {
  const child = spawn(python, ['-I', '-S', '-B', SCRIPT, ...folders], {
    env: { PATH: process.env['PATH'], HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) =>
      reject(
        new AppError(
          'tool-missing',
          `${python} cannot be started`,
          'Install Python 3.10 or later: awscli is a Python program.',
          cause,
        ),
      ),
    );
    child.on('close', resolve);
  });
  const commands: Command[] = [];
  const lines = (async () => {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line) commands.push(parseCommand(line));
    }
  })();
  const [status] = await Promise.all([ended, lines]);
  if (status !== 0) {
    throw new AppError(
      'tool-failed',
      `walking awscli's command tables failed: ${complaints.trim().split('\n').at(-1) ?? `status ${status}`}`,
      'awscli needs Python 3.10 or later and its pinned packages: see the recipe.',
    );
  }
  return commands;
}
