export default definePageConfig({ navigationBarTitleText: '求助台', enablePullDownRefresh: true })
