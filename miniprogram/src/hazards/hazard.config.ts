export default definePageConfig({ navigationBarTitleText: '这件隐患', enablePullDownRefresh: true })
