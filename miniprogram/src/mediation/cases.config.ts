export default definePageConfig({ navigationBarTitleText: '调解的事', enablePullDownRefresh: true })
