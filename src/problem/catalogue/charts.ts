// Codes about charts as files, and about the charts that they depend on.
import { broken, doubtful, fatal, refusal, type CatalogueEntry } from './entry.ts';

export const CHARTS = {
  'chart-missing': fatal(
    'The operator needs a class chart and an addon chart in every release.',
    'Add the chart with its `Chart.yaml`: the class chart in `cluster-class/`, addons in `cluster-addon/`, each stage in a folder of its own there (docs/stack-folder.md).',
  ),
  'chart-yaml': broken(
    'Helm refuses the chart.',
    'Correct `Chart.yaml` at the place of the message: a map with `apiVersion`, `name` and `version`, saved as UTF-8. Dependencies belong into `Chart.yaml`, not into `requirements.yaml`; `helm dependency update` writes `Chart.lock` anew.',
  ),
  'chart-values': broken(
    'Helm refuses the chart: values.yaml must hold a map, and values.schema.json a JSON schema.',
    'Write `values.yaml` as keys of a map, or leave it empty. A `values.schema.json` must be JSON and hold a map, as `{"type": "object"}`; it may also be taken out.',
  ),
  'chart-kube-version': broken(
    'Helm does not render the chart: the class chart for any Kubernetes but its own v1.34.0, addons for any but that of the stack.',
    'Widen `kubeVersion` in `Chart.yaml` so that it takes the version of the message, as in `>=1.30.0-0`, or take it out. In a chart of somebody else a newer version may do: `csctl update --only addons`.',
  ),
  'chart-type': broken(
    'The operator cannot install a library chart.',
    'Write `type: application` in `Chart.yaml`, or take `type` out. A library chart can only be a dependency.',
  ),
  'chart-name': broken(
    'The operator looks for the archive by the chart name.',
    'Create the release again with `csctl create`, which derives the name; do not repack or rename its archives by hand.',
  ),
  'chart-name-derived': doubtful(
    'The name in the sources is not the one the operator looks for; the release has the right one.',
    'Write the name of the message into `Chart.yaml`, so that `helm template` in the sources renders what the release does. The release is right either way.',
  ),
  'chart-version': broken(
    'The operator looks for the archive by the version; Helm refuses what is not a version.',
    'In the sources write a version such as `1.2.3`. In a finished release create it again with `csctl create`, which sets the version of every chart.',
  ),
  'chart-dependency': broken(
    'Helm refuses the dependency.',
    'Correct the entry below `dependencies` of `Chart.yaml`: a `name` without a path, a `version` or range such as `^1.2`, and each name or `alias` once, with letters, digits, `_` and `-` only.',
  ),
  'chart-dependency-missing': broken(
    'The operator cannot fetch dependencies of this chart: it never renders.',
    'Build with `csctl create --embed-dependencies`, or run `helm dependency build` in the folder of the chart. A dependency without `repository` has to lie in its `charts/`.',
  ),
  'stage-dependency-missing': doubtful(
    'Operators up to v0.1.0-alpha.9 skip the stage; newer ones download it in the cluster, and the first try fails.',
    'Build with `csctl create --embed-dependencies`, or write `embedDependencies: true` into `stack.yaml`. If thin releases are meant, and all operators are new and reach the repositories, write `embedDependencies: false`: then only `csctl verify` tells it, of the release.',
  ),
  'chart-dependency-version': broken(
    'Helm compares names only: the stale chart would be installed.',
    'Run `helm dependency update` in the folder of the chart, or change the version in its `Chart.yaml` to the one that lies in `charts/`.',
  ),
  'chart-lock-stale': doubtful(
    'Chart.lock names other versions than Chart.yaml.',
    'Run `helm dependency update` in the folder of the chart, and commit `Chart.lock`. `csctl update` keeps it in step.',
  ),
  'chart-file-size': broken(
    'Helm 3.19 refuses files over 5 MiB.',
    'List the file in `.helmignore` of the chart if no template reads it; else make it smaller or split it.',
  ),
  'chart-size': broken(
    'Helm 3.19 refuses charts over 100 MiB.',
    'List what templates do not read in `.helmignore` of the chart: tests, pictures, documents.',
  ),
  'chart-archive': broken(
    'Helm cannot load the packed chart below charts/.',
    'Take the file out of `charts/` if it is no chart; else fetch it anew with `helm dependency update`, or `helm pull` from its repository.',
  ),
  'helmignore-pattern': broken(
    'Helm refuses the pattern.',
    'Correct the line of `.helmignore`: patterns are those of a shell (`*`, `?`, `[a-z]`), one a line, without `**`.',
  ),
  'chart-digest': fatal(
    'The chart is not the one that was locked or announced: somebody changed it.',
    'Find out who changed the chart under its version, and why. If the new one is wanted, take its entry out of `charts.lock.yaml` and run `csctl update`; if index and archive of the repository disagree, try later or tell who runs it.',
  ),
  'chart-source': fatal(
    'Helm cannot get a dependency from there either.',
    'Write into `repository` of `Chart.yaml` an address that every machine can reach: `https://HOST/PATH`, `oci://HOST/PATH`, or `file://PATH` to a chart inside the git work tree of the stack. `helm repo list` shows the address behind an `@NAME`.',
  ),
  'chart-not-found': refusal(
    'remote',
    'The repository has no such chart, or not in this version.',
    'Compare `name`, `version` and `repository` in `Chart.yaml`, or the pin in `stack.yaml`, with the newest versions that the hint lists; `helm show chart NAME --repo URL` asks the same.',
  ),
  'chart-older': doubtful(
    'The chart was made for an older Kubernetes minor.',
    'Read the notes of the chart, and try it on the new minor. If it works, nothing has to be done; the next `csctl update` takes the chart of that minor when it is there.',
  ),
  'lock-file': fatal(
    'Without a lock that can be read nobody knows what was tested.',
    'Take the file back from git (`git checkout -- charts.lock.yaml`), or remove it and run `csctl update`, which writes it anew. It is not made to be edited, except to take an entry out.',
  ),
  'lock-stale': doubtful(
    'A chart that is not locked can change from one build to the next.',
    'Run `csctl update` and commit `charts.lock.yaml`.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
