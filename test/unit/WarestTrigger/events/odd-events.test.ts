import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { createHmac } from 'node:crypto';
import {
	isRejection,
	readDelivery,
	type Delivery,
} from '../../../../nodes/WarestTrigger/receiving/delivery';
import { kindOf } from '../../../../nodes/WarestTrigger/events/kinds';
import { simplified } from '../../../../nodes/WarestTrigger/events/simplify';
import { recordedDeliveries } from '../../../support/recorded-deliveries';

const SECRET = 'a-secret-of-at-least-thirty-two-letters';
const NOW = 1_795_339_140_000;
const account = { baseUrl: 'http://warest.test', receivedAt: new Date(NOW) };
const recorded = recordedDeliveries().map(({ body }) => body as unknown as IDataObject);

const read = (
	body: unknown,
	{ raw = JSON.stringify(body), registry = null as string | null } = {},
) => {
	const key = `${SECRET}admin`;
	const signature = `HMAC-SHA256=${createHmac('sha256', key).update(raw).digest('hex')}`;
	return readDelivery(signature, Buffer.from(raw), {
		secret: SECRET,
		sessions: new Map([['demo', registry]]),
		now: NOW,
		tolerance: 300_000,
	});
};

const event = {
	event: 'message_received',
	data: {},
	ts: NOW,
	session: { id: 'demo', registry: 'admin', username: 'admin' },
};

it.each([
	['is no JSON', { ...event }, { raw: '{' }, /not a JSON object/],
	['is a list', [event], {}, /not a JSON object/],
	['has no event', { ...event, event: 5 }, {}, /form of an event/],
	['has no data', { ...event, data: null }, {}, /form of an event/],
	['has no session', { ...event, session: 'demo' }, {}, /form of an event/],
	['is signed for nobody', { ...event, session: { id: 'demo' } }, {}, /signature is not right/],
	[
		'is of another session',
		{ ...event, session: { ...event.session, id: 'x' } },
		{},
		/not registered/,
	],
	['is of no session', { ...event, session: { username: 'admin' } }, {}, /not registered/],
	['is of another user', event, { registry: 'bob' }, /registry is another one/],
	['has no time', { ...event, ts: String(NOW) }, {}, /too old/],
	['is too old', { ...event, ts: NOW - 300_001 }, {}, /too old/],
	['is from the future', { ...event, ts: NOW + 300_001 }, {}, /too old/],
])('refuses a delivery that %s', (_what, body, conditions, rejected) => {
	const delivery = read(body, conditions);
	expect(isRejection(delivery) && delivery.rejected).toMatch(rejected);
});

it('takes a delivery at the edge of the time that it may take', () => {
	expect(isRejection(read({ ...event, ts: NOW - 300_000 }))).toBe(false);
	expect(isRejection(read(event, { registry: 'admin' }))).toBe(false);
});

/** The same value with one place in it, deep down, replaced by something else. */
function mutated(value: unknown, path: number[], replacement: unknown): unknown {
	if (typeof value !== 'object' || value === null || path.length === 0) return replacement;
	const entries = Object.entries(value);
	if (entries.length === 0) return replacement;
	const [step, ...rest] = path;
	const [key, inner] = entries[step % entries.length];
	const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
	Object.assign(copy, { [key]: mutated(inner, rest, replacement) });
	return copy;
}

it('makes items of every event, whatever it has in a place where it had something else', () => {
	const anything = fc.oneof(
		fc.constantFrom(null, undefined, '', 0, -1, 1e300, [], {}, 'x@lid', '628@s.whatsapp.net', '5'),
		fc.jsonValue({ maxDepth: 2 }),
	);
	fc.assert(
		fc.property(
			fc.constantFrom(...recorded),
			fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }),
			anything,
			(body, path, replacement) => {
				const data = mutated(body.data, path, replacement);
				if (typeof data !== 'object' || data === null || Array.isArray(data)) return fc.pre(false);
				const { event: name, ts } = body as { event: string; ts: number };
				const delivery: Delivery = {
					event: name,
					data: data as IDataObject,
					ts,
					sessionId: 'demo',
					registry: 'admin',
					body,
				};
				const kind = kindOf(name, delivery.data);
				if (!kind) return fc.pre(false);
				for (const item of simplified(kind.event, delivery, account)) {
					expect(item.event).toBe(kind.event);
					expect(new Date(item.sentAt).toISOString()).toBe(item.sentAt);
					// A LID never poses as a phone number.
					const { sender } = item;
					if (sender?.lid && sender.phone)
						expect(sender.phone).not.toContain(sender.lid.split('@')[0]);
				}
			},
		),
		{ numRuns: 3000 },
	);
});

it('knows nothing of an event of a newer server', () => {
	expect(kindOf('teleported', {})).toBeNull();
	expect(kindOf('constructor', {})).toBeNull();
});
