import type { Fields } from '../parameters';
import { deliver, deliveryOf } from '../sending/delivery';
import { pictureOf } from '../sending/interactive-picture';
import { refuseSending } from '../sending/refusal';
import { firstText, scalarText } from '../sending/values';
import type { Button } from '../world/content';
import { ulid } from '../world/ids';
import type { World } from '../world/world';

const most = 10;

/** Which field of a typed button holds its value. */
const valueNames: Record<Button['type'], string> = {
	reply: 'id',
	url: 'url',
	call: 'phoneNumber',
	copy: 'copyCode',
};

const isButtonType = (type: string): type is Button['type'] => type in valueNames;

function typedButton(fields: Fields, type: string, newId: () => string): Button {
	// The server says no more than that about a type it doesn't know.
	if (!isButtonType(type)) throw new Error(`There is no button type "${type}"`);
	const value = scalarText(fields[valueNames[type]]);
	return {
		type,
		text: scalarText(fields.displayText) ?? '',
		value: value ?? (type === 'reply' ? newId() : null),
	};
}

function buttonOf(given: unknown, newId: () => string): Button {
	if (typeof given !== 'object') return { type: 'reply', text: String(given), value: newId() };
	const fields = { ...given } as Fields;
	const type = firstText(fields, 'type');
	if (type !== null) return typedButton(fields, type.toLowerCase(), newId);
	const text = firstText(fields, 'text', 'displayText') ?? String(given);
	return { type: 'reply', text, value: scalarText(fields.id) ?? newId() };
}

/** `POST /messages/send/button` (docs/warest/messages.md#3-8). */
export async function sendButtons(world: World, fields: Fields) {
	const delivery = deliveryOf(world, fields, { noRecipient: [2000, 'Invalid destination'] });
	const { buttons: given } = fields;
	if (!Array.isArray(given) || given.length === 0) {
		return refuseSending(400, 2000, 'buttons must be a non-empty array');
	}
	const newId = () => ulid(world.now());
	const buttons = (given as unknown[])
		.filter((button) => button !== null && button !== '')
		.map((button) => buttonOf(button, newId))
		.slice(0, most);
	const picture = await pictureOf(world, fields.image);
	const footer = firstText(fields, 'footer');
	return await deliver(world, delivery, () => ({
		id: newId(),
		content: {
			kind: 'buttons',
			text: firstText(fields, 'text', 'message') ?? ' ',
			interaction: { footer, ...picture, buttons, menus: [] },
		},
		status: 'interactive button success',
		extras: { buttonCount: buttons.length },
	}));
}
