import { readdirSync } from 'node:fs'
import { join } from 'node:path'

// Read when it is built: a module brings its pages by being there. Each page has a `.config.ts`.
const pagesIn = (folder: string) =>
  readdirSync(join(__dirname, folder))
    .sort()
    .flatMap(file => /^(.+)\.config\.ts$/.exec(file)?.[1] ?? [])
const folders = readdirSync(__dirname, { withFileTypes: true }).flatMap(entry =>
  entry.isDirectory() && pagesIn(entry.name).length > 0 ? entry.name : [],
)

/** What stands beside the pages at the foot of the screen is loaded with the app; the rest when it is opened. */
const main = 'home'

export default defineAppConfig({
  // The first of them is the one that is opened.
  pages: pagesIn(main).map(name => `${main}/${name}`),
  subPackages: folders
    .filter(folder => folder !== main)
    .map(folder => ({ root: folder, pages: pagesIn(folder) })),
  // WeChat shows the privacy guideline before photos or the microphone are used for the first time.
  __usePrivacyCheck__: true,
  window: {
    navigationBarTitleText: '睦邻',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f5f1eb',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#635a52',
    selectedColor: '#ad3522',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'home/home',
        text: '首页',
        iconPath: 'assets/home.png',
        selectedIconPath: 'assets/home-on.png',
      },
      {
        pagePath: 'home/matters',
        text: '我的事',
        iconPath: 'assets/matters.png',
        selectedIconPath: 'assets/matters-on.png',
      },
      { pagePath: 'home/me', text: '我的', iconPath: 'assets/me.png', selectedIconPath: 'assets/me-on.png' },
    ],
  },
})
