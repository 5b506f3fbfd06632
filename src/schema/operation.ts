/** A JSON value, as found in documents and in arguments. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Where a call is written: at a shell, as an HTTP request, in Python, in TypeScript. */
export type Surface = 'cli' | 'http' | 'python' | 'typescript';

export type OperationKind = 'cli' | 'http' | 'hub' | 'mcp';

export type Stability = 'stable' | 'beta' | 'alpha';

/** `map` is an object with free keys; its values are described by `items`. `binary` is a file's content. */
export type ValueType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'map' | 'binary' | 'any';

export interface Constraints {
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
}

/**
 * The shape of a value. Recursive through `items` and `fields`, and through `ref`, the name of a type in the provider's
 * type table: documents are cyclic (a JSON schema within a JSON schema), so a type is looked up only when somebody asks.
 */
export interface ValueSchema {
  type: ValueType;
  /** What kind of string or number: `date-time`, `date`, `uri`, `email`, `path`, `arn`, `cidr`, `duration`, `region`, `json`, … */
  format?: string;
  enum?: string[];
  /** The enum lists well-known values; there are others. */
  open?: true;
  default?: Json;
  constraints?: Constraints;
  items?: ValueSchema;
  fields?: Field[];
  ref?: string;
}

/** A named part of an object. */
export interface Field extends ValueSchema {
  name: string;
  required?: true;
  readOnly?: true;
  deprecated?: true;
  description?: string;
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'body' | 'option' | 'flag' | 'positional';

/**
 * One parameter of an operation.
 *
 * `name` is the canonical name and unique within the operation: on a command line the LONG option with its dashes
 * (`--namespace`; `-i` only where there is no long one), of a positional its documented name without brackets (`source`); over HTTP
 * the field's own name. A `flag` takes no value. Order matters for positionals only: they stand in the order of the list.
 */
export interface Parameter extends ValueSchema {
  name: string;
  in: ParameterLocation;
  required?: true;
  description?: string;
  /** Other spellings on the command line: `-n`, `--ns`. */
  aliases?: string[];
  /** May be given more than once (option), or takes all that follow (positional). */
  repeats?: true;
  /** How several values of one option stand behind it: `aws --ids a b` is ' ', `kubectl --verb=get,list` is ','. */
  separator?: ' ' | ',';
  /** The value must stand behind `=` (`-out=plan`), or directly behind the name (`if=/dev/sda`, whose name is `if=`). */
  attach?: '=' | '';
  /** The option may stand without its value (`--decorate`, `--decorate=short`): its value is then `true`. */
  valueOptional?: true;
  /** `--no-x` exists beside `--x`. */
  negatable?: true;
  /** Positional that takes the rest of the line as it is (`docker run IMAGE COMMAND ARG…`). */
  rest?: true;
  /** The whole HTTP body is this one value. */
  wholeBody?: true;
  excludes?: string[];
  requires?: string[];
  deprecated?: true;
  /** Inherited from the program, not of this command (`--profile`, `--kubeconfig`): known to the verifier, filled only if named outright. */
  global?: true;
  /** The name on another surface where it differs: AWS `--instance-ids` is `{python: 'InstanceIds', typescript: 'InstanceIds'}`. */
  names?: Partial<Record<Surface, string>>;
  /** The surfaces on which the parameter exists, where that is not all of the operation's. */
  surfaces?: Surface[];
}

export interface Auth {
  in: 'header' | 'query';
  name: string;
  /** `Bearer <token>`, `Basic <credentials>`, `<api-key>`: a placeholder, never a secret. */
  template: string;
}

/** How an operation is called on one surface. `path` is its name there, as in an answer. */
export type Invocation =
  | {
      surface: 'cli';
      /** `aws ec2 stop-instances`: the command path without options. */
      path: string;
      /** Positionals before options (`find /srv -name x`). */
      positionalsFirst?: true;
    }
  | {
      surface: 'http';
      /**
       * `POST /repos/{owner}/{repo}/issues`: as in the provider's own description. Behind `#` stands which operation is meant where one
       * address has many (`POST /graphql#createIssue`): that is never sent.
       */
      path: string;
      /** `https://api.github.com`; may hold `{name}` variables. */
      server: string;
      contentType?: string;
      auth?: Auth;
      headers?: Record<string, string>;
      /** The fields of the body stand within this, at the dotted path `at`: a JSON-RPC call, a GraphQL query with its variables. */
      envelope?: { value: Json; at: string };
    }
  | {
      surface: 'python' | 'typescript';
      /** `ec2.stop_instances` (boto3); `client-ec2.StopInstancesCommand` (AWS SDK v3); `issues.create` (Octokit); a hub's `from_pretrained`. */
      path: string;
      /** `boto3`, `@aws-sdk/client-ec2`, `octokit`, `transformers`, … */
      package: string;
    };

/** A documented use, from the vendor: `instruction` in words, `call` as text. */
export interface Example {
  instruction: string;
  call: string;
  surface: Surface;
}

/** Where an operation was read. `source` is the index into the pack's sources; `pointer` says where in it. */
export interface Origin {
  source: number;
  pointer: string;
}

export interface Operation {
  /** `provider:name`, unique in the zoo: `aws:ec2.StopInstances`, `git:git commit`, `github:issues/create`. */
  id: string;
  provider: string;
  /** The part of the provider: `ec2`, `compute`, `repos`; of a program its name. */
  service?: string;
  name: string;
  kind: OperationKind;
  version?: string;
  stability?: Stability;
  /** One sentence, plain text, without a full stop. */
  summary: string;
  /** At most some hundred characters more, plain text. */
  description?: string;
  deprecated?: true;
  parameters: Parameter[];
  invocations: Invocation[];
  examples?: Example[];
  origin: Origin;
  since?: string;
  removedIn?: string;
  /** It deletes, ends or overwrites something: known from the document's verbs. */
  destructive?: true;
  /** Groups of parameters of which at least one is required (`oneOf`: exactly one). */
  groups?: { parameters: string[]; exactlyOne?: true }[];
}

/** The package or file that documents came from. */
export interface Source {
  /** `pypi:botocore`, `npm:@withfig/autocomplete`, `go:k8s.io/kubernetes`, `debian:zsh-common`, a URL, a file, `installed:kubectl`. */
  package: string;
  version: string;
  /** An SPDX expression, or `NOASSERTION` where the machine's own tool was read. */
  licence: string;
  /** ISO date of the version that was read (not of the build: a build is deterministic). */
  date?: string;
  sha256?: string;
  /** Copyright line for NOTICE. */
  attribution?: string;
}

/** What an adapter could not read: never dropped silently. */
export interface Skip {
  pointer: string;
  reason: string;
}

/** Everything an adapter makes of one provider's documents. */
export interface Ingested {
  provider: string;
  sources: Source[];
  operations: Operation[];
  /** Named types, for `ref`. */
  types: Record<string, ValueSchema>;
  /**
   * Parameters that every command of a program takes (`aws`: `--region`, `--profile`, `--output`), by the program's name, each with
   * `global: true`. They stand here once and not in every operation: a pack of 20,000 commands would grow by half.
   */
  globals?: Record<string, Parameter[]>;
  skipped: Skip[];
  /** Ids of the operations whose parameters are all there are: a source of lower precedence adds none. */
  whole?: string[];
}

/** How people ask for an operation: `text` with each literal replaced by `<type>`, `values` as patterns over those literals. */
export interface Ask {
  text: string;
  /**
   * Parameter name as in an answer (`--bucket`, `<0>`, `spec.replicas`) to its value: `$0` is the first literal of `text`; anything else is the
   * constant that the example's author meant with those words.
   */
  arguments?: Record<string, string | string[]>;
  /** Names of what the author left out though the call is senseless without. */
  missing?: string[];
}
