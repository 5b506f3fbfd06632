import { XMLBuilder } from 'fast-xml-parser';
import type { CheckedPlace, FileReport, Report } from '../report.ts';
import { plain, saidInFull } from './said.ts';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  suppressBooleanAttributes: false,
});

/** XML 1.0 has no form, not even an escaped one, for these. */
const legal = (text: string): string =>
  text.replace(
    /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );

function testcase(path: string, { text, place, findings, verdict, why }: CheckedPlace) {
  const said = plain(text);
  const about = `${path}:${place.line}`;
  return {
    '@name': legal(`line ${place.line}: ${said.length > 120 ? `${said.slice(0, 119)}…` : said}`),
    '@classname': legal(path),
    '@file': legal(path),
    '@line': place.line,
    ...(findings.length > 0
      ? {
          failure: findings.map((finding) => ({
            '@type': finding.id,
            '@message': legal(plain(finding.message)),
            '#': legal(`${about}:${finding.place.column} ${finding.severity}: ${saidInFull(finding)}`),
          })),
        }
      : verdict === 'unknown' || verdict === 'not-checked'
        ? { skipped: { '@message': legal(why ?? verdict) } }
        : {}),
  };
}

function suite({ path, calls }: FileReport) {
  const failed = calls.filter(({ findings }) => findings.length > 0).length;
  const skipped = calls.filter(
    ({ findings, verdict }) => findings.length === 0 && (verdict === 'unknown' || verdict === 'not-checked'),
  ).length;
  return {
    '@name': legal(path),
    '@tests': calls.length,
    '@failures': failed,
    '@errors': 0,
    '@skipped': skipped,
    testcase: calls.map((call) => testcase(path, call)),
  };
}

/** A suite a file, a case a call: right ones pass, those that cannot be judged are skipped. */
export function toJunit({ files }: Report): string {
  const suites = files.filter(({ calls }) => calls.length > 0).map(suite);
  const sum = (name: '@tests' | '@failures'): number => suites.reduce((all, one) => all + one[name], 0);
  const testsuites = {
    '@name': 'gorilla check',
    '@tests': sum('@tests'),
    '@failures': sum('@failures'),
    testsuite: suites,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites })}`;
}
