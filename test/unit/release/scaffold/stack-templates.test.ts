// Every template of ours, answered in every way, makes a stack that the operator would take.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReleases } from '../../../../src/release/create.ts';
import { documentStack } from '../../../../src/release/documents/docs.ts';
import { scaffold } from '../../../../src/release/scaffold/scaffold.ts';
import type { Template } from '../../../../src/release/scaffold/template.ts';
import { digestOf } from '../../../../src/stack/fingerprint.ts';
import { verifyRelease } from '../../../../src/verify/verify-release.ts';
import { PROJECT } from '../../../support/package.ts';
import {
  answersOf,
  combinations,
  FOLDER,
  ownTemplate,
  scaffoldWorld,
  STACK_TEMPLATES,
} from '../../../support/scaffolds.ts';
import { request } from '../../../support/world.ts';

/** What verify says of every thin release; before, nobody is told what stack.yaml says itself. */
const THIN = 'stage-dependency-missing';
const NOTHING = { dryRun: false, publish: false };

/** `v0-sha.abc1234` of a tag. */
const dotted = (tag: string) => `v0-sha.${tag.slice(-7)}`;

/** The answers that are taken without a word. */
const defaultsOf = (template: Template) => (template.name === 'neutral' ? { provider: ['acme'] } : {});

describe('the templates of stacks', () => {
  it('are these', () => {
    expect(STACK_TEMPLATES).toEqual(['docker', 'neutral', 'openstack']);
  });

  it('name the versions and digests of the stacks that ship with the project', async () => {
    for (const name of ['docker', 'openstack'] as const) {
      const { files } = await scaffoldWorld(ownTemplate(name), { kubernetes: ['all'] });
      const shipped = (file: string) => readFileSync(join(PROJECT, `providers/${name}/scs`, file), 'utf8');
      expect(files.get('charts.lock.yaml')).toBe(shipped('charts.lock.yaml'));
      const versions = (text = '') => text.match(/\bv\d+\.\d+\.\d+\b|\b(?:\d+\.\d+\.\d+|[0-9a-f]{64})\b/g);
      expect(new Set(versions(files.get('stack.yaml')))).toEqual(new Set(versions(shipped('stack.yaml'))));
    }
  });
});

it('what init stack makes for docker has these bytes', async () => {
  const made = await scaffold(ownTemplate('docker'), await answersOf(ownTemplate('docker'), {}));
  const files = [...made].map(([path, text]) => `${path} ${digestOf(Buffer.from(text))}\n`);
  expect(digestOf(Buffer.from(files.join('')))).toBe(
    'sha256:a124b74fa200f61a5d0e61448d16151bbf5a6df163c7aa682ff92d7b7bd1c505',
  );
});

describe.each(STACK_TEMPLATES)('template %s', (name) => {
  const template = ownTemplate(name);

  it.each(combinations(template).map((given) => [JSON.stringify(given), given] as const))(
    'answered %s makes a stack that builds',
    async (_, given) => {
      const { world, written } = await scaffoldWorld(template, given, false);
      const { releases, warnings } = await createReleases([FOLDER], request(), NOTHING, world);
      const minors = given['kubernetes'] ?? [];
      expect(releases.map(({ kubernetes }) => /\d+\.\d+/.exec(kubernetes)?.[0])).toEqual(minors);
      // The neutral one leaves open what nobody but the maintainer knows, and says so.
      expect(new Set(warnings.map(({ code }) => code))).toEqual(
        new Set(name === 'neutral' ? ['fill-in'] : []),
      );
      expect([...written.keys()]).toEqual(releases.map(({ tag }) => tag));
    },
  );

  it('makes a release that verifies, under the name that the operator looks for', async () => {
    const { world, written } = await scaffoldWorld(template, defaultsOf(template));
    await createReleases([FOLDER], request(), NOTHING, world);
    const [[tag, assets] = ['', []], ...others] = written;
    expect(others).toEqual([]);
    const told = await verifyRelease(tag, assets);
    expect(new Set(told.map(({ code }) => code))).toEqual(new Set([THIN]));
    expect(assets.map((asset) => asset.name)).toContain(
      `${tag.slice(0, tag.indexOf('-v0'))}-cluster-class-${dotted(tag)}.tgz`,
    );
  });

  it('makes a README that csctl docs finds current, and the same bytes each time', async () => {
    const { world, files } = await scaffoldWorld(template, defaultsOf(template));
    const wish = { reading: request(), file: `${FOLDER}/README.md`, check: true };
    const { docs } = await documentStack(FOLDER, [FOLDER], wish, world);
    expect(docs.map(({ status }) => status)).toEqual(['current']);
    const again = await scaffoldWorld(template, defaultsOf(template));
    expect([...again.files]).toEqual([...files]);
  });

  it('leaves no mark of its own, and no line that is blank for no reason', async () => {
    for (const given of combinations(template)) {
      for (const [path, text] of await scaffold(template, await answersOf(template, given))) {
        const where = `${path} of ${JSON.stringify(given)}`;
        expect(text, where).not.toMatch(/@\{|\}@/);
        expect(text, where).not.toMatch(/\n\n\n|[ \t]\n|^\n|[^\n]$|\n\n$/);
      }
    }
  });
});
