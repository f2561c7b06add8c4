export default definePageConfig({ navigationBarTitleText: '队里的时数', enablePullDownRefresh: true })
