export default definePageConfig({ navigationBarTitleText: '正式申请调解' })
