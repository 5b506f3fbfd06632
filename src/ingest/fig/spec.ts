/** The fig format as `load-spec.mjs` writes it: data only, names always lists. */
export interface FigArgument {
  name?: string;
  description?: string;
  isOptional?: true;
  isVariadic?: true;
  /** The rest of the line is a command of its own. */
  isCommand?: true;
  isScript?: true;
  default?: string;
  suggestions?: string[];
  template?: string[];
  /** Values come from a program as well, so that `suggestions` is not a closed list. */
  generated?: true;
}

export interface FigOption {
  name: string[];
  description?: string;
  args?: FigArgument[];
  isRepeatable?: true;
  isRequired?: true;
  isPersistent?: true;
  /** What must stand between option and value. */
  separator?: string;
  exclusiveOn?: string[];
  dependsOn?: string[];
  deprecated?: true;
  hidden?: true;
}

export interface FigCommand {
  name: string[];
  description?: string;
  subcommands?: FigCommand[];
  options?: FigOption[];
  args?: FigArgument[];
  requiresSubcommand?: true;
  deprecated?: true;
  hidden?: true;
  isDangerous?: true;
}
