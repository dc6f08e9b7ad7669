/** One text for each thing go.mod can say, and for the places where reading it is easy to get wrong. Names are invented. */
export const GOMOD_EXAMPLES: readonly string[] = [
  `// Deprecated: use example.org/new instead.
module "example.org/self"

go 1.26.0

toolchain go1.26.1

godebug default=go1.21
godebug (
	panicnil=1
	a=b=c
)

require example.org/a v1.2.3
require (
	example.org/b/v2 v2.0.0-rc.1 // indirect
	example.org/c v3.1.0+incompatible //indirect; but why
	example.org/d v1.2 // indirect why
	"example.org/\\u00e9\\x41\\101" v0.0.0-20210314150927-aabbccddeeff
	gopkg.in/e.v1 v0.0.0-20161208181325-20d25e280405
	gopkg.in/f.v2-unstable v2.1.0
	single v1.0.0+meta
)

exclude example.org/a v1.2.2
exclude (
	example.org/a v1.2
	example.org/a v1.2.0
)

replace (
	example.org/a => example.org/first v1.0.0
	example.org/a v1.2.3 => ../a
	example.org/a => example.org/last v1.0.0
	example.org/d => "./with space"
)

retract v1.0.0 // by mistake
retract [v1.1.0, v1.1.9]

tool example.org/a/cmd/x
tool (
	example.org/b/v2/cmd
	example.org/a/cmd/x
)

ignore ./testdata
ignore (
	./node_modules
	static
)
`,
  `// Not this one.

// Why both.
retract (
	v1.0.0
	v1.0.1

	v1.0.2 // its own

	// above
	v1.0.3 // and beside

	[v1.1.0,v1.2] // interval
)
retract ( // not a reason
	v2.0.0
) // nor this
// gone
retract v3.0.0
module example.org/self
`,
  'module example.org/self\r\n\r\nrequire (\r\n\texample.org/a v1.0.0 // indirect\r\n)\r\n// Deprecated: no\r',
  'module (\n\t// Deprecated: in a block\n\texample.org/self\n)\nrequire ()\nexclude ( )\n',
  '// About.\n//\n// Deprecated:   spaced\n// out\n//\n// More.\nmodule example.org/self // beside\n',
  'module example.org/self\nretract foo\nretract )\nretract "v1.0.0"\n',
  'module example.org/self\nrequire(\nexample.org/a v1.0.0)\n',
  '\ufeffmodule example.org/self\n',
  'module `example.org/self`\n',
  'module example.org/self\nrequire example.org/a/v2 v1.0.0\n',
  'module example.org/self\nrequire example.org/a master\n',
  'module example.org/self\nreplace example.org/a => example.org/b\n',
  'module example.org/self\nrequire (\n\texample.org/a v1.0.0\n',
  'module example.org/self\nuse ./a\n',
  'module example.org/self /* why */\n',
  'go 1.21\ngo 1.22\n',
  '',
];
