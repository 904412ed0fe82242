import { bytesOf, jsons } from '../support/engine';
import { reached, success, useSandbox } from '../support/sandbox';
import { byId, listInEditor, runnerOf, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const GROUP = '120363000000000000@g.us';
const INVITE = 'https://chat.whatsapp.com/BenchInviteCode0000001';
const jid = (digits: string) => `${digits}@s.whatsapp.net`;

const run = runnerOf(current, 'groups', { sessionId: byId('demo'), groupId: byId(GROUP) });
const withBinary = (operation: string, parameters = {}, binary = current.binary) =>
	run(operation, parameters, { items: [{ json: {}, binary }] });
const group = () => current.sandbox.control.group('demo', GROUP);
const changes = () => reached(current.sandbox, /^(POST|DELETE) .*\/group/).map(({ body }) => body);
/** Another account than the session's made the group, and made it no admin. */
const onlyMember = () => {
	for (const member of group().members) member.admin = null;
};

const ofOneGroup = [
	'getGroupInfo',
	'getGroupInvite',
	'revokeGroupInvite',
	'leaveGroup',
	'deleteGroup',
	'updateGroupName',
	'updateGroupDescription',
	'setGroupLocked',
	'setGroupAnnouncement',
	'getGroupParticipants',
	'addGroupParticipants',
	'removeGroupParticipants',
	'promoteGroupParticipants',
	'demoteGroupParticipants',
	'listJoinRequests',
	'getGroupPicture',
	'setGroupPicture',
	'deleteGroupPicture',
];
const OWNER = '6281200010042@s.whatsapp.net';
const anything = {
	groupName: 'x',
	groupDescription: 'x',
	participants: '6281200010005',
};

describe('Group', () => {
	it.each([
		'120363000000000000',
		' 120363000000000000@g.us ',
		'120363000000000000@G.US',
		['120363000000000000'],
	])('takes %p', async (entered) => {
		const { items, error } = await run('getGroupInfo', {
			groupId: byId(entered),
			simplify: false,
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ groupId: GROUP, id: GROUP });
	});

	it.each([
		[' ', 'is empty'],
		['6281200010000', 'is not a group ID'],
		[jid('6281200010000'), 'is not a group ID'],
		['120363000000000000@newsletter', 'is not a group ID'],
		['900000000777@lid', 'is not a group ID'],
		['Bench Group 0', 'is not a group ID'],
		[`${GROUP},120363000000000001@g.us`, 'is not a group ID'],
		[[GROUP, '120363000000000001@g.us'], 'is a list'],
		[120363000000000000, 'is a number too long to be exact'],
	])('refuses %p before any request', async (entered, refused) => {
		const { error } = await run('leaveGroup', { groupId: byId(entered) });
		expect(error?.message).toMatch(new RegExp(`^'Group' ${refused}`));
		expect(reached(current.sandbox, /group/)).toEqual([]);
	});

	it.each(ofOneGroup)('%s says so if the session is not in the group', async (operation) => {
		const groupId = byId('120363999999999999');
		const { error, items } = await withBinary(operation, { ...anything, groupId });
		expect(items).toEqual([]);
		expect(`${error?.message} ${error?.description}`).toMatch(
			/not (be )?in (it|the group)|in the group/,
		);
	});

	it.each([
		'revokeGroupInvite',
		'deleteGroup',
		'setGroupLocked',
		'setGroupAnnouncement',
		'promoteGroupParticipants',
		'removeGroupParticipants',
	])('%s says that it takes an admin', async (operation) => {
		onlyMember();
		const participants = '6281200010000';
		const { error, items } = await run(operation, { ...anything, participants });
		expect(items).toEqual([]);
		expect(`${error?.message} ${error?.description}`).toMatch(/admin/);
	});

	it('is told from the session: "Forbidden" is about the API key', async () => {
		const account = { ...current.account, apiKey: current.sandbox.otherApiKey };
		const { error } = await runWarest(account, ['groups', 'getGroupInfo'], {
			sessionId: byId('demo'),
			groupId: byId(GROUP),
		});
		expect(error?.message).toBe('This API key may not use the session');
	});

	it('is told from the session: one that waits for its QR is not connected', async () => {
		current.sandbox.control.setDial('demo', 'qr');
		current.sandbox.control.drop('demo', 'logged_out');
		const { error } = await run('getGroupInfo');
		expect(error?.message).toMatch(/^Session 'demo' /);
		const unknown = await run('getGroupInfo', { sessionId: byId('nosuch') });
		expect(unknown.error?.message).toBe("Session 'nosuch' does not exist");
	});
});

describe('List Groups', () => {
	it('gives [] and a hint where WARest lists none, because it may not have got an answer', async () => {
		current.sandbox.control.failWhatsApp({ method: 'groupFetchAllParticipating' });
		const { items, run: done } = await run('listGroups');
		expect(items).toEqual([]);
		expect(JSON.stringify(done.data.resultData.runData.Subject)).toContain(
			'It also does so when WhatsApp does not answer',
		);
	});
});

describe('Group Info', () => {
	it('has everything that WhatsApp reveals, and a count even if the server leaves it out', async () => {
		current.sandbox.control.answerWhatsApp({
			method: 'groupMetadata',
			answer: { id: GROUP, subject: 'No size' },
		});
		expect(jsons(await run('getGroupInfo', { simplify: false }))).toEqual([
			{ sessionId: 'demo', groupId: GROUP, id: GROUP, subject: 'No size', participantsCount: null },
		]);
	});

	it.each([
		[{ owner: '118230000000042@lid', ownerJid: OWNER }, OWNER],
		[{ owner: '118230000000042@lid' }, '118230000000042@lid'],
	])('names the owner of %j by number if WhatsApp gives it', async (told, owner) => {
		const answer = { id: GROUP, ...told };
		current.sandbox.control.answerWhatsApp({ method: 'groupMetadata', answer });
		expect(jsons(await run('getGroupInfo'))).toMatchObject([{ owner }]);
	});

	it('says when the group was created, or that WhatsApp does not tell', async () => {
		group().creation = 1_790_000_000;
		expect(jsons(await run('getGroupInfo'))).toMatchObject([
			{ createdAt: '2026-09-21T14:13:20.000Z' },
		]);
		current.sandbox.control.answerWhatsApp({ method: 'groupMetadata', answer: { id: GROUP } });
		expect(jsons(await run('getGroupInfo'))).toMatchObject([{ groupId: GROUP, createdAt: null }]);
	});
});

describe('What must not happen by accident', () => {
	it.each([
		['updateGroupDescription', 'groupDescription', "'Group Description' is empty"],
		['setGroupLocked', 'locked', "'Locked' is neither on nor off"],
		['setGroupAnnouncement', 'announcement', "'Announcement' is neither on nor off"],
		['updateGroupName', 'groupName', "'Group Name' is empty"],
	])('%s does nothing without a value', async (operation, name, message) => {
		group().desc = 'stays';
		for (const nothing of ['={{ $json.missing }}', '={{ null }}', '={{ "" }}']) {
			const { error } = await run(operation, { [name]: nothing });
			expect(error?.message).toMatch(new RegExp(`^${message}`));
		}
		expect(changes()).toEqual([]);
		expect(group().desc).toBe('stays');
	});

	it('a word that the server does not know for "on" is refused', async () => {
		const { error } = await run('setGroupLocked', { locked: 'maybe' });
		expect(error?.message).toBe(`'Locked' is neither on nor off: "maybe"`);
		await run('setGroupLocked', { locked: 'yes' });
		await run('setGroupAnnouncement', { announcement: 'no' });
		expect(changes()).toEqual([
			{ sessionId: 'demo', groupId: GROUP, locked: true },
			{ sessionId: 'demo', groupId: GROUP, announcement: false },
		]);
		expect(reached(current.sandbox, /locked|announcement/).map(({ query }) => query)).toEqual([
			{},
			{},
		]);
	});

	it('the description is removed when that is asked for', async () => {
		group().desc = 'old';
		const parameters = { groupDescription: '', options: { allowEmpty: true } };
		expect(jsons(await run('updateGroupDescription', parameters))).toMatchObject([
			{ groupDescription: '' },
		]);
		expect(group().desc).toBeUndefined();
	});
});

describe('Settings of a group', () => {
	it('change on the phone and say what they are now', async () => {
		expect(jsons(await run('setGroupLocked', { locked: true }))).toMatchObject([{ locked: true }]);
		expect(jsons(await run('setGroupAnnouncement', { announcement: true }))).toMatchObject([
			{ announcement: true },
		]);
		expect(group()).toMatchObject({ restrict: true, announce: true });
		await run('setGroupLocked', { locked: false });
		await run('setGroupAnnouncement', { announcement: false });
		expect(group()).toMatchObject({ restrict: false, announce: false });
		await run('updateGroupName', { groupName: ' Renamed ' });
		const chats = current.sandbox.control.phoneChats('demo');
		expect(chats.find((chat) => chat.jid === GROUP)?.name).toBe('Renamed');
	});

	it('are not believed if WARest reports anything but what was asked for', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/group',
			times: 2,
			action: success(
				[{ sessionId: 'demo', status: 'success unlocked group' }],
				'Announcement mode disabled',
			),
		});
		const announced = await run('setGroupAnnouncement', { announcement: true });
		expect(announced.error?.message).toBe('Announcement mode was not turned on');
		const locked = await run('setGroupLocked', { locked: true });
		expect(locked.error?.message).toBe('WhatsApp did not make the change');
		group().joined = false;
		current.sandbox.control.fault({
			method: 'POST',
			path: '/api/v1/group/join-via-link',
			action: success([{ status: 'success' }]),
		});
		const joined = await run('joinGroupByLink', { inviteLink: INVITE });
		expect(joined.error?.message).toBe(
			'WARest did not say whether the session is now in the group',
		);
	});
});

