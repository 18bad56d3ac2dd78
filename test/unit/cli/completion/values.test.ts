// Words for the cursor from what is around.
import { describe, expect, it } from 'vitest';
import type { WordKind } from '../../../../src/cli/completion/command-table.ts';
import { offerFor, type CompletionSources } from '../../../../src/cli/completion/values.ts';

const SERVED: Record<string, string[]> = {
  'providers/docker/scs': ['1.33', '1.34'],
  'providers/openstack/scs': ['1.35'],
};

/** Answers of a repository, and what was asked. */
function sources(): { asked: unknown[]; around: CompletionSources } {
  const asked: unknown[] = [];
  const around: CompletionSources = {
    stacks: () => Object.keys(SERVED),
    minors: (folders) => folders.flatMap((folder) => SERVED[folder] ?? []),
    names: (folders) => folders.map((folder) => folder.replace('providers/', '')),
    releases: (output) => [`${output}/docker-scs-1-34-v1`],
    tags: (named) => {
      asked.push(named);
      return Promise.resolve(['docker-scs-1-34-v1', 'docker-scs-1-34-v2', 'latest']);
    },
    remotes: () => ['oci://registry.example/x'],
    foldersAt: (path) => [`${path}eleases/`],
  };
  return { asked, around };
}

const NOTHING = { arguments: [], flags: {} };
const COMMANDS = [{ value: 'create', about: '' }];

async function valuesFor(kind: WordKind, typed = '', line: object = {}): Promise<string[]> {
  const wish = { kind, typed, words: [], before: '', line: { ...NOTHING, ...line } };
  return (await offerFor(wish, sources().around, COMMANDS)).candidates.map(({ value }) => value);
}

describe('the values of a kind', () => {
  it.each<[WordKind, string, string[]]>([
    ['stack', '', ['providers/docker/scs', 'providers/openstack/scs']],
    ['stack', 'providers/o', ['providers/openstack/scs']],
    ['minor', '', ['1.33', '1.34', '1.35', 'all']],
    ['release', '', ['.release/docker-scs-1-34-v1', 'docker-scs-1-34-v1', 'docker-scs-1-34-v2']],
    ['tag', 'docker-scs-1-34-v2', ['docker-scs-1-34-v2']],
    ['prefix', 'o', ['openstack/scs']],
    ['prefix', 'docker', ['docker/scs', 'docker-scs-1-34']],
    ['remote', '', ['oci://registry.example/x', 'github:', 'oci://', 'layout:']],
    ['remote', 'layout:r', ['layout:releases/']],
    ['channel', 's', ['stable', 'sha']],
    ['command', '', ['create']],
    ['parts', 'kubernetes,', ['kubernetes,addons', 'kubernetes,images']],
    ['free', '', []],
  ])('%s at %j', async (kind, typed, values) => {
    expect(await valuesFor(kind, typed)).toEqual(values);
  });

  it('codes are those that exist, and those that can be allowed', async () => {
    expect(await valuesFor('code', 'stack-miss')).toEqual(['stack-missing']);
    expect(await valuesFor('allowable', 'stack-miss')).toEqual([]);
    expect(await valuesFor('allowable', 'breaking')).toEqual(['breaking-change']);
  });

  it('sources are stacks, release folders and tags', async () => {
    expect(await valuesFor('source', '', { arguments: ['docker-scs-1-34-v1'] })).toEqual([
      'providers/docker/scs',
      'providers/openstack/scs',
      '.release/docker-scs-1-34-v1',
      'docker-scs-1-34-v2',
    ]);
  });
});

describe('what stands on the line', () => {
  it.each([['providers/docker'], ['providers/docker/scs/']])('says whose minors: %s', async (folder) => {
    expect(await valuesFor('minor', '', { arguments: [folder] })).toEqual(['1.33', '1.34', 'all']);
  });

  it('says where release folders are', async () => {
    expect(await valuesFor('release', 'out', { flags: { output: ['out'] } })).toEqual([
      'out/docker-scs-1-34-v1',
    ]);
  });

  it('says which remotes have the tags', async () => {
    const { asked, around } = sources();
    for (const flags of [{}, { remote: ['layout:a'] }, { from: ['layout:b'], remote: ['layout:a'] }])
      await offerFor(
        { kind: 'tag', typed: '', words: [], before: '', line: { arguments: [], flags } },
        around,
        [],
      );
    expect(asked).toEqual([undefined, ['layout:a'], ['layout:b']]);
  });

  it('is not offered again', async () => {
    expect(await valuesFor('stack', '', { arguments: ['providers/docker/scs'] })).toEqual([
      'providers/openstack/scs',
    ]);
  });
});

describe('an offer', () => {
  const offer = (kind: WordKind, typed: string) =>
    offerFor({ kind, typed, words: [], before: '--x=', line: NOTHING }, sources().around, []);

  it('goes on with the whole word', async () => {
    expect((await offer('stack', 'providers/d')).candidates).toEqual([
      { value: '--x=providers/docker/scs', about: 'stack' },
    ]);
  });

  it.each<[WordKind, string | undefined]>([
    ['file', 'files'],
    ['folder', 'folders'],
    ['stack', 'folders'],
    ['free', undefined],
    ['minor', undefined],
  ])('leaves paths to the shell where there is nothing else: %s', async (kind, paths) => {
    expect(await offer(kind, '../elsewhere')).toEqual({ candidates: [], paths });
  });
});
