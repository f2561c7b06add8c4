export default definePageConfig({ navigationBarTitleText: '说和', enablePullDownRefresh: true })
