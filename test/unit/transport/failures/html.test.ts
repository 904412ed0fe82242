import fc from 'fast-check';
import { fromHtml, toHtml } from '../../../../nodes/transport/failures/html';

it('leaves nothing that n8n would take for a tag or an entity', () => {
	expect(toHtml('<2 & 3>')).toBe('&lt;2 &amp; 3&gt;');
	expect(toHtml('&lt;')).toBe('&amp;lt;');
});

it('can be read back', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom('&', '<', '>', 'l', 't', ';', 'a', 'm', 'p') }),
			(text) => {
				expect(fromHtml(toHtml(text))).toBe(text);
			},
		),
	);
});
