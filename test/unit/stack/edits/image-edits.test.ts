// Entries of nodeImages.versions in the text of stack.yaml.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withoutPins, withPin, type Pin } from '../../../../src/stack/edits/image-edits.ts';
import { formatKubernetes, parseKubernetesVersion } from '../../../../src/stack/kubernetes-version.ts';

const HEX = 'ab'.repeat(32);
const version = (text: string) => parseKubernetesVersion(text) ?? { major: 0, minor: 0, patch: 0 };
const pin = (text: string, more: Partial<Pin> = {}): Pin => ({
  version: version(text),
  digest: `sha256:${HEX}`,
  built: undefined,
  ...more,
});

describe('a new pin', () => {
  it.each<[string, string, string]>([
    [
      'between others, as they are written',
      'a: 1 # keep\nnodeImages:\n  versions:\n  -   version: "v1.34.6"   # six\n      sha256: 1\n  # about eight\n  -   version: v1.34.8\nb:   [1,2]\n',
      `a: 1 # keep\nnodeImages:\n  versions:\n  -   version: "v1.34.6"   # six\n      sha256: 1\n  -   version: v1.34.7\n      sha256: ${HEX}\n  # about eight\n  -   version: v1.34.8\nb:   [1,2]\n`,
    ],
    [
      'before all others',
      'nodeImages:\n  versions:\n    - version: v1.34.8\n',
      `nodeImages:\n  versions:\n    - version: v1.34.7\n      sha256: ${HEX}\n    - version: v1.34.8\n`,
    ],
    [
      'at the end of a file without end of line',
      'nodeImages:\n  versions:\n    - version: 1.34.6',
      `nodeImages:\n  versions:\n    - version: 1.34.6\n    - version: v1.34.7\n      sha256: ${HEX}\n`,
    ],
    [
      'the newest first, where that is the order',
      'nodeImages:\n  versions:\n    - {version: v1.34.8}\n    - {version: v1.34.6}\n',
      `nodeImages:\n  versions:\n    - {version: v1.34.8}\n    - {version: v1.34.7, sha256: ${HEX}}\n    - {version: v1.34.6}\n`,
    ],
    [
      'with the line ends of the file',
      'nodeImages:\r\n  versions:\r\n    - { version: v1.34.6 }\r\n',
      `nodeImages:\r\n  versions:\r\n    - { version: v1.34.6 }\r\n    - { version: v1.34.7, sha256: ${HEX} }\r\n`,
    ],
    [
      'in an empty list',
      'nodeImages:\n  versions: [] # none\n  name: x\n',
      `nodeImages:\n  versions: # none\n    - version: v1.34.7\n      sha256: ${HEX}\n  name: x\n`,
    ],
    [
      'in a list that says nothing',
      'nodeImages:\n  versions:\n',
      `nodeImages:\n  versions:\n    - version: v1.34.7\n      sha256: ${HEX}\n`,
    ],
    [
      'without a list',
      'nodeImages:\n    name: x\n    tags:\n      - y # why\n\n# next\nb: 1\n',
      `nodeImages:\n    name: x\n    tags:\n      - y # why\n    versions:\n      - version: v1.34.7\n        sha256: ${HEX}\n\n# next\nb: 1\n`,
    ],
    [
      'in a list within brackets',
      'nodeImages:\n  versions: [{ version: v1.34.6 }]\n',
      `nodeImages:\n  versions: [ { version: v1.34.6 }, { version: v1.34.7, sha256: ${HEX} } ]\n`,
    ],
  ])('%s', (_name, text, expected) => {
    const edited = withPin(text, pin('v1.34.7'), 'server');
    expect(parse(edited)).toEqual(parse(expected));
    if (!text.includes('[{')) expect(edited).toBe(expected);
    expect(withPin(edited, pin('v1.34.7'), 'server')).toBe(edited);
  });

  it('writes a digest that looks like a number within quotes, and the day', () => {
    const digits = '1'.repeat(60) + '2e10';
    const edited = withPin(
      'nodeImages: {}\n',
      pin('v1.34.7', { digest: `sha256:${digits}`, built: '2026-03-20' }),
      'server',
    );
    expect(parse(edited)).toEqual({
      nodeImages: { versions: [{ version: 'v1.34.7', sha256: digits, built: '2026-03-20' }] },
    });
  });

  it('writes the whole digest of a container image', () => {
    const edited = withPin(
      'nodeImages:\n  image: a/b\n',
      pin('v1.34.7', { built: '2026-03-20' }),
      'container',
    );
    expect(edited).toBe(
      `nodeImages:\n  image: a/b\n  versions:\n    - version: v1.34.7\n      digest: sha256:${HEX}\n`,
    );
  });
});

