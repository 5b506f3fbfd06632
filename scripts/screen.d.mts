export function screen(text: string, title: string): string;
