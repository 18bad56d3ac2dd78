// What kubeadm is told on a node, bootstrap.cluster.x-k8s.io/v1beta2.
import {
  atMost,
  flag,
  integer,
  intOrString,
  list,
  mapOf,
  need,
  object,
  oneOf,
  SOME,
  text,
  upTo,
  words,
} from './schema.ts';

const extraArg = object({ name: need(words(256)), value: need(text({ maxLength: 1024, minLength: 0 })) });

const configMapKeyRef = object({ key: need(text()), name: text(), optional: flag });

const extraEnv = object({
  name: need(text()),
  value: text(),
  valueFrom: object({
    configMapKeyRef,
    fieldRef: object({ apiVersion: text(), fieldPath: need(text()) }),
    fileKeyRef: object({ key: need(text()), optional: flag, path: need(text()), volumeName: need(text()) }),
    resourceFieldRef: object({ containerName: text(), divisor: intOrString, resource: need(text()) }),
    secretKeyRef: configMapKeyRef,
  }),
});

const extraVolume = object({
  hostPath: need(words(512)),
  mountPath: need(words(512)),
  name: need(words(512)),
  pathType: text(),
  readOnly: flag,
});

const controllerManager = object(
  {
    extraArgs: list(extraArg, upTo(100)),
    extraEnvs: list(extraEnv, upTo(100)),
    extraVolumes: list(extraVolume, upTo(100)),
  },
  SOME,
);

const etcd = object(
  {
    external: object({
      caFile: need(words(512)),
      certFile: need(words(512)),
      endpoints: need(list(words(512), upTo(50))),
      keyFile: need(words(512)),
    }),
    local: object(
      {
        dataDir: words(512),
        extraArgs: list(extraArg, upTo(100)),
        extraEnvs: list(extraEnv, upTo(100)),
        imageRepository: words(512),
        imageTag: words(256),
        peerCertSANs: list(words(253), upTo(100)),
        serverCertSANs: list(words(253), upTo(100)),
      },
      SOME,
    ),
  },
  SOME,
);

const clusterConfiguration = object(
  {
    apiServer: object(
      {
        certSANs: list(words(253), upTo(100)),
        extraArgs: list(extraArg, upTo(100)),
        extraEnvs: list(extraEnv, upTo(100)),
        extraVolumes: list(extraVolume, upTo(100)),
      },
      SOME,
    ),
    caCertificateValidityPeriodDays: integer(1, 36500),
    certificateValidityPeriodDays: integer(1, 1095),
    certificatesDir: words(512),
    controlPlaneEndpoint: words(512),
    controllerManager,
    dns: object({ imageRepository: words(512), imageTag: words(256) }, SOME),
    encryptionAlgorithm: oneOf('ECDSA-P256', 'ECDSA-P384', 'RSA-2048', 'RSA-3072', 'RSA-4096'),
    etcd,
    featureGates: mapOf(flag),
    imageRepository: words(512),
    scheduler: controllerManager,
  },
  SOME,
);

const diskSetup = object(
  {
    filesystems: list(
      object({
        device: need(words(256)),
        extraOpts: list(words(256), atMost(100)),
        filesystem: need(words(128)),
        label: words(512),
        overwrite: flag,
        partition: words(128),
        replaceFS: words(128),
      }),
      atMost(100),
    ),
    partitions: list(
      object({
        device: need(words(256)),
        diskLayout: list(object({ partitionType: words(36), percentage: need(integer(1, 100)) }), upTo(100)),
        layout: flag,
        overwrite: flag,
        tableType: oneOf('mbr', 'gpt'),
      }),
      atMost(100),
    ),
  },
  SOME,
);

const secret = object({ key: need(words(256)), name: need(words(253)) });

const file = object({
  append: flag,
  content: words(10240),
  contentFormat: oneOf('Raw', 'Template'),
  contentFrom: object({ secret: need(secret) }),
  encoding: oneOf('base64', 'gzip', 'gzip+base64'),
  owner: words(256),
  path: need(words(512)),
  permissions: words(16),
});

const localAPIEndpoint = object({ advertiseAddress: words(39), bindPort: integer(1) }, SOME);

