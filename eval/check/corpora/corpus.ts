/** An example that somebody wrote down as right. */
export interface ExampleText {
  /** File and place in it, relative to the corpus's folder. */
  place: string;
  /** Shell text. */
  text: string;
}

export interface Corpus {
  name: string;
  /** Where it is looked for when no folder is given, relative to the repository. */
  folder: string;
  /** Why these examples are right by and large, and what is done to them. */
  about: string;
  read(folder: string): ExampleText[];
}
