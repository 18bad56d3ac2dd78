// docs/templates.md: its tables are made from the functions and from what they do; `npx vitest run -u` writes them anew.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../../src/render/gotemplate/builtins.ts';
import { Budget } from '../../src/render/gotemplate/limits.ts';
import type { FunctionMap } from '../../src/render/gotemplate/value.ts';
import { GoMap } from '../../src/render/gotemplate/value.ts';
import { HelmTemplates } from '../../src/render/helm/functions.ts';
import { hermeticSprigFunctions, sprigFunctions } from '../../src/render/sprig/sprig.ts';
import { slimSprigFunctions } from '../../src/render/sprig/slim-sprig.ts';
import { renderOverwrite } from '../../src/render/operator/overwrite.ts';
import { renderCase } from '../support/helm/chart-case.ts';

const PAGE = join(resolve(import.meta.dirname, '../..'), 'docs/templates.md');
const page = readFileSync(PAGE, 'utf8');

/** Templates with Helm's functions, and what was called in them that is not stable. */
function helmTemplates() {
  const unstable: string[] = [];
  const onUnstable = ({ function: name, reason }: { function: string; reason: string }) =>
    void unstable.push(`${name} ${reason}`);
  return { unstable, set: HelmTemplates.create({ budget: new Budget(), onUnstable }).set };
}

const { set } = helmTemplates();
const isInHelm = (name: string): boolean => {
  try {
    set.parse('x', `{{ ${name} }}`);
    return true;
  } catch (error) {
    expect((error as Error).message).toContain(`function "${name}" not defined`);
    return false;
  }
};

const [sprig, slim, hermetic] = [sprigFunctions(), slimSprigFunctions(), hermeticSprigFunctions()];
/** Helm's own, which stand in no map of their own. */
const HELM = [
  ...['include', 'tpl', 'required', 'lookup', 'toYaml', 'toYamlPretty', 'fromYaml', 'fromYamlArray'],
  ...['fromJsonArray', 'toToml', 'fromToml'],
];
const names = [...new Set([...BUILTINS.keys(), ...sprig.keys(), ...slim.keys(), ...HELM])].sort();

/** Who made a function, as it is in charts: Sprig's `slice` has replaced Go's. */
const originOf = (name: string): string =>
  HELM.includes(name) ? 'Helm' : sprig.has(name) || slim.has(name) ? 'Sprig' : 'Go';

const isIn = (functions: FunctionMap, name: string): boolean => functions.has(name) || BUILTINS.has(name);
const whereOf = (name: string): string[] =>
  [isInHelm(name), isIn(slim, name), isIn(hermetic, name)].map((is) => (is ? 'yes' : ''));

