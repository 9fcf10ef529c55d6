import { inBoth } from '../../words/in-both.ts'

export const activityWords = inBoth(
  { title: 'Activity', empty: 'Nothing has happened yet.', more: 'Older' },
  { title: 'События', empty: 'Пока ничего не произошло.', more: 'Раньше' },
)
