// Which module stands above which, tests left out: they may use what they like.
module.exports = {
  forbidden: [
    {
      name: 'no-cycles-of-modules',
      comment:
        'who needs another module stands above it: platform and people are below all, then community, then messages, files and papers, then identity, then what neighbours do with each other. A room within a module is no module of its own',
      severity: 'error',
      scope: 'folder',
      from: { path: '^functions/([^/]+)$' },
      to: { circular: true, path: '^functions/[^/]+$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$|^functions/testing/|(^|/)dist/|node_modules' },
  },
}
