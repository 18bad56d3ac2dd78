// Kubernetes releases over a network: what is asked of whom, and what is said when nobody answers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kubernetesGithub } from '../../src/io/upstream/kubernetes-github.ts';
import { parseFeed } from '../../src/io/upstream/kubernetes-releases.ts';
import { formatKubernetes, formatMinor } from '../../src/stack/kubernetes-version.ts';
import type { KubernetesSeries } from '../../src/stack/upstream.ts';
import { series } from '../support/kubernetes.ts';
import { feedText, tagsOf } from '../support/kubernetes-feed.ts';
import { serveKubernetes, sourceOf } from '../support/kubernetes-source.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const UPSTREAM = [
  series('1.35', { 0: '2025-12-17', 1: '2026-01-20' }, '2027-02-28'),
  series('1.34', { 0: '2025-08-27', 5: '2026-02-26', 6: '2026-03-18', 7: '2026-04-16' }, '2026-10-27'),
];
const PAGE = '/api/repos/kubernetes/kubernetes/releases?per_page=100&page=';
const patchesOf = (list: readonly KubernetesSeries[], minor = '1.34') =>
  list
    .find((one) => formatMinor(one.minor) === minor)
    ?.patches.map(({ version, released }) => `${formatKubernetes(version)} ${released ?? '?'}`);

describe('the default feed', () => {
  it('is enough by itself, and asked once', async () => {
    const server = await serveKubernetes(UPSTREAM);
    const source = sourceOf(server);
    expect(patchesOf(await source.list())).toEqual(['v1.34.0 2025-08-27', 'v1.34.7 2026-04-16']);
    await Promise.all([source.list(), source.list()]);
    // Whoever asked in vain would be seen by now.
    await sourceOf(server).list();
    expect(server.log).toEqual(['/kubernetes.json', '/kubernetes.json']);
  });

  it('gets days of patches from GitHub where they matter, up to its own newest one', async () => {
    const server = await serveKubernetes(UPSTREAM);
    server.github = tagsOf([
      series('1.34', { 0: '2025-08-27', 5: '2026-02-26', 7: '2026-04-17', 8: '2026-05-13' }),
    ]);
    const source = sourceOf(server);
    const list = await source.list({ patchDays: true });
    expect(patchesOf(list)).toEqual(['v1.34.0 2025-08-27', 'v1.34.5 2026-02-26', 'v1.34.7 2026-04-16']);
    expect(patchesOf(list, '1.35')).toEqual(['v1.35.0 2025-12-17', 'v1.35.1 2026-01-20']);
    expect(server.log).toEqual(['/kubernetes.json', `${PAGE}1`]);
  });

  it.each<[string, string | number, RegExp]>([
    ['down', 0, /the days of older patches are not known: .*kubernetes\/kubernetes/],
    ['out of requests', 403, /HTTP 403/],
    ['a sign-in page', '<html>', /no JSON/],
  ])('does without GitHub that is %s, and says so', async (_what, github, words) => {
    const server = await serveKubernetes(UPSTREAM);
    server.github = github;
    const notes: string[] = [];
    const list = await sourceOf(server, { note: (note) => notes.push(note) }).list({ patchDays: true });
    expect(patchesOf(list)).toEqual(['v1.34.0 2025-08-27', 'v1.34.7 2026-04-16']);
    expect(notes).toEqual([expect.stringMatching(words)]);
  });

  it('is not read again while it has not changed, nor kept when it has', async () => {
    const server = await serveKubernetes(UPSTREAM);
    const cache = tempFolder();
    await sourceOf(server, { cache }).list();
    expect(patchesOf(await sourceOf(server, { cache }).list())).toHaveLength(2);
    server.feed = feedText([series('1.34', { 0: '2025-08-27', 8: '2026-05-13' })]);
    expect(patchesOf(await sourceOf(server, { cache }).list())).toContain('v1.34.8 2026-05-13');
    // What is remembered is no answer of a source that is down.
    Object.assign(server, { feed: 503, github: 503 });
    expect((await refusalOf(() => sourceOf(server, { cache }).list())).code).toBe('upstream-unreachable');
  });

  it('is refused when it is damaged, without asking anybody else', async () => {
    const server = await serveKubernetes(UPSTREAM);
    server.feed = '{"error": "maintenance"}';
    const refusal = await refusalOf(() => sourceOf(server).list());
    expect(refusal).toMatchObject({ code: 'upstream-damaged', kind: 'remote' });
    expect(refusal.message).toContain(`${server.url.href}kubernetes.json`);
    expect(server.log).toEqual(['/kubernetes.json']);
  });

  it('may be down for a moment', async () => {
    const server = await serveKubernetes(UPSTREAM);
    const text = server.feed;
    server.feed = 503;
    const list = sourceOf(server).list();
    while (server.log.length === 0) await new Promise((done) => setTimeout(done, 1));
    server.feed = text;
    expect(patchesOf(await list)).toHaveLength(2);
  });
});

