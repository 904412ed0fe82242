import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IBinaryData } from 'n8n-workflow';
import { heldBinary, storedBinary } from '../support/engine';
import { reached, useSandbox } from '../support/sandbox';
import { byId, runWarest, type Conditions } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const JID = '6281200010003@s.whatsapp.net';
const OTHER = '6281200010004@s.whatsapp.net';
const GROUP = '120363000000000000@g.us';

const send = async (
	operation: string,
	parameters: object,
	to: unknown = JID,
	conditions: Conditions = {},
) =>
	await runWarest(
		current.account,
		['messages', operation],
		{ sessionId: byId('demo'), to: byId(to), ...parameters },
		conditions,
	);
const text = async (message: string, to?: unknown, conditions?: Conditions) =>
	await send('sendText', { message }, to, conditions);
const sendFile = async (
	operation: string,
	data: IBinaryData,
	parameters: object = {},
	to?: unknown,
) =>
	await send(operation, { source: 'binary', binaryPropertyName: 'data', ...parameters }, to, {
		items: [{ json: {}, binary: { data } }],
	});
const sent = () => current.sandbox.control.sent;
const sends = () => reached(current.sandbox, /messages\/send/);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const GIF = Buffer.from('GIF89a a moving picture');
const MP3 = Buffer.from('ID3 a song of some length');
const OGG = Buffer.from('OggS\0\x02 a little sound');
const JSON_FILE = Buffer.from('{"sessionId":"other","to":"6289999999999"}');

describe('recipients', () => {
	it('that a list only claims are reached though the expression of another item fails', async () => {
		const { items } = await text('hello', '={{ $json.jid.trim() }}', {
			items: [{ json: { jid: 'unverified:6281200010000' } }, { json: { jid: 5 } }],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => json.sent ?? json.error)).toEqual([true, expect.any(String)]);
	});

	it('that a list only claims are asked for in one request for all items', async () => {
		const numbers = Array.from({ length: 20 }, (_, index) => String(6281200010000 + index));
		const { items } = await text('hello', '={{ $json.jid }}', {
			items: numbers.map((digits) => ({ json: { jid: `unverified:${digits}` } })),
		});
		expect(items.map(({ json }) => json.sent)).toEqual(numbers.map(() => true));
		const [asked, ...others] = reached(current.sandbox, /on-whatsapp/);
		expect(String(asked.query.checkNumbers).split(',')).toEqual(expect.arrayContaining(numbers));
		expect(others).toEqual([]);
	});

	it.each([
		['a comma list', `${JID}, +62 812-0001-0004;${GROUP}`],
		['lines', `6281200010003\n6281200010004\n${GROUP}`],
		['an array', ['6281200010003', 6281200010004, GROUP]],
		['an array as text', JSON.stringify([JID, OTHER, GROUP])],
		['a list that names one of them twice', `${JID},6281200010003,${OTHER},${GROUP}`],
	])('in %s get one message and one item each', async (_what, to) => {
		const { items, error } = await text('hello', to);
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.toJid, json.sent, pairedItem])).toEqual(
			[JID, OTHER, GROUP].map((jid) => [jid, true, { item: 0 }]),
		);
		expect(sent().map(({ jid }) => jid)).toEqual([JID, OTHER, GROUP]);
		expect(sends()).toHaveLength(3);
	});

	it.each([
		['a name among them', `${JID}, Budi`, /"Budi", that is not a phone number/],
		[
			'two numbers with only a blank between them',
			'6281200010003 6281200010004',
			/'To' seems to be more than one number/,
		],
		['a LID', '900000000999@lid', /hides their number/],
		['an empty list', '={{ [] }}', /'To' is empty/],
		['commas only', ',,', /'To' is empty/],
		['a number without its country', '081200010003', /its country is not known/],
	])('with %s are refused before anything is sent', async (_what, to, message) => {
		const { error } = await text('hello', to);
		expect(error?.message).toMatch(message);
		expect(sends()).toHaveLength(0);
	});

	it.each([
		['a text that only looks like an array', '[6281200010003', /not a phone number/],
		['a number that has lost digits', '={{ [120363041234567890] }}', /too long to be exact/],
	])('with %s are refused', async (_what, to, message) => {
		const { error } = await text('hello', to);
		expect(error?.message).toMatch(message);
		expect(sends()).toHaveLength(0);
	});

	it('that fail are told apart from those that got it', async () => {
		current.sandbox.control.failWhatsApp({ jid: OTHER });
		const { items, error, hints } = await text('hello', [JID, OTHER, GROUP]);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.toJid, json.sent])).toEqual([
			[JID, true],
			[OTHER, null],
			[GROUP, true],
		]);
		expect(items[1].json.reason).toMatch(/WARest couldn't do it.*WARest may have done it, or not/);
		expect(hints).toEqual([
			expect.stringContaining('Not everything was sent'),
			expect.stringContaining('"sent: null"'),
		]);
		expect(sent().map(({ jid }) => jid)).toEqual([JID, GROUP]);
		expect(sends()).toHaveLength(3);
	});

	it('that all fail are an error', async () => {
		current.sandbox.control.failWhatsApp();
		const { error } = await text('hello', [JID, OTHER]);
		expect(error).toMatchObject({ message: "WARest couldn't do it", httpCode: '500' });
	});
});

