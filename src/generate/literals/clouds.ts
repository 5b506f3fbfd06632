import regions from '../coerce/data/regions.json' with { type: 'json' };
import type { Found, Span } from './span.ts';

const AWS_REGION =
  /^(?:us|eu|ap|sa|ca|me|af|il|cn|mx|us-gov|us-iso[bf]?|eusc)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/;
const AWS_ZONE =
  /^(?:(?:us|eu|ap|sa|ca|me|af|il|cn|mx|us-gov)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d(?:-[a-z]{3}-\d)?[a-f]|[a-z]{3,4}\d-az\d)$/;
const GOOGLE_REGION =
  /^(?:us|europe|asia|australia|northamerica|southamerica|me|africa)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)\d{1,2}$/;
const GOOGLE_ZONE =
  /^(?:us|europe|asia|australia|northamerica|southamerica|me|africa)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)\d{1,2}-[a-f]$/;
const DIGITALOCEAN = /^(?:nyc|sfo|ams|sgp|lon|fra|tor|blr|syd|atl)[1-3]$/;

const azure = new Set(
  Object.values(regions as Record<string, { azure?: string }>).flatMap((place) => (place.azure ? [place.azure] : [])),
);

/** Regions and zones of the clouds, by their form; Azure's, which have none, by the table. */
export function regionOf(text: string): Found | undefined {
  if (AWS_REGION.test(text)) return { type: 'region', provider: 'aws' };
  if (AWS_ZONE.test(text)) return { type: 'zone', provider: 'aws' };
  if (GOOGLE_REGION.test(text)) return { type: 'region', provider: 'gcp' };
  if (GOOGLE_ZONE.test(text)) return { type: 'zone', provider: 'gcp' };
  if (DIGITALOCEAN.test(text)) return { type: 'region', provider: 'digitalocean' };
  return azure.has(text.toLowerCase()) ? { type: 'region', provider: 'azure' } : undefined;
}

const EC2 =
  /^(?:(?:db|cache|ml|dax|search|kafka)\.)?(?:[a-z]{1,3}\d{1,2}[a-z-]{0,8}|u-\d{1,2}tb\d|mac\d(?:-m\d)?)\.(?:nano|micro|small|medium|large|\d{0,3}xlarge|metal(?:-\d{2}xl)?)(?:\.(?:search|elasticsearch))?$/;
const GOOGLE =
  /^(?:[a-z]\d[a-z]?-(?:standard|highmem|highcpu|micro|small|medium|megamem|ultramem|megagpu|highgpu|custom)(?:-\d{1,3}){0,2}[a-z]?|db-(?:f1-micro|g1-small|custom-\d+-\d+|[a-z]\d-standard-\d+)|f1-micro|g1-small)$/;
const AZURE = /^(?:Standard|Basic)_[A-Z]{1,3}\d{1,3}(?:-\d{1,3})?[a-z]{0,6}(?:_v\d)?$/;
const DROPLET = /^(?:s|c|g|gd|m|so|c2)-(?:\d{1,3}vcpu-\d{1,4}gb(?:-[a-z0-9-]{2,12})?|\d{1,2})$/;
const GLUE = /^[GRZ]\.(?:0?25|\d{1,2})X$/;

/** Sizes of machines, as the clouds name them. */
export function instanceTypeOf(text: string): Found | undefined {
  if (EC2.test(text)) return { type: 'instance-type', also: ['name'], provider: 'aws' };
  if (GLUE.test(text)) return { type: 'instance-type', also: ['name'], provider: 'aws' };
  if (GOOGLE.test(text)) return { type: 'instance-type', also: ['name'], provider: 'gcp' };
  if (AZURE.test(text)) return { type: 'instance-type', also: ['name'], provider: 'azure' };
  return DROPLET.test(text) ? { type: 'instance-type', also: ['name'], provider: 'digitalocean' } : undefined;
}

const places = new Set(Object.keys(regions));
const MOST_WORDS = 4;

/** Places that clouds name their regions after. A lone small-letter word counts only behind "in", "to", "from", "at" and the like. */
export function placesOf(request: string): Span[] {
  const words = [...request.matchAll(/[\p{L}\d][\p{L}\d.]*/gu)].map((match) => ({
    start: match.index,
    text: match[0].replace(/\.+$/, ''),
  }));
  const spans: Span[] = [];
  for (let first = 0; first < words.length; first++) {
    for (let length = Math.min(MOST_WORDS, words.length - first); length >= 1; length--) {
      const last = words[first + length - 1]!;
      const start = words[first]!.start;
      const end = last.start + last.text.length;
      if (end - start > 24) continue;
      const text = request.slice(start, end);
      if (!places.has(text.toLowerCase()) || !standsAlone(request, start, end)) continue;
      if (
        !/^\p{Lu}/u.test(text) &&
        !/\b(?:in|to|from|at|of|near|our|the|for|over|region) $/i.test(request.slice(Math.max(0, start - 10), start))
      )
        continue;
      spans.push({ type: 'place', start, end });
      first += length - 1;
      break;
    }
  }
  return spans;
}

function standsAlone(request: string, start: number, end: number): boolean {
  return !/[\w./@:=#_-]/.test(request[start - 1] ?? ' ') && !/^(?:[\w/@:=_-]|\.\w)/.test(request.slice(end, end + 2));
}
