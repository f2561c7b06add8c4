/** What stands beside the pages at the foot of the screen is loaded with the app; the rest when it is opened. */
const { home = [], ...subPackages } = MULIN_PAGES

export default defineAppConfig({
  // The first of them is the one that is opened.
  pages: home.map(name => `home/${name}`),
  subPackages: Object.entries(subPackages).map(([root, pages]) => ({ root, pages: [...pages] })),
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
