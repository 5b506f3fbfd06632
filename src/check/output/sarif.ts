import { fingerprint } from '../config/baseline.ts';
import type { CheckedPlace, CheckFinding, Place } from '../report.ts';
import { RULE_IDS, RULES, ruleAnchor } from '../rules.ts';
import type { Outcome } from '../run/run.ts';
import type { FormatOptions } from './format.ts';
import { saidInFull } from './said.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** A path as a URI that is relative to where the check was started. */
const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const regionOf = ({ line, column, endLine, endColumn, start, end }: Place) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
  charOffset: start,
  charLength: end - start,
});

const artifact = (path: string) => ({ uri: uriOf(path), uriBaseId: '%SRCROOT%' });

function resultOf(path: string, key: string, call: CheckedPlace, finding: CheckFinding) {
  const { id, severity, place, repair } = finding;
  const fix = repair && {
    description: { text: `Replace by ${JSON.stringify(repair.text)}` },
    artifactChanges: [
      {
        artifactLocation: artifact(path),
        replacements: [
          {
            deletedRegion: { charOffset: repair.start, charLength: repair.end - repair.start },
            insertedContent: { text: repair.text },
          },
        ],
      },
    ],
  };
  return {
    ruleId: id,
    ruleIndex: RULE_IDS.indexOf(id),
    level: severity,
    message: { text: saidInFull(finding) },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), region: regionOf(place) } }],
    partialFingerprints: { 'gorillaFinding/v1': fingerprint(key, call, finding) },
    ...(fix ? { fixes: [fix] } : {}),
  };
}

/** SARIF 2.1.0, as code scanning services read it. */
export function toSarif({ report }: Outcome, { version, keyOf }: FormatOptions): string {
  const results = report.files.flatMap(({ path, calls }) =>
    calls.flatMap((call) => call.findings.map((finding) => resultOf(path, keyOf(path), call, finding))),
  );
  const notifications = report.files.flatMap(({ path, problems }) =>
    problems.map(({ line, message }) => ({
      level: 'note',
      message: { text: message },
      locations: [{ physicalLocation: { artifactLocation: artifact(path), region: { startLine: line } } }],
    })),
  );
  const rules = RULE_IDS.map((id) => ({
    id,
    shortDescription: { text: RULES[id].title },
    defaultConfiguration: { level: RULES[id].severity },
    help: { text: `${RULES[id].title}. See ${ruleAnchor(id)}.` },
  }));
  const run = {
    tool: { driver: { name: 'gorilla', version, semanticVersion: version, rules } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'Where the check was started' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
    results,
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 1)}\n`;
}
