import { FILE_EXTENSIONS, TOP_LEVEL_DOMAINS } from './data/forms.ts';
import type { Found } from './span.ts';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const IPV6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
const LABELS = /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.){1,20}[a-z][a-z0-9-]{1,24}$/i;

export function isIp(text: string): boolean {
  if (IPV4.test(text)) return true;
  // A time or a list of colons is none: IPv6 has a double colon or all of its eight groups.
  return (
    text.length <= 39 &&
    IPV6.test(text) &&
    (text.includes('::') ? text.split('::').length === 2 && /[0-9a-f]/i.test(text) : text.split(':').length === 8)
  );
}

/** The last label decides: `acme.dev` is a host, `main.py` a file, `status.phase` neither. */
export function isDomain(text: string): boolean {
  if (text.length > 253 || !LABELS.test(text)) return false;
  const last = text.slice(text.lastIndexOf('.') + 1).toLowerCase();
  if (!TOP_LEVEL_DOMAINS.has(last)) return false;
  const labels = text.split('.').length;
  return labels > 2 || !FILE_EXTENSIONS.has(last) || last === 'app' || last === 'ai' || last === 'pl';
}

const PROVIDERS: [RegExp, string][] = [
  [/\.amazonaws\.com\b|\.awsapps\.com\b|\.cloudfront\.net\b/, 'aws'],
  [/\.googleapis\.com\b|\.gserviceaccount\.com\b|\.run\.app\b|\bgcr\.io\b|\.pkg\.dev\b/, 'gcp'],
  [/\.azurecr\.io\b|\.windows\.net\b|\.azurewebsites\.net\b|\.azure\.com\b/, 'azure'],
  [/\bgithub\.com\b|\bghcr\.io\b|\bgithubusercontent\.com\b/, 'github'],
  [/\bgitlab\.com\b/, 'gitlab'],
  [/\bhooks\.slack\.com\b|\.slack\.com\b/, 'slack'],
  [/\.digitaloceanspaces\.com\b/, 'digitalocean'],
];

export function providerOfHost(text: string): string | undefined {
  return PROVIDERS.find(([form]) => form.test(text))?.[1];
}

const hinted = (found: Found, text: string): Found => {
  const provider = providerOfHost(text);
  return provider ? { ...found, provider } : found;
};

/** URLs, buckets, mail, networks and hosts. */
export function addressOf(text: string): Found | undefined {
  if (/^s3a?:\/\//i.test(text)) return { type: 's3-uri', also: ['url'], provider: 'aws' };
  if (/^gs:\/\//i.test(text)) return { type: 'gs-uri', also: ['url'], provider: 'gcp' };
  if (/^fileb?:\/\//i.test(text)) return { type: 'url', also: ['path'], prefix: text.slice(0, text.indexOf(':')) };
  if (/^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|mailto:)\S/i.test(text))
    return hinted({ type: 'url', prefix: text.slice(0, text.indexOf(':')) }, text);
  if (/^[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}$/.test(text)) {
    // `web@10.0.0.1` and `left-pad@1.3.0` have other meanings.
    if (/@v?\d/.test(text) || /@(?:latest|next|beta|canary)$/.test(text)) return { type: 'name', also: ['version'] };
    return hinted({ type: 'email' }, text);
  }
  if (/^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i.test(text)) return { type: 'mac' };
  const slash = text.indexOf('/');
  if (slash > 0 && /^\/\d{1,3}$/.test(text.slice(slash)) && isIp(text.slice(0, slash))) return { type: 'cidr' };
  if (isIp(text)) return { type: 'ip' };
  const port = /^\[?(.{1,253}?)\]?:(\d{1,5})$/.exec(text);
  if (port && (isIp(port[1]!) || port[1] === 'localhost' || isDomain(port[1]!)))
    return hinted({ type: 'host-port', number: Number(port[2]) }, text);
  if (text === 'localhost') return { type: 'domain' };
  if (isDomain(text)) return hinted({ type: 'domain', also: ['name'] }, text);
  if (
    slash > 0 &&
    isDomain(text.slice(0, slash)) &&
    text.includes('.') &&
    !/:[\w.-]+$/.test(text) &&
    !/\.pkg\.dev|\bgcr\.io|ghcr\.io|azurecr\.io|docker\.io|quay\.io|amazonaws\.com/.test(text)
  ) {
    return hinted({ type: 'url', also: ['path'] }, text);
  }
  return undefined;
}
