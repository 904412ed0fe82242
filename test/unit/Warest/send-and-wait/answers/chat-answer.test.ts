import {
	chatAnswer,
	type ChatAnswer,
} from '../../../../../nodes/Warest/send-and-wait/answers/chat-answer';
import { kindOf } from '../../../../../nodes/WarestTrigger/events/kinds';
import { simplified } from '../../../../../nodes/WarestTrigger/events/simplify';
import type { Delivery } from '../../../../../nodes/WarestTrigger/receiving/delivery';
import { recordedDeliveries } from '../../../../support/recorded-deliveries';

const recorded = recordedDeliveries();

/** What the recorded delivery of a real server answers. */
function answerIn(name: string): ChatAnswer | null {
	const { body } = recorded.find((each) => each.name === `${name} 1`)!;
	const { event, data, ts } = body;
	const [simple] = simplified(
		kindOf(event, data)!.event,
		{ event, data, ts, sessionId: 'demo' } as Delivery,
		{ baseUrl: 'http://warest.test', receivedAt: new Date(ts) },
	);
	return chatAnswer(simple);
}

const nothing: Partial<ChatAnswer> = {
	text: null,
	quotedMessageId: null,
	quotedText: null,
	choiceId: null,
	reaction: null,
	reactedTo: null,
	location: null,
};

it.each<[name: string, said: Partial<ChatAnswer>]>([
	['message.text-ephemeral', { text: 'disappearing' }],
	[
		'message.text-quote',
		{
			text: 'my answer',
			quotedMessageId: '3EB0AAAA000000000001',
			quotedText: 'the original question',
			at: '2026-11-22T09:16:41.000Z',
		},
	],
	[
		'message.button-response',
		{
			text: 'Yes',
			choiceId: 'btn-1',
			quotedMessageId: '3EB0AAAA000000000001',
			quotedText: 'the original question',
		},
	],
	['message.template-button-reply', { text: 'OK', choiceId: 'id-1' }],
	['message.interactive-response', { text: 'Ping', choiceId: 'btn-ping' }],
	['message.list-response', { text: 'Item A1', choiceId: 'A1' }],
	['event.update-reaction', { reaction: '🔥', reactedTo: '3AX0', messageId: '3AX4' }],
	['message.location', { location: { latitude: -6.2, longitude: 106.816666, name: 'HQ' } }],
	['message.live-location', { text: 'on my way', location: { latitude: -6.2, longitude: 106.8 } }],
	['message.document-with-caption', { text: expect.any(String) as string }],
	['message.sticker', {}],
	['message.contacts', {}],
])('reads the recorded %s', (name, said) => {
	expect(answerIn(name)).toEqual({
		...nothing,
		messageId: expect.any(String) as string,
		at: expect.stringMatching(/^2026-\d\d-\d\dT[\d:.]+Z$/) as string,
		...said,
	});
});

it.each([
	'message.reaction-removed',
	'message.edit',
	'message.revoke',
	'message.poll-vote',
	'message.pin',
	'message.group-stub-add',
	'event.presence-composing',
])('takes the recorded %s for no answer', (name) => {
	expect(answerIn(name)).toBeNull();
});

it('takes nothing that one sent oneself for an answer', () => {
	const event = {
		event: 'message',
		type: 'text',
		fromMe: true,
		messageId: '3A',
		text: 'yes',
		quoted: null,
		details: null,
		sentAt: '2026-11-28T12:00:00.000Z',
	} as const;
	expect(chatAnswer(event)).toBeNull();
	expect(chatAnswer({ ...event, fromMe: false })).toMatchObject({ text: 'yes' });
});

it.each([
	[{ latitude: 91, longitude: 0 }],
	[{ latitude: 0, longitude: -181 }],
	[{ latitude: null, longitude: 0 }],
	[{ latitude: '1', longitude: 2 }],
	[{}],
])('takes %p for no place', (details) => {
	const event = {
		event: 'message' as const,
		type: 'location',
		fromMe: false,
		messageId: '3A',
		text: '',
		quoted: null,
		details,
		sentAt: '2026-11-28T12:00:00.000Z',
	};
	expect(chatAnswer(event)?.location).toBeNull();
});
