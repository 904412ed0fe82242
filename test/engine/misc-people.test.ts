import fc from 'fast-check';
import { isValidNumber } from '../../nodes/identity/numbering';
import { addChat } from '../../sandbox/world/chats';
import { createMessage, ingest } from '../../sandbox/world/messages';
import { reached, success, useSandbox } from '../support/sandbox';
import { byId, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const OWN = '6281100000001@s.whatsapp.net';
const ANA = '6281200010003@s.whatsapp.net';
const BOB = '6281200010004@s.whatsapp.net';
const GROUP = '120363000000000000@g.us';
const LID = '900000000555@lid';

const run = async (operation: string, parameters = {}, account = {}) =>
	await runWarest({ ...current.account, ...account }, ['misc', operation], parameters);
const jsonOf = async (...args: Parameters<typeof run>) => (await run(...args)).items[0]?.json;
/** Whom WhatsApp was asked about. */
const asked = () =>
	current.sandbox.control.whatsappCalls
		.filter(({ method }) => method === 'onWhatsApp')
		.map(({ args }) => args[0]);
const noRequests = () => expect(current.sandbox.requests).toHaveLength(0);
const knowLid = (jid = ANA) =>
	current.sandbox.control.session('demo').contacts.set(jid, { jid, name: 'Ana', lid: LID });
const failLookUps = (jid?: string) =>
	current.sandbox.control.failWhatsApp({ method: 'onWhatsApp', jid });

describe('Validate Phone', () => {
	it.each([
		['+1 415 555 2671', '14155552671'],
		['+44 (0)20 7946 0958', '442079460958'],
		['0049 30 1234567', '49301234567'],
		['+55 11 98765-4321', '5511987654321'],
		['+351 912 345 678', '351912345678'],
		['+998901234567', '998901234567'],
		['6281200010003', '6281200010003'],
		['https://wa.me/14155552671', '14155552671'],
		['tel:+14155552671', '14155552671'],
	])('asks for %p itself', async (phone, digits) => {
		expect(await jsonOf('validatePhone', { phone })).toMatchObject({
			phone: `+${digits}`,
			exists: true,
			jid: `${digits}@s.whatsapp.net`,
		});
		expect(asked()).toEqual([`${digits}@s.whatsapp.net`]);
	});

	it('never asks about any number but the one written', async () => {
		const number = fc.oneof(
			fc.stringMatching(/^628[1-35-9]\d{7,10}$/),
			fc.stringMatching(/^1(?:212|415)[2-9]\d{6}$/),
			fc.stringMatching(/^4474\d{8}$/),
			fc.stringMatching(/^[1-9]\d{6,14}$/),
		);
		await fc.assert(
			fc.asyncProperty(number, async (digits) => {
				current.sandbox.control.resetRequests();
				await run('validatePhone', { phone: `+${digits}` });
				expect(asked()).toEqual(isValidNumber(digits) ? [`${digits}@s.whatsapp.net`] : []);
			}),
			{ numRuns: 40 },
		);
	});

	it.each([
		['0812-0001-0003', '', '62', '6281200010003'],
		['(415) 555-2671', 'US', '', '14155552671'],
		['4155552671', '+1', '62', '14155552671'],
		['07911 123456', 'gb', '62', '447911123456'],
		['912 345 678', '+351', '', '351912345678'],
		['+14155552671', 'ID', '62', '14155552671'],
		['6281200010003', 'ID', '', '6281200010003'],
	])(
		'reads %p with country %p and default country %p as %s',
		async (phone, country, code, digits) => {
			const options = country === '' ? {} : { country };
			const account = { defaultCountryCode: code };
			expect(await jsonOf('validatePhone', { phone, options }, account)).toMatchObject({
				phone: `+${digits}`,
			});
			expect(asked()).toEqual([`${digits}@s.whatsapp.net`]);
		},
	);

	it.each([
		['0812 0001 0003', {}, /^'Phone' starts with 0, so its country is not known/],
		['abc', {}, /^'Phone' is not a phone number/],
		['000', {}, /^'Phone' is not a phone number/],
		['6281200010003:5@s.whatsapp.net', {}, /^'Phone' is not a phone number/],
		[GROUP, {}, /^'Phone' is not a phone number/],
		['4155552671', { country: 'XX' }, /^'Country' is not a country that WARest knows: "XX"/],
		['4155552671', { country: '12345' }, /^'Country' is not a country that WARest knows/],
	])('refuses %p with %p before it is sent', async (phone, options, message) => {
		const { error } = await run('validatePhone', { phone, options });
		expect(error?.message).toMatch(message);
		noRequests();
	});

	it('says that a number without an account has none', async () => {
		expect(await jsonOf('validatePhone', { phone: '62812000000' })).toEqual({
			sessionId: 'demo',
			phone: '+62812000000',
			exists: false,
			jid: '62812000000@s.whatsapp.net',
			lid: null,
			country: 'ID',
		});
		expect(asked()).toEqual(['62812000000@s.whatsapp.net', OWN]);
	});

	it('fails when WhatsApp cannot be asked, instead of saying "no account"', async () => {
		failLookUps();
		const { error } = await run('validatePhone', { phone: '6281200010003' });
		expect(error).toMatchObject({
			message: 'WhatsApp could not be asked about the number',
			description: expect.stringContaining("Session 'demo' does not even find its own number"),
		});
	});

	it('names no country if several share the dial code', async () => {
		for (const phone of ['+14155552671', '+77011234567']) {
			expect(await jsonOf('validatePhone', { phone })).toMatchObject({ country: null });
		}
		expect(await jsonOf('validatePhone', { phone: '+79161234567' })).toMatchObject({
			country: 'RU',
		});
	});

	it('does not believe a server that looked up another number', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/misc',
			action: success([{ data: { exists: true, e164: '+6214155552671', jid: 'x', lid: null } }]),
		});
		const { error } = await run('validatePhone', { phone: '+14155552671' });
		expect(error?.message).toBe(
			'WARest looked up another number, +6214155552671, instead of +14155552671',
		);
	});
});

