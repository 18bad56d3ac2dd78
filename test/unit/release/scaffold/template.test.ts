import { describe, expect, it } from 'vitest';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { answerTemplate, type Answering } from '../../../../src/release/scaffold/answers.ts';
import { proposedFolder, scaffold, whatIsLeft } from '../../../../src/release/scaffold/scaffold.ts';
import { readTemplate } from '../../../../src/release/scaffold/template.ts';

const HEAD = 'format: 1\nname: shop\nversion: "2"\ndescription: For tests\n';
const QUESTIONS = `questions:
  - {key: name, prompt: Name, type: text, pattern: "[a-z]+", expected: lower-case letters}
  - {key: kind, prompt: Kind, type: text, default: "@{ capital name }@"}
  - {key: size, prompt: Size, type: choice, choices: [small, {value: big, label: more}], default: small}
  - {key: addons, prompt: Addons, type: choices, choices: [cni, csi], default: [cni], least: 1}
  - {key: secure, prompt: Secure, type: boolean, default: false}
  - {key: level, prompt: Level, type: text, when: secure, default: high}
`;

const template = (yaml: string, files: Record<string, string> = {}) =>
  readTemplate({ name: 'mine', files: new Map(Object.entries({ 'template.yaml': yaml, ...files })) });

/** What a template.yaml is refused with: place and message. */
function refusals(yaml: string, files: Record<string, string> = {}): string[] {
  try {
    template(yaml, files);
  } catch (error) {
    if (!(error instanceof CsctlError)) throw error;
    expect(new Set(error.problems.map(({ code }) => code))).toEqual(new Set(['template']));
    return error.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  }
  throw new Error('nothing was refused');
}

const answering = (given: Record<string, string[]>, more: Partial<Answering> = {}): Answering => ({
  given: new Map(Object.entries(given)),
  defaults: true,
  ask: undefined,
  flagOf: (key) => `--${key}`,
  ...more,
});

async function answerRefusal(given: Record<string, string[]>, more: Partial<Answering> = {}) {
  const error = await answerTemplate(template(HEAD + QUESTIONS), answering(given, more)).catch(
    (one: unknown) => one,
  );
  if (!(error instanceof CsctlError)) throw error;
  expect(error.code).toBe('template-answer');
  return `${error.message} -> ${error.hint}`;
}

