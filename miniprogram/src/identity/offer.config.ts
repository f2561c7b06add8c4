export default definePageConfig({ navigationBarTitleText: '请我帮您办事' })
