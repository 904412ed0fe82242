import { path } from '../../../transport/path';
import { byModel } from '../../engine/by-model';
import { number, optionalText } from '../../engine/fields';
import { sending } from './sending';

/** See docs/warest/messages.md#3-10: the server checks no range, and takes an empty text for 0. */
export const sendLocation = sending({
	name: 'Send Location',
	action: 'Send a WhatsApp location to a person or group',
	description: 'Send a place on the map',
	fields: {
		latitude: byModel(
			number({
				displayName: 'Latitude',
				default: 0,
				min: -90,
				max: 90,
				fractions: true,
				unit: 'degrees, south is negative',
				placeholder: 'e.g. -6.2088',
			}),
			'Degrees, south is negative',
		),
		longitude: byModel(
			number({
				displayName: 'Longitude',
				default: 0,
				min: -180,
				max: 180,
				fractions: true,
				unit: 'degrees, west is negative',
				placeholder: 'e.g. 106.8456',
			}),
			'Degrees, west is negative',
		),
	},
	options: {
		address: optionalText({
			displayName: 'Address',
			placeholder: 'e.g. Jalan Senopati 12, Jakarta',
		}),
		name: optionalText({ displayName: 'Name', placeholder: 'e.g. Kopi Senja' }),
	},
	compose: ({ latitude, longitude, options: { name, address } }) => {
		const location = { latitude, longitude, name, address };
		return { path: path`/messages/send/location`, body: { location } };
	},
});
