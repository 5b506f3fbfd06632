import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readBlock, replaceBlock } from './blocks.mjs';
import { committedScores, scoresBlock, subtreeBlock } from './readme-scores.mjs';
import { screen } from './screen.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

describe('blocks of documents', () => {
  const text = 'a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb\n';

  it('are replaced, and read back', () => {
    expect(readBlock(text, 'x')).toBe('old');
    expect(readBlock(replaceBlock(text, 'x', '\nnew\n'), 'x')).toBe('\nnew\n');
    expect(replaceBlock(text, 'x', 'old')).toBe(text);
  });

  it('are missed aloud', () => {
    expect(() => replaceBlock(text, 'y', '')).toThrow('<!-- y:begin -->');
  });
});

describe('README.md', () => {
  it('has the table that the committed scores give (npm run docs:scores)', () => {
    expect(readBlock(read('README.md'), 'scores')).toBe(scoresBlock(committedScores));
  });

  it('has no table of what was not measured', () => {
    expect(scoresBlock(() => undefined).trim()).toBe('');
  });
});

describe('docs/subtree-matching.md', () => {
  it('has the table that the committed scores give', () => {
    expect(readBlock(read('docs/subtree-matching.md'), 'subtree')).toBe(subtreeBlock(committedScores));
  });
});

describe('documents', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);
  const anchors = (text: string): Set<string> =>
    new Set(
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        title!
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, '')
          .trim()
          .replace(/\s/g, '-'),
      ),
    );

  it.each(DOCUMENTS)('%s: every link leads somewhere', (file) => {
    const lost = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => {
      if (/^(?:https?|mailto):/.test(link!)) return [];
      const [name = '', anchor] = link!.split('#');
      const target = name ? join(dirname(file), name) : file;
      try {
        if (name.endsWith('/')) readdirSync(join(ROOT, target));
        else if (anchor === undefined) read(target);
        else if (!anchors(read(target)).has(anchor)) return [link];
        return [];
      } catch {
        // A link to nothing is what is looked for.
        return [link];
      }
    });
    expect(lost).toEqual([]);
  });

  it.each(DOCUMENTS)('%s: every npm script that it names exists', (file) => {
    const named = [...read(file).matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('ARCHITECTURE.md has the values of a trace in every block (npm run docs:trace)', () => {
    const text = read('docs/ARCHITECTURE.md');
    const names = [...text.matchAll(/<!-- (trace:\w+):begin -->/g)].map(([, name]) => name!);
    expect(names).toHaveLength(12);
    expect(names.filter((name) => !/```text\n[^`]/.test(readBlock(text, name)))).toEqual([]);
  });

  it('ARCHITECTURE.md and decisions/ name files that exist', () => {
    const named = DOCUMENTS.filter((name) => /ARCHITECTURE|decisions|model\.md|adapters/.test(name)).flatMap((file) =>
      [...read(file).matchAll(/`((?:src|eval|training|scripts)\/[\w./-]+\.(?:ts|py|mjs|cjs|json|yaml|sh))`/g)].map(
        ([, name]) => name!,
      ),
    );
    const lost = named.filter((name) => {
      try {
        return read(name) === '';
      } catch {
        // A name of nothing is what is looked for.
        return true;
      }
    });
    expect(lost).toEqual([]);
  });
});

it('a screen: colours, long lines and marks of XML', () => {
  const svg = screen(`$ a <b> && c\n\x1b[2mdim\x1b[22m ${'x'.repeat(120)}`, 'title');
  expect(svg).toContain('a &lt;b&gt; &amp;&amp; c');
  expect(svg).toContain('<tspan fill="#8b949e">dim</tspan>');
  expect(svg.match(/<text /g)).toHaveLength(3);
  expect(svg).not.toContain('\x1b');
});
