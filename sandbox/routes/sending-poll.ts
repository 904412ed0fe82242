import type { Fields } from '../parameters';
import { deliver, deliveryOf } from '../sending/delivery';
import { refuseSending } from '../sending/refusal';
import { firstText, parsedJson } from '../sending/values';
import type { Question } from '../world/content';
import type { World } from '../world/world';

const invalid = () => refuseSending(400, 3012, 'Poll payload invalid');

/** `poll` in its three forms, over the fields of the same names (docs/warest/messages.md#3-11). */
function pollFields({ poll, ...fields }: Fields): Fields {
	const given = parsedJson(poll) ?? poll;
	if (Array.isArray(given)) return { ...fields, options: given };
	if (typeof given === 'string') return { ...fields, question: given };
	return typeof given === 'object' && given !== null ? { ...fields, ...given } : fields;
}

function optionsOf(value: unknown): string[] {
	const parsed = parsedJson(value);
	const list = Array.isArray(parsed) ? parsed : typeof value === 'string' ? value.split(',') : [];
	return list.map((option) => String(option).trim()).filter((option) => option !== '');
}

function questionOf(fields: Fields): Question {
	const question = firstText(fields, 'question', 'name');
	const options = optionsOf(fields.options);
	if (question === null || options.length === 0) return invalid();
	const wanted = Number(fields.maxSelection ?? fields.selectableCount ?? 1) || 1;
	return { question, options, maxSelection: Math.min(options.length, Math.max(1, wanted)) };
}

/** `POST /messages/send/poll` (docs/warest/messages.md#3-11). */
export async function sendPoll(world: World, fields: Fields) {
	const delivery = deliveryOf(world, fields);
	const poll = questionOf(pollFields(fields));
	return await deliver(world, delivery, () => ({
		content: { kind: 'poll', poll },
		status: 'poll success',
		extras: poll,
	}));
}
