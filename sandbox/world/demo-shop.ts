import type { DemoChat } from './demo-chats';
import type { Account } from './types';

export const shopPhone: Account = {
	phone: '6281200457010',
	device: 12,
	name: 'Kopi Senja',
	lid: '118230457010',
};

/** What a small coffee roastery talks about, invented from beginning to end. */
export const shopChats: DemoChat[] = [
	{
		number: '6281200331874',
		name: 'Ayu Prameswari',
		ago: 4,
		unread: 2,
		script: `
< Good morning, do you still have the Toraja beans? ☕
> Good morning Ayu! Yes, roasted on Tuesday. 250 g or 1 kg?
< 1 kg please, whole beans
> Done. That is Rp 285.000, pick-up or courier?
~ 1
< Courier, to the office this time
> Noted, it leaves at 14:00
< Got it, it smells wonderful 😍
< Can you put aside another kilo for Friday?`,
	},
	{
		number: '120363041200457001',
		name: 'Kopi Senja Team ☕',
		about: 'Shifts, stock and birthdays.\nNo customers in here, please.',
		members: {
			'6281200457101': 'Rina Wulandari',
			'6281200457102': 'Bagas Pratama',
			'6281200457103': 'Lestari Nugraheni',
		},
		ago: 11,
		unread: 3,
		pinned: 1,
		script: `
Rina< Who opens tomorrow?
> Bagas and me, Lestari comes at 11
Bagas< 👍
~ 1
Bagas< The grinder makes that noise again
Lestari< (photo) the burrs, before cleaning
> Please take the spare one, I'll call the mechanic
Rina< Milk order is in, 24 litres
Lestari< Don't forget the birthday cake for table 4 🎂
Bagas< Already in the fridge`,
	},
	{
		number: '15035550142',
		name: 'Hannah Whitfield',
		ago: 26,
		unread: 1,
		script: `
< Hi! Do you ship to Portland, Oregon?
> Hello Hannah, yes: about 9 days by air mail, from 2 kg
< Great. Could I get 1 kg Gayo and 1 kg Flores Bajawa, both for filter?
> Of course. (The invoice follows by e-mail.)
~ 2
> (pdf invoice-2291.pdf)
< Paid just now 🙌`,
	},
	{
		number: '260571894513664',
		name: 'Dewi',
		hidden: true,
		ago: 52,
		script: `
< Halo kak, my number is hidden here. Are you open on Sunday?
> Halo Dewi! Yes, 09:00 to 17:00 ☕
< Perfect, see you then 🙏`,
	},
	{
		number: '6281200771265',
		name: 'Budi Santoso (Fresh Milk)',
		business: 'Dairy; Delivery',
		ago: 38,
		pinned: 2,
		script: `
> Pak Budi, 24 litres for tomorrow please
< Siap. Same time?
> 06:30, Bagas will be there
~ 1
< Delivered ✅ the driver left the crates at the back door
> Thank you, Pak!`,
	},
	{
		number: '6281200119043',
		name: '<b>Tom & Co</b>',
		ago: 52,
		unread: 1,
		script: `
< Hello, this is Tom & Co, office catering. Price for 40 cups, Thursday 9 am?
> Hello! Rp 22.000 a cup with two baristas, or Rp 17.000 in thermos jugs
< Jugs are fine. Is "half decaf < half regular" possible?`,
	},
	{
		number: '6281200902217',
		name: 'やまもと さくら',
		ago: 75,
		script: `
< こんにちは！今週末のカッピングはまだ空いていますか？
> Hello Sakura-san! Yes, two places left on Saturday at 10:00
< よかった、2名でお願いします 🙏
> Reserved for two. See you on Saturday!`,
	},
	{
		number: '447400123118',
		name: 'Oliver Ashcombe',
		ago: 96,
		script: `
< Hello from Leeds. We run a small café and look for a direct roaster
> Hello Oliver, nice to meet you! How much do you use in a week?
< Around 18 kg of espresso, 4 kg of filter
> We can do that. I send you samples of Senja No. 3 and the Kintamani natural
~ 3
< Samples arrived. The Kintamani is outrageous, in the best way
> 😄 That is what everybody says
< Let me talk to my partner about volumes and come back to you next week. One question already: how do you handle a bag that arrives damaged? Our last roaster let us argue with the courier for a month, and we would rather not repeat that.
> If you send a photo within three days we ship a new bag, no questions. The courier is our problem, not yours.`,
	},
	{
		number: '6281200648390',
		name: 'Siti Rahmawati',
		ago: 140,
		script: `
< Kak, stok cold brew 1 L masih ada?
> Masih, 6 botol. Mau dikirim hari ini?
< Iya, 2 botol ya
> Siap, Rp 90.000 sudah sama ongkir 🙏
< (photo) bukti transfer
> Diterima, terima kasih Kak Siti!`,
	},
	{
		number: '120363041200457002',
		name: 'Jalan Mawar Shopkeepers',
		role: 'member',
		members: {
			'6281200880011': 'Pak Hendra (Bakery)',
			'6281200880012': 'Dewi Flowers',
			'6281200880013': 'Joko Bikes',
			'6281200880014': 'Maya Books',
		},
		ago: 190,
		unread: 5,
		muted: true,
		script: `
Pak Hendra< Tomorrow the water is off from 9 to 12
Dewi< Again?? 😤
Joko< I have two spare tanks if somebody needs one
~ 1
Maya< Street festival: do we all open until 10 pm?
Dewi< Yes from me
Joko< Yes
Pak Hendra< Bakery too 🥐`,
	},
	{
		number: '6281200253318',
		name: 'Dimas Aryo',
		ago: 230,
		script: `
< Bro, is the hand grinder repaired?
> Yes, ready since yesterday. New burrs, Rp 120.000
< On my way after work 🏍️
> We close at 21:00`,
	},
	{
		number: '6281200417760',
		name: 'فاطمة الزهراء',
		ago: 265,
		script: `
< السلام عليكم، هل عندكم قهوة بدون كافيين؟
> Wa alaikum salam! Yes: Gayo decaf, 250 g for Rp 95.000
< ممتاز، أريد كيسين من فضلك
> Two bags, ground or whole?
< مطحونة للفلتر 🌿
> They leave today.`,
	},
	{
		number: '13125550187',
		name: 'Marcus Bell',
		ago: 330,
		script: `
< Is the subscription paused while I'm on vacation?
> Just tell me the dates and I pause it
< Dec 18 to Jan 5
> Paused. Next box on January 6, enjoy your time off! 🏖️`,
	},
	{
		number: '6281200590012',
		name: 'Ibu Ratna',
		ago: 395,
		script: `
< Nak, ibu mau pesan kopi untuk arisan, 30 orang
> Baik Bu, untuk tanggal berapa?
< Hari Minggu jam 3 sore
> Siap Bu, saya buatkan 3 termos ya. Gula terpisah 😊
< Terima kasih, sehat selalu`,
	},
	{
		number: '6281200732254',
		name: 'Kevin Tanoto',
		ago: 470,
		script: `
< (voice)
> Heard it 😂 yes, table 6 is yours
< 🙏🙏`,
	},
	{
		number: '447400123264',
		name: 'Priya Nair',
		ago: 560,
		script: `
< Hi, I left a grey scarf at your place on Sunday, by the window
> Hi Priya, we have it! It waits behind the bar
< You are wonderful, thank you 💛`,
	},
	{
		number: '6281200167745',
		name: 'Agus Mechanic',
		ago: 640,
		script: `
> Pak Agus, the second group head drips
< Gasket. I come tomorrow 7 am, before you open
> Perfect
~ 1
< Finished. Also changed the steam valve, no charge
> You saved our weekend 🙏`,
	},
	{
		number: '6281200845561',
		name: 'Лидия Ковалёва',
		ago: 760,
		script: `
< Здравствуйте! Есть ли у вас подарочные наборы?
> Hello Lidia! Yes, three kinds. I send you the list
> (pdf gift-boxes.pdf)
< Спасибо, возьму два больших 🎁`,
	},
	{
		number: '6281200376629',
		name: 'Wayan Sudarsana',
		ago: 905,
		script: `
< Kintamani harvest is done. 180 kg natural, 95 kg washed for you
> Great news! Cupping scores?
< Natural 87.5, washed 86
> I take all of it. Same address as last year?
< (place)
< Same as last year 👍`,
	},
	{
		number: '6281200214487',
		name: 'Nadia Kusuma',
		ago: 1180,
		script: `
< Is your Wi-Fi good enough for video calls?
> 100 Mbit, and the corner by the books is quiet until noon
< Perfect, see you at 9`,
	},
	{
		number: '120363041200457003',
		name: 'Saturday Cupping Club',
		about: 'Six coffees each Saturday at ten, upstairs. Bring a friend.',
		asking: { '6281200990031': 'Ratna Dewanti', '447400123371': 'Isla Munro' },
		members: {
			'6281200990021': 'Galih',
			'6281200990022': 'Aiko Tanaka',
			'6281200990023': 'Putri Anggraini',
			'447400123352': 'Ewan McBride',
		},
		ago: 1260,
		unread: 2,
		script: `
> Next Saturday: three Sumatras, blind
Aiko< In!
Galih< Me too, I bring the new kettle
~ 1
Ewan< Still here until Monday, count me in
> (photo) the table is set
Putri< The one with the orange peel note was my favourite 🍊
Galih< Same. 88 from me`,
	},
	{
		number: '6281200683306',
		name: '김민준',
		ago: 1490,
		script: `
< 안녕하세요, 내일 오전에 문 여시나요?
> Hello! Yes, from 7 in the morning
< 감사합니다 ☺️`,
	},
	{
		number: '6281200529918',
		name: 'Yohanes Wibowo',
		ago: 1620,
		script: `
< Could you print our logo on 200 cups?
> Yes, sleeves rather than cups: cheaper and ready in 4 days
< (photo) the logo
> Looks good. Rp 1.100 each with two colours
< Deal`,
	},
	{
		number: '12125550123',
		name: 'Grace Okafor',
		ago: 1900,
		script: `
< Your brewing guide helped a lot. Just wondering: why 94 °C and not boiling?
> Boiling water pulls out more bitterness from our darker roasts. For the light ones go up to 98 °C
< That explains my Sunday cup 😅`,
	},
	{
		number: '6281200934472',
		name: 'Rizky Courier',
		ago: 2050,
		script: `
> 5 parcels today, all before 14:00
< On the way
< 5/5 delivered
> 👌`,
	},
	{
		number: '6281200455087',
		name: 'Meilani Hartono',
		ago: 2300,
		script: `
< Hello, is the terrace open for dogs?
> Very much so 🐶 there is a bowl of water by the door
< Mochi says thank you
< (photo) this is Mochi`,
	},
	{
		number: '6281200708839',
		name: 'Pak RT Slamet',
		ago: 2700,
		script: `
< Mas, Sabtu kerja bakti jam 6 ya
> Siap Pak, kopinya dari kami 🙌`,
	},
	{
		number: '447400123471',
		name: 'Zoë van Dijk',
		ago: 3000,
		script: `
< Do you do latte art classes?
> Every second Wednesday, 18:00, four people
< Put me on the list for December please!
> Done, I remind you two days before`,
	},
	{
		number: '6281200321150',
		name: 'Arjun मेहता',
		ago: 3350,
		script: `
< नमस्ते! Filter coffee kit available?
> Namaste Arjun! Yes, the brass one, Rp 310.000
< एक चाहिए 🙂
> Put aside for you`,
	},
	{
		number: '6281200863341',
		name: 'Citra Maharani',
		ago: 3900,
		script: `
< The latte yesterday was cold when it arrived 😕
> I am sorry, Citra. That is not how we want it. A new one is on its way, no charge
< That was quick, thank you! All good again`,
	},
	{
		number: '6281200147726',
		name: 'Bambang Printing',
		ago: 4500,
		script: `
< Menus are ready, 60 pieces
> Thank you, Bagas picks them up`,
	},
	{
		number: '14155550164',
		name: 'Noah Fitzgerald',
		ago: 5200,
		script: `
< Tracking says "held in customs"?
> That is normal for 2 to 3 days. I keep an eye on it
~ 2
< It's here! Worth the wait`,
	},
	{
		number: '6281200576603',
		name: 'Sri Hadiningsih',
		ago: 6100,
		script: `
< Saya mau belajar roasting, apakah ada kelas?
> Ada Bu, bulan depan. Saya kirim jadwalnya
< Matur nuwun`,
	},
	{
		number: '6281200298814',
		name: 'Lukas Brandt',
		ago: 7300,
		script: `
< Servus! Any chance to rent the place for a small concert?
> Love the idea. 40 people at most, until 22:00
< Then Friday the 12th?
> It is yours 🎸`,
	},
	{
		number: '6281200640097',
		name: 'Tamu 0097',
		ago: 8800,
		script: `
< Jam buka?
> Setiap hari 07.00–21.00 🙏`,
	},
	{
		number: '6281200813352',
		name: 'Old landlord',
		ago: 21000,
		archived: true,
		script: `
< The deposit was transferred back today
> Received, thank you for the good years`,
	},
	{
		number: '6281200066219',
		name: 'Promo Paket Internet',
		ago: 30000,
		archived: true,
		muted: true,
		unread: 1,
		script: `
< 🔥 PROMO 🔥 Fibre for your business, 50% off in the first 3 months! Answer YES to be called back.`,
	},
	{
		number: '120363041200457004',
		name: 'New Year Market 2026',
		role: 'member',
		announce: true,
		members: { '6281200770031': 'Market Office', '6281200770032': 'Batik Laras' },
		ago: 33000,
		archived: true,
		script: `
Market< Thank you all, it was the best year so far
Batik< See you next time! 🎉
> Thanks for having us`,
	},
];