describe('an entry without a digest', () => {
  it.each([
    [
      'nodeImages:\n  versions:\n    - version: v1.34.7 # seven\n      url: x\n',
      `nodeImages:\n  versions:\n    - version: v1.34.7 # seven\n      sha256: ${HEX}\n      url: x\n`,
    ],
    [
      'nodeImages:\n  versions:\n    - { version: "v1.34.7" , url: x}\n',
      `nodeImages:\n  versions:\n    - { version: "v1.34.7", sha256: ${HEX} , url: x}\n`,
    ],
  ])('is completed: %j', (text, expected) => {
    expect(withPin(text, pin('v1.34.7', { built: '2026-03-20' }), 'server')).toBe(expected);
  });
});

describe('entries that are taken out', () => {
  it('leave everything else', () => {
    const text =
      'nodeImages:\n  versions:\n    # old\n    - version: v1.33.1\n      sha256: a # b\n\n    - { version: v1.34.7 }\n    - version: v1.35.1\n# end\n';
    const edited = withoutPins(text, [version('v1.33.1'), version('v1.35.1'), version('v1.36.0')]);
    expect(edited).toBe('nodeImages:\n  versions:\n    # old\n\n    - { version: v1.34.7 }\n# end\n');
    expect(withoutPins(edited, [version('v1.34.7')])).toBe(
      'nodeImages:\n  versions: []\n    # old\n\n# end\n',
    );
  });

  it('are taken out of lists within brackets too', () => {
    const edited = withoutPins('nodeImages: {versions: [{version: v1.34.7}, {version: v1.34.8}]}\n', [
      version('v1.34.7'),
    ]);
    expect(parse(edited)).toEqual({ nodeImages: { versions: [{ version: 'v1.34.8' }] } });
  });
});

describe('any list', () => {
  const versions = fc.uniqueArray(
    fc.record({ major: fc.constant(1), minor: fc.integer({ min: 30, max: 36 }), patch: fc.nat(12) }),
    { selector: formatKubernetes, maxLength: 8 },
  );
  const style = fc.constantFrom('block', 'flow', 'wide');
  const entryText = (v: string, how: string) =>
    how === 'flow'
      ? `  - { version: ${v} }`
      : how === 'block'
        ? `  - version: ${v}`
        : `  -   version: ${v}\n      built: 2026-01-01`;

  it('has the pins that were added, each once and in order, and what it had before', () => {
    fc.assert(
      fc.property(
        versions,
        versions,
        fc.array(style, { minLength: 8, maxLength: 8 }),
        (before, added, styles) => {
          const sorted = [...before]
            .sort((a, b) => a.minor - b.minor || a.patch - b.patch)
            .map(formatKubernetes);
          const lines = sorted.map((v, index) => entryText(v, styles[index] ?? 'block'));
          const text = ['# head', 'nodeImages:', '  versions:', ...lines, 'tail: "x" # y', ''].join('\n');
          const edited = added.reduce(
            (current, one) =>
              withPin(current, { version: one, digest: undefined, built: undefined }, 'server'),
            text,
          );
          const found = (parse(edited) as { nodeImages: { versions: { version: string }[] | null } })
            .nodeImages;
          const all = [...new Set([...sorted, ...added.map(formatKubernetes)])].map(version);
          expect((found.versions ?? []).map((one) => one.version)).toEqual(
            all.sort((a, b) => a.minor - b.minor || a.patch - b.patch).map(formatKubernetes),
          );
          for (const line of [...lines, '# head', 'tail: "x" # y']) expect(edited).toContain(line);
          const fresh = added.filter((one) => !sorted.includes(formatKubernetes(one)));
          if (before.length > 0) expect(withoutPins(edited, fresh)).toBe(text);
        },
      ),
    );
  });
});
