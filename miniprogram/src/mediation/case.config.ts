export default definePageConfig({
  navigationBarTitleText: '约人调解',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
