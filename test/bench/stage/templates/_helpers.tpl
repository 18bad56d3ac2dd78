{{- define "agent.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "agent.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "agent.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "agent.selector" -}}
app.kubernetes.io/name: {{ include "agent.name" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "agent.image" -}}
{{- $digest := empty .digest | ternary "" (printf "@%s" .digest) -}}
{{- printf "%s:%s%s" .repository (.tag | toString) $digest -}}
{{- end }}

{{- define "agent.checkDuration" -}}
{{- $now := now -}}
{{- if eq $now (mustDateModify . $now) }}{{ fail (printf "%s is no duration" .) }}{{ end -}}
{{- end }}
