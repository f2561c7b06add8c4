export default definePageConfig({ navigationBarTitleText: '当面合账号' })
