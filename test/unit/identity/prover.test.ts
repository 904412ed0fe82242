import fc from 'fast-check';
import {
	claimIn,
	claimText,
	eitherOf,
	isClaimed,
	listedJid,
	storedJid,
} from '../../../nodes/identity/claim';
import type { KnownDigits, KnownJid } from '../../../nodes/identity/known';
import { personOf } from '../../../nodes/identity/person';
import { Prover } from '../../../nodes/identity/prover';
import { post } from '../../../nodes/transport/call';
import { path } from '../../../nodes/transport/path';

const OWN = '6281100000001';
const REAL = '6281200010000';
const LIKE_A_NUMBER = '6281299887766';
const IMPOSSIBLE = '900000000777';

/** WhatsApp as it answers for the numbers that it knows; null: it doesn't. */
function witness(known: string[] | null, own: string | null = OWN) {
	const noted = new Set<string>();
	const asked: string[][] = [];
	const prover = new Prover({
		own: async () => own as KnownDigits | null,
		registered: async (digits) => {
			asked.push([...digits]);
			return new Set(digits.filter((each) => known?.includes(each)));
		},
		memory: { has: (thing) => noted.has(thing), note: (thing) => noted.add(thing) },
	});
	return { prover, asked };
}

const claim = (digits: string) => listedJid(`${digits}@s.whatsapp.net`)!;

describe('what the server lists', () => {
	it('is a number, a LID or nothing certain', async () => {
		const { prover, asked } = witness([OWN, REAL]);
		const rows = [claim(REAL), claim(LIKE_A_NUMBER), claim(IMPOSSIBLE)];
		expect(await prover.settle(rows)).toEqual([
			`${REAL}@s.whatsapp.net`,
			`${LIKE_A_NUMBER}@lid`,
			`${IMPOSSIBLE}@lid`,
		]);
		expect(asked).toEqual([[REAL, LIKE_A_NUMBER, OWN]]);
	});

	it('stays open when WhatsApp does not even find the own number, or that is not known', async () => {
		for (const { prover } of [witness(null), witness([], OWN), witness([], null)]) {
			expect(await prover.settle([claim(REAL), claim(IMPOSSIBLE)])).toEqual([
				null,
				`${IMPOSSIBLE}@lid`,
			]);
		}
	});

	it('is not asked for again once it is clear, and is while it is not', async () => {
		const clear = witness([OWN, REAL]);
		await clear.prover.settle([claim(REAL), claim(LIKE_A_NUMBER)]);
		await clear.prover.settle([claim(REAL), claim(LIKE_A_NUMBER)]);
		expect(clear.asked).toHaveLength(1);
		const open = witness(null);
		await open.prover.settle([claim(REAL)]);
		await open.prover.settle([claim(REAL)]);
		expect(open.asked).toHaveLength(2);
	});

	it('has the control in each of several requests', async () => {
		const many = Array.from(
			{ length: 900 },
			(_, index) => `62812${String(index).padStart(8, '0')}`,
		);
		const { prover, asked } = witness([OWN]);
		const answers = await prover.registered(many);
		expect([...answers.values()].every((answer) => answer === false)).toBe(true);
		expect(asked.map((digits) => digits.length <= 401 && digits.includes(OWN))).toEqual([
			true,
			true,
			true,
		]);
	});

	it('stays a claim in text and back, whatever its digits', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^\d{5,20}$/), (digits) => {
				const listed = claim(digits);
				expect(isClaimed(listed)).toBe(true);
				if (!isClaimed(listed)) return;
				expect(claimIn(claimText(listed))).toEqual(listed);
				expect(storedJid(listed)).toBe(`${digits}@s.whatsapp.net`);
				expect(eitherOf(listed)).toEqual([`${digits}@s.whatsapp.net`, `${digits}@lid`]);
			}),
		);
	});
});

it('takes no digits of a LID for a number of the same person', () => {
	expect(personOf(['900000000777@s.whatsapp.net', '900000000777:3@lid'])).toMatchObject({
		jid: '900000000777@lid',
		phone: null,
	});
	expect(personOf([`${REAL}:7@s.whatsapp.net`, '900000000777@lid'])).toMatchObject({
		jid: `${REAL}@s.whatsapp.net`,
		phone: `+${REAL}`,
		lid: '900000000777@lid',
	});
});

it('is refused by the compiler where a known recipient is needed', () => {
	const listed = { claimed: IMPOSSIBLE };
	const text = `${IMPOSSIBLE}@s.whatsapp.net`;
	const known = personOf([`${REAL}@s.whatsapp.net`]).jid as KnownJid;
	expect(post(path`/messages/send/text`, { to: known }).body).toEqual({ to: known });
	// @ts-expect-error a claim is no recipient
	post(path`/messages/send/text`, { to: listed });
	// @ts-expect-error nor is a text whose origin nobody knows
	post(path`/messages/send/text`, { to: text });
	// @ts-expect-error nor is one that is not known to be a person's number
	post(path`/group/participants/add`, { participants: [text] });
	// @ts-expect-error a claim cannot stand in an address
	expect(path`/chats/${listed}`).toBe('/chats/%5Bobject%20Object%5D');
	// @ts-expect-error nothing else makes a known one of a text
	const made: KnownJid = text;
	expect(made).toBe(text);
});
