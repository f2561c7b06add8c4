export default definePageConfig({ navigationBarTitleText: '这个队', enablePullDownRefresh: true })