describe('Invite links', () => {
	it.each([
		INVITE,
		'chat.whatsapp.com/BenchInviteCode0000001',
		'http://chat.whatsapp.com/invite/BenchInviteCode0000001',
		`${INVITE}?mode=ac_t`,
		' BenchInviteCode0000001\n',
		'whatsapp://chat?code=BenchInviteCode0000001',
	])('%p is one', async (inviteLink) => {
		const { items, error } = await run('previewGroupByLink', { inviteLink });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ groupId: GROUP, inviteLink: INVITE });
	});

	it.each([
		'short',
		'https://longhostname1.example/BenchInviteCode0000001',
		'https://example.com/BenchInviteCode0000001',
		'Join us at the weekend please: BenchInviteCode0000001',
	])('%p is none, and nobody joins anything', async (inviteLink) => {
		const { error } = await run('joinGroupByLink', { inviteLink });
		expect(error?.message).toMatch(/^'Invite Link' is not a group invite link/);
		expect(reached(current.sandbox, /join/)).toEqual([]);
	});

	it('join returns the group that it joined', async () => {
		group().joined = false;
		expect(jsons(await run('joinGroupByLink', { inviteLink: INVITE }))).toEqual([
			{
				sessionId: 'demo',
				ownPhone: '+6281100000001',
				groupId: GROUP,
				groupName: 'Bench Group 0',
				inviteLink: INVITE,
				status: 'success joined group',
				joined: true,
			},
		]);
		expect(group().joined).toBe(true);
	});

	it('join says when an admin must approve first', async () => {
		Object.assign(group(), { joined: false, joinApprovalMode: true, members: [] });
		expect(jsons(await run('joinGroupByLink', { inviteLink: INVITE }))).toMatchObject([
			{ groupId: GROUP, joined: false, status: 'pending approval to join' },
		]);
	});

	it('join explains a refusal, and does not try a link that WhatsApp does not know', async () => {
		const { control } = current.sandbox;
		control.failWhatsApp({ method: 'groupAcceptInvite', message: 'gone' });
		const { error } = await run('joinGroupByLink', { inviteLink: INVITE });
		expect(error?.message).toBe('WhatsApp does not accept the invite link');
		control.resetRequests();
		await run('joinGroupByLink', { inviteLink: 'RevokedCode00000000001' });
		expect(changes()).toEqual([]);
	});

	it('are errors where WARest gives null for them', async () => {
		onlyMember();
		expect((await run('getGroupInvite')).error?.message).toBe(
			'WhatsApp gives no invite link for the group',
		);
		expect((await run('revokeGroupInvite')).error?.message).toBe('The invite link was not revoked');
	});

	it('preview has a picture field even if the server leaves it out', async () => {
		current.sandbox.control.session('demo').people.pictures.clear();
		expect(jsons(await run('previewGroupByLink', { inviteLink: INVITE }))).toMatchObject([
			{ groupPicture: null },
		]);
	});
});

