import { bytesOf, jsons } from '../support/engine';
import { reached, success, useSandbox } from '../support/sandbox';
import { byId, runnerOf, runWarest } from '../support/warest';

const current = useSandbox({ world: 'recorded' });
const OWN = '6281100000001';
const C0 = '6281200010000';
/** In the sandbox nobody has numbers that end in six zeros. */
const FREE = '6281200000000';
const jid = (digits: string) => `${digits}@s.whatsapp.net`;

const run = runnerOf(current, 'profile', { sessionId: byId('demo') });
const session = () => current.sandbox.control.session('demo');
const fail = (method: 'onWhatsApp' | 'getBusinessProfile' | 'fetchPrivacySettings') =>
	current.sandbox.control.failWhatsApp({ method });
const queries = (path: RegExp) => reached(current.sandbox, path).map(({ query }) => query);
const hints = ({ run: done }: Awaited<ReturnType<typeof run>>) =>
	JSON.stringify(done.data.resultData.runData.Subject?.map(({ hints: shown }) => shown));

const manyContacts = (count: number) => {
	for (let index = 0; index < count; index++) {
		const person = jid(`62813${String(index).padStart(8, '0')}`);
		session().contacts.set(person, { jid: person, name: `N${index}`, lid: null });
	}
};

describe('Check On WhatsApp', () => {
	const check = (checkNumbers: unknown, parameters = {}) =>
		run('checkOnWhatsapp', { checkNumbers: checkNumbers as string, ...parameters });

	it('gives an item for each number, whether one or several', async () => {
		const one = jsons(await check(C0));
		expect(one).toEqual([{ sessionId: 'demo', jid: jid(C0), phone: `+${C0}`, isOnWhatsApp: true }]);
		const several = jsons(await check([C0, FREE, '+62 812-0001-0001']));
		expect(several.map(({ phone, isOnWhatsApp }) => [phone, isOnWhatsApp])).toEqual([
			[`+${C0}`, true],
			[`+${FREE}`, false],
			['+6281200010001', true],
		]);
	});

	it('keeps the country of numbers with +, and asks for each number once', async () => {
		const numbers = '+1 (415) 555-2671\n+44 20 7946 0018, 0044 20 7946 0018';
		const found = jsons(await check(numbers));
		expect(found.map(({ jid: asked }) => asked)).toEqual([jid('14155552671'), jid('442079460018')]);
		expect(queries(/on-whatsapp/)).toMatchObject([{ checkNumbers: '14155552671,442079460018' }]);
	});

	it('reads a leading 0 with the country code of the credential, not with the one of the server', async () => {
		expect((await check('0151 23456789')).error?.message).toContain('starts with 0');
		const { items } = await runWarest(
			{ ...current.account, defaultCountryCode: '49' },
			['profile', 'checkOnWhatsapp'],
			{ sessionId: byId('demo'), checkNumbers: '0151 23456789' },
		);
		expect(items[0].json.phone).toBe('+4915123456789');
	});

	it('is an error, and not "not on WhatsApp", if WhatsApp could not be asked', async () => {
		fail('onWhatsApp');
		for (const numbers of [C0, [C0, FREE]]) {
			const { error, items } = await check(numbers);
			expect(items).toEqual([]);
			expect(error?.message).toBe('WhatsApp could not be asked about the number');
		}
	});

	it('asks about many numbers in batches', async () => {
		const numbers = Array.from({ length: 120 }, (_, index) => String(6281300000001 + index));
		const found = jsons(await check(numbers));
		expect(found.map(({ phone }) => phone)).toEqual(numbers.map((each) => `+${each}`));
		const asked = queries(/on-whatsapp/).map(({ checkNumbers }) => String(checkNumbers));
		expect(asked.map((list) => list.split(',').length)).toEqual([50, 50, 20]);
	});

	it('adds picture and business profile if details are wanted', async () => {
		const [found] = jsons(await check(C0, { options: { deep: true } }));
		expect(found).toMatchObject({
			picture: { full: expect.any(String) },
			businessProfile: { wid: jid(C0) },
		});
	});

	it('does not mix up numbers if WARest leaves one out', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/profile/on-whatsapp',
			action: success([{ data: [{ phone: C0, jid: jid(C0), isOnWhatsApp: true }] }]),
		});
		const { error } = await check([FREE, C0]);
		expect(error?.message).toBe('WARest answered for 1 of 2 numbers');
	});
});

