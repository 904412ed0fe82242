import { jsons } from '../support/engine';
import { byId, listInEditor, runWarest } from '../support/warest';
import { reached, success, useSandbox } from '../support/sandbox';

const current = useSandbox({ world: 'recorded' });
const SECOND = { phone: '6281100000009', device: 3, name: 'Second', lid: '900000000009' };
const ofDemo = { sessionId: byId('demo') };

describe('the list of sessions', () => {
	it('shows name, phone number and state, connected ones first', async () => {
		const account = { phone: '6281100000009', device: 3, name: 'Fresh', lid: '900000000009' };
		current.sandbox.control.addSession({ id: 'afresh', account, dial: 'qr' });
		await runWarest(current.account, ['sessions', 'createSession'], { sessionId: 'afresh' });
		const { results } = await listInEditor(current.account, 'searchSessions');
		expect(results[0]).toMatchObject({
			name: 'Bench Phone (+6281100000001)',
			value: 'demo',
		});
		expect(results.at(-1)).toMatchObject({
			name: 'afresh (waiting for a scan, or connecting)',
			value: 'afresh',
		});
	});

	it('is searched by name and number', async () => {
		const found = async (filter: string) =>
			(await listInEditor(current.account, 'searchSessions', {}, filter)).results.map(
				({ value }) => value,
			);
		expect(await found('DEM')).toEqual(['demo']);
		expect(await found('62811')).toEqual(['demo']);
		expect(await found('nothing')).toEqual([]);
	});

	it('shows the state of a session in words, even one that it does not know', async () => {
		current.sandbox.control.fault({
			path: '/api/v1/session/list',
			action: success([
				{
					items: [
						{ id: 'a', status: 'dreaming', me: null },
						{ id: 'b', status: 'stopped' },
					],
				},
			]),
		});
		const { results } = await listInEditor(current.account, 'searchSessions');
		expect(results.map(({ name }) => name)).toEqual(['a (dreaming)', 'b (stopped)']);
	});

	it('says what is wrong with the account', async () => {
		await expect(
			listInEditor({ ...current.account, apiKey: 'x' }, 'searchSessions'),
		).rejects.toThrow('WARest does not accept the API key');
	});
});

describe('the list of chats', () => {
	it('shows name and number, newest first, page by page', async () => {
		for (let index = 0; index < 150; index++) {
			const chatId = `62813${String(index).padStart(8, '0')}@s.whatsapp.net`;
			current.sandbox.control.incoming('demo', { chatId, text: 'hi' });
		}
		const first = await listInEditor(current.account, 'searchChats', ofDemo);
		const second = await listInEditor(
			current.account,
			'searchChats',
			ofDemo,
			undefined,
			String(first.paginationToken),
		);
		const values = [...first.results, ...second.results].map(({ value }) => value);
		expect(first.results).toHaveLength(100);
		expect(second.paginationToken).toBeUndefined();
		expect(new Set(values).size).toBe(values.length);
		expect(values.length).toBeGreaterThan(150);
	});

	it('is searched by name', async () => {
		const { results } = await listInEditor(current.account, 'searchChats', ofDemo, 'c3');
		expect(results).toEqual([{ name: 'C3 (6281200010003)', value: 'unverified:6281200010003' }]);
	});

	it('finds a name with characters that the server takes for wildcards', async () => {
		current.sandbox.control.incoming('demo', {
			chatId: '6281300000050@s.whatsapp.net',
			text: 'hi',
		});
		current.sandbox.control.chat('demo', '6281300000050@s.whatsapp.net').store.displayName =
			'50% off';
		const { results } = await listInEditor(current.account, 'searchChats', ofDemo, '50% o');
		expect(results.map(({ name }) => name)).toEqual(['50% off (6281300000050)']);
		expect((await listInEditor(current.account, 'searchChats', ofDemo, '_%_')).results).toEqual([]);
	});

	it('marks groups', async () => {
		const { results } = await listInEditor(
			current.account,
			'searchChats',
			ofDemo,
			'120363000000000000',
		);
		expect(results[0].name).toMatch(/\(group\)$/);
	});

	it('asks for the session first', async () => {
		current.sandbox.control.addSession({ id: 'second', account: SECOND });
		current.sandbox.control.scan('second');
		await expect(
			listInEditor(current.account, 'searchChats', { sessionId: byId('') }),
		).rejects.toThrow("'Session' is empty, and 2 sessions are connected. Choose one of them");
	});

	it('is that of the only connected session if none is chosen', async () => {
		const { results } = await listInEditor(current.account, 'searchChats', {
			sessionId: byId(''),
		});
		expect(results).toEqual((await listInEditor(current.account, 'searchChats', ofDemo)).results);
		expect(results.length).toBeGreaterThan(0);
	});

	it('says what is wrong with the session', async () => {
		current.sandbox.control.drop('demo', 'stopped');
		await expect(listInEditor(current.account, 'searchChats', ofDemo)).rejects.toThrow(
			"Session 'demo' is logged out or stopped",
		);
	});
});

