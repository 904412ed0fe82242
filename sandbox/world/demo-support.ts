import type { DemoChat } from './demo-chats';
import type { Account } from './types';

export const supportPhone: Account = {
	phone: '6281200457020',
	device: 5,
	name: 'Kopi Senja Support',
	lid: '118230457020',
};

/** Those who bought a machine or a subscription and need help. */
export const supportChats: DemoChat[] = [
	{
		number: '6281200550173',
		name: 'Farah Nabila',
		ago: 7,
		unread: 3,
		script: `
< Hi, my machine shows E04 and does not heat
> Hi Farah, that is the thermostat. Is it under warranty? The serial number is under the drip tray
< (photo) here it is
< Bought in March
< Can somebody come today? We have guests at 5 😬`,
	},
	{
		number: '120363041200457011',
		name: 'Support on duty',
		members: {
			'6281200457102': 'Bagas Pratama',
			'6281200457104': 'Intan Permata',
			'6281200457105': 'Yusuf Hakim',
		},
		ago: 19,
		unread: 1,
		pinned: 1,
		script: `
> Handover: 4 open cases, the E04 one is urgent
Intan< I take E04 and the descaling question
Yusuf< The other two are mine
~ 1
Bagas< Spare thermostats: 3 left
Intan< Then please order 10`,
	},
	{
		number: '447400123533',
		name: 'Siobhan Ní Cheallaigh',
		ago: 33,
		unread: 1,
		script: `
< Order KS-20418 says delivered, but there's nothing at my door
> Hello Siobhan, I am sorry. I ask the courier for the delivery photo
> (photo) is this your porch?
< No, that's my neighbour's! Mystery solved, I'll go over 😂`,
	},
	{
		number: '6281200638841',
		name: 'Hendro Susilo',
		ago: 58,
		script: `
< Bagaimana cara descaling yang benar?
> Isi tangki dengan 1 L air dan satu sachet, lalu tekan tombol uap 5 detik
< Sudah, lampunya hijau
> Bagus! Bilas dua kali dengan air bersih ya`,
	},
	{
		number: '17185550199',
		name: 'Renée Castellanos',
		ago: 84,
		script: `
< How do I change the address of my subscription?
> I can do it for you. What is the new one?
< 4410 Alder Street, Apt 3
> Changed, from the December box on 📦`,
	},
	{
		number: '6281200774420',
		name: '陈美玲',
		ago: 128,
		script: `
< 你好，磨豆机的保修是多久？
> Hello Meiling! Two years on the motor, one on the burrs
< 谢谢，那我就放心了 😊`,
	},
	{
		number: '6281200391156',
		name: 'Gilang Ramadhan',
		ago: 210,
		script: `
< The app logs me out all the time
> Since the update? Then please reinstall it once, we fixed that this morning
< Works 👍`,
	},
	{
		number: '6281200982204',
		name: 'Dr. Amara Osei-Tutu',
		ago: 300,
		script: `
< The clinic's machine needs its yearly service. Which days are free?
> Tuesday 08:00 or Thursday 15:00
< Thursday please
> Booked. Yusuf will bring the filters too`,
	},
	{
		number: '6281200460738',
		name: 'Putu Eka',
		ago: 520,
		script: `
< (voice)
> Thank you, that helps: it is the pump, not the grinder. I send a technician tomorrow between 9 and 11
< Oke siap`,
	},
	{
		number: '447400123677',
		name: 'Jamal Whitaker-Singh',
		ago: 700,
		script: `
< Got two bags of Gayo instead of Gayo + Flores
> Our mistake. Keep the Gayo, the Flores leaves today
< Best wrong order ever, cheers`,
	},
	{
		number: '6281200217793',
		name: 'Melati Office',
		ago: 990,
		muted: true,
		script: `
< Monthly reading: 4.812 cups
> Thank you! Invoice on Monday`,
	},
	{
		number: '6281200858016',
		name: 'Théo Marchand',
		ago: 1500,
		script: `
< Bonjour, does the kettle work with 110 V?
> Bonjour Théo, no, 220–240 V only
< OK, merci !`,
	},
	{
		number: '6281200604459',
		name: 'Wulan Sari',
		ago: 1750,
		script: `
< Refund sudah masuk?
> Sudah kami kirim tadi pagi, maksimal 2 hari kerja
~ 1
< Sudah masuk, makasih 🙏`,
	},
	{
		number: '16175550131',
		name: 'Elijah Brooks',
		ago: 2400,
		script: `
< Is it normal that the crema is thin?
> With beans older than 4 weeks, yes. Grind a little finer and try 18 g
< Night and day. Thanks!`,
	},
	{
		number: '120363041200457012',
		name: 'Technicians Java',
		members: { '6281200457105': 'Yusuf Hakim', '6281200991201': 'Slamet Riyadi (Solo)' },
		ago: 2900,
		script: `
Slamet< Tomorrow Semarang, 3 visits
Yusuf< I do Magelang then
> (pdf routes-week-48.pdf)
Slamet< 👍`,
	},
	{
		number: '6281200333507',
		name: 'Ολυμπία Παππά',
		ago: 3600,
		script: `
< Καλημέρα! Do you have the small portafilter basket?
> Kaliméra! In stock, Rp 145.000
< Ευχαριστώ, I'll order online`,
	},
	{
		number: '6281200719925',
		name: 'Adi Nugroho',
		ago: 4300,
		script: `
< Is there a manual in English?
> (pdf manual-en.pdf)
< Thanks`,
	},
	{
		number: '6281200126648',
		name: 'Ngozi & Daniel',
		ago: 5600,
		script: `
< We moved! Can we hand the machine in at your place for a check?
> Any day from 8 to 16, no appointment needed
< Friday then 🚗`,
	},
	{
		number: '6281200945572',
		name: 'שירה לוי',
		ago: 9000,
		script: `
< שלום, does the grinder come with a European plug?
> Shalom Shira, yes, type C and F
< תודה רבה`,
	},
	{
		number: '6281200072231',
		name: 'Trial customer 31',
		ago: 24000,
		archived: true,
		script: `
< Please close my account
> Done. All data is deleted, thank you for trying us`,
	},
];
