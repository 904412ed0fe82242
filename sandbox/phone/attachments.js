import { notify } from './control.js';
import { element } from './dom.js';
import { ask } from './question.js';

const LARGEST = 8 * 1024 * 1024;

const optionalCaption = { name: 'text', label: 'Caption', required: false };

/** Lets the person choose a file. */
function chooseFile(accept) {
	return new Promise((chosen) => {
		const input = element('input', { type: 'file', accept, id: 'attached-file', hidden: '' });
		document.body.append(input);
		const finish = () => {
			input.remove();
			chosen(input.files[0] ?? null);
		};
		input.addEventListener('change', finish);
		input.addEventListener('cancel', finish);
		input.click();
	});
}

const base64Of = (file) =>
	new Promise((done, failed) => {
		const reader = new FileReader();
		reader.addEventListener('load', () => done(reader.result.replace(/^[^,]*,/, '')));
		reader.addEventListener('error', () => failed(reader.error));
		reader.readAsDataURL(file);
	});

/** The length and dimensions of a video or recording, as far as the browser can read them. */
const detailsOf = (file) =>
	new Promise((done) => {
		const isVideo = file.type.startsWith('video/');
		if (!isVideo && !file.type.startsWith('audio/')) return done({});
		const player = document.createElement(isVideo ? 'video' : 'audio');
		const finish = (details) => {
			URL.revokeObjectURL(player.src);
			done(details);
		};
		player.addEventListener('error', () => finish({}));
		player.addEventListener('loadedmetadata', () => {
			const { duration, videoWidth: width, videoHeight: height } = player;
			const seconds = Number.isFinite(duration) ? Math.round(duration) : undefined;
			finish({ seconds, ...(isVideo && { width, height }) });
		});
		player.src = URL.createObjectURL(file);
	});

async function attachFile(accept, kindOf, write) {
	const file = await chooseFile(accept);
	if (!file) return;
	if (file.size > LARGEST) return notify('The sandbox accepts files of up to 8 MB.');
	const given = await ask(file.name, [optionalCaption]);
	if (!given) return;
	const kind = kindOf(file);
	await write({
		kind,
		...(given.text && { text: given.text }),
		file: {
			mimeType: file.type || 'application/octet-stream',
			base64: await base64Of(file),
			...(kind === 'document' && { name: file.name }),
			...(await detailsOf(file)),
		},
	});
}

const pictureKind = ({ type }) => (type.startsWith('video/') ? 'video' : 'image');

async function attachLocation(write) {
	const given = await ask('Location', [
		{ name: 'name', label: 'Name', value: 'Monas', required: false },
		{ name: 'address', label: 'Address', value: 'Jakarta', required: false },
		{ name: 'latitude', label: 'Latitude', type: 'number', value: '-6.175392' },
		{ name: 'longitude', label: 'Longitude', type: 'number', value: '106.827153' },
	]);
	if (!given) return;
	const { name, address } = given;
	const latitude = Number(given.latitude);
	const longitude = Number(given.longitude);
	await write({ kind: 'location', location: { name, address, latitude, longitude } });
}

async function attachContact(write) {
	const given = await ask('Contact', [
		{ name: 'name', label: 'Name', value: 'Rizky Maulana' },
		{ name: 'phone', label: 'Phone number', type: 'tel', value: '6281200123456' },
		{ name: 'organization', label: 'Organization', required: false },
	]);
	if (given) await write({ kind: 'contact', contact: given });
}

async function attachPoll(write) {
	const given = await ask('Poll', [
		{ name: 'question', label: 'Question', value: 'Which day suits you?' },
		{
			name: 'options',
			label: 'Options, one per line',
			type: 'textarea',
			value: 'Tuesday\nThursday\nFriday',
		},
		{ name: 'maxSelection', label: 'How many can be chosen', type: 'number', value: '1' },
	]);
	if (!given) return;
	const options = given.options
		.split('\n')
		.map((option) => option.trim())
		.filter(Boolean);
	const maxSelection = Number(given.maxSelection);
	await write({ kind: 'poll', poll: { question: given.question, options, maxSelection } });
}

async function mention(write, members) {
	const given = await ask('Mention someone', [
		{
			name: 'jid',
			label: 'Member',
			choices: members.map(({ jid, name }) => ({ value: jid, label: name })),
		},
		{ name: 'text', label: 'Text', type: 'textarea', value: 'have you seen this?' },
	]);
	if (!given) return;
	const { jid, text } = given;
	await write({ text: `@${jid.split('@')[0]} ${text}`, mentions: [jid] });
}

/** Everything else that a contact can send, as menu entries; `write` sends it. */
export const attachments = (write, members) => [
	{
		label: 'Photo or video…',
		drawing: 'image',
		act: () => attachFile('image/*,video/*', pictureKind, write),
	},
	{ label: 'Sample photo', drawing: 'image', act: () => write({ kind: 'image' }) },
	{ label: 'Document…', drawing: 'document', act: () => attachFile('', () => 'document', write) },
	{ label: 'Sample document', drawing: 'document', act: () => write({ kind: 'document' }) },
	{ label: 'Voice note', drawing: 'voice', act: () => write({ kind: 'voice' }) },
	{
		label: 'Audio file…',
		drawing: 'audio',
		act: () => attachFile('audio/*', () => 'audio', write),
	},
	{ label: 'Sticker', drawing: 'sticker', act: () => write({ kind: 'sticker' }) },
	{ label: 'Location…', drawing: 'location', act: () => attachLocation(write) },
	{ label: 'Contact…', drawing: 'person', act: () => attachContact(write) },
	{ label: 'Poll…', drawing: 'poll', act: () => attachPoll(write) },
	members.length > 0 && {
		label: 'Mention…',
		drawing: 'person',
		act: () => mention(write, members),
	},
];
