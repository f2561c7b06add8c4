export default definePageConfig({ navigationBarTitleText: '导出时数' })
