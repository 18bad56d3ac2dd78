// Marks: what is one, what only looks like one, and where.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPlaceholders, KNOWN_MARKS, scanMarks, versionMark } from '../../../src/render/placeholders.ts';
import { COMPONENTS } from '../../../src/stack/metadata.ts';
import { brief } from '../../support/stack-tree.ts';

const VALUES = {
  ClusterClassVersion: 'v4-beta.0',
  ClusterAddonVersion: 'v3',
  NodeImageVersion: 'v2',
  kubernetes: { version: 'v1.34.7', minor: '1.34' },
  stack: { name: 'scs', provider: 'docker' },
};
const fill = (text: string) => fillPlaceholders('f', text, VALUES);

describe('a mark is filled', () => {
  it.each([
    ['<< .ClusterClassVersion >>', 'v4-beta.0'],
    ['<< .ClusterAddonVersion >>', 'v3'],
    ['<< .NodeImageVersion >>', 'v2'],
    ['<< kubernetes.version >>', 'v1.34.7'],
    ['<< kubernetes.minor >>', '1.34'],
    ['<< stack.name >>', 'scs'],
    ['<< stack.provider >>', 'docker'],
    ['<<  .ClusterAddonVersion  >>', 'v3'],
    ['<< .ClusterAddonVersion >><< .NodeImageVersion >>', 'v3v2'],
    ['a<< .ClusterAddonVersion >>b<< .ClusterAddonVersion >>', 'av3bv3'],
    ['ü😀 << .NodeImageVersion >> 😀ü', 'ü😀 v2 😀ü'],
    ['{{ .Values.x }}-<< .NodeImageVersion >>-{{ "<<" }}', '{{ .Values.x }}-v2-{{ "<<" }}'],
    ['"<< .NodeImageVersion >>"\r\n', '"v2"\r\n'],
    ['<<< .NodeImageVersion >>>', '<v2>'],
  ])('%j becomes %j', async (text, expected) => {
    expect(await fill(text)).toMatchObject({ text: expected, problems: [] });
  });

  it('and recorded where its version went, in the text as filled', async () => {
    const { text, substitutions } = await fill(
      'a: << .ClusterClassVersion >> # << .NodeImageVersion >>\nb: << kubernetes.minor >>\nü😀: << .ClusterAddonVersion >>\n',
    );
    expect(text).toBe('a: v4-beta.0 # v2\nb: 1.34\nü😀: v3\n');
    expect(substitutions).toEqual([
      { file: 'f', line: 1, column: 4, component: 'clusterStack' },
      { file: 'f', line: 1, column: 16, component: 'nodeImage' },
      { file: 'f', line: 3, column: 6, component: 'clusterAddon' },
    ]);
  });

  it.each(COMPONENTS)('for the version of %s by the name that csctl gave it', async (component) => {
    expect(KNOWN_MARKS.map((name) => `<< ${name} >>`)).toContain(versionMark(component));
    expect((await fill(versionMark(component))).substitutions).toMatchObject([
      { component, line: 1, column: 1 },
    ]);
  });
});

describe('bug 6: ordinary text stays as it is, without a word', () => {
  it.each([
    'cat << EOF > /etc/a\nbody\nEOF\ncat x >> /var/log/x\n',
    'cat <<EOF >> f\nbody\nEOF\n',
    'cat << EOF >> f\nx\nEOF\n',
    "cat <<'EOF' >> f",
    'cat <<-EOF >>f',
    'cat << end.of >> f',
    'cat << a.b.c >> f',
    '<< EOF',
    '<<',
    '>>',
    '<< >>',
    '<<>>',
    '1 << 2 >> 3',
    '<< .ClusterAddonVersion',
    '<< .ClusterAddonVersion >',
    '<< .ClusterAddonVersion\n>>',
    '<< ClusterAddonVersion >>',
    '<<.X>>',
    '<<\t.ClusterAddonVersion\t>>',
    '{{ .ClusterAddonVersion }}',
    '{{ include "x" . | nindent 4 }}{{- if gt 1 2 }}&lt;{{ end }}',
    '{{{ raw }}} {{> partial}} {{! comment }}',
    '\\{{ escaped }}',
  ])('%j', async (text) => {
    expect(await fill(text)).toEqual({ text, substitutions: [], problems: [] });
  });
});

