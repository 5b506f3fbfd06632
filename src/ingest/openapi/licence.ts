import { type Loose, record, text } from './loose.ts';

/**
 * The SPDX id of a permissive licence that a description names in `info.license`; undefined where it names none, or one that does not
 * let anybody pass the description on (terms of service, non-commercial, share-alike, copyleft).
 */
export function permissiveLicence(info: Loose | undefined): string | undefined {
  const licence = record(info?.['license']);
  if (!licence) return undefined;
  const identifier = text(licence['identifier']);
  const name = text(licence['name']) ?? '';
  const url = text(licence['url']) ?? '';
  return spdx(`${identifier ?? ''} ${name} ${url}`);
}

const REFUSED =
  /\b(?:GPL|AGPL|LGPL|GNU|MPL|NC|ND|SA|NonCommercial|NoDerivs|ShareAlike|no permission|commercial|terms|EULA|agreement|proprietry|proprietary)\b|by-(?:nc|nd|sa)/i;

const KNOWN: [RegExp, string][] = [
  [/\bApache(?: Software)?[ _-]*(?:License|2|v2|\bv\. ?2)|licenses\/LICENSE-2\.0|Apache-2\.0/i, 'Apache-2.0'],
  [/\bBSD[- ]?2/i, 'BSD-2-Clause'],
  [/\bBSD/i, 'BSD-3-Clause'],
  [/\bISC\b/, 'ISC'],
  [/\bCC0\b|publicdomain\/zero/i, 'CC0-1.0'],
  [/\bUnlicense\b/i, 'Unlicense'],
  [/public domain/i, 'LicenseRef-Public-Domain'],
  [/(?:CC[- ]BY|licenses\/by|Attribution)\D{0,40}4\.0/i, 'CC-BY-4.0'],
  [/(?:CC[- ]BY|licenses\/by|Attribution)\D{0,40}3\.0/i, 'CC-BY-3.0'],
  [/\bMIT\b|licenses\/MIT/, 'MIT'],
];

export function spdx(named: string): string | undefined {
  if (REFUSED.test(named)) return undefined;
  return KNOWN.find(([pattern]) => pattern.test(named))?.[1];
}
