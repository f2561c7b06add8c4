import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

// npm scripts run Taro in miniprogram/, so paths start there.
const root = path.resolve(process.cwd(), '..')
const type = process.env.TARO_ENV ?? 'weapp'
// Where the mini-program finds its API. In the browser it is the page's own origin.
const apiBase = process.env.MULIN_API ?? (type === 'h5' ? '' : 'https://api.mulin.example')

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
  alias: { '@shared': path.join(root, 'shared') },
  mini: { compile: { include: [path.join(root, 'shared')] } },
  h5: {
    compile: { include: [path.join(root, 'shared')] },
    publicPath: '/',
    router: { mode: 'browser' },
  },
})
