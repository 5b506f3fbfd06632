import { describe, expect, it } from 'vitest';
import { ingestMan } from './ingest.ts';

// Written for this test, in the form that man gives to pages.
const PAGE = `ACME-PACK(1)                        Acme Manual                        ACME-PACK(1)

NAME
       acme-pack - pack things into boxes

SYNOPSIS
       acme pack [-v] [--size=SIZE] [<thing>...]
                 [--list]
       acme pack <box>

DESCRIPTION
       Packs things. A dash - like this one - is no option.

OPTIONS
       -v, --verbose
              Say what is done.

       --size=SIZE
              How large the box is.

       -n NUMBER, --number NUMBER
              How many
              boxes.

EXAMPLES
       acme pack --never-an-option x

SEE ALSO
       tar(1)
`;
const source = { package: 'installed:man acme-pack', version: '1', licence: 'NOASSERTION' };

describe('ingestMan', () => {
  const [operation] = ingestMan(PAGE, { source }).operations;

  it('reads the command from its synopsis, and what it does from its name', () => {
    expect(operation).toMatchObject({
      id: 'acme:acme pack',
      summary: 'Pack things into boxes',
      invocations: [{ surface: 'cli', path: 'acme pack' }],
    });
  });

  it('reads options, and not those of examples', () => {
    const options = operation!.parameters.filter((one) => one.in !== 'positional');
    expect(options.map(({ name, in: place, aliases }) => [name, place, aliases])).toEqual([
      ['--verbose', 'flag', ['-v']],
      ['--size', 'option', undefined],
      ['--number', 'option', ['-n']],
    ]);
    expect(options[2]?.description).toBe('How many boxes.');
  });

  it('requires a positional only where all forms do', () => {
    const positionals = operation!.parameters.filter((one) => one.in === 'positional');
    expect(positionals.map(({ name, required }) => [name, required])).toEqual([
      ['thing', undefined],
      ['box', undefined],
    ]);
  });

  it('reads bold letters as terminals once printed them', () => {
    const bold = PAGE.replace('NAME', 'N\bNA\bAM\bME\bE');
    expect(ingestMan(bold, { source }).operations[0]?.id).toBe('acme:acme pack');
  });

  it('refuses what is no page', () => {
    expect(() => ingestMan('Some words.\n', { source })).toThrow(
      expect.objectContaining({ code: 'source-unsupported' }),
    );
  });
});
