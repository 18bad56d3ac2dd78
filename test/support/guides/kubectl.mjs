// A stand-in for kubectl: it takes what the guides ask of it, looks into the manifests as an API server would, and remembers.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';

const STATE = process.env.KUBE_STATE;
const objects = existsSync(STATE) ? JSON.parse(readFileSync(STATE, 'utf8')) : [];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ filename: { type: 'string', short: 'f' }, namespace: { type: 'string', short: 'n' } },
    ...{ output: { type: 'string', short: 'o' }, for: { type: 'string' }, timeout: { type: 'string' } },
    kubeconfig: { type: 'string' },
  },
});
const [verb, ...words] = positionals;

/** `cluster.v1beta1.cluster.x-k8s.io/prod` and `cluster prod` alike. */
function named() {
  const [type, name] = words[0]?.includes('/') ? words[0].split('/') : words;
  return { kind: type.split('.')[0].toLowerCase(), name };
}

const isThere = ({ kind, name }) =>
  objects.find((object) => object.kind.toLowerCase() === kind && object.metadata.name === name);

/** Releases that the operator makes of the ClusterStacks, by tag. */
const releases = () =>
  objects
    .filter(({ kind }) => kind === 'ClusterStack')
    .flatMap(({ spec }) =>
      spec.versions.map((version) =>
        `${spec.provider}-${spec.name}-${spec.kubernetesVersion}-${version}`.replaceAll('.', '-'),
      ),
    );

const VERBS = {
  create: () => void objects.push({ kind: words[0], metadata: { name: words[1] } }),
  apply: () => manifests().forEach(apply),
  delete: () => {
    const gone = values.filename ? manifests() : [isThere(named())];
    for (const one of gone)
      objects.splice(objects.indexOf(isThere({ kind: one.kind.toLowerCase(), name: one.metadata.name })), 1);
  },
  wait: () => {
    const { kind, name } = named();
    if (!values.for || !values.timeout) fail('--for and --timeout are wanted');
    if (kind === 'clusterstackrelease' ? !releases().includes(name) : !isThere({ kind, name }))
      fail(`${kind} "${name}" not found`);
  },
  get: () => {
    const { kind, name } = named();
    if (values.kubeconfig) return void readFileSync(values.kubeconfig);
    const cluster = name?.replace(/-kubeconfig$/, '');
    const object = isThere({ kind: kind === 'secret' ? 'cluster' : kind, name: cluster });
    if (!object) fail(`${kind} "${name}" not found`);
    const text = kind === 'secret' ? Buffer.from('kind: Config\n').toString('base64') : stringify(object);
    process.stdout.write(text);
  },
};

function manifests() {
  const text = readFileSync(values.filename === '-' ? 0 : values.filename, 'utf8');
  const documents = parseAllDocuments(text);
  for (const { errors } of documents) if (errors.length > 0) fail(errors[0].message);
  return documents.map((document) => document.toJS());
}

function apply(object) {
  const { apiVersion, kind, metadata } = object;
  if (!apiVersion || !kind || !metadata?.name) fail('apiVersion, kind and metadata.name are wanted');
  if (JSON.stringify(object).match(/<[A-Z-]+>/)) fail(`${kind} has something to be filled in`);
  const { namespace } = metadata;
  if (namespace && !namespace.endsWith('-system') && !isThere({ kind: 'namespace', name: namespace }))
    fail(`namespaces "${namespace}" not found`);
  if (kind === 'Cluster') checkVersion(object.spec.topology);
  const there = isThere({ kind: kind.toLowerCase(), name: metadata.name });
  if (there) objects.splice(objects.indexOf(there), 1);
  objects.push(object);
}

/** As the operator does: the class has to be there. */
function checkVersion({ class: name, version }) {
  if (!version?.startsWith('v')) fail(`topology.version is "${version}"`);
  if (releases().length > 0 && !releases().includes(name.replaceAll('.', '-'))) fail(`no class "${name}"`);
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

if (!VERBS[verb]) fail(`unknown command "${verb}"`);
VERBS[verb]();
writeFileSync(STATE, JSON.stringify(objects));
