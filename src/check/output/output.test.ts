import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Ajv04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../config/config.ts';
import { RULE_IDS } from '../rules.ts';
import { fakeCheck } from '../run/fake-checker.ts';
import { runCheck } from '../run/run.ts';
import { FORMATS, type Format, formatted } from './format.ts';

const options = { version: '1.2.3', keyOf: (path: string) => path, colour: false, width: 80 };

async function outcome(path: string, text: string) {
  const files = [{ path, key: path, text }];
  return runCheck(files, { config: defaultConfig('/x'), checker: async () => fakeCheck });
}

const written = async (format: Format, text: string, path = 'src/deploy.sh') =>
  formatted(await outcome(path, text), format, options);

const SCRIPT = 'set -e\n\taws s3 ls --wrng --old\naws plugin x\naws s3 rm "$x"\naws s3 cp a b\n';
/** Characters that each format has its own trouble with. */
const HOSTILE = 'aws <&>"\' \x1b[31m\x00\u2028 100%,a:b ]]> ::error:: --odd\n';

describe('human', () => {
  it('shows place, line, what was meant, and the document', async () => {
    expect(await written('human', SCRIPT)).toBe(
      [
        'src/deploy.sh:2:12 error aws s3 ls has no parameter --wrng [unknown-parameter]',
        ' 2 |  aws s3 ls --wrng --old',
        '   |            ^^^^^^',
        '   = did you mean --wrong?',
        '   = pypi:botocore 1.2.3',
        '',
        'src/deploy.sh:2:19 warning --old is deprecated [deprecated]',
        ' 2 |  aws s3 ls --wrng --old',
        '   |                   ^^^^^',
        '   = pypi:botocore 1.2.3',
        '',
        '1 error and 1 warning in 4 calls of 1 file (1 right, 1 wrong, 1 unknown, 1 not checked).',
        '',
      ].join('\n'),
    );
  });
  it('cuts long lines to what matters', async () => {
    const text = await written('human', `aws ${'x'.repeat(300)} --odd\n`);
    const [, line, carets] = text.split('\n');
    expect(line!.length).toBeLessThanOrEqual(80);
    expect(line!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('--odd');
  });
  it('lets no control character through', async () =>
    expect(await written('human', HOSTILE)).not.toMatch(/[\x00-\x09\x0b-\x1f]/));
});

describe('json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../docs/schemas/check-report.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  it.each([SCRIPT, HOSTILE, ''])('is what docs/schemas says: %j', async (text) => {
    expect(validate(JSON.parse(await written('json', text))) ? [] : validate.errors).toEqual([]);
  });
  it('has a schema that knows every rule', () =>
    expect(new Set(schema.$defs.finding.properties.id.enum)).toEqual(new Set(RULE_IDS)));
});

describe('sarif', () => {
  const require = createRequire(import.meta.url);
  const folder = require.resolve('@microsoft/jest-sarif').replace(/index\.js$/, 'schemas/');
  const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(`${folder}sarif-2.1.0-rtm.5.json`, 'utf8')));
  it.each([
    [SCRIPT, 'a b/ü#%.sh'],
    [HOSTILE, 'x.sh'],
    ['', 'x.sh'],
  ])('is valid by the official schema: %j', async (text, path) => {
    expect(validate(JSON.parse(await written('sarif', text, path))) ? [] : validate.errors).toEqual([]);
  });
  it('says rule, level, place, fingerprint and repair', async () => {
    const [first] = JSON.parse(await written('sarif', SCRIPT)).runs[0].results;
    expect(first).toMatchObject({ ruleId: 'unknown-parameter', level: 'error' });
    expect(first.locations[0].physicalLocation.region).toMatchObject({ startLine: 2, startColumn: 12, endColumn: 18 });
    expect(first.partialFingerprints['gorillaFinding/v1']).toMatch(/^[0-9a-f]{16}$/);
    expect(first.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe('--wrong');
  });
});

describe('github', () => {
  it('writes one command a finding', async () => {
    expect((await written('github', SCRIPT)).split('\n')[0]).toBe(
      '::error file=src/deploy.sh,line=2,endLine=2,col=12,endColumn=18,title=unknown-parameter%3A There is no such option or field::' +
        'aws s3 ls has no parameter --wrng; did you mean --wrong?; (pypi:botocore 1.2.3)',
    );
  });
  it('escapes what would end a property or a line', async () => {
    const lines = (await written('github', HOSTILE, 'a,b:c%.sh')).trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('file=a%2Cb%3Ac%25.sh,');
    expect(lines[0]).toContain('100%25');
  });
});

describe('junit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testcase',
  });
  it('has a case a call', async () => {
    const { testsuites } = parser.parse(await written('junit', SCRIPT));
    expect(testsuites).toMatchObject({ tests: '4', failures: '1' });
    const [wrong, unknown, dynamic, right] = testsuites.testsuite.testcase;
    expect(wrong.failure).toHaveLength(2);
    expect([unknown, dynamic].every((each) => 'skipped' in each)).toBe(true);
    expect('failure' in right || 'skipped' in right).toBe(false);
  });
  it.each([SCRIPT, HOSTILE, ''])('is well-formed: %j', async (text) => {
    const xml = await written('junit', text, 'a<b>&"c".sh');
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f]/);
  });
});

it.each(FORMATS)('%s of nothing is something', async (format) => {
  const nothing = await runCheck([], { config: defaultConfig('/x'), checker: async () => fakeCheck });
  expect(typeof (await formatted(nothing, format, options))).toBe('string');
});