describe('Get Business Profile', () => {
	const profiles = (checkNumbers: unknown) =>
		run('getBusinessProfile', { checkNumbers: checkNumbers as string, simplify: false });

	it('gives an item for each number, whether one or several', async () => {
		for (const numbers of [[C0], [C0, '6281200010001']]) {
			const found = jsons(await profiles(numbers));
			expect(found).toMatchObject(
				numbers.map((phone) => ({
					phone: `+${phone}`,
					jid: jid(phone),
					isBusiness: true,
					email: 'a@b.c',
				})),
			);
		}
	});

	it('tells those who have none from those who are not on WhatsApp', async () => {
		session().people.businesses.clear();
		expect(jsons(await profiles([C0, FREE]))).toMatchObject([
			{ phone: `+${C0}`, isBusiness: false, isOnWhatsApp: true, categories: [] },
			{ phone: `+${FREE}`, isBusiness: false, isOnWhatsApp: false },
		]);
	});

	it('is an error if WhatsApp could not be asked', async () => {
		fail('getBusinessProfile');
		fail('onWhatsApp');
		const { error } = await profiles(C0);
		expect(error?.message).toBe('WhatsApp could not be asked about the number');
	});
});

describe('List Contacts', () => {
	const list = (parameters = {}) => run('listContacts', parameters);

	it('gives as many as the limit says: the server itself gives one without any', async () => {
		expect(jsons(await list())).toHaveLength(26);
		expect(jsons(await list({ limit: 3 }))).toHaveLength(3);
		expect(queries(/list-contacts/)).toMatchObject([
			{ limit: '50', offset: '0' },
			{ limit: '3', offset: '0' },
		]);
	});

	it('reads on past the end of a server page, missing and repeating nothing', async () => {
		manyContacts(2300);
		const all = jsons(await list({ returnAll: true }));
		expect(new Set(all.map(({ jid: each }) => each)).size).toBe(2326);
		expect(all).toHaveLength(2326);
		expect(queries(/list-contacts/).map(({ limit, offset }) => [limit, offset])).toEqual([
			['1000', '0'],
			['1000', '1000'],
			['1000', '2000'],
		]);
		expect(jsons(await list({ limit: 1500 }))).toHaveLength(1500);
	});

	it("marks the session's own account", async () => {
		const own = jsons(await list({ returnAll: true })).filter(({ isMe }) => isMe);
		expect(own).toEqual([
			{
				sessionId: 'demo',
				jid: jid(OWN),
				phone: null,
				lid: null,
				name: 'Bench Phone',
				isMe: true,
				ownPhone: `+${OWN}`,
			},
		]);
	});

	it('gives the members of groups, of all or of some', async () => {
		const found = async (options: object) =>
			jsons(await list({ options })).map(({ phone }) => phone);
		expect(await found({ type: 'groups' })).toEqual([null, `+${C0}`, '+6281200010001']);
		expect(await found({ groupIds: '120363000000000001' })).toHaveLength(3);
		expect(await found({ groupIds: ['120363999999999999@g.us'] })).toEqual([]);
		expect(queries(/list-contacts/).map(({ groupIds }) => groupIds)).toEqual([
			undefined,
			'120363000000000001@g.us',
			'120363999999999999@g.us',
		]);
	});

	it('does not take groups for the type of contacts that ignores them', async () => {
		const options = { type: 'contacts', groupIds: '120363000000000001' };
		const { error } = await list({ options });
		expect(error?.message).toMatch(/^'Only Groups' works only with the type 'Group Members'/);
	});

	it('warns that an empty list of members may be none', async () => {
		current.sandbox.control.failWhatsApp({ method: 'groupFetchAllParticipating' });
		const outcome = await list({ options: { type: 'groups' } });
		expect(outcome.items).toEqual([]);
		expect(hints(outcome)).toContain('It also does so when WhatsApp does not answer');
	});

	it('looks up details in small batches', async () => {
		const found = jsons(await list({ limit: 12, options: { deep: true } }));
		expect(found).toHaveLength(12);
		expect(found[11]).toMatchObject({ about: 'Available', picture: { full: expect.any(String) } });
		expect(queries(/list-contacts/)).toMatchObject([
			{ deep: 'true', limit: '10', offset: '0' },
			{ deep: 'true', limit: '10', offset: '10' },
		]);
	});
});

describe('Privacy settings', () => {
	it('leave out those that WARest always calls "all", and spell stickers right', async () => {
		session().people.privacy = {
			readreceipts: 'none',
			profile: 'none',
			status: 'contacts',
			online: 'all',
			last: 'contact_blacklist',
			groupadd: 'none',
			calladd: 'known',
			stickers: 'none',
			messages: 'contacts',
		};
		const outcome = await run('getPrivacySettings');
		expect(jsons(outcome)).toEqual([
			{
				sessionId: 'demo',
				ownPhone: `+${OWN}`,
				profilePhoto: 'none',
				status: 'contacts',
				online: 'all',
				lastSeen: 'contact_blacklist',
				messages: 'contacts',
				stickers: 'none',
			},
		]);
		expect(hints(outcome)).not.toContain('WARest');
	});

	it('come with a warning if they may not be an answer from WhatsApp at all', async () => {
		fail('fetchPrivacySettings');
		expect(hints(await run('getPrivacySettings'))).toContain(
			'WARest gives the same values when WhatsApp does not answer',
		);
	});
});

