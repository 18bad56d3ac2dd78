// Command lines of the documents that no test runs, each with the reason.

const LOGS_IN = 'the machine of the tests is logged in by a file';
const MAKES_CLUSTERS = 'makes a management cluster, out of the internet';
const SET_BY_JOURNEY = 'set for the whole page by test/support/guides/journeys.ts';

/** By page and line. What stands here and not in the documents any more is an error, too. */
export const NOT_RUN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '.github/CONTRIBUTING': {
    'npm ci && npm test': 'the line of the README: this is what runs the tests',
  },
  'provider-plugins': {
    'packer build -var build_name=IMAGEDIR -var output_directory=PRIVATE STACK/node-images/IMAGEDIR':
      'what csctl runs, and not the reader: test/edge/openstack-build.test.ts',
  },
  'publish-ghcr': {
    'export OCI_REGISTRY=ghcr.io OCI_USERNAME=$GITHUB_ACTOR OCI_PASSWORD=$GITHUB_TOKEN': LOGS_IN,
  },
  'publish-github': {
    'export GITHUB_API_URL=https://github.example.com/api/v3': 'the machine of the tests has its own',
  },
  'publish-harbor': {
    "export OCI_REGISTRY=registry.example.com OCI_USERNAME='robot$kaas+csctl' OCI_PASSWORD=...": LOGS_IN,
  },
  'running-cluster': {
    'kind create cluster': MAKES_CLUSTERS,
    'export CLUSTER_TOPOLOGY=true EXP_RUNTIME_SDK=true EXP_CLUSTER_RESOURCE_SET=true': MAKES_CLUSTERS,
    'clusterctl init --infrastructure openstack': MAKES_CLUSTERS,
    'helm upgrade --install cso oci://registry.scs.community/cluster-stacks/cso --namespace cso-system --create-namespace --set controllerManager.manager.source=oci --set clusterStackVariables.ociRegistry=ghcr.io --set clusterStackVariables.ociRepository=ghcr.io/example/cluster-stacks':
      MAKES_CLUSTERS,
    'export CSCTL_REMOTE=oci://ghcr.io/example/cluster-stacks': SET_BY_JOURNEY,
  },
};

/** Pages whose lines are run by a test of their own. */
export const OWN_TESTS: Readonly<Record<string, string>> = {
  README: 'test/e2e/readme.test.ts',
  install: 'test/e2e/install.test.ts',
};
