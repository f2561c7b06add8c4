export default defineAppConfig({
  pages: ['home/home', 'home/matters', 'home/me'],
  subPackages: [
    { root: 'help', pages: ['ask', 'again', 'phone', 'detail', 'board'] },
    {
      root: 'identity',
      pages: [
        ...['home', 'household', 'join', 'waiting', 'check', 'find', 'phone', 'consent', 'sign-ins'],
        ...['desk', 'allow'],
        ...['proxies', 'offer', 'answer', 'witness', 'grants', 'my-code', 'my-data', 'viewers'],
      ],
    },
    {
      root: 'volunteers',
      pages: [
        ...['teams', 'team', 'membership', 'shifts', 'shift', 'hours', 'verify'],
        ...['applications', 'add', 'roll', 'team-hours', 'change-team', 'seals', 'export'],
      ],
    },
    {
      root: 'mediation',
      pages: ['apply', 'case', 'answer', 'record', 'cases', 'newcase', 'note', 'notes', 'quarrel', 'desk'],
    },
    { root: 'messages', pages: ['inbox'] },
    { root: 'community', pages: ['phones', 'whose', 'change', 'settings'] },
  ],
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
