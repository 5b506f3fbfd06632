import { spawn } from 'node:child_process';

/** Programs that take a text into the clipboard, by platform, the likeliest first. */
function programs(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): [string, string[]][] {
  if (platform === 'darwin') return [['pbcopy', []]];
  if (platform === 'win32') return [['clip.exe', []]];
  const found: [string, string[]][] = [];
  if (env['WAYLAND_DISPLAY']) found.push(['wl-copy', []]);
  if (env['DISPLAY']) found.push(['xclip', ['-selection', 'clipboard']], ['xsel', ['--clipboard', '--input']]);
  if (env['WSL_DISTRO_NAME']) found.push(['clip.exe', []]);
  if (env['TERMUX_VERSION']) found.push(['termux-clipboard-set', []]);
  return found;
}

function pipeInto([program, args]: [string, string[]], text: string): Promise<boolean> {
  return new Promise((settle) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', () => settle(false));
    child.stdin.on('error', () => settle(false));
    // xclip stays behind to serve the selection: its exit is not waited for longer than it takes to fail.
    const late = setTimeout(() => {
      child.unref();
      settle(true);
    }, 500);
    child.on('exit', (status) => {
      clearTimeout(late);
      settle(status === 0);
    });
    child.stdin.end(text);
  });
}

/**
 * Copies; says how. `program`: a program took it. `terminal`: the escape sequence OSC 52 was written, which most terminals (also far ones,
 * over ssh) obey, but none confirms.
 */
export async function copy(text: string, write: (sequence: string) => void): Promise<'program' | 'terminal'> {
  for (const each of programs(process.platform, process.env)) if (await pipeInto(each, text)) return 'program';
  write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`);
  return 'terminal';
}