describe('a text', () => {
	it.each([
		'hello',
		'zwei\nZeilen',
		'*bold* _it_ ~no~',
		'ありがとう 🙏',
		'100% "sure" & <3',
		'a < b',
		'Ā\u0300',
	])('%p arrives as it is', async (message) => {
		const { hints } = await text(message);
		expect(sent()).toEqual([expect.objectContaining({ kind: 'text', text: message, jid: JID })]);
		expect(hints).toEqual([]);
	});

	it.each([
		['1<2 & 3>2', /<2 & 3> did not arrive/],
		[':fire: sale', /:fire: into question marks/],
		[' hello ', /removed spaces/],
	])('%p, which WARest changes, brings a hint', async (message, hint) => {
		const { hints } = await text(message);
		expect(hints).toEqual([expect.stringMatching(hint)]);
	});

	it('brings the same hint once for many items', async () => {
		const items = Array.from({ length: 5 }, () => ({ json: {} }));
		expect((await text(':fire:', JID, { items })).hints).toHaveLength(1);
	});

	it.each(['={{ "  " }}', '={{ null }}'])('%p is refused', async (message) => {
		const { error } = await text(message);
		expect(error?.message).toBe("'Message' is empty");
		expect(sends()).toHaveLength(0);
	});

	it('is forwarded and answers a message, as the server reads it', async () => {
		const options = { isForwarded: true, replyMessageId: 'MSG0030000', presence: 'composing' };
		await send('sendText', { message: 'hello', options });
		expect(sent()[0]).toMatchObject({ isForwarded: true, quotedId: 'MSG0030000' });
	});
});

