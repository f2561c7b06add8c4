export default definePageConfig({ navigationBarTitleText: '还是老样子' })
