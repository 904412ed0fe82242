import { element } from './dom.js';

const input = ({ name, value = '', type = 'text', choices, required = true, placeholder }) => {
	if (choices) {
		return element(
			'select',
			{ name },
			choices.map(({ value: choice, label }) => element('option', { value: choice }, label)),
		);
	}
	if (type === 'textarea') {
		const area = element('textarea', { name, rows: 3, dir: 'auto', required: required && '' });
		area.value = value;
		return area;
	}
	return element('input', {
		name,
		value,
		type,
		placeholder,
		dir: 'auto',
		autocomplete: 'off',
		step: type === 'number' && 'any',
		required: required && '',
	});
};

/** Asks for some values in a dialog; null if the person cancels. */
export function ask(title, fields, action = 'Send') {
	const cancel = element('button', { type: 'button', class: 'plain' }, 'Cancel');
	const form = element(
		'form',
		{ method: 'dialog' },
		element('h2', {}, title),
		fields.map((field) => element('label', {}, element('span', {}, field.label), input(field))),
		element('div', { class: 'choice-row' }, cancel, element('button', {}, action)),
	);
	const dialog = element('dialog', { class: 'question', 'aria-label': title }, form);
	document.body.append(dialog);
	cancel.addEventListener('click', () => dialog.close());
	dialog.showModal();
	return new Promise((answer) => {
		let values = null;
		form.addEventListener('submit', () => (values = Object.fromEntries(new FormData(form))));
		dialog.addEventListener('close', () => {
			dialog.remove();
			answer(values);
		});
	});
}
