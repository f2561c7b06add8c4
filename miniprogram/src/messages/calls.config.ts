export default definePageConfig({ navigationBarTitleText: '打给他们', enablePullDownRefresh: true })
