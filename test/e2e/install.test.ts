// Every command line of docs/install.md, with stand-ins for the registry of npm, GitHub's downloads and the container engine.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installed, useInstalledPackage, workshop } from '../support/csctl.ts';
import { PROJECT } from '../support/package.ts';
import { Runner } from '../support/runner.ts';
import { writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

const text = readFileSync(join(PROJECT, 'docs/install.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
const lines = [...text.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
  [...block.matchAll(/^\$ (.*)$/gm)].map(([, command = '']) => command),
);

/** What stands in for the world: the packed package where npm would ask its registry, files where curl would fetch. */
function standIns(): Record<string, string> {
  const real = (name: string) => `exec "$(type -ap ${name} | tail -n 1)" "\${words[@]}"`;
  const swap = (name: string, before: string) => `words=(${before})
for word in "$@"; do
  case "$word" in csctl | csctl@*) words+=("$TARBALL") ;; *) words+=("$word") ;; esac
done
${real(name)}`;
  return {
    npm: `case "$1" in
  pack) cp "$TARBALL" "./csctl-\${2#csctl@}.tgz"; exit ;;
esac
${swap('npm', '--offline --prefix "$HOME/global"')}`,
    npx: `[ "$1" = --yes ] || exit 9
words=(--yes --offline --package "$TARBALL" csctl "\${@:3}")
${real('npx')}`,
    curl: 'cp "$DOWNLOADS/${2##*/}" .',
    podman: `while [[ $1 != ghcr.io/* ]]; do shift; done
shift; exec csctl "$@"`,
  };
}

it('installs as it says, line by line', { timeout: 300_000 }, async () => {
  expect(lines.length).toBeGreaterThan(10);
  const runner = new Runner(standIns());
  const downloads = join(runner.root, 'downloads');
  cpSync(workshop(), runner.work, { recursive: true });
  const archive = `csctl-v${version}-linux-x64.tar.gz`;
  writeFiles(downloads, { csctl: `#!/bin/sh\nexec "${installed().bin}" "$@"\n` });
  const pack = [
    `cd "${downloads}" && chmod +x csctl`,
    `tar -czf ${archive} csctl && sha256sum ${archive} > ${archive}.sha256`,
    `echo "$HOME/global/bin" >> "$GITHUB_PATH"`,
  ];
  expect(await runner.step({ run: pack.join('\n') })).toMatchObject({ code: 0 });
  for (const command of lines) {
    const env = { TARBALL: installed().tarball, DOWNLOADS: downloads };
    const outcome = await runner.step({ run: command }, {}, env);
    expect(outcome, command).toMatchObject({ code: 0 });
    if (/csctl\S* version$/.test(command)) expect(outcome.stdout).toContain(`csctl version: ${version}\n`);
  }
});

it('names the version that it is about', () => {
  const named = [...text.matchAll(/(?:csctl[@:]|csctl-v?|@v|\/v)(\d+\.\d+\.\d+)/g)].map(([, one]) => one);
  expect(named.length).toBeGreaterThan(8);
  expect(new Set(named)).toEqual(new Set([version]));
});
