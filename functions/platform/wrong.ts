/** What is wrong with a file. */
export type Wrong = 'wrongType' | 'broken' | 'tooLong' | 'tooManyPixels' | 'tooManyPages' | 'locked'
