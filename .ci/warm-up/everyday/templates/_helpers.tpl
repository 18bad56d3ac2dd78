{{/* Names, labels and images, as nearly every chart defines them. */}}
{{- define "everyday.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "everyday.fullname" -}}
{{- $name := include "everyday.name" . -}}
{{- if contains $name .Release.Name }}{{ .Release.Name }}{{ else }}{{ printf "%s-%s" .Release.Name $name }}{{ end -}}
{{- end -}}

{{- define "everyday.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
app.kubernetes.io/name: {{ template "everyday.name" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "everyday.image" -}}
{{- $digest := ternary (printf "@%s" .digest) "" (ne .digest "") -}}
{{- if .override }}{{ printf "%s" .override }}{{ else }}{{ printf "%s:%s%s" .repository (.tag | default "latest") $digest }}{{ end -}}
{{- end -}}

{{- define "everyday.isDuration" -}}
{{- $now := now }}
{{- if ne $now ($now | dateModify (toString .)) }}{{ . }}{{ else }}{{ fail "no duration" }}{{ end }}
{{- $_ := now | mustDateModify (toString .) }}
{{- end -}}

{{- define "everyday.policyVersion" -}}
{{- if .Capabilities.APIVersions.Has "policy/v1" }}policy/v1{{ else if semverCompare ">=1.21-0, <9" .Capabilities.KubeVersion.Version }}policy/v1{{ else }}policy/v1beta1{{ end -}}
{{- end -}}
