// The values that the templates of the comparison see.

/** As a values file has them. */
export const CASE_VALUES = `
name: demo
empty: ""
nothing: null
enabled: true
disabled: false
yes: key of a boolean
zero: 0
one: 1
count: 42
large: 12345678
float: 1.5
negative: -7
text: "Hello, World"
spaced: "  padded text  "
unicode: "Grüße, 世界 😀"
multi: |
  first line
    second line
  third line
quoted: 'say "hi" it''s <b>&amp;</b>'
numbers: [3, 1, 2, 1]
words: [pear, apple, fig, apple]
mixed: [1, two, true, null, 2.5, [a, b], {k: v}]
emptyList: []
emptyMap: {}
map:
  b: 2
  a: 1
  nested:
    deep:
      value: found
    list: [x, y]
people:
  - name: Ann
    age: 31
  - name: Bob
    age: 27
version: "1.34.2"
url: "https://user:pw@example.com:8443/a/b?x=1&y=2#frag"
template: "{{ .Values.name }}-{{ .Release.Name }}"
json: '{"a": [1, 2.5, null, "x"], "b": {"c": true}}'
yaml: |
  a: 1
  b: [x, "y"]
  c: {d: 2024-01-01, e: 0x1F, f: 1e3}
list: [a, b, c]
`;