describe('template.yaml', () => {
  it('is read with its questions and rules', () => {
    const read = template(`${HEAD}${QUESTIONS}files: [{path: a, when: secure}]\nnext: [do it]\n`, {
      'files/a/b': '',
    });
    expect([read.name, read.version, read.folder, read.next]).toEqual(['shop', '2', undefined, ['do it']]);
    expect(read.questions.map(({ key, type, least }) => [key, type, least])).toEqual([
      ['name', 'text', 0],
      ['kind', 'text', 0],
      ['size', 'choice', 0],
      ['addons', 'choices', 1],
      ['secure', 'boolean', 0],
      ['level', 'text', 0],
    ]);
    expect(read.questions[2]?.choices).toEqual([
      { value: 'small', label: '' },
      { value: 'big', label: 'more' },
    ]);
    expect(read.rules).toEqual([{ path: 'a', when: 'secure', as: undefined }]);
  });

  it('is refused with everything that is wrong, each at its place', () => {
    expect(refusals('a: [')).toEqual([expect.stringMatching(/^mine\/template.yaml:1:\d+ .*not valid YAML/)]);
    expect(refusals('- a')).toEqual([expect.stringMatching(/:1:1 .* is a list; expected a map/)]);
    expect(refusals('format: 2\nfoo: 1')).toEqual(['mine/template.yaml:1:9 format is 2; expected 1']);
    expect(refusals('name: x')).toEqual([expect.stringMatching(/format is missing; expected 1/)]);
    expect(refusals(`${HEAD}questions: [{key: join, prompt: Join, type: text}]`)).toEqual([
      'mine/template.yaml:5:19 the key is "join", which means something else in texts',
    ]);
    const wrong = `${HEAD}colour: red
questions:
  - {key: Name, prompt: Name, type: text}
  - {key: facts, prompt: Name, type: text}
  - {key: a, prompt: A, type: number}
  - {key: b, prompt: B, type: choice}
  - {key: c, prompt: C, type: text, choices: [x], default: 1}
  - {key: d, prompt: D, type: choices, choices: [x], default: [y], least: -1}
  - {key: e, prompt: E, type: text, pattern: "["}
  - {key: f, type: boolean, defautl: true}
  - {key: g, prompt: 7, type: boolean, default: "yes"}
  - {key: h, prompt: H, type: text}
  - {key: h, prompt: H, type: text}
  - x
files:
  - {path: gone}
  - {path: a, as: b}
`;
    expect(refusals(wrong, { 'files/a/x': '' })).toEqual([
      'mine/template.yaml:5:1 unknown key colour; expected format, name, version, description, folder, questions, files, next, facts',
      'mine/template.yaml:7:11 the key is "Name"; expected a word, as in name',
      'mine/template.yaml:8:11 the key is "facts", which means something else in texts',
      'mine/template.yaml:9:31 type is "number"; expected text, choice, choices, boolean',
      'mine/template.yaml:10:5 a choice needs choices; expected at least one',
      'mine/template.yaml:11:46 a text has no choices',
      'mine/template.yaml:11:60 the default of c is 1; expected a text',
      expect.stringMatching(/:12:63 the default of d: "y" is none of x$/),
      expect.stringMatching(/:12:75 questions\[5\].least is -1; expected a whole number$/),
      'mine/template.yaml:13:46 "[" is no regular expression',
      'mine/template.yaml:14:5 questions[7].prompt is missing; expected a text',
      expect.stringMatching(/:14:29 unknown key questions\[7\].defautl/),
      'mine/template.yaml:15:22 questions[8].prompt is 7; expected a text',
      'mine/template.yaml:17:11 two questions have the key h; expected one',
      'mine/template.yaml:18:5 questions[11] is a scalar; expected a map with key, prompt and type',
      'mine/template.yaml:20:12 files names gone, which the template does not have',
      'mine/template.yaml:21:12 a is a folder; expected a file beside "as"',
    ]);
  });

  it('has to be there', () => {
    expect(() => readTemplate({ name: 'mine', files: new Map() })).toThrow(
      /mine\/template.yaml is not there/,
    );
  });
});

describe('answers', () => {
  it('come from flags, then from defaults, which may name earlier answers', async () => {
    const given = { name: ['web'], size: ['big'], addons: ['csi,cni'], secure: ['yes'] };
    expect(await answerTemplate(template(HEAD + QUESTIONS), answering(given))).toEqual({
      name: 'web',
      kind: 'Web',
      size: 'big',
      addons: ['cni', 'csi'],
      secure: true,
      level: 'high',
    });
  });

  it('are empty where the condition does not hold, and take all of a list at a word', async () => {
    const answers = await answerTemplate(
      template(HEAD + QUESTIONS),
      answering({ name: ['web'], addons: ['all'] }),
    );
    expect(answers).toMatchObject({ addons: ['cni', 'csi'], secure: false, level: '' });
  });

  it('are asked for where somebody is there, with the default and what is wrong', async () => {
    const asked: unknown[] = [];
    const answers = await answerTemplate(
      template(HEAD + QUESTIONS),
      answering(
        { name: ['web'] },
        {
          defaults: false,
          ask: (question, fallback, refuse) => {
            asked.push([question.key, fallback, refuse('?')?.message ?? null]);
            return Promise.resolve(question.key === 'secure' ? false : (fallback ?? ''));
          },
        },
      ),
    );
    expect(asked).toEqual([
      ['kind', 'Web', null],
      ['size', 'small', '"?" is none of small, big'],
      ['addons', ['cni'], '"?" is none of cni, csi'],
      ['secure', false, null],
    ]);
    expect(answers['kind']).toBe('Web');
  });

  it('are refused with the flag that says them, and with what was probably meant', async () => {
    expect(await answerRefusal({})).toBe('"Name" is not answered -> give --name');
    expect(await answerRefusal({}, { defaults: false })).toBe(
      '5 questions are not answered -> give --name, --kind, --size, --addons, --secure',
    );
    expect(await answerRefusal({ name: ['Web'] })).toBe(
      '--name: "Web" does not match -> expected lower-case letters',
    );
    expect(await answerRefusal({ name: [''] })).toBe(
      '--name: the answer is empty -> expected lower-case letters',
    );
    expect(await answerRefusal({ name: ['a', 'b'] })).toMatch(/^--name: this can be said only once/);
    expect(await answerRefusal({ name: ['a'], kind: ['x\ny'] })).toMatch(/control character/);
    expect(await answerRefusal({ name: ['a'], size: ['bg'] })).toBe(
      '--size: "bg" is none of small, big -> did you mean big?',
    );
    expect(await answerRefusal({ name: ['a'], addons: ['none'] })).toBe(
      '--addons: none is chosen -> expected at least 1',
    );
    expect(await answerRefusal({ name: ['a'], secure: ['maybe'] })).toBe(
      '--secure: this is neither yes nor no -> expected yes or no',
    );
    expect(await answerRefusal({ nmae: ['a'] })).toBe(
      'the template shop does not ask for nmae (--nmae) -> did you mean --name?',
    );
  });
});

