// Helm repositories over HTTP: what is asked, what is remembered, and what goes wrong.
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { ChartServer } from '../support/charts/chart-server.ts';
import { openCharts } from '../support/charts/open-charts.ts';
import { fillerEntries, indexData, packedChart } from '../support/charts/packed-chart.ts';
import { pushChart } from '../support/charts/push-chart.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder, withoutPrivileges } from '../support/temp-folder.ts';

const CILIUM = packedChart('cilium', '1.18.9');
const NEWER = packedChart('cilium', '1.18.10');

async function repository(): Promise<ChartServer> {
  return (await ChartServer.start()).add('cilium', '1.18.9', CILIUM).add('cilium', '1.18.10', NEWER);
}

const cilium = (address: string) => ({ repository: address, name: 'cilium' });

describe('a Helm repository', () => {
  it('is asked for its index once for all charts of it', async () => {
    const server = await ChartServer.start();
    const names = Array.from({ length: 31 }, (_, index) => `chart-${index}`);
    for (const name of names) server.add(name, '1.0.0', packedChart(name, '1.0.0'));
    const charts = openCharts();
    await Promise.all(
      names.map((name) => charts.fetch({ repository: server.address, name }, '1.0.0', undefined)),
    );
    expect(server.count('/index.yaml')).toBe(1);
    expect(server.requests).toHaveLength(32);
  });

  it('sends at most 8 charts at a time', async () => {
    const server = await ChartServer.start();
    const names = Array.from({ length: 20 }, (_, index) => `chart-${index}`);
    for (const name of names) server.add(name, '1.0.0', packedChart(name, '1.0.0'));
    let [now, most] = [0, 0];
    server.intercept = (request, response) => {
      if (!request.url?.endsWith('.tgz')) return false;
      most = Math.max(most, (now += 1));
      setTimeout(() => {
        now -= 1;
        response.end(server.files.get(request.url ?? ''));
      }, 20);
      return true;
    };
    const charts = openCharts();
    await Promise.all(
      names.map((name) => charts.fetch({ repository: server.address, name }, '1.0.0', undefined)),
    );
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  it('is asked whether its index changed, and for nothing that is remembered', async () => {
    const server = await repository();
    const cache = tempFolder();
    const fetch = () => openCharts(cache).fetch(cilium(server.address), '1.18.9', undefined);
    await fetch();
    await fetch();
    expect(server.requests).toEqual([
      'GET /index.yaml 200',
      'GET /cilium-1.18.9.tgz 200',
      'GET /index.yaml 304',
    ]);
    server.add('cilium', '1.18.11', packedChart('cilium', '1.18.11'));
    const [newest] = await openCharts(cache).versions(cilium(server.address));
    expect(newest?.version).toBe('1.18.11');
  });

  it('is not asked at all for a locked chart that is remembered', async () => {
    const server = await repository();
    const cache = tempFolder();
    const fetch = () => openCharts(cache).fetch(cilium(server.address), '1.18.9', digestOf(CILIUM));
    await fetch();
    const before = server.requests.length;
    expect(digestOf(await fetch())).toBe(digestOf(CILIUM));
    expect(server.requests).toHaveLength(before);
  });

  it('may lie below a path with a query, which relative addresses keep', async () => {
    const server = await ChartServer.start();
    const index = server.add('cilium', '1.18.9', CILIUM, { urls: ['charts/cilium.tgz?ignored=1'] }).index();
    server.intercept = ({ url }, response) => {
      if (url === '/a/b/index.yaml?key=1') response.end(index);
      else if (url === '/a/b/charts/cilium.tgz?key=1') response.end(CILIUM);
      else response.writeHead(404).end();
      return true;
    };
    const charts = openCharts();
    expect(await charts.fetch(cilium(`${server.address}/a/b?key=1`), '1.18.9', undefined)).toHaveLength(
      CILIUM.length,
    );
  });

  it('may send us elsewhere, and name charts at other servers', async () => {
    const [server, other] = [await ChartServer.start(), await ChartServer.start()];
    other.files.set('/files/cilium.tgz', CILIUM);
    other.files.set(
      '/index.yaml',
      server.add('cilium', '1.18.9', CILIUM, { urls: [`${other.address}/go`] }).index(),
    );
    for (const [from, to] of [
      [server, `${other.address}/index.yaml`],
      [other, '/files/cilium.tgz'],
    ] as const)
      from.intercept = ({ url }, response) => {
        if (url !== '/go' && from === other) return false;
        response.writeHead(302, { location: to }).end();
        return true;
      };
    expect(await openCharts().fetch(cilium(server.address), '1.18.9', undefined)).toHaveLength(CILIUM.length);
  });

  it('may keep its charts in a registry', async () => {
    const registry = await TestRegistry.start();
    pushChart(registry.repository('charts/cilium'), '1.18.9', CILIUM);
    const server = await ChartServer.start();
    const urls = [`oci://${registry.host}/charts/cilium:1.18.9`];
    server.add('cilium', '1.18.9', CILIUM, { urls });
    expect(await openCharts().fetch(cilium(server.address), '1.18.9', undefined)).toHaveLength(CILIUM.length);
  });

  it('may have an index in JSON, or one that can only be read whole', async () => {
    const server = await repository();
    const entry = {
      name: 'cilium',
      version: '1.18.9',
      digest: digestOf(CILIUM).slice(7),
      urls: ['cilium-1.18.9.tgz'],
    };
    const aliased = `entries:\n  cilium:\n  - name: cilium\n    appVersion: &v 1.18.9\n    version: *v\n    urls: [cilium-1.18.9.tgz]\n`;
    for (const index of [JSON.stringify(indexData([entry])), aliased]) {
      server.files.set('/index.yaml', index);
      const fetched = await openCharts(tempFolder()).fetch(cilium(server.address), '1.18.9', undefined);
      expect(fetched).toHaveLength(CILIUM.length);
    }
    expect(server.count('/index.yaml')).toBe(3);
    // What was scanned in vain is remembered all the same.
    expect(server.requests).toContain('GET /index.yaml 304');
  });

  it('may pack its index on the way', async () => {
    const server = await repository();
    server.packs = true;
    const charts = openCharts(tempFolder());
    expect(await charts.versions(cilium(server.address))).toHaveLength(2);
    expect(await charts.fetch(cilium(server.address), '1.18.9', undefined)).toHaveLength(CILIUM.length);
  });

  it('is asked again when the connection breaks in the middle of its index', async () => {
    const server = await repository();
    const index = server.index().replace('entries:\n', `entries:\n${fillerEntries(300_000)}`);
    server.files.set('/index.yaml', index);
    let broken = 0;
    server.intercept = ({ url }, response) => {
      if (url !== '/index.yaml' || broken >= 2) return false;
      broken += 1;
      response.writeHead(200, { 'content-length': String(index.length) });
      response.write(index.slice(0, 200_000), () => response.destroy());
      return true;
    };
    expect(await openCharts(tempFolder()).versions(cilium(server.address))).toHaveLength(2);
    expect(broken).toBe(2);
  });

  it('gets the login in its address, and nobody else does', async () => {
    const [server, other] = [await repository(), await ChartServer.start()];
    other.files.set('/newer.tgz', NEWER);
    server.add('cilium', '1.18.10', NEWER, { urls: [`${other.address}/newer.tgz`] });
    const logins: [string, string | undefined][] = [];
    for (const one of [server, other])
      one.intercept = ({ url = '', headers }) => {
        logins.push([url, headers.authorization]);
        return false;
      };
    const charts = openCharts(tempFolder());
    const address = server.address.replace('//', '//us%20er:geheim@');
    await charts.fetch(cilium(address), '1.18.9', undefined);
    await charts.fetch(cilium(address), '1.18.10', undefined);
    const basic = `Basic ${Buffer.from('us er:geheim').toString('base64')}`;
    expect(logins).toEqual([
      ['/index.yaml', basic],
      ['/cilium-1.18.9.tgz', basic],
      ['/newer.tgz', undefined],
    ]);
    const refusal = await refusalOf(() => charts.fetch(cilium(address), '9.9.9', undefined));
    expect(`${refusal.message} ${refusal.hint}`).not.toContain('geheim');
    expect(refusal.message).toContain(server.address);
  });

  it('gets no login over plain HTTP', async () => {
    const refusal = await refusalOf(() =>
      openCharts().versions(cilium('http://user:geheim@charts.example/')),
    );
    expect(refusal.code).toBe('credentials-unsafe');
    expect(refusal.message).not.toContain('geheim');
  });

  it.each([
    '@stable',
    'alias:stable',
    'charts.example',
    'ftp://charts.example',
    'oci://',
    'oci://Host/Upper',
    '',
  ])('is no "%s"', async (address) => {
    const refusal = await refusalOf(() => openCharts().fetch(cilium(address), '1.0.0', undefined));
    expect(refusal.code).toBe('chart-source');
  });
});

describe('what a Helm repository gets wrong', () => {
  it('a chart that is not what the index announces', async () => {
    const server = await repository();
    server.files.set('/cilium-1.18.9.tgz', NEWER);
    const refusal = await refusalOf(() => openCharts().fetch(cilium(server.address), '1.18.9', undefined));
    expect(refusal.code).toBe('chart-digest');
    expect(refusal.message).toContain(digestOf(NEWER));
    expect(refusal.message).toContain(`its index says ${digestOf(CILIUM)}`);
  });

  it('a chart that is not what is locked, where the index has no digest', async () => {
    const server = await ChartServer.start();
    server.add('cilium', '1.18.9', NEWER, { digest: undefined });
    const fetch = (expected: string | undefined) =>
      openCharts(tempFolder()).fetch(cilium(server.address), '1.18.9', expected);
    expect(await fetch(undefined)).toHaveLength(NEWER.length);
    const refusal = await refusalOf(() => fetch(digestOf(CILIUM)));
    expect(refusal.code).toBe('chart-digest');
    expect(refusal.message).toContain(`${digestOf(CILIUM)} is locked`);
  });

  it('a locked chart that the index has otherwise is not even fetched', async () => {
    const server = await repository();
    const refusal = await refusalOf(() =>
      openCharts().fetch(cilium(server.address), '1.18.9', digestOf(NEWER)),
    );
    expect(refusal.code).toBe('chart-digest');
    expect(server.requests).toEqual(['GET /index.yaml 200']);
  });

  it.each([
    ['a page instead of an index', '<html><body>login</body></html>', 'upstream-damaged'],
    ['something else', 'name: x\n', 'upstream-damaged'],
    ['nothing', undefined, 'upstream-unreachable'],
  ])('%s', async (_, index, code) => {
    const server = await ChartServer.start();
    if (index !== undefined) server.files.set('/index.yaml', index);
    else
      server.intercept = (_request, response) => {
        response.writeHead(404).end();
        return true;
      };
    const refusal = await refusalOf(() => openCharts(tempFolder()).versions(cilium(server.address)));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(`${server.address}/index.yaml`);
  });

  it('a chart that is gone', async () => {
    const server = await repository();
    server.files.delete('/cilium-1.18.9.tgz');
    const refusal = await refusalOf(() => openCharts().fetch(cilium(server.address), '1.18.9', undefined));
    expect(refusal.code).toBe('upstream-unreachable');
    expect(refusal.message).toContain(`${server.address}/cilium-1.18.9.tgz`);
    expect(refusal.message).toContain('404');
  });

  it('a chart without an address', async () => {
    const server = await ChartServer.start();
    server.add('cilium', '1.18.9', CILIUM, { urls: [] });
    const refusal = await refusalOf(() => openCharts().fetch(cilium(server.address), '1.18.9', undefined));
    expect(refusal.code).toBe('upstream-damaged');
  });

  it('what is down for a while is tried again, and then refused with its reason', async () => {
    const server = await repository();
    let down = 2;
    server.intercept = (_request, response) => {
      if (down-- <= 0) return false;
      response.writeHead(503).end();
      return true;
    };
    const charts = openCharts();
    expect(await charts.versions(cilium(server.address))).toHaveLength(2);
    down = Infinity;
    const refusal = await refusalOf(() => charts.fetch(cilium(server.address), '1.18.9', undefined));
    expect(refusal.code).toBe('upstream-unreachable');
    expect(refusal.message).toContain('503');
    down = 0;
    // A refusal is not remembered.
    expect(await charts.fetch(cilium(server.address), '1.18.9', undefined)).toHaveLength(CILIUM.length);
  });
});

describe('the cache of charts', () => {
  it('is read only after a look at what it holds', async () => {
    const server = await repository();
    const cache = tempFolder();
    const fetch = (expected?: string) => openCharts(cache).fetch(cilium(server.address), '1.18.9', expected);
    await fetch();
    const files = readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .map((name) => join(cache, name))
      .filter((file) => statSync(file).isFile());
    expect(files).toHaveLength(3);
    for (const file of files) {
      const good = readFileSync(file);
      for (const bad of [
        Buffer.alloc(0),
        good.subarray(0, good.length - 1),
        Buffer.alloc(good.length, 'x'),
      ]) {
        writeFileSync(file, bad);
        expect(digestOf(await fetch())).toBe(digestOf(CILIUM));
        writeFileSync(file, bad);
        expect(digestOf(await fetch(digestOf(CILIUM)))).toBe(digestOf(CILIUM));
      }
    }
  });

  it('is for nobody else to read', async () => {
    const server = await repository();
    const cache = join(tempFolder(), 'new', 'csctl');
    await openCharts(cache).fetch(cilium(server.address), '1.18.9', undefined);
    const modes = readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(join(cache, name)))
      .filter((stat) => stat.isFile())
      .map(({ mode }) => mode & 0o777);
    expect(statSync(cache).mode & 0o777).toBe(0o700);
    expect([...new Set(modes)]).toEqual([0o600]);
  });

  it('may be read-only, or no folder at all', async () => {
    const server = await repository();
    const readOnly = tempFolder();
    chmodSync(readOnly, 0o555);
    const file = join(tempFolder({ file: 'x' }), 'file');
    await withoutPrivileges(async () => {
      for (const cache of [readOnly, file, '/proc/nowhere'])
        expect(await openCharts(cache).fetch(cilium(server.address), '1.18.9', undefined)).toHaveLength(
          CILIUM.length,
        );
    });
    expect(readdirSync(readOnly)).toEqual([]);
  });

  it('keeps one index of a repository, and no drafts', async () => {
    const server = await repository();
    const cache = tempFolder();
    for (const version of ['1.19.0', '1.19.1', '1.19.2']) {
      server.add('cilium', version, packedChart('cilium', version));
      await openCharts(cache).versions(cilium(server.address));
    }
    expect(readdirSync(join(cache, 'documents')).filter((name) => !name.endsWith('.json'))).toHaveLength(1);
    expect(readdirSync(join(cache, 'documents'))).toHaveLength(2);
  });

  it('serves many runs at once', async () => {
    const server = await repository();
    const index = server.index().replace('entries:\n', `entries:\n${fillerEntries(500_000)}`);
    const cache = tempFolder();
    for (let round = 0; round < 5; round += 1) {
      server.files.set('/index.yaml', `${index}round: ${round}\n`);
      const runs = Array.from({ length: 8 }, () =>
        openCharts(cache).fetch(cilium(server.address), '1.18.10', undefined),
      );
      for (const bytes of await Promise.all(runs)) expect(digestOf(bytes)).toBe(digestOf(NEWER));
    }
    expect(existsSync(cache)).toBe(true);
  });
});
