import { describe, expect, it } from 'vitest';
import { showList, type ListFormat } from '../../../../src/cli/show/list.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import type { ListedRelease } from '../../../../src/release/reading/list.ts';

const RELEASE: ListedRelease = {
  tag: 'docker-scs-1-34-v3',
  provider: 'docker',
  stack: 'scs',
  minor: '1.34',
  kubernetes: 'v1.34.7',
  version: 'v3',
  channel: 'stable',
  created: '2026-11-20T12:00:00Z',
  digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
  remote: 'layout:releases',
};
const show = (
  releases: readonly Partial<ListedRelease>[],
  format: ListFormat = 'table',
  foreign: string[] = [],
) =>
  showList(
    { releases: releases.map((one) => ({ ...RELEASE, ...one })), foreign },
    new Style(false, undefined),
    format,
  );

describe('the result of list', () => {
  it('is a table, with a dash for what is not known', () => {
    expect(show([{}, { kubernetes: null, created: null, digest: null }]).out)
      .toBe(`TAG                 PROVIDER  STACK  MINOR  KUBERNETES  VERSION  CHANNEL  CREATED     DIGEST
docker-scs-1-34-v3  docker    scs    1.34   v1.34.7     v3       stable   2026-11-20  0123456789ab
docker-scs-1-34-v3  docker    scs    1.34   -           v3       stable   -           -
`);
  });

  it('names the remotes when there are several', () => {
    const [head, first, second] = show([{}, { remote: 'oci://example.org/a' }]).out.split('\n');
    expect(head).toMatch(/ {2}REMOTE$/);
    expect(first).toMatch(/ {2}layout:releases$/);
    expect(second).toMatch(/ {2}oci:\/\/example\.org\/a$/);
  });

  it('does not let a release write to the terminal', () => {
    const evil = 'x\u001b[2J\u009b1m';
    const releases = [
      { ...RELEASE, tag: evil, kubernetes: evil, created: '\u001b[2J', digest: evil },
      RELEASE,
    ];
    const remotes = releases.map((one, index) => ({ ...one, remote: index === 0 ? evil : 'memory:' }));
    for (const format of ['table', 'markdown'] as const) {
      const { out, err } = show(remotes, format, [evil, 'b\nerror: c']);
      // eslint-disable-next-line no-control-regex -- what must not be there
      expect(`${out}${err}`.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g)).toBeNull();
      expect(out.match(/u001b/g)).toHaveLength(5);
      expect(err).toBe(
        'note: 2 tags are no releases of a cluster stack: x\\u001b[2J\\u009b1m, b\\nerror: c\n',
      );
    }
  });

  it('keeps its columns in Markdown, whatever is in a cell', () => {
    const [head, rule, first, second] = show([{}, { kubernetes: 'a|b\\|[c](d)<e>`' }], 'markdown').out.split(
      '\n',
    );
    expect(head).toBe(
      '| Tag | Provider | Stack | Minor | Kubernetes | Version | Channel | Created | Digest |',
    );
    expect(rule).toBe('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    expect(first).toBe(
      '| docker-scs-1-34-v3 | docker | scs | 1.34 | v1.34.7 | v3 | stable | 2026-11-20 | 0123456789ab |',
    );
    expect(second).toContain(' | a\\|b\\\\\\|\\[c](d)\\<e>\\` | v3 | ');
  });
});