describe('GitHub in its place', () => {
  it.each<[string, number]>([
    ['cannot be reached', 0],
    ['is not there', 404],
    ['is broken', 500],
  ])('tells all days and the usual ends when the feed %s', async (_what, feed) => {
    const server = await serveKubernetes(UPSTREAM);
    server.feed = feed;
    const notes: string[] = [];
    const list = await sourceOf(server, { note: (note) => notes.push(note) }).list();
    expect(patchesOf(list)).toEqual([
      ...['v1.34.0 2025-08-27', 'v1.34.5 2026-02-26', 'v1.34.6 2026-03-18', 'v1.34.7 2026-04-16'],
    ]);
    expect(list.map(({ endOfLife }) => endOfLife)).toEqual(['2027-02-28', '2026-10-28']);
    expect(notes).toEqual([expect.stringMatching(/kubernetes\.json.*github\.com.*computed/)]);
  });

  it('is read page by page, as far as minors are of interest', async () => {
    const minors = Array.from({ length: 20 }, (_, index) =>
      series(
        `1.${40 - index}`,
        Object.fromEntries(Array.from({ length: 30 }, (__, p) => [p, `20${40 - index}-01-02`])),
      ),
    );
    const server = await serveKubernetes(minors);
    Object.assign(server, { feed: 503 });
    const list = await sourceOf(server).list();
    const pages = server.log.filter((path) => path.startsWith(PAGE));
    expect(pages).toEqual([`${PAGE}1`, `${PAGE}2`, `${PAGE}3`]);
    expect(list.length).toBeGreaterThanOrEqual(8);
    expect(list[0]?.minor.minor).toBe(40);
    expect(list[0]?.patches).toHaveLength(30);
  });

  it('has an end', async () => {
    const server = await serveKubernetes([]);
    const one = {
      tag_name: 'v1.34.0',
      published_at: '2025-08-27T00:00:00Z',
      prerelease: false,
      draft: false,
    };
    Object.assign(server, { feed: 503, github: Array.from({ length: 5000 }, () => one) });
    expect(await sourceOf(server).list()).toHaveLength(1);
    expect(server.log.filter((path) => path.startsWith(PAGE))).toHaveLength(10);
  });

  it('gets the token, and it alone', async () => {
    const server = await serveKubernetes(UPSTREAM);
    await sourceOf(server, { token: 'ghp_secret' }).list({ patchDays: true });
    expect(server.tokens).toEqual(['Bearer ghp_secret']);
  });

  it.each<[string, string | number, RegExp]>([
    ['down', 0, /kubernetes\.json.*github\.com\/kubernetes\/kubernetes/],
    ['out of requests', 403, /HTTP 403/],
    ['something else', '[]', /has no releases/],
  ])('that is %s as well is the end, and both are named', async (_what, github, words) => {
    const server = await serveKubernetes(UPSTREAM);
    Object.assign(server, { feed: 0, github });
    const refusal = await refusalOf(() => sourceOf(server, { token: 'ghp_secret' }).list());
    expect(refusal).toMatchObject({ code: 'upstream-unreachable', kind: 'remote' });
    expect(refusal.message).toMatch(words);
    expect(refusal.hint).toContain('CSCTL_KUBERNETES_FEED');
    expect(JSON.stringify(refusal)).not.toContain('ghp_secret');
  });
});

