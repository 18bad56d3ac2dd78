// Text files that flags name.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalTextFiles } from '../../../src/io/text-files.ts';
import { refusalOf } from '../../support/refusal.ts';
import { tempFolder, writeFiles } from '../../support/temp-folder.ts';

/** Files in a folder of their own. */
function files(contents: Readonly<Record<string, string>>, bytes?: Uint8Array) {
  const cwd = tempFolder();
  writeFiles(cwd, contents);
  if (bytes) writeFileSync(join(cwd, 'bytes.yaml'), bytes);
  return { cwd, texts: new LocalTextFiles(cwd) };
}

describe('a text file', () => {
  it('is found from the current folder, and anywhere by an absolute path', async () => {
    const { cwd, texts } = files({ 'deep/crd.yaml': 'kind: Größe\n', 'empty.yaml': '' });
    expect(await texts.read('deep/crd.yaml')).toBe('kind: Größe\n');
    expect(await texts.read('./deep/../deep/crd.yaml')).toBe('kind: Größe\n');
    expect(await new LocalTextFiles('/').read(join(cwd, 'deep/crd.yaml'))).toBe('kind: Größe\n');
    expect(await texts.read('empty.yaml')).toBe('');
  });

  it('may be absent where that is asked', async () => {
    const { texts } = files({ 'a.yaml': 'a: 1\n' });
    expect(await texts.find('a.yaml')).toBe('a: 1\n');
    expect(await texts.find('b.yaml')).toBeUndefined();
  });
});

describe('refused', () => {
  it.each([
    ['what is not there', 'b.yaml', /^b\.yaml cannot be read: ENOENT/, 'name another file'],
    ['a folder', 'deep', /^deep cannot be read: EISDIR/, 'name another file'],
    ['what is no text', 'bytes.yaml', /^bytes\.yaml is not UTF-8 text$/, 'save it as UTF-8'],
  ])('%s', async (_what, file, message, hint) => {
    const { texts } = files({ 'deep/crd.yaml': '' }, Uint8Array.from([0x61, 0xff, 0xfe]));
    const refused = await refusalOf(() => texts.read(file));
    expect(refused).toMatchObject({ code: 'file-unreadable', hint, problems: [{ file }] });
    expect(refused.message).toMatch(message);
  });

  it('what cannot be read although it may be absent', async () => {
    const { texts } = files({}, Uint8Array.from([0xff]));
    expect((await refusalOf(() => texts.find('bytes.yaml'))).code).toBe('file-unreadable');
  });
});
