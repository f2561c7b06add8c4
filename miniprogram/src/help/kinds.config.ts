export default definePageConfig({ navigationBarTitleText: '找人帮忙' })
