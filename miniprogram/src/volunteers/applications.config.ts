export default definePageConfig({ navigationBarTitleText: '等回话的报名', enablePullDownRefresh: true })
