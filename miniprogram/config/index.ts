import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import TerserPlugin from 'terser-webpack-plugin'
import { pagesIn } from './pages.ts'
import type { IH5Config } from '@tarojs/taro/types/compile'

// npm scripts run Taro in miniprogram/, so paths start there.
const root = path.resolve(process.cwd(), '..')
const type = process.env.TARO_ENV ?? 'weapp'
// Where the mini-program finds its API. In the browser it is the page's own origin.
const apiBase = process.env.MULIN_API ?? (type === 'h5' ? '' : 'https://api.mulin.example')

// Compiled like our own code: these are published for newer engines than WeChat's, and Taro's minifier breaks
// private fields (`#"e"`).
const compiled = ['shared', 'node_modules/@tanstack', 'node_modules/zod'].map(folder =>
  path.join(root, folder),
)

/**
 * In browsers esbuild and swc do what Babel and Terser take many times as long for; swc, unlike esbuild's minifier, drops
 * what is unused within webpack's joined modules too (a quarter of the first page). Babel is left with Taro's own plugin:
 * `Taro.x` becomes an import of that function, `ariaLabel` becomes `aria-label`. What several pages use is put into
 * chunks of its own; without that each page carries a copy.
 */
const webpackChain: NonNullable<IH5Config['webpackChain']> = chain => {
  const { module: modules, optimization } = chain
  modules
    .rule('script')
    .use('babelLoader')
    .tap(options => ({
      ...options,
      ...{ babelrc: false, configFile: false },
      // Without them Babel prints `(a as B) < c` in a way that esbuild reads as type arguments.
      parserOpts: { createParenthesizedExpressions: true },
      overrides: [
        { test: /\.ts$/, parserOpts: { plugins: ['typescript'] } },
        { test: /\.tsx$/, parserOpts: { plugins: ['typescript', 'jsx'] } },
      ],
    }))
  const modern = modules
    .rule('modern')
    .test(/\.([mc]?js|tsx?)$/)
    .enforce('post')
  for (const folder of [path.join(process.cwd(), 'src'), ...compiled]) modern.include.add(folder)
  modern.use('esbuild').loader('esbuild-loader').options({ target: 'es2021', jsx: 'automatic' })
  optimization
    .minimizer('terserPlugin')
    .use(TerserPlugin<object>, [{ parallel: false, extractComments: false, minify: TerserPlugin.swcMinify }])
  const split = optimization.get('splitChunks')
  const shared = { type: /javascript/, chunks: 'async', minChunks: 2, minSize: 10_000 }
  optimization.splitChunks({ ...split, cacheGroups: { ...split.cacheGroups, shared } })
}

export default defineConfig({
  projectName: 'mulin',
  sourceRoot: 'src',
  outputRoot: `dist/${type}`,
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  plugins: [
    '@tarojs/plugin-framework-react',
    '@tarojs/plugin-platform-weapp',
    '@tarojs/plugin-platform-h5',
    path.join(process.cwd(), 'config/aria-plugin.cjs'),
  ],
  defineConstants: {
    MULIN_API: JSON.stringify(apiBase),
    MULIN_PAGES: JSON.stringify(pagesIn(path.join(process.cwd(), 'src'))),
    // The panel that switches between demo people; a production build leaves it out altogether.
    MULIN_DEMO: JSON.stringify(process.env.MULIN_DEMO === 'true'),
  },
  mini: { compile: { include: compiled } },
  h5: {
    webpackChain,
    publicPath: '/',
    router: { mode: 'browser' },
    // On a tablet or a desk it stays as large as on a large phone.
    postcss: { pxtransform: { enable: true, config: { maxRootSize: 23 } } },
  },
})
