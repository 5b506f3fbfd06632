/** Text of a file of scores, or undefined where there is none. */
export type ReadScores = (name: string) => string | undefined;
export function scoresBlock(read: ReadScores): string;
export function subtreeBlock(read: ReadScores): string;
export const committedScores: ReadScores;
export function updateReadme(): void;