describe('Leave and delete', () => {
	it('leaving twice is an error the second time, though WARest says "success"', async () => {
		expect((await run('leaveGroup')).error).toBeUndefined();
		const { error } = await run('leaveGroup');
		expect(error?.message).toBe('The session did not leave the group');
	});

	it('deleting says who stayed behind, and that it is not done', async () => {
		current.sandbox.control.failWhatsApp({ jid: jid('6281200010001') });
		expect(jsons(await run('deleteGroup'))).toMatchObject([
			{
				deleted: false,
				removedParticipants: ['6281200010000'],
				failedToRemove: ['6281200010001'],
				status: 'partial',
				reason: expect.stringContaining('has probably left the group anyway'),
			},
		]);
	});

	it('deleting says if only the session itself is left', async () => {
		current.sandbox.control.failWhatsApp({ method: 'groupLeave' });
		expect(jsons(await run('deleteGroup'))).toMatchObject([
			{ deleted: false, reason: expect.stringContaining('the session itself could not leave') },
		]);
	});

	it('deleting is an error if nobody could be removed', async () => {
		current.sandbox.control.failWhatsApp({ method: 'groupParticipantsUpdate' });
		const { error } = await run('deleteGroup');
		expect(error?.message).toBe(
			'The group was not deleted: none of its participants could be removed',
		);
	});
});

