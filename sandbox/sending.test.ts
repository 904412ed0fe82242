import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { serve } from './listening';
import type { Sandbox } from './server';
import { startSandbox } from './server';
import { clientOf } from './test-client';

const ayu = '6281200331874';
const ayuJid = `${ayu}@s.whatsapp.net`;
const budi = '6281200771265';
const budiJid = `${budi}@s.whatsapp.net`;
const team = '120363041200457001@g.us';

const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const pngUri = `data:image/png;base64,${png.toString('base64')}`;
const largePng = Buffer.concat([png, Buffer.alloc(4000, 5)]);
const pdf = Buffer.from('%PDF-1.4\n% a contract');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

interface Result {
	to: string;
	toJid: string;
	messageId: string | null;
	status: string;
	advancedInfo: Record<string, unknown>;
}

interface Answer {
	status: boolean;
	code: number;
	message: string;
	results: Result[] | null;
	failed?: Result[];
	error?: string;
}

const address = (kind: string) => `/api/v1/messages/send/${kind}`;

const post = async (kind: string, json: object) =>
	await clientOf(sandbox).post<Answer>(address(kind), { sessionId: 'shop', to: ayu, ...json });

const raw = async (kind: string, query: string, type: string, bytes: Buffer, headers = {}) =>
	await clientOf(sandbox).post<Answer>(`${address(kind)}?sessionId=shop&${query}`, bytes, {
		headers: { 'Content-Type': type, ...headers },
	});

interface Part {
	name: string;
	fileName?: string;
	type?: string;
	content: Buffer | string;
}

async function multipart(kind: string, parts: Part[], boundary = '------------abc123') {
	const body = parts.map(({ name, fileName, type, content }) => {
		const file = fileName === undefined ? '' : `; filename="${fileName}"`;
		const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n`;
		const typeLine = type === undefined ? '' : `Content-Type: ${type}\r\n`;
		const bytes = Buffer.from(content as string);
		return Buffer.concat([Buffer.from(`${head}${typeLine}\r\n`), bytes, Buffer.from('\r\n')]);
	});
	return await clientOf(sandbox).post<Answer>(
		address(kind),
		Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
		{ headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` } },
	);
}

const session = { name: 'sessionId', content: 'shop' };
const recipient = { name: 'to', content: ayu };

const sent = () => sandbox.control.sent;
const onPhone = (jid = ayuJid) => sandbox.control.phoneMessages('shop', jid);

