import { byModel } from '../../engine/by-model';
import { text } from '../../engine/fields';

/** The text of a message, which a model may write. */
export const messageText = byModel(
	text({
		displayName: 'Message',
		rows: 4,
		placeholder: 'e.g. Your order is ready',
		description: 'The text to send',
	}),
	'The text to send',
);
