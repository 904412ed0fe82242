import { noLimits } from '../../sandbox/limits';
import type { Sandbox } from '../../sandbox/server';
import { addChat } from '../../sandbox/world/chats';
import { createMessage, ingest } from '../../sandbox/world/messages';
import { benchPhone } from '../../sandbox/world/recorded';
import type { Answer } from './comparison';
import type { Situation, Situations } from './situations';

const person = (digits: string) => `${digits}@s.whatsapp.net`;

/** A contact whose LID the session knows. */
const contact =
	(sessionId: string, digits: string, lid: string): Situation =>
	({ control }) => {
		const jid = person(digits);
		control.session(sessionId).contacts.set(jid, { jid, name: digits, lid: `${lid}@lid` });
	};

const inOrder =
	(...situations: Situation[]): Situation =>
	async (sandbox, ask) => {
		for (const situation of situations) await situation(sandbox, ask);
	};

const secondSession: Situation = ({ control }) => {
	control.addSession({ id: 'alpha2', account: { ...benchPhone, phone: '6281100000002' } });
	control.scan('alpha2');
};

const waitingForQr: Situation = ({ control }) => {
	control.setDial('demo', 'qr');
	control.drop('demo', 'logged_out');
};

const noSession: Situation = async (_sandbox, ask) => {
	await ask('DELETE', '/api/v1/session/delete?sessionId=demo');
};

const withVideos: Situation = ({ control }) => control.setBehaviour({ ffprobe: true });

const twoRequests: Situation = ({ control }) =>
	control.setLimits({ ...noLimits, rateLimit: { max: 2, windowMs: 60_000 } });

const kept =
	(key: string, mimeType: string, expired = false): Situation =>
	({ world }: Sandbox) => {
		const expiresAt = expired ? world.now() : null;
		world.stored.set(key, { bytes: Buffer.from('12345'), mimeType, expiresAt });
	};

const secret = Buffer.from('ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=', 'base64');

/** A poll that the server stored; `seen`: since it was started. */
const poll =
	(id: string, selectableCount: number, seen: boolean): Situation =>
	({ control, world }) => {
		const session = control.session('demo');
		const jid = '120363000000000000@g.us';
		const chat = session.chats.get(jid) ?? addChat(session, { jid, name: jid, createdAt: 0 });
		const names = ['Red', 'Green', 'Blue'];
		ingest(
			chat,
			createMessage({
				id,
				senderJid: person(benchPhone.phone),
				senderName: benchPhone.name,
				fromMe: true,
				type: 'poll',
				body: '([Poll]) What color?',
				timestamp: world.nowSeconds(),
				storedAt: world.now(),
				poll: {
					question: 'What color?',
					options: names.map((name, index) => ({ index, name })),
					selectableCount,
				},
			}),
		);
		if (seen) world.pollSecrets.set(id, secret);
	};

const qr = 'misc/temp/2026-11-22/01m818gvyvmd8etqfghpfj6cqv.png';

/** What must have happened before a recording of misc. */
export const miscSituations: Situations = [
	[/^(autopick-.*|session-id-wins)$/, inOrder(secondSession, contact('alpha2', '6281299998888', '555000111'))],
	[/^resolve-(digits-with-lid|jid-with-lid|query)$/, contact('demo', '6281200010000', '777000111')],
	[/^no-session-/, noSession],
	[/^notopen-/, waitingForQr],
	[/^rate-1$/, twoRequests],
	[
		/^rate-2$/,
		inOrder(twoRequests, async (_sandbox, ask) => {
			await ask('POST', '/api/v1/misc/uuid/generate', { version: 'nil' });
		}),
	],
	[/^thumb-video-(all|count-20|min|is-.*)$/, withVideos],
	[/^poll-stored-after-restart/, poll('3EB0POLLBUF00000001', 1, false)],
	[/^poll-stored-(secret-u8|ascii-index)$/, poll('3EB0POLL0000000001', 0, true)],
	[/^poll-stored-/, poll('3EB0POLLBUF00000001', 1, true)],
	[
		/^base64-decoded-url-get$/,
		kept('misc/2026-11-22/01m818p991m75w6s4ck05y7s8s.bin', 'application/octet-stream'),
	],
	[/^qr-hosted-file-get$/, kept(qr, 'image/png')],
	[/^qr-hosted-file-expired$/, kept(qr, 'image/png', true)],
];

const padded = (length: number, text = '{"input":""}') =>
	text.replace('""', `"${'A'.repeat(length - text.length)}"`);

const hello = '{"input":"aGVsbG8gd29ybGQ="}';

/** Bodies of which the recordings keep only the size. */
export const rawMiscBodies: Record<string, string | Buffer> = {
	'body-2mib-ok': padded(2_097_152),
	'body-over-2mib': padded(2_097_153),
	'body-over-2mib-no-key': padded(2_097_153),
	'body-charset': Buffer.from(`${hello} `, 'utf16le'),
	'body-charset-latin1': `${hello} `,
	'image-rawbody': 'a picture',
	'json-primitive-body': '"str"',
	'malformed-json': '{"string":',
	'qr-max-2331-bytes': `{"string":"${'a'.repeat(2331)}"}`,
	'qr-too-long-2332-bytes': `{"string":"${'a'.repeat(2332)}"}`,
};

export const miscKeys: Record<string, 'bob' | 'none' | 'wrong'> = {
	'bad-api-key': 'wrong',
	'body-over-2mib-no-key': 'none',
	'no-api-key': 'none',
	'phone-no-own-session': 'bob',
	'phone-other-owner': 'bob',
	'resolve-no-own-session': 'bob',
};

/** What else was sent, as the names of recordings tell. */
export const miscHeaders: Record<string, Record<string, string>> = {
	'cors-disallowed-origin': { Origin: 'http://evil.example' },
};

/**
 * Recordings in which every value must be the same, not only the shape: digests, decrypted bytes, verdicts.
 * Not those with keys of stored files, files of the recorded server, or a LID that its stand-in made up.
 */
export const isExact = (name: string): boolean =>
	/^(hash|hmac|base64|decrypt|validate|jid|poll|resolve|uuid-(v3|v5|nil)|body-charset)/.test(name) &&
	!/(path|file|url|bogus)/.test(name);

/** Files are noted in the recordings by their type and size. */
export function noted(recorded: unknown, got: Answer): unknown {
	const isFile = typeof recorded === 'object' && recorded !== null && '$binary' in recorded;
	if (!isFile) return got.body;
	const type = got.headers['content-type'];
	return { $binary: { type, bytes: Number(got.headers['content-length']) } };
}
