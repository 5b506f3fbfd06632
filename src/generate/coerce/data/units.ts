/** Units of time as parameter names and descriptions write them, with their seconds. Longest first where one is within another. */
export const TIME_UNITS: [RegExp, number][] = [
  [/milli-?seconds?|\bmillis\b|(?:^|[-_. (])ms\b|[a-z]Ms$|\bepoch millis/i, 0.001],
  [/\bseconds?\b|(?:^|[-_. (])secs?\b|Seconds?\b|[-_]seconds?|[-_]secs?\b/, 1],
  [/\bminutes?\b|Minutes?\b|[-_]minutes?|[-_]mins?\b/, 60],
  [/\bhours?\b|Hours?\b|[-_]hours?/, 3600],
  [/\bdays?\b|Days?\b|[-_]days?/, 86400],
  [/\bweeks?\b|Weeks?\b/, 604800],
  [/\bmonths?\b|Months?\b/, 2592000],
  [/\byears?\b|Years?\b/, 31536000],
];

/** Units of size, likewise, with their bytes. */
export const SIZE_UNITS: [RegExp, number][] = [
  [/\bbytes\b|[-_]bytes|Bytes\b|InBytes/, 1],
  [/\b(?:Ki?B|kilobytes?|kibibytes?)\b|[-_]kb\b|KB$/, 1024],
  [/\b(?:Mi?B|megabytes?|mebibytes?)\b|[-_]mb\b|M[Bb]$/, 1024 ** 2],
  [/\b(?:Gi?B|gigabytes?|gibibytes?|gibs?|gigs?)\b|[-_]gb\b|G[Bb]$/, 1024 ** 3],
  [/\b(?:Ti?B|terabytes?|tebibytes?)\b|[-_]tb\b/, 1024 ** 4],
];
