import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

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
    // The panel that switches between demo people; a production build leaves it out altogether.
    MULIN_DEMO: JSON.stringify(process.env.MULIN_DEMO === 'true'),
  },
  mini: { compile: { include: compiled } },
  h5: {
    compile: { include: compiled },
    publicPath: '/',
    router: { mode: 'browser' },
    // On a tablet or a desk it stays as large as on a large phone.
    postcss: { pxtransform: { enable: true, config: { maxRootSize: 23 } } },
  },
})