describe.each([
	['in n8n’s storage', storedBinary],
	['in the item', async (...file: Parameters<typeof heldBinary>) => heldBinary(...file)],
])('a file %s', (_where, make) => {
	it('arrives byte for byte', async () => {
		const bytes = Buffer.concat([
			PNG,
			Buffer.from(Array.from({ length: 2_000_000 }, (_, i) => i % 251)),
		]);
		const { error } = await sendFile('sendMedia', await make(bytes, 'dot.png', 'image/png'));
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(1);
		expect(sent()[0]).toMatchObject({ kind: 'image', jid: JID });
		expect(sent()[0].file).toMatchObject({
			sha256: sha256(bytes),
			altered: false,
			mimeType: 'image/png',
		});
	});

	it.each(['application/octet-stream', 'image/jpg', 'text/plain'])(
		'goes out as the picture that it is, though n8n calls it %s',
		async (mimeType) => {
			await sendFile('sendMedia', await make(PNG, 'dot', mimeType));
			expect(sent()[0].file).toMatchObject({ mimeType: 'image/png', sha256: sha256(PNG) });
		},
	);

	it.each([
		'report.pdf',
		'a=b;c.pdf',
		'say "hi".pdf',
		'Скидки 折扣 🎉.pdf',
		'50% off.pdf',
		"l'été.pdf",
	])('keeps its name %s', async (name) => {
		const bytes = Buffer.from('%PDF-1.7 …');
		for (const operation of ['sendDocument', 'sendFiles']) {
			const data = await make(bytes, name, 'application/pdf');
			const files = { file: [{ source: 'binary', binaryPropertyName: 'data' }] };
			await sendFile(operation, data, operation === 'sendFiles' ? { files } : {});
		}
		expect(sent().map(({ file }) => [file?.name, file?.sha256])).toEqual([
			[name, sha256(bytes)],
			[name, sha256(bytes)],
		]);
	});

	it('of JSON is content, not the fields of the request', async () => {
		await sendFile('sendDocument', await make(JSON_FILE, 'data.json', 'application/json'));
		expect(sent()).toEqual([expect.objectContaining({ jid: JID })]);
		expect(sent()[0].file).toMatchObject({ name: 'data.json', sha256: sha256(JSON_FILE) });
	});

	it('that is empty goes out as a document, and is refused as anything else', async () => {
		const empty = await make(Buffer.alloc(0), 'empty.txt', 'text/plain');
		await sendFile('sendDocument', empty);
		await sendFile('sendFiles', empty, {
			files: { file: [{ source: 'binary', binaryPropertyName: 'data' }] },
		});
		expect(sent().map(({ file }) => [file?.name, file?.size])).toEqual([
			['empty.txt', 0],
			['empty.txt', 0],
		]);
		const picture = await make(Buffer.alloc(0), 'empty.png', 'image/png');
		const { error } = await sendFile('sendMedia', picture);
		expect(error?.message).toContain('has an empty file');
	});
});

it.each<[string, (base64: string) => string]>([
	['line breaks', (base64) => base64.replace(/.{76}/g, '$&\r\n')],
	['the URL-safe alphabet', (base64) => base64.replaceAll('+', '-').replaceAll('/', '_')],
	['no padding', (base64) => base64.replaceAll('=', '')],
	['blanks around it', (base64) => ` ${base64}\n`],
])('a file in the item, as base64 with %s, arrives byte for byte', async (_form, written) => {
	const content = Buffer.from(Array.from({ length: 1_500_001 }, (_, i) => (i * i) % 253));
	const bytes = Buffer.concat([PNG, content]);
	const held = heldBinary(bytes, 'dot.png', 'image/png');
	const { error } = await sendFile('sendMedia', { ...held, data: written(held.data) });
	expect(error).toBeUndefined();
	expect(sent()[0].file).toMatchObject({ sha256: sha256(bytes), size: bytes.length });
});

it('refuses a file whose name would be cut, and says what to do', async () => {
	const { error } = await sendFile('sendDocument', heldBinary(PNG, 'what?.png', 'image/png'));
	expect(error).toMatchObject({
		message: expect.stringContaining('"what?.png"'),
		description: expect.stringContaining("'File Name'"),
	});
	expect(sends()).toHaveLength(0);
});

it('names the binary field that an item lacks', async () => {
	const { error } = await send('sendMedia', { source: 'binary', binaryPropertyName: 'photo' });
	expect(`${error?.message} ${error?.description}`).toContain('photo');
	expect(sends()).toHaveLength(0);
});

it.each([
	[['invoice'], "This item has no file in 'data', but in 'invoice'"],
	[['a', 'b'], "This item has no file in 'data', but in 'a', 'b'"],
])('says where an item has its files instead: %s', async (fields, message) => {
	const binary = Object.fromEntries(
		fields.map((field) => [field, heldBinary(PNG, 'dot.png', 'image/png')]),
	);
	const { error } = await send(
		'sendDocument',
		{ source: 'binary', binaryPropertyName: 'data' },
		JID,
		{ items: [{ json: {}, binary }] },
	);
	expect(error).toMatchObject({
		message,
		description: expect.stringContaining("into 'Input Data Field Name'"),
	});
	expect(sends()).toHaveLength(0);
});

