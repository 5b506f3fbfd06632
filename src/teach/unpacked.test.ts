import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../zoo/crc.ts';
import { unpacked } from './unpacked.ts';

/** A zip archive, by the format's own description: local headers, central directory, end record. */
function zip(entries: [name: string, content: Buffer][]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const text = async (bytes: Buffer, name: string, limit = 1000) => {
  const document = await unpacked({ bytes, name }, limit);
  return [document.name, Buffer.from(document.bytes).toString()];
};

describe('unpacked', () => {
  it('leaves a plain document as it is', async () =>
    expect(await text(Buffer.from('{}'), 'a.json')).toEqual(['a.json', '{}']));
  it('reads gzip', async () =>
    expect(await text(gzipSync('{}'), 'service-2.json.gz')).toEqual(['service-2.json', '{}']));
  it('reads the one document of a zip archive', async () => {
    const archive = zip([
      ['api/openapi.yaml', Buffer.from('a: 1')],
      ['logo.png', Buffer.from('x')],
    ]);
    expect(await text(archive, 'a.zip')).toEqual(['api/openapi.yaml', 'a: 1']);
  });

  it.each([
    ['a gzip bomb', gzipSync(Buffer.alloc(10_000_000)), 'source-too-large'],
    ['a zip bomb', zip([['a.json', Buffer.alloc(10_000_000)]]), 'source-too-large'],
    [
      'several documents',
      zip([
        ['a.json', Buffer.from('{}')],
        ['b.json', Buffer.from('{}')],
      ]),
      'source-unsupported',
    ],
    ['no document', zip([['a.png', Buffer.from('x')]]), 'source-unsupported'],
    ['half a gzip file', gzipSync('some text').subarray(0, 12), 'source-unreadable'],
    ['half a zip archive', zip([['a.json', Buffer.from('{}')]]).subarray(0, 40), 'source-unreadable'],
    ['a zip entry outside', zip([['../../etc/a.json', Buffer.from('{}')]]), 'source-unreadable'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(text(bytes, 'a')).rejects.toMatchObject({ code });
  });
});
