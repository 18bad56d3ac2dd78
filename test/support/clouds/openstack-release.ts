// Small releases for OpenStack: the tiny stack with another provider, a class and addons as a test wants them.
import { ALLOWABLE_CODES } from '../../../src/problem/catalogue.ts';
import { readManifestRelease, type ManifestRelease } from '../../../src/release/manifests/release-class.ts';
import { CSCTL_YAML, type Files } from '../stack-tree.ts';
import { classTemplate } from '../tiny-class.ts';
import { reader, type Reader } from '../reading-world.ts';

const asOpenstack = (text: string): string =>
  text.replaceAll('docker', 'openstack').replaceAll('Docker', 'OpenStack');

/** @param variables lines below `spec.variables` of the class @param more other files */
export const openstackFiles = (variables = '', more: Files = {}): Files => ({
  'csctl.yaml': asOpenstack(CSCTL_YAML),
  'cluster-class/Chart.yaml':
    'apiVersion: v2\nname: openstack-scs-1-34-cluster-class\nversion: << .ClusterClassVersion >>\n',
  'cluster-class/templates/class.yaml': asOpenstack(
    classTemplate({ spec: variables === '' ? '' : `  variables:\n${variables}` }),
  ),
  ...more,
});

/** The variable identityRef with these defaults: of itself, or of its fields. */
export const IDENTITY_REF = `    - name: identityRef
      required: false
      schema:
        openAPIV3Schema:
          type: object
          default: {cloudName: mine}
          properties:
            name: {type: string, default: keystone}
            cloudName: {type: string, default: other}
`;

/** A pod in a workload that mounts a Secret. */
export const mounting = (secret: string, folder: string, kind = 'Deployment'): string => {
  const pod = `{volumes: [{name: v, secret: {secretName: ${secret}}}], containers: [{name: c, volumeMounts: [{name: v, mountPath: ${folder}}]}]}`;
  const spec = { Pod: pod, CronJob: `{jobTemplate: {spec: {template: {spec: ${pod}}}}}` }[kind];
  return `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${kind.toLowerCase()}-${secret}}\nspec: ${spec ?? `{template: {spec: ${pod}}}`}\n`;
};

/** A place that has a release of these files, and the release. */
export async function openstackRelease(
  files: Files,
): Promise<{ shelf: Reader; release: ManifestRelease; source: string }> {
  const shelf = reader();
  const { tag, assets } = await shelf.build(files, { allowed: new Set(ALLOWABLE_CODES) });
  const source = `out/${tag}`;
  shelf.folder(source, assets);
  return { shelf, source, release: await readManifestRelease(source, shelf.world) };
}
