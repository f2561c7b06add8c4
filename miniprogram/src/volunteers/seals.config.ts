export default definePageConfig({ navigationBarTitleText: '等盖章的记录单', enablePullDownRefresh: true })