describe('The bytes that WhatsApp gets', () => {
	it.each([
		['as JSON', () => post('document', { document: pdf.toString('base64'), filename: 'c.pdf' })],
		[
			'as a multipart file',
			() =>
				multipart('document', [
					session,
					recipient,
					{ name: 'document', fileName: 'c.pdf', type: 'application/pdf', content: pdf },
				]),
		],
		['as the raw body', () => raw('document', `to=${ayu}&filename=c.pdf`, 'application/pdf', pdf)],
		[
			'compressed on the way',
			() =>
				raw('document', `to=${ayu}&filename=c.pdf`, 'application/pdf', gzipSync(pdf), {
					'Content-Encoding': 'gzip',
				}),
		],
	])('are those that were sent %s, once', async (_how, send) => {
		const { status, data } = await send();
		expect(status).toBe(200);
		expect(sent()).toHaveLength(1);
		const { file, ...message } = sent()[0];
		expect(message).toMatchObject({
			sessionId: 'shop',
			jid: ayuJid,
			messageId: data.results?.[0].messageId,
			kind: 'document',
		});
		expect(file).toMatchObject({
			name: 'c.pdf',
			mimeType: 'application/pdf',
			size: pdf.length,
			sha256: sha256(pdf),
			altered: false,
		});
		expect(file?.bytes).toEqual(pdf);
	});

	it('are hashed but not kept when there are many', async () => {
		const bytes = randomBytes(20 * 1024 * 1024);
		await multipart('document', [
			session,
			recipient,
			{ name: 'document', fileName: 'large.bin', type: 'application/pdf', content: bytes },
		]);
		expect(sent()[0].file).toMatchObject({
			size: bytes.length,
			sha256: sha256(bytes),
			bytes: null,
		});
	});

	it('survive delimiters in the middle and at the ends of chunks', async () => {
		const boundary = 'x1';
		const content = Buffer.from('\r\n--x\r\n--x2\r\n-\r\n\r\n--\r\n');
		await multipart(
			'document',
			[session, recipient, { name: 'a', fileName: 'a.txt', type: 'text/plain', content }],
			boundary,
		);
		expect(sent()[0].file?.bytes).toEqual(content);
	});

	it('are changed by the compression of pictures, unless it is off', async () => {
		await raw('media', `to=${ayu}`, 'image/png', largePng);
		await raw('media', `to=${ayu}&compress=false`, 'image/png', largePng);
		await raw('media', `to=${ayu}`, 'image/png', png);
		const files = sent().map(({ file }) => file);
		expect(files.map((file) => file?.altered)).toEqual([true, false, false]);
		expect(files[0]?.sha256).not.toBe(sha256(largePng));
		expect(files[1]?.sha256).toBe(sha256(largePng));
	});

	it('are changed in stickers, except WebP', async () => {
		await post('sticker', { sticker: pngUri, compress: false });
		await post('sticker', { sticker: pngUri.replace('image/png', 'image/webp') });
		expect(sent().map(({ file }) => [file?.mimeType, file?.altered])).toEqual([
			['image/webp', true],
			['image/webp', false],
		]);
	});

	it('become a voice note only with ffmpeg, or if they are OGG', async () => {
		const mp3 = { audio: 'data:audio/mpeg;base64,SUQzBAAA', isVN: true };
		expect((await post('audio', mp3)).status).toBe(422);
		await post('audio', { audio: 'data:audio/ogg;base64,T2dnUwAC', isVN: 'yes' });
		sandbox.control.setBehaviour({ ffmpeg: true });
		await post('audio', mp3);
		expect(sent().map(({ kind, file }) => [kind, file?.mimeType, file?.altered])).toEqual([
			['voice', 'audio/ogg; codecs=opus', false],
			['voice', 'audio/ogg; codecs=opus', true],
		]);
	});

	it('can be asked for over HTTP, by their hash', async () => {
		await post('document', { document: pdf.toString('base64'), filename: 'c.pdf' });
		const { data } = await clientOf(sandbox).get<{ sent: unknown[] }>('/control/sent');
		expect(data.sent).toEqual([
			expect.objectContaining({ file: expect.objectContaining({ sha256: sha256(pdf) }) }),
		]);
		expect(JSON.stringify(data)).not.toContain('"bytes"');
	});
});

describe('Multipart as the server reads it', () => {
	const file = { name: 'media', fileName: 'a.png', type: 'image/png', content: png };

	it('needs a boundary without capital letters', async () => {
		const { status, data } = await multipart('media', [session, recipient, file], 'WebKitFormB');
		expect([status, data.code]).toEqual([404, 1101]);
		expect(sent()).toEqual([]);
	});

	it.each([
		['a=b.pdf', 'a.pdf'],
		['a;b.pdf', 'a.pdf'],
		['Rechnung März.pdf', 'Rechnung März.pdf'],
		['100%22.pdf', '100%22.pdf'],
	])('makes of the file name %s the name %s', async (fileName, name) => {
		const part = { name: 'document', fileName, type: 'application/pdf', content: pdf };
		await multipart('document', [session, recipient, part]);
		expect(sent()[0].file?.name).toBe(name);
	});

	it('takes the part that has the name of the field, or else the first', async () => {
		const other = { ...file, name: 'other', content: 'other' };
		const named = { ...file, name: 'document', content: 'named' };
		await multipart('document', [session, recipient, other, named]);
		await multipart('document', [session, recipient, other, { ...named, name: 'x' }]);
		expect(sent().map(({ file: got }) => got?.bytes?.toString())).toEqual(['named', 'other']);
	});

	it('makes lists of repeated fields, and prefers parts to the query', async () => {
		const { data } = await multipart('media?to=1234567890&caption=query', [
			session,
			recipient,
			{ name: 'to', content: budi },
			{ name: 'caption', content: 'part\r\n' },
			file,
		]);
		expect(data.message).toBe('Media message sent (2 recipients)');
		expect(sent().map(({ jid, text }) => [jid, text])).toEqual([
			[ayuJid, 'part'],
			[budiJid, 'part'],
		]);
	});

	it('believes the declared type: a picture declared as octet-stream is not a picture', async () => {
		const { status, data } = await multipart('media', [
			session,
			recipient,
			{ ...file, type: undefined },
		]);
		expect([status, data.code]).toEqual([415, 2007]);
	});

	it('counts as no body at all on JSON routes', async () => {
		const { data } = await multipart('text', [
			session,
			recipient,
			{ name: 'message', content: 'x' },
		]);
		expect(data.code).toBe(1101);
	});

	it('shows in the request log what its fields were', async () => {
		await multipart('media', [session, recipient, { name: 'compress', content: 'false' }, file]);
		expect(sandbox.requests.at(-1)?.body).toEqual({
			sessionId: 'shop',
			to: ayu,
			compress: 'false',
		});
	});
});

