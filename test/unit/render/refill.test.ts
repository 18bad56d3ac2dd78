// Versions replaced where they were filled in: the result is what filling in the others would have been.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPlaceholders } from '../../../src/render/placeholders.ts';
import { movePlaces, refillText } from '../../../src/render/refill.ts';
import type { Component, ComponentVersions } from '../../../src/stack/metadata.ts';

const FROM: ComponentVersions = {
  clusterStack: 'v4-beta.10',
  clusterAddon: 'v3',
  nodeImage: 'v0-sha.azlfam7',
};
const TO: ComponentVersions = { clusterStack: 'v4', clusterAddon: 'v12-alpha.0', nodeImage: 'v2' };

const fill = (text: string, versions: ComponentVersions) =>
  fillPlaceholders('f', text, {
    ClusterClassVersion: versions.clusterStack,
    ClusterAddonVersion: versions.clusterAddon,
    NodeImageVersion: versions.nodeImage,
    kubernetes: { version: 'v1.34.7', minor: '1.34' },
    stack: { name: 'scs', provider: 'docker' },
  });

/** Fills a text with FROM, replaces these by TO, and expects what filling with TO gives. */
async function expectSame(text: string, from = FROM, to = TO): Promise<void> {
  const [filled, wanted] = [await fill(text, from), await fill(text, to)];
  expect(refillText(filled.text, filled.substitutions, from, to)).toEqual({
    text: wanted.text,
    misplaced: [],
  });
  expect(movePlaces(filled.substitutions, from, to)).toEqual(wanted.substitutions);
}

const version = fc.stringMatching(/^v(0|[1-9]\d{0,3})(-(beta|alpha|sha)\.[a-z0-9]{1,7})?$/);
const versions = fc.record({ clusterStack: version, clusterAddon: version, nodeImage: version });
const piece = fc.constantFrom(
  ...['<< .ClusterClassVersion >>', '<< .ClusterAddonVersion >>', '<< .NodeImageVersion >>'],
  ...[
    '<< kubernetes.minor >>',
    '<<.NodeImageVersion>>',
    '<< ',
    ' >>',
    'v4',
    'v3',
    '\n',
    '\r\n',
    'ü😀',
    '"',
    '',
  ],
);
const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

describe('replaced versions', () => {
  it.each([
    'a << .ClusterClassVersion >> b',
    '<< .ClusterClassVersion >><< .ClusterAddonVersion >><< .NodeImageVersion >>',
    'v4-beta.10 << .ClusterClassVersion >> v4-beta.10\nv3: << .ClusterAddonVersion >>\n',
    '"<< .NodeImageVersion >>"\r\n  ü😀 << .NodeImageVersion >> << .ClusterAddonVersion >>\r\n',
    'nothing to fill in: v3\n',
  ])('are those that are filled into %j', (source) => expectSame(source));

  it('are so for any text and any versions', async () => {
    await fc.assert(fc.asyncProperty(text, versions, versions, expectSame));
  });

  it('are found one to the left where the byte order mark of the sources is gone', async () => {
    const [bare, source] = ['<< .NodeImageVersion >>=<< .ClusterAddonVersion >>\nx', '\ufeff'];
    const filled = await fill(source + bare, FROM);
    const wanted = (await fill(bare, TO)).text;
    expect(refillText(filled.text.slice(1), filled.substitutions, FROM, TO)).toEqual({
      text: wanted,
      misplaced: [],
    });
  });
});

describe('a place where the version does not stand', () => {
  const place = (line: number, column: number) => ({
    file: 'f',
    line,
    column,
    component: 'clusterAddon' as const,
  });
  it.each([
    ['another text', place(1, 1)],
    ['a column too far left', place(2, 3)],
    ['a column too far right', place(2, 5)],
    ['behind the end of the line', place(2, 99)],
    ['behind the end of the file', place(9, 1)],
  ])('is told: %s', (_what, wrong) => {
    const content = 'x: y\nab v3\nv3 v3';
    expect(refillText(content, [wrong], FROM, TO)).toEqual({ text: content, misplaced: [wrong] });
    expect(refillText(content, [wrong, place(2, 4)], FROM, TO)).toEqual({
      text: 'x: y\nab v12-alpha.0\nv3 v3',
      misplaced: [wrong],
    });
  });

  it('is not looked for on the line before', () => {
    const wrong = place(2, 1);
    expect(refillText('v3\nx', [wrong], FROM, TO).misplaced).toEqual([wrong]);
  });
});

describe('moved places', () => {
  it('stay in their order and keep what does not move', () => {
    const at = (file: string, line: number, column: number, component: Component) => ({
      ...{ file, line, column, component },
    });
    const places = [
      at('b', 1, 20, 'clusterAddon'),
      at('b', 1, 5, 'clusterStack'),
      at('a', 1, 30, 'nodeImage'),
      at('b', 2, 30, 'nodeImage'),
    ];
    expect(movePlaces(places, FROM, TO).map(({ column }) => column)).toEqual([12, 5, 30, 30]);
  });
});
