import { expectFile } from './expect-file';
import { numberingPage } from './numbering-page';

it('docs/numbering.md is what `npm run docs` makes', () => {
	expectFile('docs/numbering.md', numberingPage());
});