describe('Content as text', () => {
	it('that only looks like base64 is sent as garbage', async () => {
		const { data } = await post('document', { document: '/var/data/report2024' });
		expect(data.results?.[0].status).toBe('document bin success');
		expect(sent()[0].file).toMatchObject({ size: 15, name: 'report2024.bin' });
	});

	it.each(['file:///etc/passwd', './a.pdf', 'ftp://x/a.pdf', 'example.com/a.pdf', 'http://[', ''])(
		'%j is no content',
		async (document) => {
			const { status, data } = await post('document', { document });
			expect([status, data.code, data.message]).toEqual([400, 2000, 'Invalid document input']);
		},
	);

	it('is fetched when it is a URL, and has the type of the answer', async () => {
		const { url, close } = await serve((req, res) => {
			if (req.url === '/moved') res.writeHead(302, { Location: '/real%20file.csv' }).end();
			else res.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' }).end('a,b');
		});
		await post('document', { document: `${url}/real%20file.csv?x=1` });
		await post('document', { document: `${url}/moved`, filename: 'b' });
		expect(sent().map(({ file }) => [file?.name, file?.mimeType, file?.bytes?.toString()])).toEqual(
			[
				['real%20file.csv', 'text/csv', 'a,b'],
				['b.csv', 'text/csv', 'a,b'],
			],
		);
		await close();
	});

	it.each([
		['document', 'data:application/java-archive;base64,AAAA', 200],
		['document', 'data:application/x-msdownload;base64,AAAA', 415],
		['document', 'data:text/plain;base64,TVqQ', 415],
		['media', 'data:image/gif;base64,R0lG', 415],
		['media', 'data:image/jpg;base64,/9j/', 415],
		['media', 'data:image/jpeg;base64,/9j/', 200],
		['audio', 'data:application/pdf;base64,JVBE', 200],
		['audio', 'data:video/mp4;base64,AAAA', 415],
		['gif', 'data:image/gif;base64,R0lG', 200],
		['gif', 'data:image/png;base64,iVBO', 415],
		['gif', 'data:audio/mpeg;base64,SUQz', 415],
		['sticker', 'data:image/png;base64,SUQz', 502],
	])('%s of %s: %d', async (kind, content, status) => {
		expect((await post(kind, { [kind]: content, filename: 'x.txt' })).status).toBe(status);
		expect(sent()).toHaveLength(status === 200 ? 1 : 0);
	});
});

