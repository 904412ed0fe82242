import fc from 'fast-check';
import type { GroupMethod, Member } from '../../sandbox/world/groups';
import { jsons } from '../support/engine';
import { reached, useSandbox } from '../support/sandbox';
import { byId, runnerOf, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const GROUP = '120363000000000000@g.us';
const OWN = '6281100000001';
const MEMBER = '6281200010000';
const ADMIN = '6281200010001';
const STRANGER = '6281200010005';
const ASKING = '6281200019999';
const jid = (digits: string) => `${digits}@s.whatsapp.net`;

const run = runnerOf(current, 'groups', { sessionId: byId('demo'), groupId: byId(GROUP) });
const withPeople = (operation: string, participants: unknown) =>
	run(operation, { participants: participants as string });
const group = () => current.sandbox.control.group('demo', GROUP);
const inGroup = (digits: string) =>
	group().members.find((member) => [member.id, member.jid].includes(jid(digits)));
const fail = (digits: string, method: GroupMethod = 'groupParticipantsUpdate') =>
	current.sandbox.control.failWhatsApp({ method, jid: jid(digits), message: 'forbidden' });
const sentPeople = (path = /participants/) =>
	reached(current.sandbox, path)
		.filter(({ method }) => method !== 'GET')
		.map(({ body }) => (body as { participants: unknown }).participants);
const joinRequests = () => reached(current.sandbox, /^GET .*participants\/requests$/).length;

/** Members as the library lists them where WhatsApp hides numbers. */
const hideNumbers = () => {
	const lid = (id: string, phone: string, admin: Member['admin'] = null): Member => ({
		id: `${id}@lid`,
		jid: phone && jid(phone),
		lid: `${id}@lid`,
		admin,
	});
	group().members = [
		lid('777000111000', OWN, 'superadmin'),
		lid('777000111222', MEMBER),
		lid('777000111444', ''),
	];
};

const changes = [
	'addGroupParticipants',
	'removeGroupParticipants',
	'promoteGroupParticipants',
	'demoteGroupParticipants',
	'approveJoinRequest',
	'rejectJoinRequest',
];

describe('Participants', () => {
	it.each([
		['one number', STRANGER, [STRANGER]],
		['a number as JSON has it', 6281200010005, [STRANGER]],
		['commas', `${STRANGER}, +62 812-0001-0006`, [STRANGER, '6281200010006']],
		['lines', `${STRANGER}\n(+62) 812.0001.0006\n`, [STRANGER, '6281200010006']],
		['semicolons', `0062 812 0001 0005;${MEMBER}`, [STRANGER, MEMBER]],
		['an array', [STRANGER, 6281200010006], [STRANGER, '6281200010006']],
		['an array written as text', `["${STRANGER}"]`, [STRANGER]],
		[
			'JIDs, with device too',
			`${STRANGER}:12@s.whatsapp.net, 6281200010006@c.us`,
			[STRANGER, '6281200010006'],
		],
		['the same person several times', `${STRANGER}, +${STRANGER}, ${jid(STRANGER)}`, [STRANGER]],
	])('takes %s, and sends a JSON array of plain numbers', async (_name, entered, sent) => {
		const outcome = await withPeople('addGroupParticipants', entered);
		expect(outcome.error).toBeUndefined();
		expect(sentPeople()).toEqual([sent]);
		expect(jsons(outcome).map(({ phone }) => phone)).toEqual(sent.map((digits) => `+${digits}`));
	});

	it.each(changes)('%s sends nothing if the list is empty', async (operation) => {
		for (const nothing of [' ', ',\n,', '={{ [] }}', '={{ "" }}', '={{ $json.missing }}', '[]']) {
			const { error } = await withPeople(operation, nothing);
			expect(error?.message).toMatch(/^'Participants' is empty/);
		}
		expect(sentPeople()).toEqual([]);
	});

	it.each([
		['letters', 'Ana'],
		['two numbers in one line', `${MEMBER} ${ADMIN}`],
		['two short numbers in one line', '6834001 6834002'],
		['glued numbers', `${MEMBER}${ADMIN}`],
		['a leading 0', '081200010000'],
		['a group', GROUP],
		['a bare group ID', '120363000000000000'],
		['a channel', '120363000000000000@newsletter'],
		['another domain', 'ana@example.com'],
		['an object', [{ a: 1 }]],
		['nothing in a list', [null]],
		['a number that is no longer exact', [1e21]],
	])('refuses %s, also beside good ones', async (_name, bad) => {
		const mixed = Array.isArray(bad) ? [STRANGER, ...bad] : `${STRANGER},${bad}`;
		const { error } = await withPeople('addGroupParticipants', mixed);
		expect(error?.message).toMatch(/^'Participants' has an entry, /);
		expect(error?.description).toMatch(/\w/);
		expect(sentPeople()).toEqual([]);
	});

	it('reads a leading 0 with the country code of the credential, and only so', async () => {
		const { error } = await runWarest(
			{ ...current.account, defaultCountryCode: '62' },
			['groups', 'addGroupParticipants'],
			{ sessionId: byId('demo'), groupId: byId(GROUP), participants: '0812 0001 0005' },
		);
		expect(error).toBeUndefined();
		expect(sentPeople()).toEqual([[STRANGER]]);
	});

	it('finds the number behind a LID that the session knows, and refuses any other', async () => {
		const { contacts } = current.sandbox.control.session('demo');
		contacts.set(jid(MEMBER), { jid: jid(MEMBER), name: 'C0', lid: '777000111222@lid' });
		const outcome = await withPeople('promoteGroupParticipants', '777000111222@lid');
		expect(jsons(outcome)).toMatchObject([{ participant: jid(MEMBER), status: 'promoted' }]);
		const { error } = await withPeople('promoteGroupParticipants', '777000111444@lid');
		expect(error?.message).toContain('is someone who hides their number');
		expect(sentPeople()).toEqual([[MEMBER]]);
	});

	it('whatever is entered, only whole numbers of it reach the server', async () => {
		const part = fc.oneof(
			fc.stringMatching(/^[1-9]\d{6,14}$/),
			fc.stringMatching(/^[+0 ]{0,2}[\d ,@lidc.us-]{0,20}$/),
			fc.constantFrom('@lid', '@g.us', '@s.whatsapp.net', ' ', ','),
		);
		const list = fc.oneof(
			fc.array(part).map((parts) => parts.join('')),
			fc.array(part),
		);
		await fc.assert(
			fc.asyncProperty(list, async (entered) => {
				current.sandbox.control.resetRequests();
				const { error } = await run(
					'addGroupParticipants',
					{ participants: '={{ $json.entered }}' },
					{ items: [{ json: { entered } }] },
				);
				const all = Array.isArray(entered) ? entered.join(',') : entered;
				const meant = all.split(/[,;\n]/).map((entry) =>
					entry
						.split('@')[0]
						.replace(/(\.\d+)?:\d+$/, '')
						.replace(/\D/g, '')
						.replace(/^00/, ''),
				);
				for (const sent of sentPeople().flat()) {
					expect(sent).toMatch(/^[1-9]\d{6,14}$/);
					expect(meant).toContain(sent);
				}
				if (!error) expect(sentPeople()).toHaveLength(1);
			}),
			{ numRuns: 60 },
		);
	}, 60_000);
});

describe('Add Participants', () => {
	it('says "failed" for those whom WhatsApp did not let in, though WARest says "added"', async () => {
		current.sandbox.control.session('demo').people.unwilling.add(jid('6281200010006'));
		const found = jsons(await withPeople('addGroupParticipants', [STRANGER, '6281200010006']));
		expect(found).toEqual([
			{
				sessionId: 'demo',
				groupId: GROUP,
				participant: jid(STRANGER),
				phone: `+${STRANGER}`,
				status: 'added',
			},
			expect.objectContaining({
				phone: '+6281200010006',
				status: 'failed',
				reason: expect.stringContaining('privacy settings'),
			}),
		]);
		expect(inGroup(STRANGER)).toBeDefined();
	});

	it('tells apart those that WARest could not add', async () => {
		fail('6281200010006');
		const found = jsons(await withPeople('addGroupParticipants', [STRANGER, '6281200010006']));
		expect(found).toMatchObject([{ status: 'added' }, { status: 'failed' }]);
	});

	it('ends in an error that names each one if nobody was added', async () => {
		fail(STRANGER);
		fail('6281200010006');
		const { error } = await withPeople('addGroupParticipants', [STRANGER, '6281200010006']);
		expect(error?.message).toBe('None of the 2 participants was added');
		expect(error?.description).toMatch(/\+6281200010005: .* \+6281200010006: /);
	});

	it('does not claim to know if the group hides numbers, or cannot be read', async () => {
		hideNumbers();
		current.sandbox.control.session('demo').people.unwilling.add(jid(STRANGER));
		expect(jsons(await withPeople('addGroupParticipants', STRANGER))).toMatchObject([
			{ status: 'unknown', reason: expect.stringContaining('hides numbers') },
		]);
		current.sandbox.control.failWhatsApp({ method: 'groupMetadata' });
		expect(jsons(await withPeople('addGroupParticipants', STRANGER))).toMatchObject([
			{ status: 'unknown', reason: expect.stringContaining('could not list') },
		]);
	});
});

describe('Remove Participants', () => {
	it('goes out as DELETE with a JSON body', async () => {
		await withPeople('removeGroupParticipants', MEMBER);
		expect(reached(current.sandbox, /^DELETE .*participants\/remove$/)).toMatchObject([
			{ body: { sessionId: 'demo', groupId: GROUP, participants: [MEMBER] } },
		]);
		expect(inGroup(MEMBER)).toBeUndefined();
	});

	it('says "failed" for those who are not in the group, though WARest says "success"', async () => {
		const found = jsons(await withPeople('removeGroupParticipants', [STRANGER, MEMBER]));
		expect(found).toMatchObject([
			{
				phone: `+${STRANGER}`,
				status: 'failed',
				reason: expect.stringContaining('not in the group'),
			},
			{ phone: `+${MEMBER}`, status: 'removed' },
		]);
	});

	it('fails for a group that the session is not in', async () => {
		const parameters = { participants: MEMBER, groupId: byId('120363999999999999') };
		const { error } = await run('removeGroupParticipants', parameters);
		expect(error?.message).toBe('The participant was not removed');
		expect(error?.description).toContain('the session is not in it');
	});
});

describe('Promote and Demote Participants', () => {
	it('says for each how it ended, in the order given', async () => {
		const entered = [STRANGER, MEMBER, OWN];
		const promoted = jsons(await withPeople('promoteGroupParticipants', entered));
		expect(promoted).toMatchObject([
			{
				phone: `+${STRANGER}`,
				status: 'failed',
				reason: expect.stringContaining('not in the group'),
			},
			{ phone: `+${MEMBER}`, status: 'promoted' },
			{
				phone: `+${OWN}`,
				status: 'failed',
				reason: "This is the group's creator; the role can't change.",
			},
		]);
		expect(inGroup(MEMBER)?.admin).toBe('admin');
		const demoted = jsons(await withPeople('demoteGroupParticipants', [ADMIN, STRANGER]));
		expect(demoted).toMatchObject([{ status: 'demoted' }, { status: 'failed' }]);
		expect(inGroup(ADMIN)?.admin).toBeNull();
	});

	it('is an error if it worked for nobody, though WARest says "success"', async () => {
		for (const operation of ['promoteGroupParticipants', 'demoteGroupParticipants']) {
			const { error } = await withPeople(operation, STRANGER);
			expect(error?.message).toMatch(/^The participant was not (promoted|demoted)$/);
		}
	});

	it('believes the group rather than WARest', async () => {
		const { control } = current.sandbox;
		control.answerWhatsApp({ method: 'groupParticipantsUpdate', answer: [{ status: '403' }] });
		const { error } = await withPeople('promoteGroupParticipants', MEMBER);
		expect(error?.message).toBe('The participant was not promoted');
	});
});

describe('Join requests', () => {
	it('are listed with the phone number if WhatsApp gives one, and never with a LID in its place', async () => {
		group().requests = [
			{ jid: jid(ASKING), request_method: 'invite_link', request_time: '1795338978' },
			{ jid: '123456789012345@lid', phone_number: jid('6281200019998') },
			{ jid: '223456789012345@lid' },
		];
		expect(jsons(await run('listJoinRequests'))).toMatchObject([
			{ participant: jid(ASKING), jid: jid(ASKING), lid: null, phone: `+${ASKING}` },
			{
				participant: jid('6281200019998'),
				jid: jid('6281200019998'),
				lid: '123456789012345@lid',
				phone: '+6281200019998',
			},
			{
				participant: '223456789012345@lid',
				jid: '223456789012345@lid',
				lid: '223456789012345@lid',
				phone: null,
			},
		]);
	});

	it('are [] for an admin of a group without any, and an error for those who may not see them', async () => {
		group().requests = [];
		expect(jsons(await run('listJoinRequests'))).toEqual([]);
		for (const member of group().members) member.admin = null;
		const { error } = await run('listJoinRequests');
		expect(error?.message).toBe("The session may not see the group's join requests");
	});

	it('are approved only if they exist, and only then reported as approved', async () => {
		const found = jsons(await withPeople('approveJoinRequest', [ASKING, STRANGER]));
		expect(found).toMatchObject([
			{ phone: `+${ASKING}`, status: 'approved' },
			{
				phone: `+${STRANGER}`,
				status: 'failed',
				reason: 'There is no join request from this number.',
			},
		]);
		expect(sentPeople()).toEqual([[ASKING]]);
		expect(inGroup(ASKING)).toBeDefined();
	});

	it('are not called approved if WhatsApp did not let the person in', async () => {
		current.sandbox.control.session('demo').people.unwilling.add(jid(ASKING));
		const { error } = await withPeople('approveJoinRequest', ASKING);
		expect(error?.message).toBe('The participant was not approved');
	});

	it('are rejected, but someone who never asked is not', async () => {
		const found = jsons(await withPeople('rejectJoinRequest', [ASKING, STRANGER]));
		expect(found).toMatchObject([{ status: 'rejected' }, { status: 'failed' }]);
		expect(group().requests).toEqual([]);
		expect(inGroup(ASKING)).toBeUndefined();
	});

	it('may or may not have been rejected if WARest does not show them', async () => {
		group().requests = [{ jid: '223456789012345@lid' }];
		const found = jsons(await withPeople('rejectJoinRequest', ASKING));
		expect(found).toMatchObject([{ status: 'unknown', reason: expect.any(String) }]);
		expect(joinRequests()).toBe(1);
	});

	it('tells apart those that WhatsApp refused', async () => {
		group().requests.push({ jid: jid('6281200019998') });
		fail('6281200019998', 'groupRequestParticipantsUpdate');
		for (const operation of ['approveJoinRequest', 'rejectJoinRequest']) {
			group().requests[0] = { jid: jid(ASKING) };
			group().requests[1] = { jid: jid('6281200019998') };
			const found = jsons(await withPeople(operation, [ASKING, '6281200019998']));
			expect(found.map(({ status }) => status)).toEqual([
				expect.stringMatching(/^(approved|rejected)$/),
				'failed',
			]);
		}
	});
});

describe('List Participants', () => {
	it('gives numbers only for those who show them', async () => {
		hideNumbers();
		expect(jsons(await run('getGroupParticipants'))).toMatchObject([
			{
				jid: jid(OWN),
				lid: '777000111000@lid',
				phone: null,
				ownPhone: `+${OWN}`,
				isMe: true,
				isSuperAdmin: true,
			},
			{ jid: jid(MEMBER), lid: '777000111222@lid', phone: `+${MEMBER}`, isAdmin: false },
			{ jid: '777000111444@lid', lid: '777000111444@lid', phone: null, isMe: false },
		]);
	});
});

describe('Create Group', () => {
	const create = (parameters: object) => run('createGroup', { groupName: 'Picnic', ...parameters });

	it('says who is in the new group and who is not', async () => {
		current.sandbox.control.session('demo').people.unwilling.add(jid(MEMBER));
		const [made] = jsons(await create({ participants: `${STRANGER}, ${MEMBER}` }));
		expect(made.participants).toMatchObject([
			{ phone: `+${STRANGER}`, status: 'added' },
			{ phone: `+${MEMBER}`, status: 'failed', reason: expect.any(String) },
		]);
		const { members } = current.sandbox.control.group('demo', String(made.groupId));
		expect(members.map(({ id }) => id)).toEqual([jid(OWN), jid(STRANGER)]);
	});

	it('does not make an empty group unless it is told to', async () => {
		const { error } = await create({ participants: '={{ $json.missing }}' });
		expect(error?.message).toBe("'Participants' is empty");
		expect(reached(current.sandbox, /group\/create$/)).toEqual([]);
		const outcome = await create({ participants: '', options: { allowEmpty: true } });
		expect(jsons(outcome)).toMatchObject([{ groupName: 'Picnic', participants: [] }]);
	});

	it('does not claim to know who is in it if that cannot be seen', async () => {
		const { control } = current.sandbox;
		control.failWhatsApp({ method: 'groupMetadata', times: 1 });
		const [unread] = jsons(await create({ participants: STRANGER }));
		expect(unread.participants).toMatchObject([{ status: 'unknown' }]);
		hideNumbers();
		control.answerWhatsApp({ method: 'groupMetadata', answer: group() });
		const [hidden] = jsons(await create({ participants: STRANGER }));
		expect(hidden.participants).toMatchObject([{ status: 'unknown' }]);
	});

	it('is an error if WARest does not say which group it is', async () => {
		current.sandbox.control.answerWhatsApp({ method: 'groupCreate', answer: {} });
		const { error } = await create({ participants: STRANGER });
		expect(error?.message).toBe('WARest did not say which group was created');
	});

	it('passes on what WhatsApp says', async () => {
		const { control } = current.sandbox;
		control.failWhatsApp({ method: 'groupCreate', message: 'rate-overlimit' });
		const { error } = await create({ participants: STRANGER });
		expect(error?.message).toBe("WhatsApp's rate limit is reached");
	});
});
