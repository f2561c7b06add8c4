/** What stands beside the pages at the foot of the screen is loaded with the app; the rest when it is opened. */
const { home = [], ...subPackages } = MULIN_PAGES

// WeChat reads these by name, for light and for dark; a browser has them from theme.css.
const inWeChat = process.env.TARO_ENV === 'weapp'
const colors = inWeChat
  ? {
      bar: '@bar',
      barText: '@barText',
      ground: '@ground',
      dots: '@dots',
      soft: '@soft',
      accent: '@accent',
      border: '@border',
    }
  : {
      ...{
        bar: '#ffffff',
        barText: 'black',
        ground: '#f5f1eb',
        dots: 'dark',
        soft: '#635a52',
        accent: '#ad3522',
      },
      border: 'white',
    }

export default defineAppConfig({
  // The first of them is the one that is opened.
  pages: home.map(name => `home/${name}`),
  subPackages: Object.entries(subPackages).map(([root, pages]) => ({ root, pages: [...pages] })),
  // WeChat shows the privacy guideline before photos or the microphone are used for the first time.
  __usePrivacyCheck__: true,
  // In a browser pages do not slide: who went back before one had slid in was left with nothing (@tarojs/router hides the
  // page it left when it has, though it is there again by then).
  ...(inWeChat ? { darkmode: true, themeLocation: 'theme.json' } : { animation: false }),
  window: {
    navigationBarTitleText: '睦邻',
    navigationBarBackgroundColor: colors.bar,
    navigationBarTextStyle: colors.barText as 'black',
    backgroundColor: colors.ground,
    backgroundTextStyle: colors.dots as 'dark',
  },
  tabBar: {
    color: colors.soft,
    selectedColor: colors.accent,
    backgroundColor: colors.bar,
    borderStyle: colors.border as 'white',
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
