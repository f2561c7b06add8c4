export default definePageConfig({ navigationBarTitleText: '笔录' })
