import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLANK_FEATURES } from './generate/fill/blanks.ts';
import { BIND_FEATURES, CONSTANT_FEATURES } from './generate/fill/features.ts';
import type { FillModels } from './generate/fill/fill.ts';
import { decodeOdds } from './generate/fill/odds-file.ts';
import { DECIDE_FEATURES, READ_DECIDE_FEATURES } from './generate/fill/second-look.ts';
import type { Literal } from './generate/literal.ts';
import type { ReadDocument, Reading } from './model/reader.ts';
import type { Idioms } from './retrieve/asks/idioms.ts';
import { DENSE_RANK_FEATURES, RANK_FEATURES } from './retrieve/rank/features.ts';
import { decodeTrees, emptyTrees, type Trees } from './retrieve/rank/trees.ts';
import {
  ABSTAIN_FEATURES,
  DENSE_ABSTAIN_FEATURES,
  DENSE_SEVERAL_FEATURES,
  JOINED_FEATURES,
  SEVERAL_FEATURES,
  SPLIT_FEATURES,
} from './retrieve/rank/verdict.ts';
import { AppError } from './schema/error.ts';
import type { Operation } from './schema/operation.ts';
import { table } from './schema/table.ts';

/** What ranks and judges: with the language model's scores, or by words alone. */
export interface Judges {
  rank: Trees;
  abstain: Trees;
  several: Trees;
  /** Whether the several calls that others meant are meant: only with the language model. */
  joined?: Trees;
  /** Whether several calls are meant, once they are filled: as `joined`. */
  split?: Trees;
}

export interface Models extends FillModels {
  lexical: Judges;
  /** Only with a language model, as are `decideRead` and `blank`. */
  dense?: Judges;
}

/** What the engine knows of the embedded language model. */
export interface Understanding {
  /** What a request means: a unit vector, near those of like requests and of the documents that serve it. */
  vector(request: string, literals: readonly Literal[]): Promise<Float32Array>;
  /** What documents mean: vectors near those of the requests that they serve. */
  documents(operations: readonly Operation[]): Promise<Float32Array[]>;
  /** What stands in each document for the request. */
  read(request: string, documents: readonly ReadDocument[]): Promise<Reading[]>;
}

/** Reads the trained models from a folder; those that need a language model only with one; those in `without` are being trained and stand empty. Fails: `pack-missing`, `pack-broken`. */
export function openModels(folder: string, withModel: boolean, without: readonly string[] = []): Models {
  const trees = (name: string, features: readonly string[]): Trees =>
    without.includes(name) ? emptyTrees(features) : decodeTrees(read(`${name}.trees`), `${name}.trees`, features);
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name));
    } catch (cause) {
      throw new AppError('pack-missing', `The model ${name} is not in ${folder}.`, 'Install the package anew.', cause);
    }
  };
  return {
    lexical: {
      rank: trees('rank-lexical', RANK_FEATURES),
      abstain: trees('abstain-lexical', ABSTAIN_FEATURES),
      several: trees('several-lexical', SEVERAL_FEATURES),
    },
    ...(withModel
      ? {
          dense: {
            rank: trees('rank', DENSE_RANK_FEATURES),
            abstain: trees('abstain', DENSE_ABSTAIN_FEATURES),
            several: trees('several', DENSE_SEVERAL_FEATURES),
            joined: trees('joined', JOINED_FEATURES),
            split: trees('split', SPLIT_FEATURES),
          },
          decideRead: trees('decide-read', READ_DECIDE_FEATURES),
          blank: trees('blank', BLANK_FEATURES),
        }
      : {}),
    bind: trees('bind', BIND_FEATURES),
    constant: trees('constant', CONSTANT_FEATURES),
    decide: trees('decide', DECIDE_FEATURES),
    associations: decodeOdds(read('associations.odds'), 'associations.odds'),
    idioms: table(JSON.parse(read('idioms.json').toString('utf8')) as Idioms),
  };
}