const nodeRegistration = object(
  {
    criSocket: words(512),
    ignorePreflightErrors: list(words(512), upTo(50)),
    imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    imagePullSerial: flag,
    kubeletExtraArgs: list(extraArg, upTo(100)),
    name: words(253),
    taints: list(object({ effect: need(text()), key: need(text()), timeAdded: text(), value: text() }), {
      maxItems: 100,
      minItems: 0,
    }),
  },
  SOME,
);

const timeouts = object(
  {
    controlPlaneComponentHealthCheckSeconds: integer(0),
    discoverySeconds: integer(0),
    etcdAPICallSeconds: integer(0),
    kubeletHealthCheckSeconds: integer(0),
    kubernetesAPICallSeconds: integer(0),
    tlsBootstrapSeconds: integer(0),
  },
  SOME,
);

const initConfiguration = object(
  {
    bootstrapTokens: list(
      object({
        description: words(512),
        expires: text(),
        groups: list(words(256), upTo(100)),
        token: need(words(23)),
        ttlSeconds: integer(0),
        usages: list(words(256), upTo(100)),
      }),
      upTo(100),
    ),
    localAPIEndpoint,
    nodeRegistration,
    patches: object({ directory: words(512) }, SOME),
    skipPhases: list(words(256), upTo(50)),
    timeouts,
  },
  SOME,
);

const kubeconfigUser = object(
  {
    authProvider: object({ config: mapOf(text()), name: need(words(256)) }),
    exec: object({
      apiVersion: words(512),
      args: list(words(512), upTo(100)),
      command: need(words(1024)),
      env: list(object({ name: need(words(512)), value: need(words(512)) }), upTo(100)),
      provideClusterInfo: flag,
    }),
  },
  SOME,
);

const kubeConfig = object({
  cluster: object(
    {
      certificateAuthorityData: text({ format: 'byte', maxLength: 51200, minLength: 1 }),
      insecureSkipTLSVerify: flag,
      proxyURL: words(512),
      server: words(512),
      tlsServerName: words(512),
    },
    SOME,
  ),
  user: need(kubeconfigUser),
});

const discoveryFile = object({ kubeConfig, kubeConfigPath: need(words(512)) });

const discovery = object(
  {
    bootstrapToken: object(
      {
        apiServerEndpoint: words(512),
        caCertHashes: list(words(512), upTo(100)),
        token: words(512),
        unsafeSkipCAVerification: flag,
      },
      SOME,
    ),
    file: discoveryFile,
    tlsBootstrapToken: words(512),
  },
  SOME,
);

const joinConfiguration = object(
  {
    caCertPath: words(512),
    controlPlane: object({ localAPIEndpoint }),
    discovery,
    nodeRegistration,
    patches: object({ directory: words(512) }, SOME),
    skipPhases: list(words(256), upTo(50)),
    timeouts,
  },
  SOME,
);

const user = object({
  gecos: words(256),
  groups: words(256),
  homeDir: words(256),
  inactive: flag,
  lockPassword: flag,
  name: need(words(256)),
  passwd: words(256),
  passwdFrom: object({ secret: need(secret) }),
  primaryGroup: words(256),
  shell: words(256),
  sshAuthorizedKeys: list(words(2048), atMost(100)),
  sudo: words(256),
});

/** `spec` of a KubeadmConfig, v1beta2: what a KubeadmConfigTemplate and a KubeadmControlPlaneTemplate hold. */
export const kubeadmConfigV1beta2 = object(
  {
    bootCommands: list(words(10240), upTo(1000)),
    clusterConfiguration,
    diskSetup,
    files: list(file, upTo(200)),
    format: oneOf('cloud-config', 'ignition'),
    ignition: object(
      { containerLinuxConfig: object({ additionalConfig: words(32768), strict: flag }, SOME) },
      SOME,
    ),
    initConfiguration,
    joinConfiguration,
    mounts: list(list(words(512), upTo(100)), upTo(100)),
    ntp: object({ enabled: flag, servers: list(words(512), atMost(100)) }, SOME),
    postKubeadmCommands: list(words(10240), upTo(1000)),
    preKubeadmCommands: list(words(10240), upTo(1000)),
    users: list(user, upTo(100)),
    verbosity: integer(),
  },
  SOME,
);