describe('Texts and captions', () => {
	it.each([
		['a <b and c> d', 'a  d'],
		['1<2 & 3>2', '12'],
		['<b>x</b><br><i>y</i> <s>z</s> <code>c</code>', '*x*\n_y_ ~z~ ```c```'],
		['[https://example.com] :smile: :star: :nope:', 'https://example.com ?? ? :nope:'],
		['  *b* _i_ 😀  ', '*b* _i_ 😀'],
	])('%j reaches WhatsApp as %j', async (message, text) => {
		await post('text', { message });
		expect(sent()[0].text).toBe(text);
		expect(onPhone().at(-1)?.text).toBe(text);
	});

	it('are rewritten in captions, and mention nobody there', async () => {
		await post('media', { media: pngUri, caption: '<b>x</b> @6281200771265' });
		expect(sent()[0]).toMatchObject({ text: '*x* @6281200771265', mentions: [] });
	});

	it('mention everybody with a number in a text', async () => {
		await post('text', { message: 'mail a@628120077 and @6281200771265!' });
		expect(sent()[0].mentions).toEqual(['628120077@s.whatsapp.net', budiJid]);
	});

	it('accept strings only', async () => {
		expect((await post('text', { message: 5 })).data.code).toBe(1100);
		expect((await post('text', { message: 'x', to: [ayu] })).data.code).toBe(1100);
		await post('text', { message: 'x', isForwarded: true });
		await post('text', { message: 'x', isForwarded: 'true' });
		expect(sent().map(({ isForwarded }) => isForwarded)).toEqual([false, true]);
	});
});

describe('Recipients', () => {
	it.each([
		['0812-0033-1874', '6281200331874@s.whatsapp.net'],
		['900000000001@lid', '900000000001@s.whatsapp.net'],
		['120363041234567891', '120363041234567890@s.whatsapp.net'],
		['6281200331874 6281200771265', '62812003318746281200771265@s.whatsapp.net'],
		['6281200331874@c.us', ayuJid],
	])('%s is %s', async (to, jid) => {
		await post('poll', { to, question: 'Q', options: ['a'] });
		expect(sent().map((message) => message.jid)).toEqual([jid]);
	});

	it('may be lists of lists, and each gets the message once', async () => {
		const to = [[ayu, `${budi};${ayu}`], Number(budi)];
		const { data } = await post('poll', { to, question: 'Q', options: ['a'] });
		expect(data.message).toBe('Poll message sent (2 recipients)');
		expect(sent().map(({ jid }) => jid)).toEqual([ayuJid, budiJid]);
	});

	it('keep a device suffix, except in text, and still are the same chat', async () => {
		await post('poll', { to: `${ayu}:5@s.whatsapp.net`, question: 'Q', options: ['a'] });
		await post('text', { to: `${ayu}:5@s.whatsapp.net`, message: 'x' });
		expect(sent().map(({ jid }) => jid)).toEqual([`${ayu}:5@s.whatsapp.net`, ayuJid]);
		expect(
			onPhone()
				.slice(-2)
				.map(({ id }) => id),
		).toEqual(sent().map(({ messageId }) => messageId));
	});

	it('before one that fails get the message, those after it do not', async () => {
		sandbox.control.failWhatsApp({ jid: budiJid });
		const to = `${ayu},${budi},15550100142`;
		const { status, data } = await post('text', { to, message: 'x' });
		expect([status, data.code, data.results]).toEqual([500, 8000, null]);
		expect(sent().map(({ jid }) => jid)).toEqual([ayuJid]);
	});

	it('are tried three times with media, and once with everything else', async () => {
		sandbox.control.failWhatsApp({ method: 'sendMessage', times: 2 });
		expect((await post('media', { media: pngUri })).status).toBe(200);
		expect(sent()).toHaveLength(1);
		sandbox.control.failWhatsApp({ method: 'sendMessage', times: 1 });
		expect((await post('document', { document: pngUri, filename: 'a' })).status).toBe(500);
		expect(sent()).toHaveLength(1);
	});
});

