// Who may import what (DESIGN: the floors and rooms of the house). Each rule says why.
const test = '\\.test\\.tsx?$|^functions/testing/'

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-is-the-ground',
      comment: 'shared is what both sides agree on: it imports neither, and does no I/O',
      severity: 'error',
      from: { path: '^shared/', pathNot: test },
      to: { path: '^(functions|miniprogram|local|e2e|bench)/|^node:|^(fs|path|crypto|http|https)$' },
    },
    {
      name: 'sides-meet-in-shared',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^functions/' },
    },
    {
      name: 'sides-meet-in-shared-2',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^miniprogram/' },
    },
    {
      name: 'store-is-private',
      comment:
        'every file of a module is a door but its stores (*-store.ts): others may use their types and nothing else. Nothing is exported twice to make a door',
      severity: 'error',
      from: { path: '^functions/([^/]+)/|^functions/[^/]+\\.ts$', pathNot: test },
      to: {
        path: '^functions/([^/]+)/[^/]+-store\\.ts$',
        pathNot: '^functions/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^functions/platform/', pathNot: test },
      to: {
        path: '^functions/(?!platform/)|^shared/(?!choice|contract|complaints|lifecycle|api/refusals|time|matters|places|slots|messages|community)',
      },
    },
    {
      name: 'ground-floor-knows-no-module',
      comment:
        'who one is, whom to ring, how one is told, how files are sent and papers fetched (identity, community, messages, files, papers), and that there are matters of some module, is the ground every page stands on',
      severity: 'error',
      from: { path: '^miniprogram/src/(platform|components)/' },
      to: {
        path: '^miniprogram/src/(?!platform/|components/)|^shared/(?!choice|contract|lifecycle|complaints|time|money|text|phone|door|identity|community|messages|files|papers|matters|modules/manifests)',
      },
    },
    {
      name: 'pages-keep-to-their-room',
      severity: 'error',
      from: { path: '^miniprogram/src/([^/]+)/', pathNot: '^miniprogram/src/(platform|components)/' },
      to: { path: '^miniprogram/src/[^/]+/', pathNot: '^miniprogram/src/($1|platform|components|assets)/' },
    },
    {
      name: 'refusals-stay-on-the-server',
      comment: 'the server says no in whole sentences; pages show what they get, and need no table of them',
      severity: 'error',
      from: { path: '^miniprogram/src/', pathNot: test },
      to: { path: '^shared/[^/]+/refusals\\.ts$', reachable: true },
    },
    {
      name: 'only-platform-touches-aws',
      severity: 'error',
      from: { path: '^functions/', pathNot: `^functions/platform/|${test}` },
      to: { path: 'node_modules/@aws-sdk' },
    },
    {
      name: 'only-papers-writes-papers',
      comment:
        'the others start quickly without what writes PDF and XLSX; makers stand in functions/makers.ts',
      severity: 'error',
      from: { path: '^functions/(api|files|changes|clock)\\.ts$' },
      to: { path: '^functions/(makers\\.ts|platform/(pdf|xlsx))', reachable: true },
    },
    {
      name: 'nothing-imports-the-workshop',
      comment: 'local, e2e and bench may import anything; the product imports none of them',
      severity: 'error',
      from: { path: '^(shared|functions|miniprogram)/', pathNot: test },
      to: { path: '^(local|e2e|bench)/|^functions/testing/' },
    },
    {
      name: 'no-dead-package',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@tarojs|^aws-lambda$|\\.(css|png)$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
}
