// The README of a stack whose versions are edited: its block of csctl docs comes along, where it was current.
import { describe, expect, it } from 'vitest';
import { documentedStack } from '../../../support/documented-stack.ts';
import { Readmes, type Edit } from '../../../support/readmes.ts';
import { CSCTL_YAML, type Files } from '../../../support/stack-tree.ts';

const NEWER = 'v1.34.8';
/** The edit of an update: another patch of 1.34. */
const newer = (files: Files) =>
  new Map([['stack.yaml', String(files['stack.yaml']).replace('v1.34.7', NEWER)]]);

const README = '# Mine\n\n## Reference\n\n<!-- csctl:docs -->\n<!-- /csctl:docs -->\n\nBelow it.\n';
const FILE = 's/README.md';
const stackWith = (changes: Files = {}) =>
  new Readmes({ s: documentedStack({ 'README.md': README, ...changes }) });

/** Names of the edited files, what is warned of, and the README where it is edited. */
async function follow(shop: Readmes, edit: Edit = newer) {
  const [update] = await shop.follow(['s', edit]);
  if (!update) throw new Error('an update for each');
  return {
    ...update,
    paths: [...update.edits.keys()],
    told: update.warnings.map(({ severity, code, message }) => `${severity} ${code} ${message}`),
    readme: update.edits.get('README.md'),
  };
}

describe('a README with a block of csctl docs', () => {
  it('that was current gets it anew with the versions; csctl docs finds it current then', async () => {
    const shop = stackWith();
    expect(await shop.document('s')).toBe('written');
    const before = await shop.text(FILE);
    const update = await follow(shop);
    expect([update.paths, update.told]).toEqual([['README.md', 'stack.yaml'], []]);
    expect(update.readme).toBe(before.replaceAll('v1.34.7', NEWER));
    expect(update.readme).not.toBe(before);
    await shop.write(update);
    expect(await shop.document('s', [], true)).toBe('current');
  });

  it('about one minor stays about that one', async () => {
    const shop = stackWith();
    await shop.document('s', ['1.34']);
    const before = await shop.text(FILE);
    expect((await follow(shop)).readme).toBe(before.replaceAll('v1.34.7', NEWER));
    await shop.document('s', ['1.33']);
    const other = await follow(shop);
    expect([other.paths, other.told]).toEqual([['stack.yaml'], []]);
  });

  it('about a minor that goes is left, and that is told', async () => {
    const shop = stackWith();
    await shop.document('s', ['1.33']);
    const dropped = (files: Files) =>
      new Map([['stack.yaml', String(files['stack.yaml']).replace(/ {2}- version: v1\.33.*\n.*\n/, '')]]);
    const { paths, told } = await follow(shop, dropped);
    expect(paths).toEqual(['stack.yaml']);
    expect(told).toEqual([
      'warning document-stale the block of csctl docs in s/README.md is about Kubernetes 1.33, which is gone',
    ]);
  });

  it('that was out of date is left as it is, and the command is told', async () => {
    const { paths, warnings } = await follow(stackWith());
    expect(paths).toEqual(['stack.yaml']);
    expect(warnings).toEqual([
      {
        code: 'document-stale',
        severity: 'warning',
        file: FILE,
        message: `the block of csctl docs in ${FILE} was out of date before the update, and is left as it is`,
        hint: `run csctl docs s -o ${FILE}`,
      },
    ]);
  });

  it('that fits the new versions already is no matter: an interrupted run goes on', async () => {
    const shop = stackWith();
    await shop.document('s');
    const { edits } = await follow(shop);
    await shop.write({ folder: 's', edits: new Map([...edits].slice(0, 1)) });
    const again = await follow(shop);
    expect([again.paths, again.told]).toEqual([['stack.yaml'], []]);
  });

  it.each([
    ['cannot be documented', { 'cluster-class/templates/class.yaml': 'a: {{' }],
    ['has comments that do not fit', { 'README.md': '<!-- csctl:docs -->\n' }],
    ['has no README', { 'README.md': null }],
    ['has a README of its own', { 'README.md': '# Mine\n' }],
  ])('of a stack that %s is no matter', async (_name, changes) => {
    const { paths, told } = await follow(stackWith(changes));
    expect([paths, told]).toEqual([['stack.yaml'], []]);
  });

  it('that cannot be made anew is left, with the reason', async () => {
    const shop = stackWith();
    await shop.document('s');
    const broken = (files: Files) =>
      new Map([...newer(files), ['overlays/new/cluster-class/templates/class.yaml', 'a: {{']]);
    const { readme, told } = await follow(shop, broken);
    expect(readme).toBeUndefined();
    expect(told).toEqual([
      expect.stringMatching(
        /^warning document-stale the block of csctl docs in s\/README\.md cannot be made anew: ./,
      ),
    ]);
  });

  it('stays where nothing is edited', async () => {
    const { paths, told } = await follow(stackWith(), () => new Map());
    expect([paths, told]).toEqual([[], []]);
  });
});

describe('a README above folders of single minors', () => {
  const minors = () =>
    new Readmes(
      {
        'p/1-33': { 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.33.9') },
        'p/1-34': { 'csctl.yaml': CSCTL_YAML },
      },
      { 'p/README.md': README },
    );
  const patch = (files: Files) =>
    new Map([['csctl.yaml', String(files['csctl.yaml']).replace(/v1\.(\d+)\.\d/, 'v1.$1.12')]]);

  it('is told once, with its command, where it was current', async () => {
    const shop = minors();
    await shop.document('p');
    const updates = await shop.follow(['p/1-33', patch], ['p/1-34', patch]);
    expect(updates.map(({ folder, edits }) => [folder, [...edits.keys()]])).toEqual([
      ['p/1-33', ['csctl.yaml']],
      ['p/1-34', ['csctl.yaml']],
    ]);
    expect(updates.flatMap(({ warnings }) => warnings)).toEqual([
      {
        code: 'document-stale',
        severity: 'warning',
        file: 'p/README.md',
        message: 'the block of csctl docs in p/README.md lists the versions of before',
        hint: 'run csctl docs p -o p/README.md',
      },
    ]);
  });

  it('is no matter where the stacks stay as they are', async () => {
    const shop = minors();
    await shop.document('p');
    const updates = await shop.follow(['p/1-33', () => new Map([['x.txt', 'a']])]);
    expect(updates.flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});