describe('Several files', () => {
	const good = { base64: pdf.toString('base64'), filename: 'a.pdf', mimetype: 'application/pdf' };

	it('say which recipients got none of them', async () => {
		sandbox.control.failWhatsApp({ jid: budiJid });
		const { status, data } = await post('files', { to: [ayu, budi], files: [good, good] });
		expect([status, data.code, data.status]).toEqual([207, 1004, true]);
		expect(data.results?.[0]).toMatchObject({ status: 'files success', messageId: null });
		expect(data.failed?.[0]).toMatchObject({ to: budi, status: 'file failed' });
		expect(sent()).toHaveLength(2);
	});

	it('name those that are blocked, and silently skip those that cannot be fetched', async () => {
		const files = [good, { ...good, filename: 'a.exe' }, 'http://127.0.0.1:1/x.pdf'];
		const { status, data } = await post('files', { files });
		expect(status).toBe(200);
		expect(data.results?.[0].advancedInfo).toMatchObject({
			files: [{ name: 'a.pdf', size: pdf.length, messageId: sent()[0].messageId }],
			blockedFiles: [{ name: 'a.exe', reason: 'Files with .exe extensions are not allowed' }],
		});
	});

	it('are an error when all are blocked', async () => {
		const { status, data } = await post('files', { files: [{ ...good, filename: 'a.exe' }] });
		expect([status, data.code]).toEqual([502, 3002]);
		expect(data.results?.[0].advancedInfo.error).toBe('All files were blocked by security policy');
	});

	it('ignore captions, names in the query and base64 in data', async () => {
		await raw('files', `to=${ayu}&filename=x.pdf&caption=c`, 'application/pdf', pdf);
		const { status } = await post('files', { files: [{ data: pdf.toString('base64') }] });
		expect(status).toBe(502);
		expect(sent().map(({ file, text }) => [file?.name, text])).toEqual([['upload.pdf', null]]);
	});

	it('quote for themselves', async () => {
		await post('files', {
			files: [{ ...good, replyMessageId: 'ONE' }, good],
			replyMessageId: 'ALL',
		});
		expect(sent().map(({ quotedId }) => quotedId)).toEqual(['ONE', 'ALL']);
	});

	it('are garbage when the only part is empty', async () => {
		const empty = { name: 'files', fileName: 'a.pdf', type: 'application/pdf', content: '' };
		const boundary = '----formdata-undici-012345678901';
		const { status } = await multipart('files', [session, recipient, empty], boundary);
		expect(status).toBe(200);
		expect(sent().map(({ file }) => file?.name)).toEqual(['upload.bin']);
	});

	it('that are too large end the request, after those before them were sent', async () => {
		sandbox.control.setBehaviour({ filePerFileMb: 1 });
		const large = { ...good, base64: Buffer.alloc(1_100_000).toString('base64') };
		const { status, data } = await post('files', { files: [good, large, good] });
		expect([status, data.code, data.message]).toEqual([413, 2009, 'File too large (limit 1MB)']);
		expect(sent()).toHaveLength(1);
	});
});

describe('Buttons and lists', () => {
	it("have the server's picture, unless the request says otherwise", async () => {
		await post('button', { buttons: ['a'] });
		await post('button', { buttons: ['a'], image: '' });
		await post('button', { buttons: ['a'], image: pngUri });
		await post('list', { image: 'nonsense', sections: [{ rows: ['a'] }] });
		const pictures = sent().map(({ interaction }) => [
			interaction?.isDefaultPicture,
			interaction?.picture?.mimeType,
		]);
		expect(pictures).toEqual([
			[true, 'image/svg+xml'],
			[false, undefined],
			[false, 'image/png'],
			[false, undefined],
		]);
	});

	it('read the text of typed buttons from displayText only, and ten buttons at most', async () => {
		const typed = { type: 'URL', text: 'ignored', displayText: 'Site', url: 'https://e.com' };
		const { data } = await post('button', { text: 'Hi', buttons: [typed, ...'abcdefghijkl'] });
		expect(data.results?.[0].advancedInfo.buttonCount).toBe(10);
		expect(data.results?.[0].messageId).toMatch(/^[0-9A-Z]{26}$/);
		expect(sent()[0].interaction?.buttons.slice(0, 2)).toEqual([
			{ type: 'url', text: 'Site', value: 'https://e.com' },
			{ type: 'reply', text: 'a', value: expect.stringMatching(/^[0-9A-Z]{26}$/) },
		]);
	});

	it('of an unknown type are a plain 500', async () => {
		const buttons = [{ type: 'quick', displayText: 'x' }];
		expect((await post('button', { buttons })).status).toBe(500);
	});

	it('may include several lists; a list without a row is refused', async () => {
		const lists = [{ sections: [{ title: 'A', rows: [{ title: '1', description: 'd' }] }] }];
		await post('list', { title: 'Body', lists, footer: 'F' });
		expect(sent()[0]).toMatchObject({
			kind: 'list',
			text: 'Body',
			interaction: {
				footer: 'F',
				menus: [{ buttonText: 'Select', sections: [{ title: 'A', rows: [{ title: '1' }] }] }],
			},
		});
		const { status, data } = await post('list', { list: { rows: ['1'] } });
		expect([status, data.code]).toEqual([400, 2000]);
	});
});

