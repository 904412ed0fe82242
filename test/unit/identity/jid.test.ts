import fc from 'fast-check';
import { parseChat } from '../../../nodes/identity/jid';
import { isRefusal } from '../../../nodes/whatsapp/refusal';

describe('one chat', () => {
	it.each([
		['6281200010000', 'person', '6281200010000@s.whatsapp.net'],
		['+62 812-0001-0000', 'person', '6281200010000@s.whatsapp.net'],
		['6281200010000@s.whatsapp.net', 'person', '6281200010000@s.whatsapp.net'],
		['6281200010000:7@s.whatsapp.net', 'person', '6281200010000@s.whatsapp.net'],
		['6281200010000.0:7@s.whatsapp.net', 'person', '6281200010000@s.whatsapp.net'],
		['6281200010000@S.WhatsApp.net', 'person', '6281200010000@s.whatsapp.net'],
		['6281200010000@c.us', 'person', '6281200010000@s.whatsapp.net'],
		['120363041234567890@g.us', 'group', '120363041234567890@g.us'],
		['120363041234567890', 'group', '120363041234567890@g.us'],
		[' 120363041234567890 ', 'group', '120363041234567890@g.us'],
		['6281200010000-1600000000', 'group', '6281200010000-1600000000@g.us'],
		['6281200010000-1600000000@g.us', 'group', '6281200010000-1600000000@g.us'],
		['120363041234567890@newsletter', 'channel', '120363041234567890@newsletter'],
		['status@broadcast', 'broadcast', 'status@broadcast'],
		['900000000777@lid', 'lid', '900000000777@lid'],
		['900000000777:3@lid', 'lid', '900000000777@lid'],
		['260571894513664@s.whatsapp.net', 'lid', '260571894513664@lid'],
		['260571894513664@c.us', 'lid', '260571894513664@lid'],
	])('%s is a %s', (written, kind, jid) => {
		expect(parseChat(written)).toEqual({ kind, jid });
	});

	it.each([
		'',
		'   ',
		'6281200010000,6281200010001',
		'6281200010000;6281200010001',
		'6281200010000\n6281200010001',
		'6281200010000@s.whatsapp.net,6281200010001@s.whatsapp.net',
		'6281200010000@s.whatsapp.net6281200010001@s.whatsapp.net',
		'081200010000@s.whatsapp.net',
		'123@g.us',
		'6281200010000@g.us',
		'budi@example.com',
		'@s.whatsapp.net',
		'6281200010000@',
		'6281200010000@constructor',
		'+62 812@s.whatsapp.net',
		'abc@lid',
		'12@newsletter',
		'everybody@broadcast',
		'Budi Santoso',
		'12036304123456789012345',
	])('%p is refused', (written) => {
		expect(isRefusal(parseChat(written, '62'))).toBe(true);
	});

	it('never becomes any chat but the one that was written', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary', maxLength: 40 }),
					fc.stringMatching(/^[1-9]\d{9,19}$/),
					fc.constantFrom('6281200010000', '+62 812-0001-0000', '120363041234567890'),
				),
				fc.constantFrom('', '@lid', '@s.whatsapp.net', '@g.us', '@c.us'),
				(local, domain) => {
					const chat = parseChat(local + domain);
					fc.pre(!isRefusal(chat));
					const [known] = chat.jid.split('@');
					expect(`${local}`.replace(/\D/g, '')).toContain(known.replace(/\D/g, ''));
					if (domain === '@lid') expect(chat.kind).toBe('lid');
					if (domain === '@g.us') expect(chat.kind).toBe('group');
				},
			),
		);
	});
});
