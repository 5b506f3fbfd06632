/** Words that botocore lists operation by operation, because its rule would cut them apart (`partiql`, not `parti-ql`). */
const WHOLE_WORDS: [RegExp, string][] = [
  [/iSCSI/, 'Iscsi'],
  [/PartiQL/, 'Partiql'],
  [/WhatsApp/, 'Whatsapp'],
  [/OTel/, 'Otel'],
  [/HITs/, 'Hits'],
  // Only these: `CreateOAuth2TokenWithTokenExchange` is not in botocore's list and becomes `create_o_auth2_…`.
  [/OAuth2(?=Token(WithIAM)?$)/, 'Oauth2'],
];

/**
 * The name that boto3 (`_`) and the command line (`-`) give an API name: `StopInstances` is `stop_instances`.
 *
 * Source: botocore's `xform_name`, with its list of special cases put as words; equal for every operation of botocore 1.44.5.
 */
export function xformName(name: string, separator: '_' | '-' = '_'): string {
  if (name.includes(separator)) return name;
  let text = name;
  for (const [word, whole] of WHOLE_WORDS) text = text.replace(word, whole);
  const plural = /[A-Z]{2,}s$/.exec(text);
  if (plural) text = text.slice(0, plural.index) + separator + plural[0].toLowerCase();
  return text
    .replace(/(.)([A-Z][a-z]+)/g, `$1${separator}$2`)
    .replace(/([a-z0-9])([A-Z])/g, `$1${separator}$2`)
    .toLowerCase();
}
