# shellcheck shell=bash
# Where builds get their packages: what this machine's own pip and apt are told, handed to the portal.
# What the caller has set in the environment already is left alone.

package_sources() {
  local listed urls=() folders=() url folder
  listed=$(pip_settings)
  for url in $(pip_values index-url "$listed") $(pip_values extra-index-url "$listed"); do
    case $url in
      file://*) folders+=("$(file_url_path "$url")") ;;
      *) urls+=("${url%/}") ;;
    esac
  done
  for folder in $(pip_values find-links "$listed"); do
    case $folder in
      http://* | https://*) ;; # a page of links: the portal serves folders and asks indexes, nothing else
      file://*) folders+=("$(file_url_path "$folder")") ;;
      *) folders+=("$folder") ;;
    esac
  done
  # pip asks PyPI unless index-url says otherwise, whatever the extra ones are.
  if [[ -z $(pip_values index-url "$listed") ]]; then
    if ((${#urls[@]} + ${#folders[@]} == 0)) || pypi_answers; then
      ((${#urls[@]} == 0)) || urls=(https://pypi.org/simple "${urls[@]}")
    elif ((${#urls[@]} == 0)); then
      urls=(none)
    fi
  fi
  set_unless_given CARREL_PACKAGES_INDEX_URLS "$(commas "${urls[@]}")"
  set_unless_given CARREL_PACKAGES_TRUSTED_HOSTS "$(pip_values trusted-host "$listed" | paste -sd,)"
  set_unless_given CARREL_PACKAGES_WHEELHOUSES "$(existing_folders "${folders[@]}")"
  local distribution site
  read -r distribution site <<<"$(apt_mirror)"
  [[ -z $site ]] || is_default_mirror "$site" || case $distribution in
    debian) set_unless_given CARREL_PACKAGES_APT_MIRROR "$site" ;;
    ubuntu) set_unless_given CARREL_PACKAGES_UBUNTU_MIRROR "$site" ;;
  esac
  note "Python packages: $(index_words)${CARREL_PACKAGES_WHEELHOUSES:+ wheels in $CARREL_PACKAGES_WHEELHOUSES}"
}

index_words() {
  case ${CARREL_PACKAGES_INDEX_URLS:-} in
    none) echo 'no index answers;' ;;
    '') echo "https://pypi.org/simple${CARREL_PACKAGES_WHEELHOUSES:+ and}" ;;
    *) echo "$CARREL_PACKAGES_INDEX_URLS${CARREL_PACKAGES_WHEELHOUSES:+ and}" ;;
  esac
}

set_unless_given() { # NAME VALUE
  [[ -z ${!1:-} && -n $2 ]] || return 0
  export "$1=$2"
}

commas() { local IFS=,; printf '%s' "$*"; }

existing_folders() {
  local folder found=()
  for folder in "$@"; do
    if [[ -d $folder ]]; then found+=("$folder"); else warn "pip names $folder, which is not a folder: left out"; fi
  done
  commas "${found[@]}"
}

file_url_path() { # file:///a%20b/c/ -> /a b/c
  local path=${1#file://}
  path=${path#localhost}
  path=${path%/}
  printf '%b' "${path//%/\\x}"
}

# Lines like "global.index-url='https://…'", from whatever pip there is; from the environment alone
# where there is none.
pip_settings() {
  local pip
  for pip in "pip" "pip3" "python3 -m pip"; do
    # shellcheck disable=SC2086
    if have "${pip%% *}" && $pip config list 2>/dev/null; then return; fi
  done
  local name
  for name in INDEX_URL EXTRA_INDEX_URL FIND_LINKS TRUSTED_HOST; do
    local variable=PIP_$name
    [[ -z ${!variable:-} ]] || printf ":env:.%s='%s'\n" "$(tr '[:upper:]_' '[:lower:]-' <<<"$name")" "${!variable}"
  done
}

# One setting's values, one a line: the environment's, else the install command's, else the global ones.
pip_values() { # KEY SETTINGS
  local section line
  for section in :env: install global; do
    line=$(grep -F -- "$section.$1=" <<<"$2" | head -n 1) || continue
    line=${line#*=}
    line=${line:1:-1}
    printf '%b' "$line" | tr ' ' '\n' | grep . || true
    return
  done
}

pypi_answers() { curl -sfI -o /dev/null -m 5 https://pypi.org/simple/; }

# The machine's own distribution and mirror: "DISTRIBUTION URL"; no URL where apt does not say.
apt_mirror() {
  local id codename site=''
  id=$(. /etc/os-release && echo "${ID:-}")
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  if [[ $id != debian && $id != ubuntu ]]; then return; fi
  # shellcheck disable=SC2016 # apt's own placeholders
  site=$(apt-get indextargets --format '$(SITE) $(CODENAME)' 'Created-By: Packages' 2>/dev/null |
    awk -v suite="$codename" '$2 == suite && $1 ~ /^https?:/ && !site { site = $1 } END { print site }') || true
  printf '%s %s\n' "$id" "${site%/}"
}

is_default_mirror() { # URL: one that images name themselves
  [[ $1 =~ ^https?://(deb\.debian\.org/debian|([a-z]{2}\.)?archive\.ubuntu\.com/ubuntu)$ ]]
}