describe('the session of a look-up', () => {
	it('is the first that is connected, looked up once for all items', async () => {
		const { control } = current.sandbox;
		control.drop('demo', 'stopped');
		control.addSession({
			id: 'alpha2',
			account: { phone: '6281100000002', device: 1, name: 'A', lid: '9' },
		});
		control.scan('alpha2');
		const { items } = await runWarest(
			current.account,
			['misc', 'validatePhone'],
			{ phone: '={{ $json.phone }}' },
			{ items: [{ json: { phone: '+14155552671' } }, { json: { phone: '+14155552672' } }] },
		);
		expect(items.map(({ json }) => json.sessionId)).toEqual(['alpha2', 'alpha2']);
		expect(reached(current.sandbox, /session\/list/)).toHaveLength(1);
	});

	it.each(['validatePhone', 'validateJid', 'resolveJidOrLid'])(
		'of %s is missing when none is connected',
		async (operation) => {
			current.sandbox.control.drop('demo', 'stopped');
			const { error } = await run(operation, { phone: ANA.split('@')[0], jid: ANA, input: ANA });
			expect(error?.message).toBe('No session of this API key is connected');
		},
	);

	it.each(['validatePhone', 'validateJid', 'resolveJidOrLid'])(
		'of %s can be chosen, and must be connected',
		async (operation) => {
			const parameters = { phone: '+6281200010003', jid: ANA, input: ANA };
			for (const sessionId of [byId('demo'), byId(' demo '), 'demo']) {
				const { items } = await run(operation, { ...parameters, options: { sessionId } });
				expect(items[0].json.sessionId).toBe('demo');
			}
			current.sandbox.control.drop('demo', 'stopped');
			const stopped = await run(operation, { ...parameters, options: { sessionId: byId('demo') } });
			expect(stopped.error?.message).toBe("Session 'demo' is logged out or stopped");
			const wrong = await run(operation, { ...parameters, options: { sessionId: byId('a b') } });
			expect(wrong.error?.message).toBe(`'Session' is not a session ID: "a b"`);
		},
	);
});

