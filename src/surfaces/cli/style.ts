import { AppError } from '../../schema/error.ts';
import type { Surface } from '../../schema/operation.ts';
import { STYLES, type Style } from './engine.ts';
import { didYouMean } from './nearest.ts';

export const SURFACES: readonly Surface[] = ['cli', 'http', 'python', 'typescript'];

const OF_SURFACE: Record<Surface, readonly Style[]> = {
  cli: ['posix', 'powershell'],
  http: ['curl', 'http'],
  python: ['python'],
  typescript: ['typescript'],
};

/** Fails: `unknown-surface`. */
export function surfaceNamed(name: string): Surface {
  const surface = SURFACES.find((known) => known === name);
  if (surface) return surface;
  throw new AppError(
    'unknown-surface',
    `There is no surface ${name}.`,
    `${didYouMean(name, SURFACES)}The surfaces are ${SURFACES.join(', ')}.`,
  );
}

/** Fails: `usage`. */
export function styleNamed(name: string): Style {
  const style = STYLES.find((known) => known === name);
  if (style) return style;
  throw new AppError(
    'usage',
    `There is no style ${name}.`,
    `${didYouMean(name, STYLES)}The styles are ${STYLES.join(', ')}.`,
  );
}

/** A style belongs to one kind of surface, except that REST calls can also be written in Python and TypeScript. */
export function surfaceOfStyle(style: Style): Surface {
  return SURFACES.find((surface) => OF_SURFACE[surface].includes(style)) ?? 'cli';
}

export function styleFor(surface: Surface, platform: NodeJS.Platform = process.platform): Style {
  if (surface === 'cli') return platform === 'win32' ? 'powershell' : 'posix';
  return OF_SURFACE[surface][0]!;
}

/** The style that a foreign text is probably written in. */
export function styleOfText(text: string): Style {
  if (/^\s*curl\s/.test(text)) return 'curl';
  if (/^\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?:https?:)?\//.test(text)) return 'http';
  if (/^\s*(?:const|let|await|new)\s|\bnew \w+Command\(|^\s*import .* from ['"]|\bawait \w/m.test(text))
    return 'typescript';
  if (/^\s*(?:import|from)\s+\w+|^\s*\w+\s*=\s*[\w.]+\(|^\s*[\w.]+\.\w+\(/m.test(text)) return 'python';
  return 'posix';
}
