export default definePageConfig({ navigationBarTitleText: '先记一笔' })
