export default definePageConfig({ navigationBarTitleText: '邀您谈一谈' })
