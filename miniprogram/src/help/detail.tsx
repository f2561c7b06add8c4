/** One request on a page of its own. */
import { matterPage } from '../components/MatterPage.tsx'
import { about } from './OneRequest.tsx'

export default matterPage(about)
