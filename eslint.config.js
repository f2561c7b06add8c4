import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** What reaches out of a page: requests, connections, what the phone keeps. */
const outside = [
  ...['request', 'uploadFile', 'downloadFile', 'connectSocket', 'getFileSystemManager'],
  ...['get', 'set', 'remove'].flatMap(verb => [`${verb}Storage`, `${verb}StorageSync`]),
  ...['getStorageInfo', 'getStorageInfoSync', 'clearStorage', 'clearStorageSync'],
]
const outsideGlobals = ['fetch', 'XMLHttpRequest', 'WebSocket', 'localStorage', 'sessionStorage', 'wx']
const throughPlatform =
  'only miniprogram/src/platform reaches out: see call, session, drafts and upload there'

/** A loop that goes round until it has won a race. */
const racingLoops = [
  'ForStatement[init=null][test=null]',
  'WhileStatement[test.value=true]',
  "ForStatement > VariableDeclaration > VariableDeclarator[id.name='tries']",
]

export default tseslint.config(
  { ignores: ['**/dist/', '.esbuild/', '.local/', '.serverless/', 'coverage/'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // beside noUncheckedIndexedAccess it says "checked just above"
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_+$', argsIgnorePattern: '^_' }],
      // Comments in English that needs no second reading; and nothing is left for later.
      'no-warning-comments': [
        'error',
        { terms: ['whoever', 'no more', 'todo', 'fixme'], location: 'anywhere' },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-globals': ['error', { name: 'Buffer', message: 'not in WeChat' }],
    },
  },
  { files: ['functions/**', 'local/**', 'e2e/**', 'bench/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['local/**', 'e2e/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['miniprogram/**/*.tsx', 'miniprogram/src/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['miniprogram/src/**'],
    ignores: ['miniprogram/src/platform/open.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack'].map(property => ({
          ...{ object: 'Taro', property },
          message: 'platform/open.ts knows the pages and what they take',
        })),
      ],
      'no-restricted-imports': [
        'error',
        { name: '@tarojs/taro', importNames: ['useRouter'], message: 'useParams of platform/open.ts' },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'Buffer', message: 'not in WeChat' },
        { name: 'open', message: 'import it from platform/open.ts; this is window.open' },
      ],
    },
  },
  {
    files: ['miniprogram/src/**'],
    ignores: ['miniprogram/src/platform/**', '**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...outside.map(property => ({ object: 'Taro', property, message: throughPlatform })),
      ],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@tarojs/taro', importNames: outside, message: throughPlatform }] },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'Buffer', message: 'not in WeChat' },
        ...outsideGlobals.map(name => ({ name, message: throughPlatform })),
      ],
    },
  },
  {
    files: ['functions/**'],
    ignores: ['functions/platform/{write,table}.ts', '**/*.test.ts', 'functions/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...racingLoops.map(selector => ({
          selector,
          message: 'write() in functions/platform/write.ts is the loop that is tried again',
        })),
      ],
    },
  },
  {
    files: ['functions/**'],
    ignores: ['functions/platform/pause.ts', '**/*.test.ts', 'functions/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'chance comes in with the request, or from platform/pause.ts',
        },
      ],
    },
  },
  {
    files: ['functions/**'],
    ignores: ['functions/platform/**', '**/*.test.ts', 'functions/testing/**'],
    rules: { 'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout'] },
  },
  {
    files: ['miniprogram/config/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
