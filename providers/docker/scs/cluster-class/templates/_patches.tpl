{{/*
Texts that several patches of the ClusterClass share. What stands between the backquotes is a template of its own,
which Cluster API evaluates for every Cluster with the variables of that Cluster; Helm must not touch it.
toJson writes values so that no content of a variable can break out of the YAML around it.
*/}}

{{- define "patch.registryMirrorFiles" -}}
{{ `{{- range .registryMirrors }}
- path: /etc/containerd/certs.d/{{ .hostnameUpstream }}/hosts.toml
  owner: root:root
  permissions: "0644"
  content: |
    server = "{{ .urlUpstream }}"

    [host."{{ .urlMirror }}"]
      capabilities = ["pull", "resolve"]
      {{- if contains "/v2" .urlMirror }}
      override_path = true
      {{- end }}
      {{- if .certMirror }}
      ca = "/etc/containerd/certs.d/{{ .hostnameUpstream }}/ca.crt"
      {{- end }}
{{- if .certMirror }}
- path: /etc/containerd/certs.d/{{ .hostnameUpstream }}/ca.crt
  owner: root:root
  permissions: "0644"
  content: {{ .certMirror | toJson }}
{{- end }}
{{- end }}` }}
{{- end }}

{{- define "patch.podSecurityFile" -}}
{{ `{{- if .podSecurityStandard.enabled }}
- path: /etc/kubernetes/pod-security-admission.yaml
  owner: root:root
  permissions: "0600"
  content: |
    apiVersion: apiserver.config.k8s.io/v1
    kind: AdmissionConfiguration
    plugins:
      - name: PodSecurity
        configuration:
          apiVersion: pod-security.admission.config.k8s.io/v1
          kind: PodSecurityConfiguration
          defaults:
            enforce: {{ .podSecurityStandard.enforce }}
            enforce-version: latest
            audit: {{ .podSecurityStandard.audit }}
            audit-version: latest
            warn: {{ .podSecurityStandard.warn }}
            warn-version: latest
          exemptions:
            usernames: []
            runtimeClasses: []
            namespaces: [kube-system]
{{- end }}` }}
{{- end }}