describe('a feed that is named', () => {
  it('has no other in its place, and GitHub is not asked', async () => {
    const server = await serveKubernetes(UPSTREAM);
    const feed = new URL('kubernetes.json', server.url).href;
    await sourceOf(server, { feed }).list({ patchDays: true });
    server.feed = 503;
    const refusal = await refusalOf(() => sourceOf(server, { feed }).list({ patchDays: true }));
    expect(refusal.code).toBe('upstream-unreachable');
    expect(refusal.message).toMatch(/kubernetes\.json: .*HTTP 503/);
    expect(new Set(server.log)).toEqual(new Set(['/kubernetes.json']));
  });

  it.each(['path', 'address'])('can be a file by its %s', async (way) => {
    const file = join(tempFolder(), 'my feed.json');
    writeFileSync(file, feedText(UPSTREAM));
    const feed = way === 'path' ? file : pathToFileURL(file).href;
    const url = new URL('http://127.0.0.1:1/');
    expect(patchesOf(await sourceOf({ url }, { feed }).list())).toHaveLength(2);
  });

  it.each<[string, string, string, RegExp]>([
    ['is not there', 'none.json', 'upstream-unreachable', /none\.json cannot be read: ENOENT/],
    ['is a folder', '.', 'upstream-unreachable', /cannot be read: EISDIR/],
    ['is no JSON', 'text', 'upstream-damaged', /text is no JSON/],
  ])('is refused when the file %s', async (_what, name, code, words) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'text'), 'hello');
    const source = sourceOf({ url: new URL('http://127.0.0.1:1/') }, { feed: join(folder, name) });
    const refusal = await refusalOf(() => source.list());
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(words);
  });

  it('is refused when its address holds what is no escape', async () => {
    const source = sourceOf({ url: new URL('http://127.0.0.1:1/') }, { feed: 'file:///srv/100%.json' });
    const { code, message } = await refusalOf(() => source.list());
    expect(code).toBe('upstream-unreachable');
    expect(message).toContain('/srv/100%.json cannot be read');
  });

  it('keeps its password, and tokens in its address, to itself', async () => {
    const server = await serveKubernetes(UPSTREAM);
    server.feed = 404;
    const feed = `http://me:s3cret@${server.url.host}/kubernetes.json?token=t0ken`;
    const refusal = await refusalOf(() => sourceOf(server, { feed }).list());
    expect(refusal.message).toContain(`http://${server.url.host}/kubernetes.json`);
    expect(JSON.stringify([refusal, refusal.message, refusal.hint])).not.toMatch(/s3cret|t0ken/);
  });

  it('is looked for from the current folder', () => {
    expect(parseFeed('feeds/k8s.json', '/home/me').href).toBe('file:///home/me/feeds/k8s.json');
    expect(parseFeed('/srv/a b.json', '/home/me').href).toBe('file:///srv/a%20b.json');
    expect(parseFeed('https://me@feed.example/a', '/').href).toBe('https://me@feed.example/a');
  });

  it.each<[string, string, RegExp]>([
    ['ftp://feed.example/a', 'usage', /CSCTL_KUBERNETES_FEED/],
    ['https://', 'usage', /CSCTL_KUBERNETES_FEED/],
    ['http://me:s3cret@feed.example/a', 'credentials-unsafe', /feed\.example/],
  ])('is refused as %s', async (text, code, words) => {
    const refusal = await refusalOf(() => Promise.resolve(parseFeed(text, '/')));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(words);
    expect(refusal.message).not.toContain('s3cret');
  });
});

describe('where GitHub is', () => {
  const tokens = [{ value: 'ghp_secret', source: 'GITHUB_TOKEN' }];

  it.each<[string | undefined, string, boolean]>([
    [undefined, 'https://api.github.com/', true],
    ['https://api.github.com', 'https://api.github.com/', true],
    ['http://127.0.0.1:8080/api', 'http://127.0.0.1:8080/api', true],
    // An Enterprise server has no Kubernetes, and its token is nothing for github.com.
    ['https://ghe.example/api/v3', 'https://api.github.com/', false],
    ['nonsense', 'https://api.github.com/', true],
  ])('with GITHUB_API_URL %s it is %s, and gets the token: %s', async (apiUrl, expected, isGiven) => {
    const access = kubernetesGithub(apiUrl, tokens);
    expect(access.apiUrl.href).toBe(expected);
    expect(Object.keys(await access.headersFor(access.apiUrl))).toEqual(isGiven ? ['authorization'] : []);
  });
});
