export default definePageConfig({ navigationBarTitleText: '等人接的事', enablePullDownRefresh: true })