describe('Polls, locations and contact cards', () => {
	it('clamp the number of choices, and keep odd options', async () => {
		const { data } = await post('poll', { question: 'Q', options: 'a, ,b,a', maxSelection: 9 });
		expect(data.results?.[0].advancedInfo).toMatchObject({
			options: ['a', 'b', 'a'],
			maxSelection: 3,
		});
		expect((await post('poll', { question: 'Q', options: [' '] })).data.code).toBe(3012);
	});

	it.each([
		[{ location: [95, '2'] }, { latitude: 95, longitude: 2, name: null }],
		[
			{ loc: '1, 2', name: 'dropped' },
			{ latitude: 1, longitude: 2, name: null },
		],
		[{ location: '{"lat":1,"lng":2,"name":"n"}' }, { latitude: 1, longitude: 2, name: 'n' }],
		[
			{ latitude: '', longitude: '' },
			{ latitude: 0, longitude: 0, name: null },
		],
	])('place %j', async (given, place) => {
		await post('location', given);
		expect(sent()[0].location).toMatchObject(place);
	});

	it('without a location are refused', async () => {
		expect((await post('location', { latitude: null, longitude: 1 })).data.code).toBe(3012);
	});

	it.each([
		[{ contacts: [{ name: 'A' }] }],
		[{ contact: [{ name: 'A' }] }],
		[{ contact: 'BEGIN:VCARD' }],
	])('%j is an empty card', async (given) => {
		expect((await post('contact', given)).status).toBe(200);
		expect(sent()[0].contact).toMatchObject({ displayName: 'Contact', fullName: '', phone: '' });
	});
});

describe('Typing', () => {
	const updates = () =>
		sandbox.control.whatsappCalls
			.filter(({ method }) => method !== 'sendMessage')
			.map(({ args }) => args[0]);

	it.each([
		[true, ['available', 'composing', 'paused']],
		['recording', ['available', 'recording', 'paused']],
		['online', ['available', 'available']],
		['whatever', ['available', 'composing', 'paused']],
		['off', []],
		[{}, []],
	])('%j shows %j', async (presence, states) => {
		await post('text', { message: 'x', presence });
		expect(updates().slice(1)).toEqual(states);
	});

	it('shows recording for audio and videos', async () => {
		await post('media', { media: 'data:video/mp4;base64,AAAA', presence: true });
		expect(updates()).toContain('recording');
	});

	it('takes as long as the pace says, and the next message waits', async () => {
		sandbox.control.setBehaviour({ presencePace: 0.05 });
		const begun = performance.now();
		await Promise.all([
			post('text', { message: 'a', presence: true }),
			post('text', { to: budi, message: 'b', presence: true }),
		]);
		expect(performance.now() - begun).toBeGreaterThan(2 * 1700 * 0.05);
		expect(sent()).toHaveLength(2);
	});
});

