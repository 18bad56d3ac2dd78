// Places whose message comes from so far that it is not followed: what can be said there. A test keeps the list complete.

/** What a place that only passes a message on says: nothing of its own. */
const PASSED_ON: readonly string[] = [];

const YAML = [
  '‹file› is not valid YAML: ‹reason›',
  '‹file› holds more than one YAML document; expected one',
  '‹file› is not UTF-8 text',
];

/** By code and file. `<code>` is a code that is known only when it runs. */
export const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'release-metadata stack/metadata.ts': YAML,
  'chart-yaml verify/chart-file-rules.ts': YAML,
  'chart-values verify/chart-file-rules.ts': YAML,
  'chart-archive archive/helm-chart.ts': YAML,
  'overwrite-yaml verify/addon-values.ts': ['‹file› is not valid YAML: ‹reason›'],
  'plugin-failed stack/yaml-source.ts': PASSED_ON,
  'chart-source io/upstream/oci-charts.ts': ['oci://‹address› is no repository of a registry'],
  'release-archive verify/release-archives.ts': [
    '‹name›: it has a PAX global header, as git archive writes',
    '‹name›: "‹path›" is a ‹type›; only folders and regular files can be unpacked',
    '‹name›: "‹path›" leaves the folder',
    '‹name›: "‹path›" is there twice',
  ],
  'usage cli/usage.ts': [
    'no ‹argument› is named; expected at least one',
    'there is no flag ‹flag›',
    '--‹flag› is "‹value›"; expected ‹values›',
    '--‹flag› has no value; expected one',
    'no --‹flag› is given; expected one',
    '--‹flag› needs --‹other flag› as well',
    '--‹flag› and --‹other flag› exclude each other',
    'the argument "‹argument›" is one too many',
    '--‹flag› is "‹value›"; expected a whole number',
  ],
  'kubernetes-other-minor release/select.ts': PASSED_ON,
  'promote-unproven release/promotion/promotion.ts': PASSED_ON,
  // The registry's client says `remote-...` of what is an upstream here.
  'upstream-damaged io/upstream/oci-charts.ts': PASSED_ON,
  'upstream-unreachable io/upstream/oci-charts.ts': PASSED_ON,
  'minor-not-added release/scaffold/minor.ts': PASSED_ON,
  'output-foreign io/new-files.ts': PASSED_ON,
  'template render/scaffold-text.ts': PASSED_ON,
  'template release/scaffold/scaffold.ts': PASSED_ON,
  // Problems of any code, told again with a place, for several stacks, or as the first of many.
  '<code> cli/usage.ts': PASSED_ON,
  '<code> release/steps/plugin.ts': PASSED_ON,
  '<code> release/reading/inspect.ts': PASSED_ON,
  '<code> release/manifests/admission/class-versions.ts': PASSED_ON,
};
