/** What a piece of a file is written in. */
export type SnippetLanguage = 'shell' | 'powershell' | 'python' | 'typescript' | 'http' | 'manifest';

/** A piece of a file that may hold calls: a whole script, a Dockerfile's RUN, a workflow's `run:`, a fence of Markdown. */
export interface Snippet {
  language: SnippetLanguage;
  /** Its text as the language's parser is to see it: unindented, continuation joined, escapes of the outer format undone. */
  text: string;
  /** Character of the file where a character of `text` stands; ascending. Half-open ranges map by both of their ends. */
  offset(at: number): number;
}

/** A file as it was read. */
export interface SourceFile {
  /** As it is shown: relative to where the check was started, with forward slashes. */
  path: string;
  text: string;
}
