import { describe, expect, it } from 'vitest';
import { parseParameterLine } from './parameter-line.ts';

const cases: [string, object][] = [
  [
    '<source:path>...  Where from',
    {
      name: 'source',
      in: 'positional',
      type: 'string',
      format: 'path',
      required: true,
      repeats: true,
      description: 'Where from',
    },
  ],
  ['[command]>>', { name: 'command', in: 'positional', type: 'string', repeats: true, rest: true }],
  [
    '<action>{start|stop}',
    { name: 'action', in: 'positional', type: 'string', enum: ['start', 'stop'], required: true },
  ],
  [
    '-n, --namespace <name>  Where',
    { name: '--namespace', in: 'option', type: 'string', aliases: ['-n'], description: 'Where' },
  ],
  [
    '-v, --verbose  Say more',
    { name: '--verbose', in: 'flag', type: 'boolean', aliases: ['-v'], description: 'Say more' },
  ],
  ['--[no-]verify', { name: '--verify', in: 'flag', type: 'boolean', negatable: true }],
  ['-out=<file:path>', { name: '-out', in: 'option', type: 'string', format: 'path', attach: '=' }],
  ['-o<dir:path>', { name: '-o', in: 'option', type: 'string', format: 'path', attach: '' }],
  ['if=<file:path>', { name: 'if', in: 'option', type: 'string', format: 'path', attach: '=' }],
  ['--color[=<when>]', { name: '--color', in: 'option', type: 'string', attach: '=', valueOptional: true }],
  [
    '-o, --output {json|yaml}',
    { name: '--output', in: 'option', type: 'string', enum: ['json', 'yaml'], aliases: ['-o'] },
  ],
  [
    '-e, --env <pair:key-value>*',
    { name: '--env', in: 'option', type: 'string', format: 'key-value', aliases: ['-e'], repeats: true },
  ],
  ['--verb <verb>*,', { name: '--verb', in: 'option', type: 'string', repeats: true, separator: ',' }],
  ['--ids <id>...', { name: '--ids', in: 'option', type: 'string', repeats: true, separator: ' ' }],
  ['--image <image:image>!', { name: '--image', in: 'option', type: 'string', format: 'image', required: true }],
  ['--hard ~--soft ~--mixed', { name: '--hard', in: 'flag', type: 'boolean', excludes: ['--soft', '--mixed'] }],
  ['-c <n:int=4>', { name: '-c', in: 'option', type: 'integer', default: 4 }],
  ['--context <name>^', { name: '--context', in: 'option', type: 'string', global: true }],
  ['+short  Terse', { name: '+short', in: 'flag', type: 'boolean', description: 'Terse' }],
  ['-b:v <rate>', { name: '-b:v', in: 'option', type: 'string' }],
  ['from <address>', { name: 'from', in: 'option', type: 'string' }],
  ['-x ~-p', { name: '-x', in: 'flag', type: 'boolean', excludes: ['-p'] }],
];

describe('a line of a supplement', () => {
  it.each(cases)('%s', (line, want) => {
    expect(parseParameterLine(line, 'x.yaml#x')).toEqual(want);
  });

  it('says where it cannot be read', () => {
    expect(() => parseParameterLine('-a <b', 'git.yaml#git log')).toThrow(/git\.yaml#git log/);
  });
});
