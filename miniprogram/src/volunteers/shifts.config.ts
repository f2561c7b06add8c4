export default definePageConfig({ navigationBarTitleText: '值班和活动', enablePullDownRefresh: true })