describe('Validate JID', () => {
	it.each([
		[ANA, ANA],
		['6281200010003@C.US', ANA],
		['6281200010003:7@s.whatsapp.net', ANA],
		['+62 812-0001-0003', ANA],
		['14155552671', '14155552671@s.whatsapp.net'],
	])('asks about the person behind %p', async (jid, meant) => {
		expect(await jsonOf('validateJid', { jid })).toEqual({
			sessionId: 'demo',
			jid: meant,
			isValid: true,
			type: 'user',
			exists: true,
		});
		expect(asked()).toEqual([meant]);
	});

	it.each([
		[GROUP, 'group'],
		['120363000000000000', 'group'],
		['120363000000000099@newsletter', 'channel'],
		['12345@broadcast', 'broadcast'],
	])('does not ask about %p as if it were a phone number', async (jid, type) => {
		expect(await jsonOf('validateJid', { jid })).toEqual({
			jid: expect.stringContaining('@'),
			isValid: true,
			type,
			exists: null,
			reason: expect.stringContaining('people only'),
		});
		noRequests();
	});

	it('knows the list of status updates', async () => {
		expect(await jsonOf('validateJid', { jid: 'status@broadcast' })).toEqual({
			jid: 'status@broadcast',
			isValid: true,
			type: 'broadcast',
			exists: true,
		});
	});

	it('asks about the number behind a LID, and says so when that is unknown', async () => {
		expect(await jsonOf('validateJid', { jid: LID })).toMatchObject({
			type: 'lid',
			exists: null,
			reason: expect.stringContaining("only for the session's contacts"),
		});
		expect(asked()).toEqual([]);
		knowLid();
		expect(await jsonOf('validateJid', { jid: '900000000555:3@lid' })).toMatchObject({
			jid: LID,
			exists: true,
		});
		expect(asked()).toEqual([ANA]);
	});

	it.each(['hello', 'abc@g.us', 'a@example.com', '0812 0001 0003', '1,2'])(
		'says why %p is neither',
		async (jid) => {
			expect(await jsonOf('validateJid', { jid })).toEqual({
				jid,
				isValid: false,
				type: 'invalid',
				exists: false,
				reason: expect.stringMatching(/^It [a-z]/),
			});
			noRequests();
		},
	);

	it('says that a person has no account, and fails if WhatsApp cannot be asked', async () => {
		expect(await jsonOf('validateJid', { jid: '62812000000' })).toMatchObject({ exists: false });
		failLookUps();
		const { error } = await run('validateJid', { jid: ANA });
		expect(error?.message).toBe('WhatsApp could not be asked about the number');
	});
});

describe('Resolve JID or LID', () => {
	it('finds the number behind a LID, and the LID of a number', async () => {
		knowLid();
		const known = { isValid: true, lid: LID, jid: ANA, country: 'ID', sessionId: 'demo' };
		expect(await jsonOf('resolveJidOrLid', { input: LID })).toEqual({
			...known,
			input: LID,
			type: 'lid',
		});
		for (const input of [ANA, '+62 812 0001 0003', '6281200010003@c.us']) {
			expect(await jsonOf('resolveJidOrLid', { input })).toEqual({ ...known, input, type: 'jid' });
		}
	});

	it('says that a LID is not known', async () => {
		expect(await jsonOf('resolveJidOrLid', { input: LID.toUpperCase() })).toMatchObject({
			isValid: true,
			type: 'lid',
			lid: LID,
			jid: null,
			reason: expect.stringContaining("only for the session's contacts"),
		});
	});

	it('keeps the country of a foreign number', async () => {
		expect(await jsonOf('resolveJidOrLid', { input: '14155552671' })).toMatchObject({
			jid: '14155552671@s.whatsapp.net',
			country: null,
		});
	});

	it.each([
		[GROUP, 'group'],
		['120363000000000099@newsletter', 'channel'],
	])('does not make a phone number of %p', async (input, type) => {
		expect(await jsonOf('resolveJidOrLid', { input })).toMatchObject({
			isValid: true,
			type,
			jid: input,
			lid: null,
			reason: expect.any(String),
		});
		noRequests();
	});

	it.each(['lid:abcd', 'hello@example.com', 'hello'])('says why %p is neither', async (input) => {
		expect(await jsonOf('resolveJidOrLid', { input })).toMatchObject({
			isValid: false,
			type: 'invalid',
			jid: null,
			reason: expect.stringMatching(/^It /),
		});
		noRequests();
	});
});