function functionTable(): string {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = [originOf(name), ...whereOf(name)].join(' | ');
    groups.set(group, [...(groups.get(group) ?? []), `\`${name}\``]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, list]) => `| ${group} | ${list.join(' ')} |`);
  return ['| of | charts | overwrite files | patches | |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** Executes an action with Helm's functions. */
function execute(action: string): { text: string; unstable: readonly string[] } {
  const templates = helmTemplates();
  templates.set.parse('x', `{{ ${action} }}`);
  const { text } = templates.set.execute('x', new GoMap());
  return { text, unstable: templates.unstable };
}

/** A call of each function that is not stable; in the order of the page. */
const UNSTABLE: readonly string[] = [
  ...['now', 'date "2006-01-02" nil', 'htmlDate nil', 'ago (toDate "2006-01-02" "1970-01-01")'],
  ...['randAlphaNum 5', 'randAlpha 5', 'randNumeric 5', 'randAscii 5', 'randBytes 3', 'randInt 3 9'],
  ...['shuffle "abc"', 'uuidv4', 'bcrypt "x"', 'htpasswd "user" "x"', 'encryptAES "key" "x"'],
  ...['genPrivateKey "ed25519"', '(genCA "x" 1).Cert', '(genCAWithKey "x" 1 (genPrivateKey "rsa")).Cert'],
  ...[
    '(genSelfSignedCert "x" nil nil 1).Cert',
    '(genSelfSignedCertWithKey "x" nil nil 1 (genPrivateKey "rsa")).Cert',
  ],
  ...[
    '(genSignedCert "x" nil nil 1 (genCA "x" 1)).Cert',
    '(genSignedCertWithKey "x" nil nil 1 (genCA "x" 1) (genPrivateKey "rsa")).Cert',
  ],
];

const shorten = (text: string): string => {
  const [line = ''] = text.split('\n');
  return line.length < text.length || line.length > 50 ? `${line.slice(0, 50)}...` : line;
};

function standInTable(): string {
  const rows = UNSTABLE.map((call) => {
    const { text, unstable } = execute(call);
    const reason = unstable.some((one) => one.endsWith(' clock')) ? 'clock' : 'random';
    return `| \`${call}\` | ${reason} | \`${shorten(text)}\` |`;
  });
  return ['| call | | here |', '|---|---|---|', ...rows].join('\n');
}

/** What is refused although Go does something: an action in a chart, and words of ours in the message. */
const REFUSED: readonly [action: string, message: string, why: string][] = [
  [
    'regexMatch "(?P<a>x)(?P<a>y)" "xy"',
    'two groups of one name are not supported',
    'Go takes the name twice',
  ],
  [
    'regexMatch `\\p{greek}` "α"',
    'invalid character class range',
    'only the newest Go takes other spellings than `\\p{Greek}`',
  ],
  [
    'dateInZone "15:04" (toDate "2006" "1960") "Europe/Berlin"',
    'csctl does not know the time of Europe/Berlin before 1970',
    'in UTC it does',
  ],
  [
    'semverCompare (printf "%s<3" (repeat 300 ">1 || ")) "1.0.0"',
    'a constraint of more than 1000 characters',
    'a limit',
  ],
  [
    'slice (append (list 1 2 3) 4) 1 5',
    'slice index out of bounds',
    'Go has room behind the end of some lists, which holds nil',
  ],
  ['1i', '"1i"', 'complex numbers'],
  [
    'printf "%v" (list .Capabilities)',
    'printing the address of a *chartutil.Capabilities is not supported',
    'another one in each run',
  ],
  ['fromToml "a = 07:32:00.999999999"', 'times finer than milliseconds are not supported in TOML', ''],
];

const CHART = 'apiVersion: v2\nname: c\nversion: 1.0.0\n';
const refusalOf = (action: string): string => {
  const files = { 'Chart.yaml': CHART, 'templates/a.yaml': `a: {{ ${action} }}\n` };
  const result = renderCase({ files });
  return 'error' in result ? result.error : `no error: ${result.printed}`;
};

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

const refusedTable = (): string =>
  [
    ...['| in a chart | message | |', '|---|---|---|'],
    ...REFUSED.map(
      ([action, message, why]) => `| \`\` ${escapeCell(action)} \`\` | \`${message}\` | ${why} |`,
    ),
  ].join('\n');

const PARTS: Readonly<Record<string, () => string>> = {
  functions: functionTable,
  'stand-ins': standInTable,
  refused: refusedTable,
};

describe('the page about templates', () => {
  it('lists the functions that there are, stand-ins, and refusals', async () => {
    const written = page.replaceAll(
      /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
      (_, start: string, name: string, end: string) => `${start}\n${PARTS[name]?.() ?? name}\n\n${end}`,
    );
    expect(written.match(/<!-- generated/g)).toHaveLength(Object.keys(PARTS).length);
    await expect(written).toMatchFileSnapshot(PAGE);
  });

  it('has every function that is not stable among the stand-ins', () => {
    const shown = UNSTABLE.flatMap((call) => execute(call).unstable);
    const functions = [...sprig, ...slim].filter(([name]) => isInHelm(name) && name !== 'getHostByName');
    const unstable = functions.flatMap(([name, one]) => (one.unstable ? [`${name} ${one.unstable}`] : []));
    expect([...new Set(unstable)].filter((one) => !shown.includes(one))).toEqual([]);
    expect(unstable.length).toBeGreaterThan(20);
  });

  it.each(UNSTABLE)('says the same of %s in every run, and reports it', (call) => {
    expect(execute(call)).toEqual(execute(call));
    expect(execute(call).unstable).not.toEqual([]);
  });

  it.each(REFUSED)('%s is refused with its words', (action, message) => {
    expect(refusalOf(action)).toContain(message);
  });

  it('says right what stands there without a table', () => {
    const { text } = execute('lookup "v1" "Pod" "a" "b"');
    expect([text, execute('getHostByName "example.com"').text]).toEqual(['map[]', '']);
    const overwrite = (template: string) =>
      renderOverwrite('overwrite.yaml', template, { Cluster: { a: 1 } }).text;
    expect(overwrite('{{ env "PATH" }}|{{ expandenv "a $PATH b" }}|{{ .Nothing }}')).toBe('|a  b|<no value>');
    expect(execute('keys (dict "a" 1 "b" 2)').unstable).toEqual(['keys random']);
    expect(execute('keys (dict "a" 1)').unstable).toEqual([]);
    expect(() => execute('env "PATH"')).toThrow('function "env" not defined');
  });
});
