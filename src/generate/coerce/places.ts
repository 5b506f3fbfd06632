import { table } from '../../schema/table.ts';
import type { Literal } from '../literal.ts';
import { type Coerced, type CoercionContext, type NamedSchema, nameWords } from './context.ts';
import regions from './data/regions.json' with { type: 'json' };

const COLUMN: Record<string, string> = table({
  aws: 'aws',
  gcp: 'gcloud',
  gcloud: 'gcloud',
  azure: 'azure',
  az: 'azure',
  digitalocean: 'digitalocean',
  doctl: 'digitalocean',
});
const regionsOf: Record<string, Record<string, string>> = table(regions);

/** The provider's region at a place ("Ireland", aws: `eu-west-1`); undefined where the table has none. */
export function regionAt(place: string, provider: string): string | undefined {
  const column = COLUMN[provider];
  return column === undefined ? undefined : regionsOf[place.toLowerCase()]?.[column];
}

const REGION_NAME = /\b(?:region|location|locations|regions|bucket region|location constraint)\b/;

/** A place for a parameter that wants a region. A zone cannot be known from a place: which one would be invented. */
export function regionOfPlace(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  if (literal.type !== 'place' && !(literal.type === 'quoted' && literal.also.includes('place'))) return undefined;
  if (schema.format !== 'region' && !REGION_NAME.test(nameWords(schema.name))) return undefined;
  const region = context.provider === undefined ? undefined : regionAt(literal.text, context.provider);
  return region === undefined ? undefined : { value: region, how: 'region' };
}
