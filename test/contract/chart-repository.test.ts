// The sources of charts, held to the one contract.
import { MemoryCharts } from '../../src/io/memory/memory-charts.ts';
import { ChartServer } from '../support/charts/chart-server.ts';
import { openCharts } from '../support/charts/open-charts.ts';
import { pushChart } from '../support/charts/push-chart.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { chartRepositoryContract, type HeldChart } from './chart-repository.contract.ts';

const NOBODY = '127.0.0.1:9';

chartRepositoryContract('memory', (held) => {
  const repository = 'https://charts.example/stable';
  const charts = new MemoryCharts();
  for (const { name, version, bytes } of held) charts.add(repository, name, version, bytes);
  return { charts, repository, nowhere: 'https://charts.example/other' };
});

async function helmRepository(held: readonly HeldChart[]): Promise<ChartServer> {
  const server = await ChartServer.start();
  for (const { name, version, bytes } of held) server.add(name, version, bytes);
  return server;
}

for (const [style, cached] of [
  ['with a cache', true],
  ['without a cache', false],
] as const) {
  chartRepositoryContract(`a Helm repository ${style}`, async (held) => ({
    charts: openCharts(cached ? tempFolder() : undefined),
    repository: (await helmRepository(held)).address,
    nowhere: `http://${NOBODY}/charts`,
  }));
  chartRepositoryContract(`a registry ${style}`, async (held) => {
    const registry = await TestRegistry.start({ storage: true, page: 2 });
    for (const { name, version, bytes } of held)
      pushChart(registry.repository(`team/charts/${name}`), version, bytes);
    return {
      charts: openCharts(cached ? tempFolder() : undefined),
      repository: `oci://${registry.host}/team/charts`,
      nowhere: `oci://${NOBODY}/team/charts`,
    };
  });
}
