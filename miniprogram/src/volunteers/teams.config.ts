export default definePageConfig({ navigationBarTitleText: '服务队和小组', enablePullDownRefresh: true })
