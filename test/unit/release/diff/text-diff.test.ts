import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText } from '../../../../src/release/diff/text-diff.ts';

const numbers = (count: number, name = 'line') =>
  Array.from({ length: count }, (_, n) => `${name} ${n}\n`).join('');

describe('diffText', () => {
  it('shows changed lines with three lines around them', async () => {
    const before = numbers(20);
    expect(await diffText('a/b.yaml', before, before.replace('line 10\n', 'changed\nand more\n'))).toEqual({
      lines: { added: 2, removed: 1 },
      text: `--- a/a/b.yaml
+++ b/a/b.yaml
@@ -8,7 +8,8 @@
 line 7
 line 8
 line 9
-line 10
+changed
+and more
 line 11
 line 12
 line 13
`,
    });
  });

  it('covers passwords, since diffs end up in logs', async () => {
    const { text } = await diffText('x', 'url: https://me:old@h/a\n', 'url: https://me:new@h/a\n');
    expect(text).toContain('-url: https://***@h/a\n+url: https://***@h/a\n');
  });

  it('shows files that come and go as a whole', async () => {
    expect(await diffText('x', undefined, 'a\nb')).toEqual({
      lines: { added: 2, removed: 0 },
      text: '--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n',
    });
    expect(await diffText('x', 'a\n', undefined)).toEqual({
      lines: { added: 0, removed: 1 },
      text: '--- a/x\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n',
    });
    expect(await diffText('x', undefined, '')).toEqual({
      lines: { added: 0, removed: 0 },
      text: '--- /dev/null\n+++ b/x\n',
    });
  });

  it('tells line ends apart', async () => {
    const { lines, text } = await diffText('x', 'a\nb\n', 'a\r\nb');
    expect(lines).toEqual({ added: 2, removed: 2 });
    expect(text).toContain('\n+a\r\n+b\n\\ No newline at end of file\n');
  });

  it('gives up on telling lines apart where there are too many, and is right all the same', async () => {
    const [before, now] = [numbers(6000, 'old'), numbers(6000, 'new')];
    const { lines, text } = await diffText('x', before, now);
    expect(lines).toEqual({ added: 6000, removed: 6000 });
    expect(applyPatch(before, text)).toBe(now);
  });

  it('is a patch that makes the one of the other', async () => {
    const line = fc.constantFrom('a', 'b', '', '-a', '+b', '--- x', '@@ -1 +1 @@', '\\ x', ' ');
    const lines = fc.array(line, { maxLength: 12 });
    const file = fc.oneof(
      lines.map((all) => all.join('\n')),
      lines.map((all) => all.map((one) => `${one}\n`).join('')),
    );
    await fc.assert(
      fc.asyncProperty(file, file, async (before, now) => {
        for (const [old, fresh] of [
          [before, now],
          ['', now],
          [before, ''],
        ] as const) {
          const { text } = await diffText('x', old || undefined, fresh || undefined);
          if (old !== fresh) expect(applyPatch(old, text)).toBe(fresh);
        }
      }),
    );
  });
});