it.each([
	['sendMedia', GIF, 'image/gif', /Send GIF/],
	['sendMedia', MP3, 'audio/mpeg', /Send Audio/],
	['sendGif', GIF, 'image/gif', /MP4/],
	['sendAudio', PNG, 'image/png', /Send Media/],
	['sendSticker', MP3, 'audio/mpeg', /picture/],
])(
	'%s says before sending what to do with another kind of file',
	async (operation, bytes, type, advice) => {
		const { error } = await sendFile(operation, heldBinary(bytes, 'file', type));
		expect(error?.message).toContain(`has a file of type ${type}`);
		expect(error?.description).toMatch(advice);
		expect(sends()).toHaveLength(0);
	},
);

it.each([
	'/etc/passwd',
	'Invoice2024',
	'ftp://example.com/a.png',
	'data:image/png,plain',
	'C:\\a.png',
	'example.com/a.png',
])('refuses %p as an address: the server would read something else', async (url) => {
	const { error } = await send('sendMedia', { source: 'url', url });
	expect(error?.message).toContain("'URL or Data URI' is neither a web address nor a data URI");
	expect(sends()).toHaveLength(0);
});

it('sends a data URI byte for byte, with the type that its bytes show', async () => {
	await send('sendMedia', {
		source: 'url',
		url: `data:image/jpg;base64,${PNG.toString('base64')}`,
	});
	expect(sent()[0].file).toMatchObject({
		sha256: sha256(PNG),
		mimeType: 'image/png',
		altered: false,
	});
});

it('refuses a file that the server would not take, before it sends anything', async () => {
	const data = await storedBinary(MP3, 'film.mp4', 'video/mp4');
	// What n8n has noted down of the file: nobody wants to write a whole gigabyte here.
	const folder = process.env.N8N_USER_FOLDER ?? '';
	const notes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith(`${data.id?.split('/').pop()}.metadata`),
	);
	const fileSize = 1100 * 1024 * 1024;
	for (const name of notes) writeFileSync(join(folder, name), JSON.stringify({ fileSize }));
	const { error } = await sendFile('sendDocument', data);
	expect(error?.message).toBe(`'Input Data Field Name' has a file of 1100 MB: "data"`);
	expect(error?.description).toBe('WARest takes files of up to 1024 MB. Nothing was sent.');
	expect(sends()).toHaveLength(0);
});

describe('a voice note', () => {
	it('says what is missing when the server cannot make one', async () => {
		const { error } = await sendFile('sendAudio', heldBinary(MP3, 'song.mp3', 'audio/mpeg'), {
			isVN: true,
		});
		expect(error).toMatchObject({
			message: "The server couldn't turn the audio into a voice note",
			description: expect.stringContaining('ffmpeg'),
		});
	});

	it('of OGG needs nothing, and other sound goes out as it is when it is none', async () => {
		await sendFile('sendAudio', heldBinary(OGG, 'note.ogg', 'audio/ogg'), { isVN: true });
		await sendFile('sendAudio', heldBinary(MP3, 'song.mp3', 'audio/mpeg'), { isVN: false });
		expect(sent().map(({ file }) => file?.sha256)).toEqual([sha256(OGG), sha256(MP3)]);
	});
});

