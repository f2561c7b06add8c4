/** How many random histories a long test goes through, or what must come of them: fewer as a rule, all in CI. */
export const runs = (all: number, usually: number) => (process.env.MULIN_TEST_RUNS === 'all' ? all : usually)