describe('a mark of unknown name', () => {
  it.each([
    ['<< .ClusterClasVersion >>', '1:1'],
    ['a: 1\nb: << .X >>\n', '2:4'],
    ['ü😀: << .clusterAddonVersion >>', '1:6'],
    ['<< kubernetes.patch >>', '1:1'],
    ['<< stack.constructor >>', '1:1'],
    ['<< .constructor >>', '1:1'],
    ['<< .__proto__ >>', undefined],
    ['\r\n\r\n  << .toString >>', '3:3'],
    ['x\n<< .NodeImageVersion >> << .Y >>', '2:25'],
  ])('%j is an error at %s, and stays', async (text, place) => {
    const { text: filled, problems } = await fill(text);
    expect(brief(problems)).toEqual(place === undefined ? [] : [`placeholder-unknown f:${place}`]);
    const mark =
      /<< \S*(?:ClusterClas|X|cluster|patch|constructor|proto|toString|Y)\S* >>/.exec(text)?.[0] ?? '?';
    expect(filled).toContain(mark);
  });

  it('says which names there are', async () => {
    const [found] = (await fill('<< .X >>')).problems;
    for (const name of KNOWN_MARKS) expect(found?.message).toContain(name);
  });

  it('is told as often as it stands there, beside the others', async () => {
    const { problems } = await fill('<< .X >><< .Y >>\n<<.NodeImageVersion>>\n<< .X >>');
    expect(brief(problems)).toEqual([
      ...['placeholder-unknown f:1:1', 'placeholder-unknown f:1:9'],
      ...['placeholder-spacing f:2:1', 'placeholder-unknown f:3:1'],
    ]);
  });
});

describe('a known mark without its spaces', () => {
  it.each(['<<.NodeImageVersion>>', '<< .NodeImageVersion>>', '<<.NodeImageVersion >>', '<<stack.name>>'])(
    '%s is a warning with the right form as hint, and stays',
    async (text) => {
      const { text: filled, problems } = await fill(`a ${text}`);
      expect(filled).toBe(`a ${text}`);
      expect(brief(problems)).toEqual(['placeholder-spacing f:1:3']);
      expect(problems[0]).toMatchObject({
        severity: 'warning',
        hint: expect.stringMatching(/^write << \S+ >>$/) as unknown,
      });
    },
  );
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      '<< .ClusterAddonVersion >>',
      '<< kubernetes.version >>',
      '<<',
      '>>',
      ' ',
      '\n',
      '<',
      '>',
      '{{',
      '}}',
      'ü😀',
      '.X',
    ],
    ...['<< .X >>', '<<.NodeImageVersion>>', 'EOF'],
  );

  it('keeps everything between its marks, and finds the same marks again in no other place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const text = pieces.join('');
        const marks = scanMarks(text);
        const { text: filled, substitutions } = await fill(text);
        const versions = marks.filter(({ name, unspaced }) => name === '.ClusterAddonVersion' && !unspaced);
        expect(substitutions).toHaveLength(versions.length);
        for (const { line, column } of substitutions) {
          expect(filled.split('\n')[line - 1]?.slice(column - 1)).toMatch(/^v3/);
        }
        const known = marks.filter(({ name, unspaced }) => !unspaced && name !== '.X');
        const between = known.map(({ end }, i) => text.slice(end, known[i + 1]?.start));
        const values = known.map(({ name }) => (name.startsWith('.') ? 'v3' : 'v1.34.7'));
        const start = text.slice(0, known[0]?.start);
        expect(filled).toBe(start + between.map((rest, i) => `${values[i]}${rest}`).join(''));
      }),
      { numRuns: 300 },
    );
  });
});
