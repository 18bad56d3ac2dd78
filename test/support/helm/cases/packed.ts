// Values for the packed charts of the corpus: none, usual ones and unusual ones.

export const PACKED_VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...Object.fromEntries(
    ['cilium-1.16.6.tgz', 'cilium-1.17.4.tgz'].map((file) => [
      file,
      {
        'no values': '',
        'the values of a cluster': `
kubeProxyReplacement: true
k8sServiceHost: 10.0.0.1
k8sServicePort: 6443
ipam: {mode: kubernetes}
hubble:
  relay: {enabled: true}
  ui: {enabled: true}
  metrics: {enabled: [dns, drop, tcp], enableOpenMetrics: true}
operator: {replicas: 1, prometheus: {enabled: true}}
gatewayAPI: {enabled: true}
`,
        'unusual values': `
encryption: {enabled: true, type: wireguard}
bpf: {masquerade: true, preallocateMaps: true}
clustermesh: {useAPIServer: true}
ingressController: {enabled: true, default: true}
prometheus: {enabled: true, serviceMonitor: {enabled: false}}
tolerations: []
extraConfig: {a: "1", b: "two"}
extraArgs: [--x, --y=z]
envoy: {enabled: false}
debug: {enabled: true, verbose: flow}
`,
      },
    ]),
  ),
  'metrics-server-3.12.2.tgz': {
    'no values': '',
    'the values of a cluster':
      'args: [--kubelet-insecure-tls]\nreplicas: 2\npodDisruptionBudget: {enabled: true, minAvailable: 1}\n',
    'unusual values':
      'apiService: {create: false}\nmetrics: {enabled: true}\nserviceMonitor: {enabled: true}\nnodeSelector: {a: b}\nresources: null\n',
  },
  'openstack-cinder-csi-2.32.0.tgz': {
    'no values': '',
    'the values of a cluster':
      'secret: {enabled: true, create: true, name: cloud, data: {cloud.conf: "[Global]\\nx = y\\n"}}\nclusterID: c1\nstorageClass: {delete: {isDefault: true}}\n',
    'unusual values':
      'csi: {plugin: {controllerPlugin: {replicas: 3, nodeSelector: {x: y}}}}\nstorageClass: {enabled: false}\nextraVolumes: []\n',
  },
  'openstack-cloud-controller-manager-2.32.0.tgz': {
    'no values': '',
    'the values of a cluster':
      'secret: {enabled: true, create: true, name: cloud}\ncloudConfig: {global: {auth-url: "https://example.com", insecure: true}}\ncluster: {name: c1}\n',
    'unusual values':
      'enabledControllers: [cloud-node]\ntolerations: []\nnodeSelector: {}\nserviceMonitor: {additionalLabels: {a: b}}\nextraInitContainers: [{name: x, image: y}]\n',
  },
};
