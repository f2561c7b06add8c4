export default definePageConfig({ navigationBarTitleText: '还没回话的', enablePullDownRefresh: true })
