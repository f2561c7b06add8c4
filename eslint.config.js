import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['**/dist/', '.esbuild/', '.local/', '.serverless/', 'coverage/'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // beside noUncheckedIndexedAccess it says "checked just above"
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_+$', argsIgnorePattern: '^_' }],
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
    files: ['functions/**'],
    ignores: ['functions/platform/**', '**/*.test.ts', 'functions/testing/**'],
    rules: { 'no-restricted-globals': ['error', 'process', 'fetch'] },
  },
  {
    files: ['miniprogram/config/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
