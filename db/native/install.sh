#!/usr/bin/env bash
# Installs PostgreSQL 15 with pgvector 0.8 on Debian 12, as root, and returns at
# once when both are there. It adds no apt source and needs no answer.
#
# Debian 12 has no pgvector for PostgreSQL 15 that is new enough, and Debian 13's
# binary needs a newer libc: so Debian 13's source package is built here. It comes
# from the mirror that apt already uses and is checked with Debian's own keys.
set -euo pipefail

readonly PG=15
readonly BIN="/usr/lib/postgresql/${PG}/bin"
readonly CONTROL="/usr/share/postgresql/${PG}/extension/vector.control"
readonly TRIGRAMS="/usr/share/postgresql/${PG}/extension/pg_trgm.control"
readonly LIBRARY="/usr/lib/postgresql/${PG}/lib/vector.so"

say() { printf 'db/native/install.sh: %s\n' "$*"; }
fail() { printf 'db/native/install.sh: %s\n' "$*" >&2; exit 1; }

has_server() { [[ -x "${BIN}/initdb" && -x "${BIN}/postgres" && -f "${TRIGRAMS}" ]]; }
has_vector() {
  [[ -f "${LIBRARY}" && -f "${CONTROL}" ]] || return 1
  local version
  version="$(sed -n "s/^default_version = '\(.*\)'/\1/p" "${CONTROL}")"
  dpkg --compare-versions "${version}" ge 0.8
}

if has_server && has_vector; then
  say "PostgreSQL ${PG} with pgvector is installed."
  exit 0
fi

codename="$(. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_CODENAME:-}" || true)"
[[ "${codename}" == bookworm ]] ||
  fail "this script knows Debian 12 only; install PostgreSQL 15 or newer with pgvector 0.8 or newer by your system's" \
    "package manager, or set DATABASE_URL to a server that has both."
[[ "$(id -u)" == 0 ]] || fail "installing packages needs root; run: sudo bash db/native/install.sh"

export DEBIAN_FRONTEND=noninteractive
apt_get() { apt-get -q -o Dpkg::Use-Pty=0 "$@"; }

work="$(mktemp -d)"
trap 'rm -rf "${work}"' EXIT
log="${work}/log"
step() {
  say "$1"
  shift
  "$@" >"${log}" 2>&1 && return
  tail -n 30 "${log}" >&2
  fail "that failed (its last lines are above); check that apt reaches a Debian mirror, then run this script again."
}

build_vector() {
  local mirror list="${work}/trixie.sources"
  mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 'Created-By: Packages' | head -n 1)"
  [[ -n "${mirror}" ]] || { echo "apt knows no mirror of Debian 12's main archive."; return 1; }
  cat >"${list}" <<SOURCES
Types: deb-src
URIs: ${mirror}
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  mkdir -p "${work}/lists/partial" "${work}/source"
  chmod 755 "${work}" && chmod 777 "${work}/source"
  # Lists of their own, so that this machine's apt never sees the other suite.
  local only=(
    -o "Dir::Etc::SourceList=${list}" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=${work}/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
  )
  apt_get "${only[@]}" update || return 1
  (cd "${work}/source" && apt_get "${only[@]}" source pgvector) || return 1
  local tree
  tree="$(find "${work}/source" -mindepth 1 -maxdepth 1 -type d | head -n 1)"
  # OPTFLAGS="" leaves -march=native out: the library must run on any machine.
  make -C "${tree}" OPTFLAGS="" PG_CONFIG="${BIN}/pg_config" || return 1
  make -C "${tree}" OPTFLAGS="" PG_CONFIG="${BIN}/pg_config" install
}

step "reading the package lists" apt_get update
if ! has_server; then
  step "installing PostgreSQL ${PG}" apt_get install -y --no-install-recommends "postgresql-${PG}"
fi
if ! has_vector; then
  step "installing the tools to build pgvector" apt_get install -y --no-install-recommends \
    "postgresql-server-dev-${PG}" build-essential dpkg-dev debian-archive-keyring
  step "building pgvector" build_vector
fi
has_server && has_vector ||
  fail "the installation ended without PostgreSQL ${PG} and pgvector in place; run it again and read its messages."
say "PostgreSQL ${PG} with pgvector is installed."
