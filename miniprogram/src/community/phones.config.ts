export default definePageConfig({ navigationBarTitleText: '社区电话' })