describe('A sent message in its chat', () => {
	const listed = async () => {
		const { data } = await clientOf(sandbox).get<{ result: { data: Record<string, unknown>[] } }>(
			`/api/v1/chats/${ayuJid}/messages?sessionId=shop&limit=1`,
		);
		return data.result.data[0];
	};

	it('is what the server lists, with its type and file', async () => {
		await post('media', { media: pngUri, caption: 'one pixel' });
		expect(await listed()).toMatchObject({
			id: sent()[0].messageId,
			messageType: 'image',
			body: '([Image]) one pixel',
			mediaMetadata: { mimeType: 'image/png', fileSize: png.length },
		});
	});

	it('is not listed when it has buttons, or is a document with a caption', async () => {
		const before = await listed();
		await post('button', { buttons: ['a'] });
		await post('document', { document: pngUri, filename: 'a', caption: 'c' });
		expect(await listed()).toEqual(before);
		expect(onPhone().slice(-2)).toHaveLength(2);
	});

	it('shows its picture on the phone, byte for byte', async () => {
		await post('media', { media: pngUri });
		const url = String(onPhone().at(-1)?.media?.url);
		const { data, headers } = await clientOf(sandbox).get<Buffer>(url, {
			responseType: 'arraybuffer',
		});
		expect(data.equals(png)).toBe(true);
		expect(headers['content-type']).toBe('image/png');
		await clientOf(sandbox).post(`/api/v1/messages/${sent()[0].messageId}/action/revoke`, {
			sessionId: 'shop',
			to: ayu,
		});
		expect((await clientOf(sandbox).get(url)).status).toBe(404);
		expect(onPhone().at(-1)).toMatchObject({ deleted: true, media: null });
	});

	it('shows no picture that may be viewed only once', async () => {
		await post('media', { media: pngUri, viewOnce: true });
		expect(onPhone().at(-1)?.media).toMatchObject({ viewOnce: true, url: null });
	});

	it('quotes what it answers, or nothing if that is not known', async () => {
		await post('poll', { question: 'Q?', options: ['a'] });
		await post('text', { message: 'x', replyMessageId: sent()[0].messageId });
		await post('text', { message: 'y', replyMessageId: 'NOPE' });
		expect(
			onPhone()
				.slice(-2)
				.map(({ quoted }) => quoted),
		).toEqual([
			{ sender: 'Kopi Senja', text: '([Poll]) Q?' },
			{ sender: 'Ayu Prameswari', text: '' },
		]);
	});

	it('is in the group it was sent to', async () => {
		await post('location', { to: team, location: { latitude: 1, longitude: 2, name: 'Here' } });
		expect(onPhone(team).at(-1)?.location).toMatchObject({ name: 'Here' });
		const chat = sandbox.control.phoneChats('shop').find(({ jid }) => jid === team);
		expect(chat?.lastMessage?.text).toBe('([Location]) Here');
		expect(chat?.members.map(({ name }) => name)).toContain('Rina Wulandari');
	});
});

describe('The person at the phone', () => {
	it('reads a chat', async () => {
		const { status } = await clientOf(sandbox).post(`/control/sessions/shop/chats/${ayuJid}/read`);
		expect(status).toBe(204);
		const chat = sandbox.control.phoneChats('shop').find(({ jid }) => jid === ayuJid);
		expect(chat?.unread).toBe(0);
		expect(sandbox.control.chat('shop', ayuJid).store.unreadCount).toBe(0);
	});

	it('sees the votes of a poll, and so does the server', async () => {
		await post('poll', { to: team, question: 'Q', options: ['a', 'b'] });
		const [{ messageId }] = sent();
		const from = '6281200457102@s.whatsapp.net';
		const vote = async (...options: string[]) =>
			await clientOf(sandbox).post('/control/sessions/shop/votes', {
				chatId: team,
				messageId,
				from,
				options,
			});
		await vote('a');
		await vote('b');
		expect((await vote('a', 'b')).status).toBe(400);
		expect((await vote('c')).status).toBe(400);
		expect(onPhone(team).at(-1)?.poll?.options).toEqual([
			{ name: 'a', voters: [] },
			{ name: 'b', voters: [{ jid: from, name: 'Bagas Pratama' }] },
		]);
		const { data } = await clientOf(sandbox).get<{ result: { data: { poll: unknown }[] } }>(
			`/api/v1/chats/${team}/messages?sessionId=shop&limit=1`,
		);
		expect(data.result.data[0].poll).toMatchObject({
			results: [
				{ name: 'a', voters: [] },
				{ name: 'b', voters: [from] },
			],
		});
	});
});
