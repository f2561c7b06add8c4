/**
 * Public holidays in mainland China, as the State Council announces them each year, with the days off at weekends in
 * exchange for which is worked: 2026 by 国办发明电〔2025〕7号. Data: a community replaces them in its settings.
 */
const days = (from: string, count: number) => {
  const first = Date.parse(`${from}T00:00:00.000Z`)
  return Array.from({ length: count }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10))
}

export const holidays = {
  off: [
    ...days('2026-01-01', 3),
    ...days('2026-02-15', 9),
    ...days('2026-04-04', 3),
    ...days('2026-05-01', 5),
    ...days('2026-06-19', 3),
    ...days('2026-09-25', 3),
    ...days('2026-10-01', 7),
  ],
  worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}
