// The hidden line in the text of a release.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBody, parseMarker } from '../../../../src/io/github/release-body.ts';

const content = `sha256:${'ab'.repeat(32)}`;
const annotations = { hash: 'zceco7o', 'org.opencontainers.image.source': 'https://github.com/o/r' };
const marker = { content, annotations };

describe('the text of a release', () => {
  it('ends with the marker on a line of its own', () => {
    const lines = formatBody('# Notes\n\nText\n', marker).split('\n');
    expect(lines.slice(0, 4)).toEqual(['# Notes', '', 'Text', '']);
    expect(lines[4]).toMatch(/^<!-- csctl \{"content":"sha256:.*\} -->$/);
    expect(lines.slice(5)).toEqual(['']);
  });

  it('is the marker alone without notes', () => {
    expect(formatBody('', marker)).toMatch(/^<!-- csctl .* -->\n$/);
  });

  it('gives back any annotation, and none can end the comment', () => {
    const texts = fc.string({
      unit: fc.constantFrom('-', '>', '<', '!', '"', '\\', '\n', '\r', '\u2028', 'x', '}'),
    });
    fc.assert(
      fc.property(texts, texts, fc.string(), (key, value, notes) => {
        const one = { content, annotations: { [key]: value } };
        const body = formatBody(notes, one);
        expect(parseMarker(body)).toEqual(one);
        const line = body.trimEnd().split('\n').at(-1) ?? '';
        expect(line.slice('<!--'.length, -'-->'.length)).not.toMatch(/--|[<>]/);
      }),
    );
  });

  it('shortens notes to what GitHub takes', () => {
    const body = formatBody('x'.repeat(125_000), marker);
    expect(body.length).toBeLessThan(125_000);
    expect(body).toContain('(shortened)');
    expect(parseMarker(body)).toEqual(marker);
  });
});

describe('the marker', () => {
  it('is the last one: notes may quote another', () => {
    const quoted = formatBody('', { content: `sha256:${'0'.repeat(64)}`, annotations: {} });
    expect(parseMarker(formatBody(quoted, marker))).toEqual(marker);
  });

  it('survives an editor that changes line ends, and text after it', () => {
    const body = formatBody('Notes', marker);
    expect(parseMarker(body.replaceAll('\n', '\r\n'))).toEqual(marker);
    expect(parseMarker(`${body}\nAdded by hand.`)).toEqual(marker);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['other comments', '<!-- hello -->'],
    ['no JSON', '<!-- csctl {oops} -->'],
    ['no digest', '<!-- csctl {"annotations":{}} -->'],
    ['an odd digest', '<!-- csctl {"content":"sha256:ab"} -->'],
    ['a marker within a line', `see ${formatBody('', marker)}`],
  ])('is not found in %s', (_what, body) => {
    expect(parseMarker(body)).toBeUndefined();
  });

  it.each([
    ['are missing', ''],
    ['are null', ',"annotations":null'],
    ['are a list', ',"annotations":["x"]'],
    ['are no texts', ',"annotations":{"a":1,"b":{}}'],
  ])('has no annotations where they %s', (_what, json) => {
    expect(parseMarker(`<!-- csctl {"content":"${content}"${json}} -->`)).toEqual({
      content,
      annotations: {},
    });
  });
});
