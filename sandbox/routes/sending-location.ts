import type { Fields } from '../parameters';
import { deliver, deliveryOf } from '../sending/delivery';
import { refuseSending } from '../sending/refusal';
import { firstText, parsedJson } from '../sending/values';
import type { Place } from '../world/content';
import type { World } from '../world/world';

const invalid = () => refuseSending(400, 3012, 'Invalid location payload');

/** Degrees without any range; an empty text is 0, null is missing (docs/warest/messages.md#3-10). */
function degrees(...values: unknown[]): number {
	const value = values.find((candidate) => candidate !== null && candidate !== undefined);
	const number = value === undefined ? NaN : Number(value);
	return Number.isFinite(number) ? number : invalid();
}

const named = (fields: Fields): Place => ({
	latitude: degrees(fields.latitude, fields.lat),
	longitude: degrees(fields.longitude, fields.lng),
	name: firstText(fields, 'name'),
	address: firstText(fields, 'address'),
});

function placeOf(fields: Fields): Place {
	const given = fields.location ?? fields.loc;
	if (given === undefined || given === null) return named(fields);
	const value = parsedJson(given) ?? (typeof given === 'string' ? given.split(',') : given);
	if (Array.isArray(value)) {
		const [latitude, longitude] = value as unknown[];
		return {
			latitude: degrees(latitude),
			longitude: degrees(longitude),
			name: null,
			address: null,
		};
	}
	return typeof value === 'object' && value !== null ? named({ ...value }) : invalid();
}

/** `POST /messages/send/location` (docs/warest/messages.md#3-10). */
export async function sendLocation(world: World, fields: Fields) {
	const delivery = deliveryOf(world, fields);
	const place = placeOf(fields);
	const { latitude, longitude, name, address } = place;
	const location = {
		degreesLatitude: latitude,
		degreesLongitude: longitude,
		...(name !== null && { name }),
		...(address !== null && { address }),
	};
	return await deliver(world, delivery, () => ({
		content: { kind: 'location', location: place },
		status: 'location success',
		extras: { location },
	}));
}
