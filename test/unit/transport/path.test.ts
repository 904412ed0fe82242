import fc from 'fast-check';
import { isSegment, path } from '../../../nodes/transport/path';

it('encodes what is put into it', () => {
	expect(path`/chats/${'6281200010000@s.whatsapp.net'}/messages/${'a/b?c#d'}/pin`).toBe(
		'/chats/6281200010000%40s.whatsapp.net/messages/a%2Fb%3Fc%23d/pin',
	);
	expect(path`/session/list`).toBe('/session/list');
});

it('keeps every value in its segment', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (value) => {
			fc.pre(isSegment(value));
			const { pathname } = new URL(path`/a/${value}/b`, 'http://localhost');
			expect(pathname.split('/')).toHaveLength(4);
			expect(decodeURIComponent(pathname.split('/')[2])).toBe(value);
		}),
	);
});

it.each(['', '.', '..'])('refuses %p, which would lead to another request', (value) => {
	expect(() => path`/chats/1/messages/${value}/pin`).toThrow('cannot be part of a request path');
});
