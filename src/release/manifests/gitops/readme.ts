// The README of a folder in git: what it is, how it comes into being, and what must not be in it.
import type { GitopsTool } from './present-files.ts';

/** What it speaks about. */
export interface ReadmeFacts {
  readonly tool: GitopsTool;
  readonly name: string;
  readonly namespace: string;
  /** The folder in the repository. */
  readonly path: string;
  /** Name of the ClusterResourceSet with the credentials; undefined where none are needed. */
  readonly managed: string | undefined;
}

/** Markdown. The same for every release, so that an upgrade leaves it alone. */
export function readmeText(facts: ReadmeFacts): string {
  const { tool, name, namespace, path } = facts;
  const folder = path === '' ? '.' : path;
  return `# Cluster ${name}

Made by \`csctl generate gitops\`. Everything goes into the namespace \`${namespace}\` of the management cluster, where Cluster API
and the Cluster Stack Operator have to be.

| | |
|---|---|
| \`stack/\` | the namespace and the ClusterStack: which releases the operator installs |
| \`cluster/cluster.yaml\` | the Cluster; it is yours, and upgrades change nothing in it but class and version |
${TOOL_ROWS[tool]}
${START[tool](folder)}${facts.managed === undefined ? '' : credentials(facts, facts.managed)}## Upgrade

With the tag of the newer release, from the top of the repository:

\`\`\`console
csctl generate gitops TAG -o ${folder} --overwrite
\`\`\`

Look at the difference, and commit it. The new version is added to the ClusterStack, and class and version of the Cluster change
together. All else that is here stays as you have changed it. Old versions may go from \`stack/\` once no Cluster uses them.

## Delete

What leaves git stays in the management cluster, so that no slip costs a cluster. \`kubectl delete cluster ${name} -n ${namespace}\`
deletes it with its machines; take it out of git first, or it is made anew. The ClusterStack can go after that.
`;
}

const TOOL_ROWS: Readonly<Record<GitopsTool, string>> = {
  flux: `| \`flux.yaml\` | two Kustomizations of Flux: the Cluster waits until the release can be used |
`,
  argocd: `| \`application.yaml\` | the Application of Argo CD: stack first, then the Cluster |
`,
};

const START: Readonly<Record<GitopsTool, (folder: string) => string>> = {
  flux: (folder) => `## Start

Commit the folder. If Flux does not look at it yet: \`kubectl apply -k ${folder}\`. Then \`flux get kustomizations\` shows
how far it is.

`,
  argocd: (folder) => `## Start

Commit the folder, then \`kubectl apply -f ${folder}/application.yaml\`, or let another Application bring it along.

Argo CD knows nothing of the health of a ClusterStack and does not wait for the release. That does no harm: Cluster API
waits for the class by itself. To see it nevertheless, put this into the ConfigMap \`argocd-cm\`:

\`\`\`yaml
data:
  resource.customizations.health.clusterstack.x-k8s.io_ClusterStack: |
    local health = {status = "Progressing", message = "the release is not usable yet"}
    if obj.status ~= nil and obj.status.summary ~= nil and #obj.status.summary >= #obj.spec.versions then
      health = {status = "Healthy", message = obj.status.usableVersions or ""}
      for _, release in ipairs(obj.status.summary) do
        if not release.ready then health = {status = "Progressing", message = release.message or ""} end
      end
    end
    return health
\`\`\`

Keep the tracking by annotation, the default of Argo CD 3 (\`application.resourceTrackingMethod: annotation\`): the operator
copies the labels of a ClusterStack to what it makes.

`,
};

const credentials = ({ namespace }: ReadmeFacts, managed: string): string => `## Credentials

They are not here, and must not come here as they are. Either put them into the management cluster by hand:

\`\`\`console
csctl generate credentials TAG --cloud NAME -n ${namespace}${managed === 'clouds-yaml' ? '' : ` --managed-secret ${managed}`} -o credentials.yaml
kubectl apply -f credentials.yaml
\`\`\`

or encrypt that file (SOPS, Sealed Secrets), commit the result into \`cluster/\`, and name it in \`cluster/kustomization.yaml\`;
or let External Secrets make Secrets of the same names and keys. The Cluster waits until they are there.

`;
