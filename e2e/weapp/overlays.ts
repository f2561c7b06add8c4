/** What WeChat itself draws over a page, and what a person answers to it. */
export type ToastOptions = { title: string; duration?: number }
export type ModalOptions = {
  title?: string
  content?: string
  confirmText?: string
  cancelText?: string
  showCancel?: boolean
  editable?: boolean
  placeholderText?: string
}
export type SheetOptions = { itemList: string[]; alertText?: string }

type ModalAnswer = { confirm: boolean; cancel: boolean; content?: string }
type OpenModal = { options: ModalOptions; answer: (answer: ModalAnswer) => void }
type OpenSheet = { options: SheetOptions; choose: (index: number | undefined) => void }

export const createOverlays = () => {
  const toasts: string[] = []
  let toast: { title: string; timer: NodeJS.Timeout } | undefined
  let loading: string | undefined
  let modal: OpenModal | undefined
  let sheet: OpenSheet | undefined

  const hideToast = () => {
    clearTimeout(toast?.timer)
    toast = undefined
  }

  return {
    /** Every toast so far, also those already gone. */
    toasts,
    hideToast,
    toast({ title, duration = 1500 }: ToastOptions) {
      hideToast()
      toasts.push(title)
      toast = { title, timer: setTimeout(hideToast, duration) }
      toast.timer.unref()
    },
    loading(title: string | undefined) {
      loading = title
    },
    modal: (options: ModalOptions) =>
      new Promise<ModalAnswer>(resolve => {
        const answer = (given: ModalAnswer) => {
          modal = undefined
          resolve(given)
        }
        modal = { options, answer }
      }),
    sheet: (options: SheetOptions) =>
      new Promise<{ tapIndex: number }>((resolve, reject) => {
        const choose = (index: number | undefined) => {
          sheet = undefined
          if (index === undefined) reject(new Error('cancel'))
          else resolve({ tapIndex: index })
        }
        sheet = { options, choose }
      }),
    get openModal() {
      return modal
    },
    get openSheet() {
      return sheet
    },
    get text() {
      const shown = [toast?.title, loading]
      if (modal) {
        const { title, content, cancelText = '取消', confirmText = '确定', showCancel = true } = modal.options
        shown.push(title, content, showCancel ? cancelText : undefined, confirmText)
      }
      if (sheet) shown.push(sheet.options.alertText, ...sheet.options.itemList)
      return shown.filter(line => line).join('\n')
    },
    close: hideToast,
  }
}

export type Overlays = ReturnType<typeof createOverlays>
