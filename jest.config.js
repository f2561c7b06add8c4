// Set-ups are .mjs: jest hands a .ts one to CommonJS, while Node itself imports TypeScript from an .mjs.
// jest in ESM mode runs middy, jose and the AWS SDK as they are published.
const typescript = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2023' },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['/dist/', '/.esbuild/', '/.local/', '/.serverless/'],
}

/** No test leaves this machine. */
const loopback = '<rootDir>/functions/testing/loopback.mjs'

const unit = {
  ...typescript,
  roots: ['<rootDir>/shared', '<rootDir>/functions', '<rootDir>/local', '<rootDir>/miniprogram/src'],
  globalTeardown: '<rootDir>/functions/testing/teardown.mjs',
}

export default {
  testTimeout: 60_000,
  maxWorkers: '100%',
  projects: [
    {
      ...unit,
      displayName: 'unit',
      testRegex: '(?<!\\.dynamodb)\\.test\\.tsx?$',
      globalSetup: '<rootDir>/functions/testing/setup.mjs',
      setupFiles: [loopback, '<rootDir>/functions/testing/worker.mjs'],
    },
    {
      // What is about the database itself, over DynamoDB Local; everything else runs over the table in memory.
      ...unit,
      displayName: 'dynamodb',
      testRegex: '\\.dynamodb\\.test\\.ts$',
      globalSetup: '<rootDir>/functions/testing/setup-dynamodb.mjs',
      setupFiles: [
        loopback,
        '<rootDir>/functions/testing/worker.mjs',
        '<rootDir>/functions/testing/worker-dynamodb.mjs',
      ],
    },
    {
      ...typescript,
      displayName: 'e2e',
      roots: ['<rootDir>/e2e'],
      globalSetup: '<rootDir>/e2e/setup.mjs',
      globalTeardown: '<rootDir>/e2e/teardown.mjs',
      setupFiles: [loopback],
    },
  ],
}