describe('the list of messages', () => {
	const ofChat = { ...ofDemo, chatId: byId('6281200010003') };

	it('shows who wrote what and when', async () => {
		const { results } = await listInEditor(current.account, 'searchMessages', ofChat);
		expect(results.length).toBeGreaterThan(2);
		expect(results.map(({ name }) => name).join('\n')).toMatch(
			/^You: .* \(\d{4}-\d\d-\d\d \d\d:\d\d UTC\)$/m,
		);
		expect(results.map(({ value }) => String(value)).every((id) => !id.startsWith('sys_'))).toBe(
			true,
		);
	});

	it('reads on page by page, and names messages without text', async () => {
		const chatId = '6281300000009@s.whatsapp.net';
		for (let index = 0; index < 150; index++) {
			current.sandbox.control.incoming('demo', { chatId, text: index === 149 ? '' : `m${index}` });
		}
		const parameters = { ...ofDemo, chatId: byId(chatId) };
		const first = await listInEditor(current.account, 'searchMessages', parameters);
		const token = String(first.paginationToken);
		const second = await listInEditor(
			current.account,
			'searchMessages',
			parameters,
			undefined,
			token,
		);
		expect([first.results.length, second.results.length]).toEqual([100, 50]);
		expect(second.paginationToken).toBeUndefined();
		const names = [...first.results, ...second.results].map(({ name }) => name);
		expect(names.filter((name) => name.startsWith('(no text)'))).toHaveLength(1);
	});

	it('refuses a chat that cannot be one', async () => {
		await expect(
			listInEditor(current.account, 'searchMessages', { ...ofDemo, chatId: byId('Budi') }),
		).rejects.toThrow("'Chat ID / JID' is not a phone number");
	});
});

describe('the list of recipients', () => {
	/** All pages, one after the other, as the editor loads them. */
	const all = async (filter?: string) => {
		const found: string[] = [];
		let token: unknown;
		do {
			const page = await listInEditor(
				current.account,
				'searchRecipients',
				ofDemo,
				filter,
				token as string | undefined,
			);
			found.push(...page.results.map(({ name }) => name));
			token = page.paginationToken;
		} while (token !== undefined);
		return found;
	};

	it('has chats, then contacts; groups without messages only in a search', async () => {
		const names = await all();
		expect(names[0]).toMatch(/^C0 \(6281200010000\)$/);
		expect(names).toContain('Bench Phone (6281100000001)');
		expect(names).not.toContain('Bench Group 2 (group)');
		expect(await all('bench group 2')).toEqual(['Bench Group 2 (group)']);
		expect(reached(current.sandbox, /GET .*\/groups$/)).toHaveLength(1);
		expect(new Set(names).size).toBe(names.length);
	});

	it('is searched by name over all of them', async () => {
		expect(await all('C24')).toEqual(['C24 (6281200010024)']);
		expect(await all('bench group 1')).toContain('Bench Group 1 (group)');
	});

	it('reads long lists of contacts to their end', async () => {
		const { contacts } = current.sandbox.control.session('demo');
		for (let index = 0; index < 700; index++) {
			const jid = `62815${String(index).padStart(8, '0')}@s.whatsapp.net`;
			contacts.set(jid, { jid, name: `Friend ${index}`, lid: null });
		}
		const names = await all('Friend');
		expect(new Set(names).size).toBe(700);
		expect(names).toHaveLength(700);
	});

	const first = async (filter: string) =>
		(await listInEditor(current.account, 'searchRecipients', ofDemo, filter)).results;

	it.each(['6281200010024', '+62 812-0001-0024', '62812 00010024', '0812-0001-0024', '10024'])(
		'finds a contact by its number, typed as "%s"',
		async (typed) => {
			expect(await first(typed)).toEqual([
				{ name: 'C24 (6281200010024)', value: 'unverified:6281200010024' },
			]);
		},
	);

	it('offers a number that nobody has, and sends to it', async () => {
		const [offered, ...others] = await first('+62 813-7654-3210');
		expect(offered).toEqual({ name: 'Send to +6281376543210', value: '+6281376543210' });
		expect(others).toEqual([]);
		const to = { __rl: true, mode: 'list', value: offered.value };
		const outcome = await runWarest(current.account, ['messages', 'sendText'], {
			...ofDemo,
			to,
			message: 'Hello',
		});
		expect(jsons(outcome)).toMatchObject([{ toJid: '6281376543210@s.whatsapp.net', sent: true }]);
	});

	it('offers a number as it is dialled in the country of the credential', async () => {
		current.account.defaultCountryCode = '62';
		expect(await first('0813-7654-3210')).toEqual([
			{ name: 'Send to +6281376543210', value: '+6281376543210' },
		]);
	});

	it('finds a name by its words in any order', async () => {
		expect(await first('2 group bench')).toEqual([
			{ name: 'Bench Group 2 (group)', value: expect.stringMatching(/@g\.us$/) },
		]);
	});

	it('offers no number that is not complete, or could be two', async () => {
		expect(await first('+62 813-7654')).toEqual([]);
		expect(await first('5555 1234')).toEqual([]);
	});

	it("offers a number as it is dialled at home, where the session's own account is", async () => {
		expect(await first('0813-7654-3210')).toEqual([
			{ name: 'Send to +6281376543210', value: '+6281376543210' },
		]);
	});

	it('finds the last of 5,000 contacts among 5,000 chats with few requests, and no empty page on the way', async () => {
		const { contacts } = current.sandbox.control.session('demo');
		for (let index = 0; index < 5000; index++) {
			const digits = `62815${String(index).padStart(8, '0')}`;
			const jid = `${digits}@s.whatsapp.net`;
			contacts.set(jid, { jid, name: `Friend ${index}`, lid: null });
			const chatId = `62816${String(index).padStart(8, '0')}@s.whatsapp.net`;
			current.sandbox.control.incoming('demo', { chatId, text: 'hi' });
		}
		current.sandbox.control.resetRequests();
		expect(await first('Friend 4999')).toEqual([
			{ name: 'Friend 4999 (6281500004999)', value: 'unverified:6281500004999' },
		]);
		expect(current.sandbox.requests.length).toBeLessThanOrEqual(8);
	});

	it("stops at the chats of another user's session", async () => {
		current.account.apiKey = current.sandbox.otherApiKey;
		expect((await all()).length).toBeGreaterThan(0);
		expect(await all('bench group 2')).toEqual([]);
	});
});

