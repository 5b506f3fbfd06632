export function readBlock(text: string, name: string): string;
export function replaceBlock(text: string, name: string, body: string): string;
