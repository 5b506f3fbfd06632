/** What an expression of the code is, as far as it is followed. Absent (`undefined`): nothing that the zoo has to do with. */
export type Thing =
  /** Something imported or a part of it: `boto3.client`, `@aws-sdk/client-s3#S3Client`, `child_process#exec`. */
  | { kind: 'path'; path: string }
  | { kind: 'aws-session' }
  /** `service` is absent where it is known only when the code runs. */
  | { kind: 'aws-client'; service?: string }
  | { kind: 'aws-resource'; service?: string }
  | { kind: 'aws-method'; service?: string; method: string }
  | { kind: 'aws-paginator'; service: string; method: string }
  | { kind: 'aws-waiter' }
  /** A client of `@aws-sdk/client-…` as a whole (`new S3({})`), whose methods are the commands. */
  | { kind: 'aws-sdk'; package: string }
  | { kind: 'aws-sdk-method'; package: string; method: string }
  /** The Google client for Python: `build('drive', 'v3').files()`. */
  | { kind: 'google'; service: string; version: string; steps: string[] }
  | { kind: 'google-method'; service: string; version: string; steps: string[] }
  | { kind: 'google-request' }
  | { kind: 'octokit'; steps: string[] }
  /** `requests`, `httpx.Client(base_url=…)`, `axios.create({baseURL})`: methods are verbs. `base` is absent where it is not known. */
  | { kind: 'http-client'; style: HttpStyle; base: string | undefined }
  | { kind: 'http-method'; style: HttpStyle; base: string | undefined; verb: string };

export type HttpStyle = 'requests' | 'axios' | 'got';

/** The one that all alternatives are; undefined where they differ, or where one of them is nothing that is followed. */
export function agreed(things: readonly (Thing | undefined)[]): Thing | undefined {
  const [first, ...others] = things;
  if (!first) return undefined;
  const key = JSON.stringify(first);
  return others.every((other) => other && JSON.stringify(other) === key) ? first : undefined;
}
