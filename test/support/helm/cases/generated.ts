// Every function of one argument with every kind of value that it takes.

const TEXTS = ['""', '"Hello World"', '.Values.unicode', '.Values.multi', '.Values.quoted', '"  a-b_c.D  "'];

const OF_TEXTS = [
  ...[
    'trim',
    'upper',
    'lower',
    'title',
    'untitle',
    'nospace',
    'swapcase',
    'initials',
    'snakecase',
    'camelcase',
  ],
  ...['kebabcase', 'quote', 'squote', 'b64enc', 'b32enc', 'sha256sum', 'len', 'html', 'js', 'urlquery'],
  ...['trunc 3', 'trunc -3', 'substr 1 4', 'repeat 2', 'indent 2', 'nindent 2', 'abbrev 7', 'wrap 5'],
  ...[
    'splitList " "',
    'regexFind "[a-z]+"',
    'replace "l" "L"',
    'contains "l"',
    'trimPrefix "H"',
    'trimAll " a"',
  ],
];

const VALUES = [
  ...[
    'nil',
    'true',
    '1',
    '-3',
    '2.5',
    '1e10',
    '""',
    '"text"',
    '.Values.nothing',
    '.Values.large',
    '.Values.float',
  ],
  ...['.Values.mixed', '.Values.map', '.Values.people', '.Values.emptyList', '.Values.emptyMap', '(list)'],
  ...['(dict "b" (list 1 "x") "a" nil)', '(int64 7)', '(list "a" 1.5 nil true)'],
];

const OF_VALUES = [
  ...[
    'toYaml',
    'toJson',
    'toPrettyJson',
    'toRawJson',
    'toYamlPretty',
    'toString',
    'quote',
    'squote',
    'kindOf',
  ],
  ...['typeOf', 'empty', 'not', 'default "d"', 'printf "%v"', 'printf "%s|%d|%q" "a" 1', 'print'],
  ...[
    'list | toJson',
    'dict "k" | toYaml',
    'coalesce',
    'int',
    'int64',
    'float64',
    'toDecimal',
    'kindIs "map"',
  ],
];

const LISTS = [
  '.Values.numbers',
  '.Values.words',
  '.Values.mixed',
  '.Values.emptyList',
  '(list "x")',
  '(until 4)',
];

const OF_LISTS = [
  ...[
    'first',
    'last',
    'rest',
    'initial',
    'reverse',
    'uniq',
    'compact',
    'sortAlpha',
    'toStrings',
    'join "-"',
    'len',
  ],
  ...['has 1.0', 'chunk 2 | toJson', 'toJson', 'mustFirst', 'mustUniq | toJson', 'concat (list 0)'],
];

const applied = (functions: readonly string[], values: readonly string[]): string[] =>
  functions.flatMap((name) => values.map((value) => `{{ ${pipeline(name, value)} }}`));

/** The value goes last into the first function. */
function pipeline(name: string, value: string): string {
  const [first = '', ...rest] = name.split(' | ');
  return [`${first} ${value}`, ...rest].join(' | ');
}

/** What cannot be rendered stands with the errors. */
const FAILS = new Set(['{{ nospace .Values.unicode }}', '{{ substr 1 4 "" }}']);

/** Some hundred templates of one call. */
export const GENERATED = [
  ...applied(OF_TEXTS, TEXTS),
  ...applied(OF_VALUES, VALUES),
  ...applied(OF_LISTS, LISTS),
].filter((body) => !FAILS.has(body));