describe('files', () => {
	const fromBinary = (name: string, more = {}) => ({
		source: 'binary',
		binaryPropertyName: name,
		...more,
	});
	const files = async (
		file: object[],
		binary: Record<string, IBinaryData>,
		parameters = {},
		to: unknown = JID,
	) =>
		await send('sendFiles', { files: { file }, ...parameters }, to, {
			items: [{ json: {}, binary }],
		});

	it('beyond twenty all arrive, once, in their order', async () => {
		const names = Array.from({ length: 25 }, (_, index) => `file${index}`);
		const binary = Object.fromEntries(
			names.map((name) => [
				name,
				heldBinary(Buffer.from(`%PDF ${name}`), `${name}.pdf`, 'application/pdf'),
			]),
		);
		const { items } = await files(
			names.map((name) => fromBinary(name)),
			binary,
		);
		expect(items.map(({ json }) => [json.fileName, json.sent, typeof json.messageId])).toEqual(
			names.map((name) => [`${name}.pdf`, true, 'string']),
		);
		expect(sent().map(({ file }) => file?.name)).toEqual(names.map((name) => `${name}.pdf`));
	});

	it('that cannot be fetched or are blocked are told, and the others arrive', async () => {
		const binary = {
			good: heldBinary(PNG, 'dot.png', 'image/png'),
			bad: heldBinary(Buffer.from('MZ a program'), 'setup.exe', 'application/x-msdownload'),
		};
		const gone = { source: 'url', url: `${current.sandbox.url}/not/there.pdf` };
		const { items, hints } = await files([fromBinary('good'), gone, fromBinary('bad')], binary);
		expect(items.map(({ json }) => [json.fileName, json.sent])).toEqual([
			['dot.png', true],
			['there.pdf', false],
			['setup.exe', false],
		]);
		expect(String(items[2].json.reason)).toMatch(/exe/);
		expect(hints).toEqual([expect.stringContaining('Not everything was sent')]);
		expect(sent().map(({ file }) => file?.name)).toEqual(['dot.png']);
	});

	it('carry their captions', async () => {
		const binary = {
			a: heldBinary(PNG, 'a.png', 'image/png'),
			b: heldBinary(PNG, 'b.png', 'image/png'),
		};
		await files([fromBinary('a', { caption: 'first' }), fromBinary('b')], binary, {
			options: { caption: 'for all' },
		});
		expect(sent().map(({ file, text: caption }) => [file?.name, caption])).toEqual([
			['a.png', 'first'],
			['b.png', 'for all'],
		]);
	});

	it('go to each of several recipients', async () => {
		const binary = {
			a: heldBinary(PNG, 'a.png', 'image/png'),
			b: heldBinary(PNG, 'b.png', 'image/png'),
		};
		const { items } = await files(
			[fromBinary('a'), fromBinary('b')],
			binary,
			{},
			`${JID},${OTHER}`,
		);
		expect(items.map(({ json }) => [json.toJid, json.fileName])).toEqual([
			[JID, 'a.png'],
			[JID, 'b.png'],
			[OTHER, 'a.png'],
			[OTHER, 'b.png'],
		]);
	});

	it('from an address without a name get the one that the server makes', async () => {
		const { items } = await files([{ source: 'url', url: `${current.sandbox.url}/` }], {});
		expect(items.map(({ json }) => json.sent)).toEqual([true]);
		expect(sends()[0].body).not.toHaveProperty('filename');
	});

	it('that are none are refused', async () => {
		const { error } = await files([], {});
		expect(error?.message).toContain("'Files' is empty");
		expect(sends()).toHaveLength(0);
	});
});

