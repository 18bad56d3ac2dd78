// What others named or wrote, in the results of the commands that build and move releases.
import { describe, expect, it } from 'vitest';
import { showCopied } from '../../../../src/cli/show/copy.ts';
import { showCreated } from '../../../../src/cli/show/create.ts';
import { showFiles } from '../../../../src/cli/show/decision.ts';
import { showPlan } from '../../../../src/cli/show/plan.ts';
import { showPromoted } from '../../../../src/cli/show/promote.ts';
import { showPublished } from '../../../../src/cli/show/publish.ts';
import { showPulled } from '../../../../src/cli/show/pull.ts';
import { Style } from '../../../../src/cli/show/style.ts';
import { assetInfo } from '../../../../src/stack/asset.ts';
import type { ComponentDecision } from '../../../../src/stack/decision.ts';

const PLAIN = new Style(false, undefined);
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const EVIL = 'x\u001b[2J\u009b1m\r\nerror: y';
const VISIBLE = 'x\\u001b[2J\\u009b1m\\r\\nerror: y';

const versions = { clusterStack: 'v1', clusterAddon: 'v1', nodeImage: 'v1' };
const provenance = { commit: null, dirty: false, repository: null, created: null };

/** A release whose every text is `text`, as the commands tell of it. */
function resultsOf(text: string, digest: string) {
  const assets = [assetInfo(text, 1, DIGEST)];
  const place = { remote: text, status: 'published', digest, url: text } as const;
  const published = [place];
  const decision: readonly ComponentDecision[] = [
    {
      ...{ component: 'clusterStack', changed: true, from: text, to: text, reasons: [text] },
      files: [{ path: text, change: 'modified' }],
    },
    { component: 'nodeImage', changed: false, from: text, to: text, reasons: [], files: [] },
  ];
  const release = { tag: text, kubernetes: text, versions, assets, decision, provenance };
  const created = { ...release, folder: text, status: 'created', published: [] } as const;
  const plan = { stack: text, tag: text, previous: text, kubernetes: text, decision };
  const finding = {
    level: 'breaking',
    kind: text,
    message: text,
    hint: text,
    place: { file: text },
  } as const;
  const upgrade = { verdict: 'breaking', findings: [finding] } as const;
  return {
    create: showCreated({ releases: [created], warnings: [] }, PLAIN, false).out,
    'create --publish': showCreated(
      { releases: [{ ...created, status: 'published', published }], warnings: [] },
      PLAIN,
      false,
    ).out,
    plan: showPlan(
      {
        plans: [true, false].map((changed) => ({ ...plan, changed, upgrade, refused: false })),
        warnings: [],
      },
      PLAIN,
    ).out,
    publish: showPublished(
      { releases: [release], published: [{ ...place, tag: text, provenance }], warnings: [] },
      PLAIN,
    ).out,
    copy: showCopied({ releases: [{ ...release, from: text, published }] }, PLAIN).out,
    pull: showPulled({ releases: [{ ...release, folder: text, digest, url: text }] }, PLAIN).out,
    promote: showPromoted(
      {
        ...{ ...release, from: text, status: 'published', published, warnings: [] },
        proof: { parts: 1, places: 2, fingerprints: {} },
      },
      PLAIN,
    ).out,
  };
}

describe('results as text', () => {
  const [evil, harmless] = [resultsOf(EVIL, `${DIGEST}${EVIL}`), resultsOf('HARMLESS', `${DIGEST}HARMLESS`)];

  it.each(Object.keys(evil) as (keyof typeof evil)[])('%s writes out what a terminal acts on', (command) => {
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(evil[command].match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g)).toBeNull();
    const words = (text: string) => text.replace(/ +/g, ' ');
    expect(harmless[command]).toContain('HARMLESS');
    // Every text is there, on as many lines.
    const shown = words(evil[command]).replaceAll(VISIBLE, 'HARMLESS');
    // In a command to copy it is quoted.
    expect(shown.replaceAll(`'HARMLESS'`, 'HARMLESS')).toBe(words(harmless[command]));
  });

  it('counts what a promotion was proven by', () => {
    expect(harmless.promote).toContain('  proven: 1 part as in HARMLESS, but for 2 versions filled in\n');
  });

  it('has the digest to pin, unless the address has it', () => {
    const of = (url: string) => {
      const assets = [assetInfo('a', 1, DIGEST)];
      const place = { remote: 'r', status: 'identical', digest: DIGEST, url } as const;
      const all = { tag: 't', assets, provenance };
      return [
        showPublished({ releases: [all], published: [{ ...all, ...place }], warnings: [] }, PLAIN).out,
        showPulled({ releases: [{ ...all, ...place, folder: 'f' }] }, PLAIN).out,
      ];
    };
    expect(of('oci://x:t')).toEqual([
      `t  1 files, 1 B\n  already there, identical: oci://x:t\n    ${DIGEST}\n\nnext: csctl inspect --remote r t\n`,
      `t  from oci://x:t\n    ${DIGEST}\n\n  f\n    a  1 B\n\nnext: csctl verify f\n`,
    ]);
    expect(of(`oci://x@${DIGEST}`).map((out) => out.split(DIGEST).length - 1)).toEqual([1, 1]);
  });
});

describe('changed files', () => {
  it('have the marks and colours that diff gives them', () => {
    const files = (['added', 'removed', 'modified'] as const).map((change) => ({ path: change, change }));
    const decision: readonly ComponentDecision[] = [
      { component: 'clusterStack', changed: true, from: null, to: 'v1', reasons: [], files },
    ];
    expect(showFiles(decision, PLAIN)).toBe('\n  FILES\n    A added\n    D removed\n    M modified\n');
    expect(showFiles(decision, new Style(true, 80)).split('\n').slice(2)).toEqual([
      '    \u001b[32mA\u001b[0m added',
      '    \u001b[31mD\u001b[0m removed',
      '    \u001b[33mM\u001b[0m modified',
      '',
    ]);
  });
});
