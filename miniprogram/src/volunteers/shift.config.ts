export default definePageConfig({ navigationBarTitleText: '这次活动', enablePullDownRefresh: true })