describe('the lists of people for a group', () => {
	const GROUP = '120363000000000000@g.us';
	const ofGroup = { ...ofDemo, groupId: byId(GROUP) };
	const list = async (operation: string, filter = '') => {
		const parameters = { ...ofGroup, operation };
		return (await listInEditor(current.account, 'searchParticipants', parameters, filter)).results;
	};

	it('has people, but no groups, to be added, and a number that was typed', async () => {
		const people = await list('addGroupParticipants');
		expect(await list('createGroup')).toEqual(people);
		expect(people).toContainEqual({
			name: 'C3 (6281200010003)',
			value: 'unverified:6281200010003',
		});
		expect(people.filter(({ value }) => String(value).endsWith('@g.us'))).toEqual([]);
		expect(await list('addGroupParticipants', 'bench group 2')).toEqual([]);
		expect(await list('addGroupParticipants', '+62 813-7654-3210')).toEqual([
			{ name: 'Add +6281376543210', value: '+6281376543210' },
		]);
	});

	it.each(['removeGroupParticipants', 'promoteGroupParticipants', 'demoteGroupParticipants'])(
		'has the other members with names, numbers and roles for %s',
		async (operation) => {
			expect(await list(operation)).toEqual([
				{ name: 'C0 (+6281200010000)', value: '+6281200010000' },
				{ name: 'C1 (+6281200010001), admin', value: '+6281200010001' },
			]);
			expect(await list(operation, '0812-0001-0001')).toHaveLength(1);
		},
	);

	it.each(['approveJoinRequest', 'rejectJoinRequest'])(
		'has those who ask to join for %s',
		async (operation) => {
			expect(await list(operation)).toEqual([{ name: '+6281200019999', value: '+6281200019999' }]);
		},
	);

	it('asks for the group first', async () => {
		const operation = 'removeGroupParticipants';
		const parameters = { ...ofDemo, operation, groupId: byId('') };
		await expect(listInEditor(current.account, 'searchParticipants', parameters)).rejects.toThrow(
			"Choose 'Group' first",
		);
	});

	it('is what an operation takes', async () => {
		const [chosen] = await list('createGroup', 'C3');
		const participants = { __rl: true, mode: 'list', value: chosen.value };
		const parameters = { ...ofDemo, groupName: 'Picnic', participants };
		const outcome = await runWarest(current.account, ['groups', 'createGroup'], parameters);
		expect(jsons(outcome)[0].participants).toMatchObject([{ phone: '+6281200010003' }]);
	});
});

describe('a session that is not connected', () => {
	const ofAll = {
		...ofDemo,
		chatId: byId('6281200010003'),
		groupId: byId('120363000000000000@g.us'),
	};

	it.each([
		['searchChats', 'getChatMessages'],
		['searchRecipients', 'sendText'],
		['searchParticipants', 'addGroupParticipants'],
		['searchParticipants', 'removeGroupParticipants'],
		['searchGroups', 'getGroupInfo'],
		['searchMessages', 'starMessage'],
	] as const)(
		'is what %s of %s says, with what to do, instead of an empty list',
		async (method, operation) => {
			current.sandbox.control.drop('demo', 'stopped');
			await expect(
				listInEditor(current.account, method, { ...ofAll, operation }),
			).rejects.toMatchObject({
				message: expect.stringContaining("Session 'demo' is logged out or stopped"),
				description: expect.stringContaining('scan the QR code'),
			});
		},
	);
});
