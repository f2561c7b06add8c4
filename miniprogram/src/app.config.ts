export default defineAppConfig({
  pages: ['home/home'],
  window: { navigationBarTitleText: '睦邻', navigationBarBackgroundColor: '#ffffff', navigationBarTextStyle: 'black' },
})
