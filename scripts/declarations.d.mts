/** Writes `sdk/index.d.ts` and what it needs into `folder`. */
export function writeDeclarations(root: string, folder: string): Promise<void>;
