import { execFile } from 'node:child_process';
import { AppError } from '../../schema/error.ts';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs a program without a shell and gives its standard output. Fails: `tool-missing`, `failure` (`download-failed` for registry clients). */
export function runProgram(
  program: string,
  words: string[],
  options: { cwd: string; failure: 'download-failed' | 'tool-failed' },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, words, { cwd: options.cwd, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      if (error.code === 'ENOENT')
        return reject(
          new AppError('tool-missing', `${program} is not installed`, `Install ${program} to build the zoo.`, error),
        );
      const said = (stderr || stdout).trim().split('\n').slice(-4).join('\n');
      reject(
        new AppError(
          options.failure,
          `${program} ${words.join(' ')}: ${said}`,
          'Check the network and the version.',
          error,
        ),
      );
    });
  });
}