describe('files of a template', () => {
  const YAML = `${HEAD}folder: stacks/@{ name }@
questions:
  - {key: name, prompt: Name, type: text, default: web}
  - {key: secure, prompt: Secure, type: boolean, default: false}
files:
  - {path: sub, when: secure}
  - {path: sub/open.txt, when: not secure}
  - {path: dot, as: ".@{ name }@/ignore"}
next: ["look at @{ name }@ from @{ template.name }@ @{ template.version }@, @{ facts.day }@"]
facts: {day: today}
`;
  const FILES = {
    'files/z.yaml': 'name: @{ name }@\n',
    'files/a.yaml': '{{ .Values.x }} << stack.name >>\n',
    'files/sub/x.txt': 'x',
    'files/sub/open.txt': 'never: both conditions count',
    'files/dot': 'x',
    'README.md': 'not made',
  };

  it('are made where their conditions hold, under the names that rules give, sorted', async () => {
    const read = template(YAML, FILES);
    const open = await answerTemplate(read, answering({}));
    expect([...(await scaffold(read, open))]).toEqual([
      ['.web/ignore', 'x'],
      ['a.yaml', '{{ .Values.x }} << stack.name >>\n'],
      ['z.yaml', 'name: web\n'],
    ]);
    const secure = await answerTemplate(read, answering({ secure: ['yes'] }));
    expect([...(await scaffold(read, secure)).keys()]).toEqual([
      '.web/ignore',
      'a.yaml',
      'sub/x.txt',
      'z.yaml',
    ]);
    expect(await proposedFolder(read, open)).toBe('stacks/web');
    expect(await whatIsLeft(read, open)).toEqual(['look at web from shop 2, today']);
  });

  it('are refused where a mark means nothing, a path leads out, or two meet', async () => {
    const refuse = async (yaml: string, files: Record<string, string>) => {
      const read = template(yaml, files);
      return scaffold(read, await answerTemplate(read, answering({}))).catch((error: unknown) => error);
    };
    const wrong = await refuse(YAML, { ...FILES, 'files/z.yaml': 'a: 1\nb: @{ nmae }@\n' });
    expect(wrong).toMatchObject({
      code: 'template',
      problems: [{ file: 'mine/files/z.yaml', line: 2, column: 4 }],
    });
    for (const path of ['../x', '/x', 'a//b', './x', 'a\\\\b', 'a/..']) {
      const yaml = YAML.replace('".@{ name }@/ignore"', JSON.stringify(path));
      const refusal = await refuse(yaml, FILES);
      expect(String(refusal), path).toMatch(/is no path below the folder/);
      expect(refusal, path).toMatchObject({ code: 'template' });
    }
    expect(await refuse(YAML.replace('".@{ name }@/ignore"', 'z.yaml'), FILES)).toMatchObject({
      message: 'two files of the template become z.yaml',
    });
  });
});
