import { notify, writeAsContact } from './control.js';
import { byId, element } from './dom.js';
import { repaint } from './keyed.js';

const form = byId('composer');
const text = byId('composer-text');
const writer = byId('writer');
let target = null;

function paintWriters(writers) {
	const chosen = writer.value;
	writer.replaceChildren(
		element('option', { value: '' }, 'A member'),
		...writers.map(({ jid, name }) => element('option', { value: jid }, name)),
	);
	writer.value = writers.some(({ jid }) => jid === chosen) ? chosen : '';
}

/** Whom the person writes as: the chosen member of a group, or nobody in particular. */
export const chosenWriter = () => writer.value || null;

/** Points the composer at a chat; in a group, the person chooses among the `writers`. */
export function aimComposer(session, chat, writers) {
	if (target?.session !== session || target.chat !== chat.jid) {
		text.value = '';
		writer.value = '';
	}
	target = { session, chat: chat.jid };
	byId('writer-choice').hidden = !chat.isGroup || writers.length === 0;
	repaint(writer, writers, () => paintWriters(writers));
	const placeholder = chat.isGroup ? 'Write in the group…' : `Write as ${chat.name}…`;
	text.placeholder = placeholder;
	text.setAttribute('aria-label', placeholder);
}

/** Puts the cursor into the composer, where that doesn't pop up a screen keyboard. */
export function focusComposer() {
	if (matchMedia('(pointer: fine)').matches) text.focus();
}

form.addEventListener('submit', async (event) => {
	event.preventDefault();
	const written = text.value;
	if (!written.trim()) return;
	const { session, chat } = target;
	text.value = '';
	try {
		await writeAsContact(session, {
			chatId: chat,
			text: written,
			...(writer.value && { from: writer.value }),
		});
	} catch (error) {
		if (target.chat === chat && !text.value) text.value = written;
		notify(`The message wasn't sent: ${error.message}`);
	}
});

text.addEventListener('keydown', (event) => {
	// Enter also ends an input method's composition (Japanese, Chinese, …): that doesn't send.
	if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
	event.preventDefault();
	form.requestSubmit();
});
