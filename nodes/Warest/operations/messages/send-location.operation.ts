import { path } from '../../../transport/path';
import { number, options, optionalText } from '../../engine/fields';
import { recipients } from '../../fields/recipients';
import { session } from '../../fields/session';
import { operation } from '../../engine/operation';
import { message, sendMessage } from './sending';
import { sendOptions } from './send-options';

/** See docs/warest/messages.md#3-10: the server checks no range, and takes an empty text for 0. */
export const sendLocation = operation({
	name: 'Send Location',
	action: 'Send location',
	effect: 'send',
	description: 'Send a place on the map',
	fields: {
		sessionId: session(),
		to: recipients(),
		latitude: number({
			displayName: 'Latitude',
			default: 0,
			min: -90,
			max: 90,
			fractions: true,
			unit: 'degrees, south is negative',
			placeholder: 'e.g. -6.2088',
		}),
		longitude: number({
			displayName: 'Longitude',
			default: 0,
			min: -180,
			max: 180,
			fractions: true,
			unit: 'degrees, west is negative',
			placeholder: 'e.g. 106.8456',
		}),
		options: options({
			...sendOptions,
			address: optionalText({
				displayName: 'Address',
				placeholder: 'e.g. Jalan Senopati 12, Jakarta',
			}),
			name: optionalText({ displayName: 'Name', placeholder: 'e.g. Kopi Senja' }),
		}),
	},
	run: async ({ latitude, longitude, options: entered, ...values }, item) => {
		const { name, address } = entered;
		const location = { latitude, longitude, name, address };
		const sending = { ...values, options: entered };
		return await sendMessage(sending, item, (to) =>
			message(path`/messages/send/location`, sending, to, { location }),
		);
	},
});
