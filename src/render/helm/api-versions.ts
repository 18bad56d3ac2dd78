// The API versions that charts are told of when there is no cluster: those that Helm 3.19's client-go 0.34 knows.

/** A group and its versions a line, in the order of Helm; the core group has no name. */
const GROUPS = `
v1
admissionregistration.k8s.io v1 v1alpha1 v1beta1
internal.apiserver.k8s.io v1alpha1
apps v1 v1beta1 v1beta2
authentication.k8s.io v1 v1alpha1 v1beta1
authorization.k8s.io v1 v1beta1
autoscaling v1 v2 v2beta1 v2beta2
batch v1 v1beta1
certificates.k8s.io v1 v1beta1 v1alpha1
coordination.k8s.io v1alpha2 v1beta1 v1
discovery.k8s.io v1 v1beta1
events.k8s.io v1 v1beta1
extensions v1beta1
flowcontrol.apiserver.k8s.io v1 v1beta1 v1beta2 v1beta3
networking.k8s.io v1 v1beta1
node.k8s.io v1 v1alpha1 v1beta1
policy v1 v1beta1
rbac.authorization.k8s.io v1 v1beta1 v1alpha1
resource.k8s.io v1 v1beta2 v1beta1 v1alpha3
scheduling.k8s.io v1alpha1 v1beta1 v1
storage.k8s.io v1beta1 v1 v1alpha1
storagemigration.k8s.io v1alpha1
apiextensions.k8s.io v1beta1 v1
`;

/** `v1`, `apps/v1` ...: chartutil.DefaultVersionSet. */
export function defaultApiVersions(): string[] {
  return GROUPS.trim()
    .split('\n')
    .flatMap((line) => {
      const [group = '', ...versions] = line.split(' ');
      return versions.length === 0 ? [group] : versions.map((version) => `${group}/${version}`);
    });
}