describe("The session's own profile", () => {
	it('is asked for by session, never by phone number', async () => {
		await run('getProfileInfo');
		await run('getProfilePicture');
		expect(queries(/profile\/(info|picture)$/)).toEqual([
			{ sessionId: 'demo' },
			{ sessionId: 'demo' },
		]);
	});

	it('has its picture as a file, and none if there is none', async () => {
		const download = { options: { download: true, outputPropertyName: 'me' } };
		const { items } = await run('getProfilePicture', download);
		expect(items[0].binary?.me).toMatchObject({ fileName: 'profile-picture.png' });
		expect(await bytesOf(items[0].binary!.me)).toEqual(
			current.sandbox.world.pictures.get('pic.jpg'),
		);
		await run('deleteProfilePicture');
		const gone = await run('getProfilePicture', download);
		expect(gone.items[0]).toMatchObject({ json: { url: null, imgFull: null } });
		expect(gone.items[0].binary).toBeUndefined();
	});

	it('gets a new picture from a binary field', async () => {
		const items = [{ json: {}, binary: current.binary }];
		const outcome = await run('setProfilePicture', {}, { items });
		const name = String(outcome.items[0].json.url).split('/').at(-1)!;
		const bytes = Buffer.from(current.binary.data.data, 'base64');
		expect(current.sandbox.world.pictures.get(name)).toEqual(bytes);
	});

	it('passes on what WhatsApp says about a picture', async () => {
		current.sandbox.control.failWhatsApp({
			method: 'updateProfilePicture',
			message: 'Input buffer contains unsupported image format',
		});
		const items = [{ json: {}, binary: current.binary }];
		const { error } = await run('setProfilePicture', {}, { items });
		expect(error?.message).toBe('The file is not a picture that WhatsApp can show');
		current.sandbox.control.failWhatsApp({ method: 'removeProfilePicture', message: 'busy' });
		const removal = await run('deleteProfilePicture');
		expect(removal.error?.message).toBe('WhatsApp rejected the request: busy');
	});

	it('is an error for a session that is not connected, or not one of this key', async () => {
		const account = { ...current.account, apiKey: current.sandbox.otherApiKey };
		const foreign = await runWarest(account, ['profile', 'getProfileInfo'], {
			sessionId: byId('demo'),
		});
		expect(foreign.error?.message).toBe('This API key may not use the session');
		current.sandbox.control.drop('demo', 'stopped');
		const { error } = await run('getProfileInfo');
		expect(error?.message).toBe("Session 'demo' is logged out or stopped");
	});
});

describe('The demo world', () => {
	const demo = useSandbox({ world: 'demo' });
	const groups = async (operation: string, parameters = {}) =>
		await runWarest(demo.account, ['groups', operation], {
			sessionId: byId('shop'),
			...parameters,
		});

	it('has groups with members, requests and an open invitation', async () => {
		const listed = jsons(await groups('listGroups'));
		expect(listed.map(({ subject }) => subject)).toContain('Saturday Cupping Club');
		const club = listed.find(({ subject }) => subject === 'Saturday Cupping Club');
		const groupId = byId(club?.groupId);
		const requests = jsons(await groups('listJoinRequests', { groupId }));
		expect(requests).toHaveLength(2);
		const participants = requests.map(({ participant }) => participant) as string[];
		const approved = jsons(await groups('approveJoinRequest', { groupId, participants }));
		expect(approved.map(({ status }) => status)).toEqual(['approved', 'approved']);
		expect(jsons(await groups('getGroupParticipants', { groupId }))).toHaveLength(7);
		const joined = await groups('joinGroupByLink', { inviteLink: 'RoastersOfJava20260001' });
		expect(jsons(joined)).toMatchObject([{ groupName: 'Roasters of Java', joined: true }]);
		expect(demo.sandbox.control.phoneChats('shop').map(({ name }) => name)).toContain(
			'Roasters of Java',
		);
	});

	it('lets a member do what members may, and no more', async () => {
		const listed = jsons(await groups('listGroups'));
		const market = listed.find(({ subject }) => subject === 'Jalan Mawar Shopkeepers');
		const groupId = byId(market?.groupId);
		const renamed = await groups('updateGroupName', { groupId, groupName: 'Mine' });
		expect(renamed.error?.message).toBe('The session is not allowed to do this in the group');
	});
});
