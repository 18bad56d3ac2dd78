// The scripts that connect shells with `csctl complete`. They know nothing of commands, so they never go stale.

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/*
 * csctl complete prints a line a candidate: the word, a tab, a few words about it. A last line that begins with a tab
 * says that the shell shall complete names of `files` or `folders` itself.
 */

const BASH = `# bash completion for csctl
# In this shell: source <(csctl completion bash)
_csctl() {
  local word paths=
  COMPREPLY=()
  while IFS= read -r word; do
    case $word in
      $'\\t'*) paths=\${word#$'\\t'} ;;
      *) COMPREPLY+=("\${word%%$'\\t'*}") ;;
    esac
  done < <("$1" complete --line "\${COMP_LINE:0:COMP_POINT}" --breaks "$COMP_WORDBREAKS" 2>/dev/null)
  case $paths in
    files) compopt -o default ;;
    folders) compopt -o dirnames ;;
  esac
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *[/:=,] ]]; then compopt -o nospace; fi
} 2>/dev/null
complete -o nosort -F _csctl csctl 2>/dev/null || complete -F _csctl csctl
`;

const ZSH = `#compdef csctl
# zsh completion for csctl
# In this shell: source <(csctl completion zsh)
_csctl() {
  local line word about paths=
  local -a plain open shown_plain shown_open
  while IFS= read -r line; do
    if [[ $line == $'\\t'* ]]; then paths=\${line#$'\\t'}; continue; fi
    word=\${line%%$'\\t'*} about=
    [[ $line == *$'\\t'* ]] && about=\${line#*$'\\t'}
    if [[ $word == *[/:=,] ]]; then open+=("$word"); shown_open+=("\${word}\${about:+  -- $about}")
    else plain+=("$word"); shown_plain+=("\${word}\${about:+  -- $about}"); fi
  done < <("\${(Q)words[1]}" complete -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  (( \${#plain} )) && compadd -l -d shown_plain -a plain
  (( \${#open} )) && compadd -l -S '' -d shown_open -a open
  case $paths in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
if [[ \${funcstack[1]} == _csctl ]]; then _csctl "$@"; else compdef _csctl csctl; fi
`;

const FISH = `# fish completion for csctl
# In this shell: csctl completion fish | source
function __csctl_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  for line in ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
    switch $line
      case \\t'files'
        __fish_complete_path $current
      case \\t'folders'
        __fish_complete_directories $current
      case '*'
        echo $line
    end
  end
end
complete -c csctl -f -a '(__csctl_complete)'
`;

/** The script of a shell, to be read by it when it starts. */
export const completionScript = (shell: Shell): string => ({ bash: BASH, zsh: ZSH, fish: FISH })[shell];
