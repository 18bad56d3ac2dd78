// .helmignore: Helm decides what a pattern leaves out of a chart, or that it is none; ours must agree.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from './scratch.ts';
import { chartYaml, contentOf, MODES, writeStack } from './stacks.ts';
import { helm, runCsctl, titled } from './tools.ts';

/** Files that the patterns pick from. */
const FILES = `
values.yaml
README.md
LICENSE
notes.txt
readme.txt
a b.txt
ünicode.txt
.hidden
.folder/file
files/[x].txt
files/{a}.txt
files/a.txt
files/-.txt
files/!.txt
files/b.bin
files/docs
docs/a.md
docs/notes.txt
docs/deep/b.md
docs/deep/notes.txt
deep/docs/c.md
templates/a.yaml
templates/.hidden
templates/deep/b.yaml
templates/deep/.hidden
crds/c.yaml
charts/sub/README.md
charts/sub/templates/a.yaml
`
  .trim()
  .split('\n');

/** Each line is a whole .helmignore. */
const LINES = String.raw`
*.md
docs
docs/
/docs
/docs/
docs/*.md
docs/deep
docs/*/
docs//deep
./docs
deep/
/README.md
/*.txt
*/*.txt
*/*/*
.*
crds/c.yaml/
templates/
/templates/deep/
charts/
charts/sub/README.md
sub
README.md
a b.txt
[nr]*.txt
[^n]*.txt
[!n]*.txt
?otes.txt
[a-c].txt
[-a].txt
[a-].txt
[]a].txt
[c-a].txt
[[:alpha:]]*.txt
[à-ÿ]*
ü*.txt
?nicode.txt
{a}.txt
*.{md,txt}
\[x].txt
\*.md
**/a.md
docs/**
[
x[
[]
[^]
x\
/
//
!
!/
*
/*
?
../x
Chart.yaml
.helmignore
templates/.?*
*.txt/
LICENSE/
*.md # comment
!notes.txt
!docs
!docs/
!*
!*.md
!/README.md
/!README.md
!templates/.hidden
\!.txt
!!notes.txt
`
  .trim()
  .split('\n');

/** Several lines, and white space that matters. */
const TEXTS = [
  ...['*.txt\n!notes.txt', '!notes.txt\n*.md', '*.md\n!README.md\n!LICENSE', '!*.yaml\n!*.md'],
  ...['# *.md\n  #*.txt\n\n  docs/  \n', '*.md\r\n*.txt\r\n', '*.md\r*.txt', '\ufeff*.md\n*.txt'],
  ...['\t*.md\t', '*.md\f', '\u00a0*.md', '*.md\v\n', '*.md\u2028*.txt', '', '\n'],
];

describe.skipIf(helm.missing)(titled('helm package 3.19: .helmignore', [helm]), () => {
  it.each([...LINES, ...TEXTS].map((text) => [JSON.stringify(text), text]))(
    '%s means the same to us',
    (_, text = '') => {
      const stack = writeStack('ignore', {
        ...Object.fromEntries(FILES.map((path) => [`cluster-class/${path}`, `# ${path}\n`])),
        'cluster-class/charts/sub/Chart.yaml': chartYaml('sub'),
        'cluster-class/.helmignore': text,
      });
      const output = scratchFolder('ignore');
      const helms = helm.run(['package', join(stack, 'cluster-class'), '--version', 'v3', '-d', output], {
        cwd: output,
      });
      // Without templates it is a chart all the same, but no class.
      const flags = [...MODES.custom, '--allow', 'class-missing'];
      const ours = runCsctl(['create', stack, '--output', output, ...flags], { cwd: output });
      expect(ours.code, `${helms.stderr}\n${ours.stderr}`).toBe(helms.code === 0 ? 0 : 3);
      if (helms.code !== 0) return;
      const archive = 'docker-ignore-1-34-cluster-class-v3.tgz';
      expect(Object.keys(contentOf(join(output, 'docker-ignore-1-34-v3', archive)))).toEqual(
        Object.keys(contentOf(join(output, archive))),
      );
    },
  );
});