describe('Decrypt Poll Vote', () => {
	const POLL = '3EB0POLLOFANA';
	const sessionId = byId('demo');

	/** A poll in a chat, as the server stored it. */
	const addPoll = (chatId: string, creatorJid: string) => {
		const session = current.sandbox.control.session('demo');
		const chat =
			session.chats.get(chatId) ?? addChat(session, { jid: chatId, name: '', createdAt: 0 });
		ingest(
			chat,
			createMessage({
				id: POLL,
				senderJid: creatorJid,
				senderName: 'Ana',
				fromMe: creatorJid === OWN,
				type: 'poll',
				body: '([Poll]) Lunch?',
				timestamp: 1_795_339_000,
				storedAt: 1_795_339_000_000,
				poll: {
					question: 'Lunch?',
					options: ['Nasi', 'Mie'].map((name, index) => ({ index, name })),
					selectableCount: 1,
				},
			}),
		);
	};
	const vote = (ballot = {}) =>
		current.sandbox.control.vote({
			messageId: POLL,
			creatorJid: OWN,
			voterJid: ANA,
			chatId: GROUP,
			options: ['Mie'],
			...ballot,
		});
	const decrypt = async (update: unknown, options = {}) =>
		await run('decryptPollVote', {
			sessionId,
			pollUpdateVote: typeof update === 'string' ? update : JSON.stringify(update),
			options,
		});
	const creators = () =>
		reached(current.sandbox, /poll-update-vote/).map(
			({ body }) => (body as Record<string, unknown>).pollCreatorJid,
		);

	it.each([[['Mie']], [['Nasi', 'Mie']], [[]]])(
		'of %p says that it is real, and that the choice cannot be known',
		async (options) => {
			addPoll(GROUP, OWN);
			const { items, hints } = await decrypt(vote({ options }));
			expect(items[0].json).toEqual({
				sessionId: 'demo',
				messageKey: { id: POLL, remoteJid: GROUP, participant: OWN },
				pollCreatorJid: OWN,
				voterJid: ANA,
				decrypted: true,
				choiceKnown: false,
				votedOptionIndexes: null,
				votedOptionNames: null,
				pollTitle: 'Lunch?',
				selectableOptionsCount: 1,
				pollOptions: [
					{ index: 0, name: 'Nasi' },
					{ index: 1, name: 'Mie' },
				],
				note: expect.stringContaining("doesn't reveal which options were chosen"),
			});
			expect(hints).toEqual([expect.stringContaining('or whether the vote was withdrawn')]);
		},
	);

	it('gives the choice if a server reveals it', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/misc',
			action: success([{ votedOptionIndexes: [1], votedOptionNames: ['Mie'] }]),
		});
		const { items, hints } = await decrypt(vote());
		expect(items[0].json).toMatchObject({
			choiceKnown: true,
			votedOptionIndexes: [1],
			votedOptionNames: ['Mie'],
		});
		expect(hints).toEqual([]);
	});

	it('takes the encrypted parts and the key in every form they come in', async () => {
		const update = vote();
		const buffer = (text: string) => Buffer.from(text, 'base64').toJSON();
		const { encPayload, encIv } = update.vote;
		const forms = [
			{ encPayload: buffer(encPayload), encIv: buffer(encIv) },
			{
				encPayload: { ...Buffer.from(encPayload, 'base64') },
				encIv: { ...Buffer.from(encIv, 'base64') },
			},
			{ encPayload: encPayload.replaceAll('+', '-').replaceAll('/', '_'), encIv },
		];
		const secret = current.sandbox.world.pollSecrets.get(POLL);
		current.sandbox.world.pollSecrets.delete(POLL);
		for (const encrypted of forms) {
			for (const pollEncKey of [secret?.toString('hex'), secret?.toString('base64')]) {
				const { error } = await decrypt({ ...update, vote: encrypted }, { pollEncKey });
				expect(error).toBeUndefined();
			}
		}
	});

	it('never takes the voter for the creator, as the server would', async () => {
		const { pollCreationMessageKey, ...update } = vote();
		const { id, remoteJid } = pollCreationMessageKey;
		const { error } = await decrypt({ ...update, pollCreationMessageKey: { id, remoteJid } });
		expect(error).toBeUndefined();
		expect(creators()).toEqual([OWN]);
	});

	it('in a chat between two, takes the other person for the creator, then oneself', async () => {
		const pollCreationMessageKey = { id: POLL, remoteJid: ANA };
		const key = { remoteJid: ANA };
		await decrypt({ ...vote({ chatId: ANA }), key, pollCreationMessageKey });
		expect(creators()).toEqual([ANA, OWN]);
	});

	it('takes oneself from "fromMe"', async () => {
		const update = vote({ creatorJid: BOB, voterJid: OWN, chatId: BOB });
		const { items } = await decrypt({
			...update,
			pollCreationMessageKey: { id: POLL, remoteJid: BOB, fromMe: false },
			key: { remoteJid: BOB, fromMe: true },
		});
		expect(items[0].json).toMatchObject({ pollCreatorJid: BOB, voterJid: OWN });
	});

	it('takes poll, creator and voter from the options', async () => {
		const { vote: encrypted } = vote({ creatorJid: LID, voterJid: BOB });
		const { items } = await decrypt(
			{ vote: encrypted },
			{ pollMsgId: POLL, pollCreatorJid: LID, voterJid: '+62 812 0001 0004' },
		);
		expect(items[0].json).toMatchObject({ pollCreatorJid: LID, voterJid: BOB });
	});

	it('turns a time in seconds into milliseconds', async () => {
		const { items } = await decrypt({ ...vote(), timestamp: 1_795_339_000 });
		expect(items[0].json.timestampMs).toBe(1_795_339_000_000);
	});

	it('asks for the key of a poll from before the last start', async () => {
		const update = vote();
		current.sandbox.world.pollSecrets.clear();
		const { error } = await decrypt(update);
		expect(error).toMatchObject({
			message: 'WARest does not have the key of this poll',
			description: expect.stringContaining('messageSecret'),
		});
	});

	it('explains a vote that does not fit', async () => {
		const { error } = await decrypt(vote(), { voterJid: BOB });
		expect(error).toMatchObject({
			message: 'The vote cannot be decrypted with what was given',
			description: expect.stringContaining('Voter JID'),
		});
	});

	it.each([
		['[1]', /^'Poll Update Vote' is not the update of a poll/],
		['no JSON', /^'Poll Update Vote' is not the update of a poll/],
		['{"key":{}}', /^'Poll Update Vote' is not the update of a poll/],
		['{"vote":{"encPayload":"AAAA","encIv":"AAAA"}}', /has no encrypted vote/],
		['{"vote":{"encPayload":"????","encIv":"AAAA"}}', /has no encrypted vote/],
	])('refuses %s', async (update, message) => {
		const { error } = await decrypt(update);
		expect(error?.message).toMatch(message);
		noRequests();
	});

	it('refuses a vote without a poll or a voter, and a group as a voter', async () => {
		const { vote: encrypted, pollCreationMessageKey } = vote();
		const noPoll = await decrypt({ vote: encrypted });
		expect(noPoll.error?.message).toBe("'Poll Update Vote' does not say which poll it belongs to");
		const noVoter = await decrypt({
			vote: encrypted,
			pollCreationMessageKey,
			key: { remoteJid: GROUP },
		});
		expect(noVoter.error?.message).toBe("'Poll Update Vote' does not say who voted");
		const group = await decrypt(vote(), { voterJid: GROUP });
		expect(group.error?.message).toBe(`'Voter JID' is not a person: "${GROUP}"`);
		expect(creators()).toEqual([]);
	});
});