describe('Group pictures', () => {
	const setFrom = (url: string) => run('setGroupPicture', { source: 'url', url });
	const pictures = () =>
		changes().map((body) => (body as { picture: string }).picture.slice(0, 40));

	it('come out as a file, with its type and name', async () => {
		const { items } = await run('getGroupPicture', { options: { download: true } });
		expect(items[0].binary?.data).toMatchObject({
			mimeType: 'image/png',
			fileName: 'group-picture.png',
		});
		const bytes = await bytesOf(items[0].binary!.data);
		expect(bytes).toEqual(current.sandbox.world.pictures.get('pic.jpg'));
	});

	it('are null, and no file, if there is none', async () => {
		current.sandbox.control.session('demo').people.pictures.clear();
		const { items } = await run('getGroupPicture', { options: { download: true } });
		expect(items[0].json).toMatchObject({ groupId: GROUP, pictureUrl: null });
		expect(items[0].binary).toBeUndefined();
	});

	it('go in from a binary field, even if n8n does not know that it is a picture', async () => {
		const data = { ...current.binary.data, mimeType: 'application/octet-stream' };
		const { items, error } = await withBinary('setGroupPicture', {}, { data });
		expect(error).toBeUndefined();
		expect(pictures()).toEqual([expect.stringMatching(/^data:image\/png;base64,iVBOR/)]);
		const name = String(items[0].json.pictureUrl).split('/').at(-1)!;
		const stored = current.sandbox.world.pictures.get(name);
		expect(stored).toEqual(Buffer.from(current.binary.data.data, 'base64'));
	});

	it('go in from an address that the server can reach, and as a data URI in any spelling', async () => {
		expect((await setFrom(`${current.sandbox.url}/pictures/pic.jpg`)).error).toBeUndefined();
		const { error } = await setFrom('DATA:IMAGE/PNG;base64,iVBO Rw0K\nGgoA');
		expect(error).toBeUndefined();
		expect(pictures()[1]).toBe('data:image/png;base64,iVBORw0KGgoA');
	});

	it.each(['/etc/passwd', 'package.json', 'file:///etc/passwd', 'iVBORw0KGgoAAAANSUhEUg=='])(
		'%p never reaches the server, which would read its own file',
		async (url) => {
			const { error } = await setFrom(url);
			expect(error?.message).toMatch(/^'URL or Data URI' is neither/);
			expect(changes()).toEqual([]);
		},
	);

	it.each([
		['a text file', { data: Buffer.from('hello').toString('base64'), mimeType: 'text/plain' }],
		['a PDF', { data: Buffer.from('%PDF-1.4').toString('base64'), mimeType: 'image/png' }],
	])('%s is no picture', async (_name, data) => {
		const { error } = await withBinary('setGroupPicture', {}, { data });
		expect(error?.message).toMatch(/^'Input Data Field Name' holds no picture/);
		expect(changes()).toEqual([]);
	});

	it('a data URI of another type is not a picture', async () => {
		const { error } = await setFrom('data:text/plain;base64,aGVsbG8=');
		expect(error?.message).toMatch(/^'URL or Data URI' holds no picture: "text\/plain"/);
	});

	it.each([1_572_800, 3_000_000])('of %i bytes are refused before sending', async (size) => {
		const head = Buffer.from(current.binary.data.data, 'base64');
		const bytes = Buffer.concat([head, Buffer.alloc(size - head.length)]);
		const data = { data: bytes.toString('base64'), mimeType: 'image/png' };
		const { error } = await withBinary('setGroupPicture', {}, { data });
		expect(error?.message).toMatch(
			/^'Input Data Field Name' holds a picture that is too large: "(1\.6|3\.0) MB"$/,
		);
		expect(changes()).toEqual([]);
		const uri = await setFrom(`data:image/png;base64,${bytes.toString('base64')}`);
		expect(uri.error?.message).toMatch(/^'URL or Data URI' holds a picture that is too large/);
	});

	it('just below that arrive', async () => {
		const bytes = Buffer.concat([
			Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
			Buffer.alloc(1_572_600),
		]);
		const data = { data: bytes.toString('base64'), mimeType: 'image/png' };
		expect((await withBinary('setGroupPicture', {}, { data })).error).toBeUndefined();
	});

	it('that cannot be read or shown are explained', async () => {
		const missing = await setFrom(`${current.sandbox.url}/pictures/missing.jpg`);
		expect(missing.error?.message).toBe('The WARest server could not read the picture');
		current.sandbox.control.setBehaviour({ plainPictures: false });
		const page = await setFrom(`${current.sandbox.url}/control/requests`);
		expect(page.error?.message).toBe('The file is not a picture that WhatsApp can show');
	});

	it('that WhatsApp does not accept or remove are errors', async () => {
		const { control } = current.sandbox;
		control.failWhatsApp({ method: 'updateProfilePicture', message: 'not-authorized' });
		control.failWhatsApp({ method: 'removeProfilePicture', message: 'not-authorized' });
		expect((await withBinary('setGroupPicture')).error?.message).toBe(
			'The session is not allowed to do this in the group',
		);
		expect((await run('deleteGroupPicture')).error?.message).toBe(
			'WhatsApp did not make the change',
		);
	});
});

describe('the list of groups in the editor', () => {
	const ofDemo = { sessionId: byId('demo') };
	const searched = async (filter?: string) =>
		(await listInEditor(current.account, 'searchGroups', ofDemo, filter)).results;

	it('shows the groups that had messages, without waking the webhook of every group', async () => {
		expect(await searched()).toEqual([{ name: 'Bench Group 0', value: GROUP }]);
		expect(reached(current.sandbox, /^GET .*\/groups$/)).toEqual([]);
	});

	it('finds all others by name or ID, too', async () => {
		expect(await searched('group 2')).toEqual([
			{ name: 'Bench Group 2', value: '120363000000000002@g.us' },
		]);
		expect(await searched('000001@g')).toHaveLength(1);
		expect(await searched('nothing like that')).toEqual([]);
	});

	it('needs a session first', async () => {
		const account = { phone: '6281100000009', device: 3, name: 'Second', lid: '900000000009' };
		current.sandbox.control.addSession({ id: 'second', account });
		current.sandbox.control.scan('second');
		await expect(listInEditor(current.account, 'searchGroups')).rejects.toThrow(
			"'Session' is empty, and 2 sessions are connected",
		);
	});
});
