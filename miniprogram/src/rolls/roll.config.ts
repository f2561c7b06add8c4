export default definePageConfig({ navigationBarTitleText: '应急点名', enablePullDownRefresh: true })