describe('buttons and lists', () => {
	const reply = (displayText: string) => ({ type: 'reply', displayText });
	const buttons = async (button: object[], options = {}) =>
		await send('sendButton', { text: 'Again?', buttons: { button }, options });

	it('come without the server’s own picture, unless one is given', async () => {
		const { items } = await buttons([reply('Yes')]);
		expect(items).toHaveLength(1);
		expect(sends()[0].body).toMatchObject({ image: '' });
	});

	it('of every type carry what their type needs, and nothing else', async () => {
		await buttons([
			{ type: 'reply', displayText: 'Yes', id: 'yes' },
			{ type: 'url', displayText: 'Menu', url: 'https://example.com/menu' },
			{ type: 'call', displayText: 'Call', phoneNumber: '+62 812-0001-0005' },
			{ type: 'copy', displayText: 'Code', copyCode: 'SENJA10' },
		]);
		expect(sends()[0].body).toMatchObject({
			buttons: [
				{ type: 'reply', displayText: 'Yes', id: 'yes' },
				{ type: 'url', displayText: 'Menu', url: 'https://example.com/menu' },
				{ type: 'call', displayText: 'Call', phoneNumber: '+6281200010005' },
				{ type: 'copy', displayText: 'Code', copyCode: 'SENJA10' },
			],
		});
	});

	it('have their text as their ID, so that a workflow knows the answer, unless two have the same', async () => {
		await buttons([reply('Yes'), { ...reply('No'), id: 'never' }, reply('Maybe'), reply('Maybe')]);
		expect((sends()[0].body as { buttons: object[] }).buttons).toEqual([
			{ type: 'reply', displayText: 'Yes', id: 'Yes' },
			{ type: 'reply', displayText: 'No', id: 'never' },
			{ type: 'reply', displayText: 'Maybe' },
			{ type: 'reply', displayText: 'Maybe' },
		]);
		const rows = { row: [{ title: 'Tubruk' }, { title: 'Latte', id: 'l' }] };
		await send('sendList', { text: 'Which?', sections: { section: [{ title: 'Coffee', rows }] } });
		expect(sends()[1].body).toMatchObject({
			sections: [
				{
					rows: [
						{ title: 'Tubruk', id: 'Tubruk' },
						{ title: 'Latte', id: 'l' },
					],
				},
			],
		});
	});

	it.each([
		[Array.from({ length: 11 }, (_, index) => reply(`${index}`)), "'Buttons' has 11 entries"],
		[[], "'Buttons' is empty"],
		[[reply('Yes'), reply('={{ "" }}')], "'Button 2 → Text' is empty"],
		[
			[{ type: 'url', displayText: 'Menu', url: 'menu' }],
			`'Button 1 → URL' is not a web address: "menu"`,
		],
	])('%# are refused where the server would drop or spoil them', async (button, message) => {
		const { error } = await buttons(button);
		expect(error?.message).toContain(message);
		expect(sends()).toHaveLength(0);
	});

	it('never make the server read a file of its own', async () => {
		const { error } = await buttons([reply('Yes')], { image: '/etc/passwd' });
		expect(error?.message).toContain("'Image' is neither a web address nor a data URI");
	});
});

it.each([
	[{ option: [{ value: 'A' }, { value: 'A' }] }, {}, /'Answers' has an answer twice: "A"/],
	[
		{ option: Array.from({ length: 13 }, (_, i) => ({ value: `${i}` })) },
		{},
		/'Answers' has 13 entries/,
	],
	[
		{ option: [{ value: 'A' }, { value: 'B' }] },
		{ maxSelection: 3 },
		/'Max Selection' is out of range/,
	],
])('refuses a poll that WhatsApp does not show: %#', async (pollOptions, options, message) => {
	const { error } = await send('sendPoll', { question: 'When?', pollOptions, options });
	expect(error?.message).toMatch(message);
	expect(sends()).toHaveLength(0);
});

it.each(['cut-before', 'cut-after'] as const)(
	'never sends twice when the connection breaks (%s)',
	async (kind) => {
		current.sandbox.control.fault({ path: '/api/v1/messages', action: { kind } });
		const { error } = await text('hello');
		expect(error?.description).toContain('WARest may have done it, or not');
		expect(sends()).toHaveLength(1);
		expect(sent().length).toBeLessThanOrEqual(1);
	},
);

it.each([
	['files/price%20list.pdf', 'price list.pdf'],
	['files/a%2Fb.pdf', 'a%2Fb.pdf'],
	['files/50%.pdf', '50%.pdf'],
])('names a document after its address %s', async (path, filename) => {
	await send('sendDocument', { source: 'url', url: `${current.sandbox.url}/${path}` });
	expect(sends()[0].body).toMatchObject({ filename });
});
